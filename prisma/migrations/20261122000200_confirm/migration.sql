-- Everything an entrant's result rests on: the contest's and the entrant's state, and the sheets of the seated judges and those that replaced
-- judges had handed in, with their marks, as they cross the wire. Null when the contest has no such entrant.
CREATE FUNCTION result_ground(p_event uuid, p_contest uuid, p_entrant uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('contest', c.state, 'entrant', e.state, 'sheets', (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'entrantId', s.entrant_id, 'judgeId', s.judge_id, 'state', s.state, 'version', s.version,
        'submittedAt', to_char(s.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'returned', s.returned,
        'marks', (
          SELECT coalesce(jsonb_agg(jsonb_build_object(
              'criterionId', m.criterion_id, 'value', m.value, 'version', m.version,
              'at', to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY m.criterion_id), '[]')
          FROM mark m WHERE m.event_id = s.event_id AND m.sheet_id = s.id)
      ) ORDER BY j.seat), '[]')
    FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND (j.ended_at IS NULL OR s.state = 'submitted')))
  FROM entrant e JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id
  WHERE e.event_id = p_event AND e.contest_id = p_contest AND e.id = p_entrant
$$;

-- Makes an entrant's result stand, in one round trip. Returns the answer; null, with nothing written, when what the result rests on is
-- no longer as it was read. p_body names the counted sheets; p_sheets are their marks as the engine took them.
CREATE FUNCTION confirm_result(
  p_event uuid, p_contest uuid, p_entrant uuid, p_command uuid, p_ground jsonb, p_body jsonb, p_score jsonb, p_sheets jsonb, p_answer jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
BEGIN
  PERFORM FROM contest WHERE event_id = p_event AND id = p_contest FOR UPDATE;
  v_answer := seen_command(p_event, p_command, p_body->>'actor', p_body->>'type', p_body->>'subject');
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  IF result_ground(p_event, p_contest, p_entrant) IS DISTINCT FROM p_ground THEN RETURN NULL; END IF;

  v_answer := append_event(p_event, p_contest, p_command, p_body, p_answer, true);
  INSERT INTO result (event_id, contest_id, entrant_id, seq, status, total, score, sheets, confirmed_at)
    VALUES (p_event, p_contest, p_entrant, (v_answer->>'revision')::bigint, p_score->>'status', p_score->>'total', p_score, p_sheets,
      (v_answer->>'recordedAt')::timestamptz);
  UPDATE entrant SET state = (CASE p_score->>'status' WHEN 'disqualified' THEN 'disqualified' ELSE 'confirmed' END)::entrant_state
    WHERE event_id = p_event AND id = p_entrant;
  UPDATE contest SET on_stage_id = NULL, on_stage_at = NULL
    WHERE event_id = p_event AND id = p_contest AND on_stage_id = p_entrant;
  UPDATE sheet SET state = 'confirmed', version = version + 1
    WHERE event_id = p_event AND id IN (SELECT (counted->>'id')::uuid FROM jsonb_array_elements(p_body->'sheets') counted);
  RETURN v_answer;
END $$;
