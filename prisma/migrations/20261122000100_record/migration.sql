-- One person at a time sits on a seat of a panel.
CREATE UNIQUE INDEX "judge_seat_key" ON "judge" ("event_id", "contest_id", "seat") WHERE "ended_at" IS NULL;

-- The record is append-only: the database itself refuses to change or remove what happened.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record of a contest is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER contest_event_append_only BEFORE UPDATE OR DELETE ON "contest_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contest_event_no_truncate BEFORE TRUNCATE ON "contest_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Appends one event to a contest's chain and moves its revision on. The caller holds the contest's row lock or takes it here.
-- hash = sha256(previous hash \n number \n body), all as UTF-8 text; the body is stored exactly as hashed.
CREATE FUNCTION append_event(
  p_event uuid, p_contest uuid, p_command uuid, p_body jsonb, p_answer jsonb, p_board boolean
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_seq bigint;
  v_prev text;
  v_now timestamptz := clock_timestamp();
  v_at text := to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  v_body text := (p_body || jsonb_build_object('recordedAt', v_at))::text;
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

-- The answer stored for a command, or null. A command id used by somebody else, or for something else, is refused.
CREATE FUNCTION seen_command(p_event uuid, p_command uuid, p_actor text, p_type text, p_subject text)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_body jsonb;
  v_answer jsonb;
BEGIN
  SELECT body::jsonb, answer INTO v_body, v_answer
    FROM contest_event WHERE event_id = p_event AND command_id = p_command;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF v_body->>'actor' IS DISTINCT FROM p_actor OR v_body->>'type' IS DISTINCT FROM p_type
    OR v_body->>'subject' IS DISTINCT FROM p_subject THEN
    RETURN jsonb_build_object('refused', 'command.reused');
  END IF;
  RETURN v_answer;
END $$;

-- Puts (or, with a null value, clears) one mark, in one round trip: who may, where it stands, the version, the event, the state.
-- The value has been checked against the frozen scheme by the caller. Returns the answer, or {refused, details}.
CREATE FUNCTION put_mark(
  p_event uuid, p_judge uuid, p_sheet uuid, p_criterion text, p_value jsonb, p_expected int, p_command uuid, p_meta jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_contest uuid;
  v_contest_state contest_state;
  v_sheet sheet%ROWTYPE;
  v_mark mark%ROWTYPE;
  v_seen jsonb;
  v_version int;
  v_subject text := p_sheet || '/' || p_criterion;
BEGIN
  SELECT s.contest_id INTO v_contest FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.event_id = p_event AND s.id = p_sheet AND s.judge_id = p_judge AND j.ended_at IS NULL;
  IF NOT FOUND THEN RETURN jsonb_build_object('refused', 'sheet.not-yours'); END IF;

  -- The contest's row is locked first everywhere, so that no two commands wait for each other.
  SELECT state INTO v_contest_state FROM contest WHERE event_id = p_event AND id = v_contest FOR UPDATE;
  v_seen := seen_command(p_event, p_command, p_judge::text, 'mark:put', v_subject);
  IF v_seen IS NOT NULL THEN RETURN v_seen; END IF;
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
  INSERT INTO mark (event_id, sheet_id, criterion_id, value, version, at)
    VALUES (p_event, p_sheet, p_criterion, p_value, v_version, clock_timestamp())
    ON CONFLICT (event_id, sheet_id, criterion_id)
    DO UPDATE SET value = excluded.value, version = excluded.version, at = excluded.at;
  UPDATE sheet SET version = version + 1 WHERE event_id = p_event AND id = p_sheet RETURNING version INTO v_sheet.version;
  UPDATE judge SET last_ack_at = clock_timestamp() WHERE event_id = p_event AND id = p_judge;

  RETURN append_event(p_event, v_contest, p_command,
    p_meta || jsonb_build_object('type', 'mark:put', 'actor', p_judge, 'subject', v_subject,
      'before', v_mark.value, 'after', p_value, 'version', v_version),
    jsonb_build_object('version', v_version, 'sheetVersion', v_sheet.version), false);
END $$;
