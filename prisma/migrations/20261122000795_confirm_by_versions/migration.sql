-- As before; read once and compared no more, so it need not be put in jsonb's order.
DROP FUNCTION result_ground(uuid, uuid, uuid);
CREATE FUNCTION result_ground(p_event uuid, p_contest uuid, p_entrant uuid) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('contest', c.state, 'entrant', e.state, 'sheets', (
    SELECT coalesce(json_agg(json_build_object(
        'id', s.id, 'entrantId', s.entrant_id, 'judgeId', s.judge_id, 'attempt', s.attempt, 'state', s.state, 'version', s.version,
        'submittedAt', to_char(s.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'returned', s.returned,
        'marks', (
          SELECT coalesce(json_agg(json_build_object(
              'criterionId', m.criterion_id, 'value', m.value, 'version', m.version,
              'at', to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY m.criterion_id), '[]')
          FROM mark m WHERE m.event_id = s.event_id AND m.sheet_id = s.id),
        'notes', (
          SELECT coalesce(json_agg(json_build_object(
              'criterionId', n.criterion_id, 'text', n.text, 'version', n.version,
              'at', to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY n.criterion_id), '[]')
          FROM note n WHERE n.event_id = s.event_id AND n.sheet_id = s.id),
        'evidence', (
          SELECT coalesce(json_agg(json_build_object(
              'id', v.id, 'criterionId', v.criterion_id, 'hash', v.hash, 'type', v.type, 'width', v.width, 'height', v.height,
              'at', to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY v.at, v.id), '[]')
          FROM evidence v WHERE v.event_id = s.event_id AND v.sheet_id = s.id AND v.removed_at IS NULL)
      ) ORDER BY j.seat, s.id), '[]')
    FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND s.state::text <> 'superseded' AND (j.ended_at IS NULL OR s.state = 'submitted')))
  FROM entrant e JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id
  WHERE e.event_id = p_event AND e.contest_id = p_contest AND e.id = p_entrant
$$;

-- What tells one ground from any other of the same entrant: whatever is put on a sheet, or taken off it, is a version of the sheet.
CREATE FUNCTION ground_versions(p_event uuid, p_contest uuid, p_entrant uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('contest', c.state, 'entrant', e.state, 'sheets', (
    SELECT coalesce(jsonb_object_agg(s.id, jsonb_build_array(s.state, s.version)), '{}')
    FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND s.state::text <> 'superseded' AND (j.ended_at IS NULL OR s.state = 'submitted')))
  FROM entrant e JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id
  WHERE e.event_id = p_event AND e.contest_id = p_contest AND e.id = p_entrant
$$;

-- As before. The ids are made an array first: a join with an unknown number of them would look through every sheet of the event.
CREATE OR REPLACE FUNCTION counted_panel(p_event uuid, p_sheets jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('sheet', s.id, 'judge', j.id, 'person', j.person_id, 'role', j.role, 'seat', j.seat)
    ORDER BY j.seat, s.id), '[]')
  FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
  WHERE s.event_id = p_event AND s.id = ANY (ARRAY(SELECT (counted->>'id')::uuid FROM jsonb_array_elements(p_sheets) counted))
$$;

-- As before, but p_ground is what `ground_versions` says of the ground that was read.
CREATE OR REPLACE FUNCTION confirm_result(
  p_event uuid, p_contest uuid, p_entrant uuid, p_command uuid, p_ground jsonb, p_body jsonb, p_score jsonb, p_sheets jsonb, p_answer jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_answer jsonb;
BEGIN
  PERFORM FROM contest WHERE event_id = p_event AND id = p_contest FOR UPDATE;
  v_answer := seen_command(p_event, p_command, p_body->>'actor', p_body->>'type', p_body->>'subject');
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  IF ground_versions(p_event, p_contest, p_entrant) IS DISTINCT FROM p_ground THEN RETURN NULL; END IF;

  v_answer := append_event(p_event, p_contest, p_command,
    p_body || jsonb_build_object('panel', counted_panel(p_event, p_body->'sheets')), p_answer, true);
  INSERT INTO result (event_id, contest_id, entrant_id, seq, status, total, score, sheets, note, confirmed_at)
    VALUES (p_event, p_contest, p_entrant, (v_answer->>'revision')::bigint, p_score->>'status', p_score->>'total', p_score, p_sheets, p_body->>'note',
      (v_answer->>'recordedAt')::timestamptz);
  UPDATE entrant SET state = (CASE p_score->>'status' WHEN 'disqualified' THEN 'disqualified' ELSE 'confirmed' END)::entrant_state
    WHERE event_id = p_event AND id = p_entrant;
  UPDATE contest SET on_stage_id = NULL
    WHERE event_id = p_event AND id = p_contest AND on_stage_id = p_entrant;
  UPDATE sheet SET state = 'confirmed', version = version + 1
    WHERE event_id = p_event AND id = ANY (ARRAY(SELECT (counted->>'id')::uuid FROM jsonb_array_elements(p_body->'sheets') counted));
  RETURN v_answer;
END $$;
