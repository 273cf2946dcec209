-- The programme's record: one chain per event, beside the contests' chains, for what happens outside contests.
CREATE TABLE "programme" (
    "event_id" UUID NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "head_hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "programme_pkey" PRIMARY KEY ("event_id")
);
CREATE TABLE "programme_event" (
    "event_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "command_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "programme_event_pkey" PRIMARY KEY ("event_id","seq")
);
CREATE UNIQUE INDEX "programme_event_event_id_command_id_key" ON "programme_event"("event_id", "command_id");
ALTER TABLE "programme" ADD CONSTRAINT "programme_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "programme_event" ADD CONSTRAINT "programme_event_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "programme"("event_id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER programme_event_append_only BEFORE UPDATE OR DELETE ON "programme_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER programme_event_no_truncate BEFORE TRUNCATE ON "programme_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What both records share: the hash of an event, and the answer to a command that was carried out before.
CREATE FUNCTION chain_hash(p_prev text, p_seq bigint, p_body text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(p_prev || E'\n' || p_seq || E'\n' || p_body, 'UTF8')), 'hex')
$$;
CREATE FUNCTION stored_answer(p_body jsonb, p_answer jsonb, p_actor text, p_type text, p_subject text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_body->>'actor' = p_actor AND p_body->>'type' = p_type AND p_body->>'subject' = p_subject THEN p_answer
    ELSE '{"refused": "command.reused"}'::jsonb END
$$;

-- As before, by the shared functions.
CREATE OR REPLACE FUNCTION append_event(
  p_event uuid, p_contest uuid, p_command uuid, p_body jsonb, p_answer jsonb, p_board boolean
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_seq bigint;
  v_prev text;
  v_practice boolean;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_at text := to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  v_body text;
  v_hash text;
  v_answer jsonb;
BEGIN
  SELECT c.revision + 1, c.head_hash, e.practice INTO STRICT v_seq, v_prev, v_practice
    FROM contest c JOIN event e ON e.id = c.event_id WHERE c.event_id = p_event AND c.id = p_contest FOR UPDATE OF c;
  v_body := (p_body || jsonb_build_object(
    'recordedAt', v_at, 'commandId', p_command, 'contestId', p_contest, 'answer', p_answer, 'board', p_board)
    || CASE WHEN v_practice THEN '{"practice": true}'::jsonb ELSE '{}'::jsonb END)::text;
  v_hash := chain_hash(v_prev, v_seq, v_body);
  v_answer := p_answer || jsonb_build_object('revision', v_seq, 'recordedAt', v_at);
  INSERT INTO contest_event (event_id, contest_id, seq, command_id, body, answer, prev_hash, hash, recorded_at)
    VALUES (p_event, p_contest, v_seq, p_command, v_body, v_answer, v_prev, v_hash, v_now);
  UPDATE contest
    SET revision = v_seq, head_hash = v_hash, board_revision = CASE WHEN p_board THEN v_seq ELSE board_revision END
    WHERE event_id = p_event AND id = p_contest;
  RETURN v_answer;
END $$;
CREATE OR REPLACE FUNCTION seen_command(p_event uuid, p_command uuid, p_actor text, p_type text, p_subject text)
RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_answer jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_event::text || p_command::text, 0));
  SELECT stored_answer(body::jsonb, answer, p_actor, p_type, p_subject) INTO v_answer
    FROM contest_event WHERE event_id = p_event AND command_id = p_command;
  RETURN v_answer;
END $$;

-- The same for the programme. Its row is locked by the caller, so that no second lock on the command is needed.
CREATE FUNCTION seen_programme_command(p_event uuid, p_command uuid, p_actor text, p_type text, p_subject text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
  SELECT stored_answer(body::jsonb, answer, p_actor, p_type, p_subject) FROM programme_event WHERE event_id = p_event AND command_id = p_command
$$;

-- Appends one event. `p_rows` names the rows it has changed, each {table, id}: the event holds them as they stand now, null for one that is gone,
-- so that whatever stands in those tables can be held against the record column by column.
CREATE FUNCTION append_programme_event(p_event uuid, p_command uuid, p_body jsonb, p_answer jsonb, p_rows jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_seq bigint;
  v_prev text;
  v_practice boolean;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_at text := to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  v_named jsonb;
  v_row jsonb;
  v_rows jsonb := '[]';
  v_body text;
  v_hash text;
  v_answer jsonb;
BEGIN
  SELECT p.revision + 1, p.head_hash, e.practice INTO STRICT v_seq, v_prev, v_practice
    FROM programme p JOIN event e ON e.id = p.event_id WHERE p.event_id = p_event FOR UPDATE OF p;
  FOR v_named IN SELECT jsonb_array_elements(p_rows) LOOP
    EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE t.event_id = $1 AND t.id = $2', v_named->>'table')
      INTO v_row USING p_event, (v_named->>'id')::uuid;
    v_rows := v_rows || jsonb_build_array(v_named || jsonb_build_object('row', v_row));
  END LOOP;
  v_body := (p_body || jsonb_build_object(
    'recordedAt', v_at, 'commandId', p_command, 'eventId', p_event, 'answer', p_answer, 'rows', v_rows)
    || CASE WHEN v_practice THEN '{"practice": true}'::jsonb ELSE '{}'::jsonb END)::text;
  v_hash := chain_hash(v_prev, v_seq, v_body);
  v_answer := p_answer || jsonb_build_object('revision', v_seq, 'recordedAt', v_at);
  INSERT INTO programme_event (event_id, seq, command_id, body, answer, prev_hash, hash, recorded_at)
    VALUES (p_event, v_seq, p_command, v_body, v_answer, v_prev, v_hash, v_now);
  UPDATE programme SET revision = v_seq, head_hash = v_hash WHERE event_id = p_event;
  RETURN v_answer;
END $$;
