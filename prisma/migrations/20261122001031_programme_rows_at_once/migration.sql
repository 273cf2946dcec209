-- Appends one event as before. The rows it names are read table by table in one look: row by row, each look may walk through all the event's rows,
-- by an index that begins with the event as well, until the planner has counted them.
CREATE OR REPLACE FUNCTION append_programme_event(p_event uuid, p_command uuid, p_body jsonb, p_answer jsonb, p_rows jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_seq bigint;
  v_prev text;
  v_practice boolean;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_at text := to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  v_table text;
  v_part jsonb;
  v_found jsonb := '{}';
  v_rows jsonb;
  v_body text;
  v_hash text;
  v_answer jsonb;
BEGIN
  SELECT p.revision + 1, p.head_hash, e.practice INTO STRICT v_seq, v_prev, v_practice
    FROM programme p JOIN event e ON e.id = p.event_id WHERE p.event_id = p_event FOR UPDATE OF p;
  FOR v_table IN SELECT DISTINCT named->>'table' FROM jsonb_array_elements(p_rows) named LOOP
    EXECUTE format('SELECT coalesce(jsonb_object_agg(%1$L || ''/'' || t.id, to_jsonb(t)), ''{}'') FROM %1$I t WHERE t.event_id = $1 AND t.id = ANY ($2)', v_table)
      INTO v_part USING p_event, ARRAY(SELECT (named->>'id')::uuid FROM jsonb_array_elements(p_rows) named WHERE named->>'table' = v_table);
    v_found := v_found || v_part;
  END LOOP;
  SELECT coalesce(jsonb_agg(named || jsonb_build_object('row', v_found -> (named->>'table' || '/' || (named->>'id'))) ORDER BY place), '[]') INTO v_rows
    FROM jsonb_array_elements(p_rows) WITH ORDINALITY AS given(named, place);
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
