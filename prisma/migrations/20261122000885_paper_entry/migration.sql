-- Sheets marked on paper: typed twice by two people, then put on the judge's sheet.
-- CreateEnum
CREATE TYPE "paper_state" AS ENUM ('entered', 'differs', 'contested', 'applied', 'aside');

-- AlterTable
ALTER TABLE "sheet" ADD COLUMN     "paper" JSONB;

-- CreateTable
CREATE TABLE "paper_entry" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "state" "paper_state" NOT NULL DEFAULT 'entered',
    "photo" TEXT NOT NULL,
    "photo_type" TEXT NOT NULL,
    "first" JSONB NOT NULL,
    "second" JSONB,
    "settled" JSONB,
    "entered_by_id" UUID NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_by_id" UUID,
    "verified_by" TEXT,
    "settled_by_id" UUID,
    "settled_by" TEXT,
    "ended_by" TEXT,
    "reason" TEXT,

    CONSTRAINT "paper_entry_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE INDEX "paper_entry_event_id_contest_id_idx" ON "paper_entry"("event_id", "contest_id");

-- AddForeignKey
ALTER TABLE "paper_entry" ADD CONSTRAINT "paper_entry_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_entry" ADD CONSTRAINT "paper_entry_event_id_sheet_id_fkey" FOREIGN KEY ("event_id", "sheet_id") REFERENCES "sheet"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_entry" ADD CONSTRAINT "paper_entry_event_id_photo_fkey" FOREIGN KEY ("event_id", "photo") REFERENCES "evidence_bytes"("event_id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One paper at a time for each sheet.
CREATE UNIQUE INDEX "paper_entry_waiting_key" ON "paper_entry" ("event_id", "sheet_id") WHERE "state" IN ('entered', 'differs', 'contested');

-- Nobody verifies or settles what they typed first.
ALTER TABLE "paper_entry" ADD CONSTRAINT "paper_entry_two_people"
  CHECK ("verified_by_id" IS DISTINCT FROM "entered_by_id" AND "settled_by_id" IS DISTINCT FROM "entered_by_id");
-- What was read first stays as it was read, and what has ended stays ended.
CREATE FUNCTION refuse_read_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('applied', 'aside') AND NEW.first = OLD.first AND (OLD.second IS NULL OR NEW.second = OLD.second) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a paper sheet as it was read is not changed, and never removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER paper_entry_stand BEFORE UPDATE OR DELETE ON "paper_entry"
  FOR EACH ROW EXECUTE FUNCTION refuse_read_paper();

-- As before, with what is on paper.
CREATE OR REPLACE FUNCTION result_ground(p_event uuid, p_contest uuid, p_entrant uuid) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('contest', c.state, 'entrant', e.state, 'sheets', (
    SELECT coalesce(json_agg(json_build_object(
        'id', s.id, 'entrantId', s.entrant_id, 'judgeId', s.judge_id, 'attempt', s.attempt, 'state', s.state, 'version', s.version,
        'submittedAt', to_char(s.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'returned', s.returned, 'paper', s.paper,
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

-- As before; a sheet that is being taken over from paper takes no marks from a tablet.
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
  IF v_sheet.paper IS NOT NULL AND v_sheet.paper->>'state' <> 'applied' THEN RETURN jsonb_build_object('refused', 'sheet.on-paper'); END IF;
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
