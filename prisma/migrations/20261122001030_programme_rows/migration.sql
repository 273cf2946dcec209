-- Appends one event as before. The rows it names are gathered in one statement: a list that grows by one row at a time is copied whole each time.
CREATE OR REPLACE FUNCTION append_programme_event(p_event uuid, p_command uuid, p_body jsonb, p_answer jsonb, p_rows jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_seq bigint;
  v_prev text;
  v_practice boolean;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_at text := to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  v_row text;
  v_rows jsonb := '[]';
  v_body text;
  v_hash text;
  v_answer jsonb;
BEGIN
  SELECT p.revision + 1, p.head_hash, e.practice INTO STRICT v_seq, v_prev, v_practice
    FROM programme p JOIN event e ON e.id = p.event_id WHERE p.event_id = p_event FOR UPDATE OF p;
  -- Each row is looked up by its key in the table that is named beside it.
  SELECT string_agg(format('WHEN %1$L THEN (SELECT to_jsonb(t) FROM %1$I t WHERE t.event_id = $1 AND t.id = (named->>''id'')::uuid)', name), ' ') INTO v_row
    FROM (SELECT DISTINCT named->>'table' AS name FROM jsonb_array_elements(p_rows) named) tables;
  IF v_row IS NOT NULL THEN
    EXECUTE format('SELECT jsonb_agg(named || jsonb_build_object(''row'', CASE named->>''table'' %s END) ORDER BY place) FROM jsonb_array_elements($2) WITH ORDINALITY AS given(named, place)', v_row)
      INTO v_rows USING p_event, p_rows;
  END IF;
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
