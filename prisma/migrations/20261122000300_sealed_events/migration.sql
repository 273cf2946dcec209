-- Every column of an event can be proved from its hash: the hashed body also holds the command's id, the contest, the answer and whether the
-- board changed, and its time is the column's, to the millisecond.
CREATE OR REPLACE FUNCTION append_event(
  p_event uuid, p_contest uuid, p_command uuid, p_body jsonb, p_answer jsonb, p_board boolean
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_seq bigint;
  v_prev text;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_at text := to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  v_body text := (p_body || jsonb_build_object(
    'recordedAt', v_at, 'commandId', p_command, 'contestId', p_contest, 'answer', p_answer, 'board', p_board))::text;
  v_hash text;
  v_answer jsonb;
BEGIN
  SELECT revision + 1, head_hash INTO STRICT v_seq, v_prev
    FROM contest WHERE event_id = p_event AND id = p_contest FOR UPDATE;
  v_hash := encode(sha256(convert_to(v_prev || E'\n' || v_seq || E'\n' || v_body, 'UTF8')), 'hex');
  v_answer := p_answer || jsonb_build_object('revision', v_seq, 'recordedAt', v_at);
  INSERT INTO contest_event (event_id, contest_id, seq, command_id, body, answer, prev_hash, hash, recorded_at)
    VALUES (p_event, p_contest, v_seq, p_command, v_body, v_answer, v_prev, v_hash, v_now);
  UPDATE contest
    SET revision = v_seq, head_hash = v_hash, board_revision = CASE WHEN p_board THEN v_seq ELSE board_revision END
    WHERE event_id = p_event AND id = p_contest;
  RETURN v_answer;
END $$;

-- As before; the event also names the entrant, and the mark stands since exactly the event's time, so that either proves the other.
CREATE OR REPLACE FUNCTION put_mark(
  p_event uuid, p_judge uuid, p_sheet uuid, p_criterion text, p_value jsonb, p_expected int, p_command uuid, p_meta jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_contest uuid;
  v_contest_state contest_state;
  v_sheet sheet%ROWTYPE;
  v_mark mark%ROWTYPE;
  v_answer jsonb;
  v_at timestamptz;
  v_version int;
  v_subject text := p_sheet || '/' || p_criterion;
BEGIN
  SELECT s.contest_id INTO v_contest FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.event_id = p_event AND s.id = p_sheet AND s.judge_id = p_judge AND j.ended_at IS NULL;
  IF NOT FOUND THEN RETURN jsonb_build_object('refused', 'sheet.not-yours'); END IF;

  -- The contest's row is locked first everywhere, so that no two commands wait for each other.
  SELECT state INTO v_contest_state FROM contest WHERE event_id = p_event AND id = v_contest FOR UPDATE;
  v_answer := seen_command(p_event, p_command, p_judge::text, 'mark:put', v_subject);
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  IF v_contest_state <> 'running' THEN RETURN jsonb_build_object('refused', 'contest.not-running'); END IF;

  SELECT * INTO v_sheet FROM sheet WHERE event_id = p_event AND id = p_sheet;
  IF v_sheet.state NOT IN ('open', 'returned') THEN RETURN jsonb_build_object('refused', 'sheet.locked'); END IF;
  IF v_sheet.state = 'returned' AND NOT v_sheet.returned->'items' ? p_criterion THEN
    RETURN jsonb_build_object('refused', 'mark.not-returned');
  END IF;

  SELECT * INTO v_mark FROM mark WHERE event_id = p_event AND sheet_id = p_sheet AND criterion_id = p_criterion;
  IF coalesce(v_mark.version, 0) <> p_expected THEN
    RETURN jsonb_build_object('refused', 'mark.conflict', 'details',
      jsonb_build_object('version', coalesce(v_mark.version, 0), 'value', v_mark.value, 'at', v_mark.at));
  END IF;

  v_version := p_expected + 1;
  v_answer := append_event(p_event, v_contest, p_command,
    p_meta || jsonb_build_object('type', 'mark:put', 'actor', p_judge, 'subject', v_subject, 'entrant', v_sheet.entrant_id,
      'before', v_mark.value, 'after', p_value, 'version', v_version),
    jsonb_build_object('version', v_version, 'sheetVersion', v_sheet.version + 1), false);
  v_at := (v_answer->>'recordedAt')::timestamptz;

  INSERT INTO mark (event_id, sheet_id, criterion_id, value, version, at)
    VALUES (p_event, p_sheet, p_criterion, p_value, v_version, v_at)
    ON CONFLICT (event_id, sheet_id, criterion_id)
    DO UPDATE SET value = excluded.value, version = excluded.version, at = excluded.at;
  UPDATE sheet SET version = version + 1 WHERE event_id = p_event AND id = p_sheet;
  UPDATE judge SET last_ack_at = v_at WHERE event_id = p_event AND id = p_judge;
  RETURN v_answer;
END $$;

-- Who sat on the panel whose sheets a result counts, as it is written into the confirming event.
CREATE FUNCTION counted_panel(p_event uuid, p_sheets jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('sheet', s.id, 'judge', j.id, 'person', j.person_id, 'role', j.role, 'seat', j.seat)
    ORDER BY j.seat, s.id), '[]')
  FROM jsonb_array_elements(p_sheets) counted
  JOIN sheet s ON s.event_id = p_event AND s.id = (counted->>'id')::uuid
  JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
$$;

-- As before; the event also names the panel.
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
