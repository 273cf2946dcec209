-- A command's id belongs to the whole event, a contest's lock to one contest: of two contests that are sent the same id at once, the second
-- waits here until the first is done, and is then refused as reused. Taken after the contest's lock; whoever holds it takes no further one.
-- Volatile, so that what the first has written is seen after waiting.
CREATE OR REPLACE FUNCTION seen_command(p_event uuid, p_command uuid, p_actor text, p_type text, p_subject text)
RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_body jsonb;
  v_answer jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_event::text || p_command::text, 0));
  SELECT body::jsonb, answer INTO v_body, v_answer
    FROM contest_event WHERE event_id = p_event AND command_id = p_command;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF v_body->>'actor' IS DISTINCT FROM p_actor OR v_body->>'type' IS DISTINCT FROM p_type
    OR v_body->>'subject' IS DISTINCT FROM p_subject THEN
    RETURN jsonb_build_object('refused', 'command.reused');
  END IF;
  RETURN v_answer;
END $$;
