-- One judge, one active device: the newest pairing of each judge so far.
ALTER TABLE "judge" ADD COLUMN "active_session_id" UUID;
UPDATE judge SET active_session_id = (
  SELECT s.id FROM session s
  WHERE s.event_id = judge.event_id AND s.judge_id = judge.id AND s.revoked_at IS NULL ORDER BY s.created_at DESC LIMIT 1);

-- As before; a mark is taken from the judge's active device only. One that was stored already is answered as before, to whichever device asks.
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
  -- Asked again under the lock: the seat may have been given to somebody else meanwhile.
  IF NOT EXISTS (SELECT FROM judge
    WHERE event_id = p_event AND id = p_judge AND ended_at IS NULL AND active_session_id = (p_meta->>'device')::uuid) THEN
    RETURN jsonb_build_object('refused', 'device.not-active');
  END IF;
  IF v_contest_state <> 'running' THEN RETURN jsonb_build_object('refused', 'contest.not-running'); END IF;

  SELECT * INTO v_sheet FROM sheet WHERE event_id = p_event AND id = p_sheet;
  PERFORM FROM entrant WHERE event_id = p_event AND id = v_sheet.entrant_id AND state IN ('absent', 'withdrawn', 'disqualified');
  IF FOUND OR v_sheet.state NOT IN ('open', 'returned') THEN RETURN jsonb_build_object('refused', 'sheet.locked'); END IF;
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
