-- Practice copies of an event, and event files: a whole event taken out, put in or taken away at once.
ALTER TABLE "event" ADD COLUMN "practice" BOOLEAN NOT NULL DEFAULT false;

-- When an event was last backed up, by whichever node; kept apart so that a failing disk touches nothing of the event.
CREATE TABLE "backup_state" (
    "event_id" UUID NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "backup_state_pkey" PRIMARY KEY ("event_id")
);
ALTER TABLE "backup_state" ADD CONSTRAINT "backup_state_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Practice is decided when the event is made: nothing that was practised becomes real, and nothing real is called practice afterwards.
CREATE FUNCTION refuse_practice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an event stays practice, or real, for good' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_practice_stands BEFORE UPDATE ON "event"
  FOR EACH ROW WHEN (OLD.practice IS DISTINCT FROM NEW.practice OR OLD.id <> NEW.id) EXECUTE FUNCTION refuse_practice_change();

-- For tables that only a real event has rows in: results that go out into the world.
CREATE FUNCTION refuse_practice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT practice FROM event WHERE id = NEW.event_id) THEN
    RAISE EXCEPTION 'this is a practice copy' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- Whether this transaction puts the event in, or takes it away, as a whole: set by `SET LOCAL leitai.event_file` to its id.
CREATE FUNCTION moves_whole(p_event text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('leitai.event_file', true) = p_event, false)
$$;

-- As before, but for an event that is taken away as a whole.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' THEN
    IF moves_whole(to_jsonb(OLD)->>'event_id') THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'the record of a contest is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION refuse_decided_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'proposed' THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND moves_whole(OLD.event_id::text) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a correction is not changed once it is decided, and never removed' USING ERRCODE = 'restrict_violation';
END $$;

-- As before, but for an event that is put in as a whole: its recused sheets come with the marks they had.
CREATE OR REPLACE FUNCTION refuse_recused_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND moves_whole(NEW.event_id::text) THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.state::text = 'recused' AND NEW.state::text <> 'recused' THEN
    RAISE EXCEPTION 'a recused judge''s sheet stays closed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state::text <> 'recused' AND EXISTS (
    SELECT FROM recusal r WHERE r.event_id = NEW.event_id AND r.judge_id = NEW.judge_id AND r.entrant_id = NEW.entrant_id) THEN
    RAISE EXCEPTION 'a recused judge has no sheet for this entrant' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION refuse_recused_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND moves_whole(NEW.event_id::text) THEN RETURN NEW; END IF;
  IF EXISTS (SELECT FROM sheet s WHERE s.event_id = NEW.event_id AND s.id = NEW.sheet_id AND s.state::text = 'recused') THEN
    RAISE EXCEPTION 'a recused judge''s sheet takes no marks' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- As before; every event of a practice copy says so inside what is hashed, so that its record can be taken for no other.
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
  v_hash := encode(sha256(convert_to(v_prev || E'\n' || v_seq || E'\n' || v_body, 'UTF8')), 'hex');
  v_answer := p_answer || jsonb_build_object('revision', v_seq, 'recordedAt', v_at);
  INSERT INTO contest_event (event_id, contest_id, seq, command_id, body, answer, prev_hash, hash, recorded_at)
    VALUES (p_event, p_contest, v_seq, p_command, v_body, v_answer, v_prev, v_hash, v_now);
  UPDATE contest
    SET revision = v_seq, head_hash = v_hash, board_revision = CASE WHEN p_board THEN v_seq ELSE board_revision END
    WHERE event_id = p_event AND id = p_contest;
  RETURN v_answer;
END $$;

-- An event that comes from elsewhere brings the public half of the key its certificates bear; still only one pair signs here.
ALTER TABLE "signing_key" ALTER COLUMN "private_key" DROP NOT NULL;
DROP INDEX "signing_key_once";
CREATE UNIQUE INDEX "signing_key_once" ON "signing_key" ((true)) WHERE "private_key" IS NOT NULL;

-- Certificates are for real results; they go with an event that is taken away as a whole.
CREATE TRIGGER certificate_not_practice BEFORE INSERT ON "certificate"
  FOR EACH ROW EXECUTE FUNCTION refuse_practice();
CREATE OR REPLACE FUNCTION refuse_decided_revocation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'proposed' THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND moves_whole(OLD.event_id::text) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a revocation is not changed once it is decided, and never removed' USING ERRCODE = 'restrict_violation';
END $$;

-- As before, but for a practice copy that is emptied, and an event that is taken away as a whole.
CREATE OR REPLACE FUNCTION refuse_frozen_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF moves_whole(OLD.event_id::text) AND (OLD.body, OLD.hash) IS NOT DISTINCT FROM (NEW.body, NEW.hash) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a frozen scheme version cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION refuse_decided_points() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.decided_at IS NULL THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND moves_whole(OLD.event_id::text) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'points brought in are not changed once they are decided, and never removed' USING ERRCODE = 'restrict_violation';
END $$;
