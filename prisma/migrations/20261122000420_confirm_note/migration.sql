-- AlterTable
ALTER TABLE "result" ADD COLUMN "note" TEXT;

-- As before; the result keeps the chief's note.
CREATE OR REPLACE FUNCTION confirm_result(
  p_event uuid, p_contest uuid, p_entrant uuid, p_command uuid, p_ground jsonb, p_body jsonb, p_score jsonb, p_sheets jsonb, p_answer jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
BEGIN
  PERFORM FROM contest WHERE event_id = p_event AND id = p_contest FOR UPDATE;
  v_answer := seen_command(p_event, p_command, p_body->>'actor', p_body->>'type', p_body->>'subject');
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  IF result_ground(p_event, p_contest, p_entrant) IS DISTINCT FROM p_ground THEN RETURN NULL; END IF;

  v_answer := append_event(p_event, p_contest, p_command,
    p_body || jsonb_build_object('panel', counted_panel(p_event, p_body->'sheets')), p_answer, true);
  INSERT INTO result (event_id, contest_id, entrant_id, seq, status, total, score, sheets, note, confirmed_at)
    VALUES (p_event, p_contest, p_entrant, (v_answer->>'revision')::bigint, p_score->>'status', p_score->>'total', p_score, p_sheets, p_body->>'note',
      (v_answer->>'recordedAt')::timestamptz);
  UPDATE entrant SET state = (CASE p_score->>'status' WHEN 'disqualified' THEN 'disqualified' ELSE 'confirmed' END)::entrant_state
    WHERE event_id = p_event AND id = p_entrant;
  UPDATE contest SET on_stage_id = NULL, on_stage_at = NULL
    WHERE event_id = p_event AND id = p_contest AND on_stage_id = p_entrant;
  UPDATE sheet SET state = 'confirmed', version = version + 1
    WHERE event_id = p_event AND id IN (SELECT (counted->>'id')::uuid FROM jsonb_array_elements(p_body->'sheets') counted);
  RETURN v_answer;
END $$;
