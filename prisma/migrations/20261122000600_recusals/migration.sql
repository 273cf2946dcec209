-- How far back a judge's former organisations count, in months.
ALTER TABLE "event" ADD COLUMN "recusal_months" INTEGER NOT NULL DEFAULT 24;

-- A sheet whose judge stepped back: its marks stay recorded and do not count.
ALTER TYPE "sheet_state" ADD VALUE 'recused';

-- CreateEnum
CREATE TYPE "recusal_cause" AS ENUM ('organisation', 'declared', 'ordered');

-- CreateTable
CREATE TABLE "person_organisation" (
    "event_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE NOT NULL,

    CONSTRAINT "person_organisation_pkey" PRIMARY KEY ("event_id","person_id","organisation_id","since")
);

-- CreateTable
CREATE TABLE "recusal" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "cause" "recusal_cause" NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recusal_pkey" PRIMARY KEY ("event_id","judge_id","entrant_id")
);

-- CreateIndex
CREATE INDEX "recusal_event_id_contest_id_idx" ON "recusal"("event_id", "contest_id");

-- AddForeignKey
ALTER TABLE "person_organisation" ADD CONSTRAINT "person_organisation_event_id_person_id_fkey" FOREIGN KEY ("event_id", "person_id") REFERENCES "person"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_organisation" ADD CONSTRAINT "person_organisation_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recusal" ADD CONSTRAINT "recusal_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recusal" ADD CONSTRAINT "recusal_event_id_judge_id_fkey" FOREIGN KEY ("event_id", "judge_id") REFERENCES "judge"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recusal" ADD CONSTRAINT "recusal_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Judges of a panel and the entrants not yet decided who come from an organisation the judge is with, or was within the event's look-back.
-- "until" is the judge's last day there; null while the judge is there.
CREATE FUNCTION organisation_conflicts(p_event uuid, p_contest uuid)
RETURNS TABLE (judge_id uuid, entrant_id uuid, organisation_id uuid, until date) LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (j.id, e.id) j.id, e.id, e.organisation_id, was.until
  FROM judge j
  JOIN event ev ON ev.id = j.event_id
  JOIN person p ON p.event_id = j.event_id AND p.id = j.person_id
  JOIN entrant e ON e.event_id = j.event_id AND e.contest_id = j.contest_id
  JOIN LATERAL (
    SELECT p.organisation_id, NULL::date AS until
    UNION ALL
    SELECT h.organisation_id, h.until FROM person_organisation h
    WHERE h.event_id = p.event_id AND h.person_id = p.id AND h.until >= current_date - make_interval(months => ev.recusal_months)
  ) was ON was.organisation_id = e.organisation_id
  WHERE j.event_id = p_event AND j.contest_id = p_contest AND j.role = 'judge' AND j.ended_at IS NULL
    AND e.state IN ('waiting', 'on-stage', 'performed')
  ORDER BY j.id, e.id, was.until DESC NULLS FIRST
$$;

-- A recusal stands: the database itself gives no sheet where a judge stepped back, opens none again, and takes no mark on one.
CREATE FUNCTION refuse_recused_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state::text = 'recused' AND NEW.state::text <> 'recused' THEN
    RAISE EXCEPTION 'a recused judge''s sheet stays closed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state::text <> 'recused' AND EXISTS (
    SELECT FROM recusal r WHERE r.event_id = NEW.event_id AND r.judge_id = NEW.judge_id AND r.entrant_id = NEW.entrant_id) THEN
    RAISE EXCEPTION 'a recused judge has no sheet for this entrant' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sheet_not_recused BEFORE INSERT OR UPDATE OF state, judge_id, entrant_id ON "sheet"
  FOR EACH ROW EXECUTE FUNCTION refuse_recused_sheet();

CREATE FUNCTION refuse_recused_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM sheet s WHERE s.event_id = NEW.event_id AND s.id = NEW.sheet_id AND s.state::text = 'recused') THEN
    RAISE EXCEPTION 'a recused judge''s sheet takes no marks' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mark_not_recused BEFORE INSERT OR UPDATE ON "mark"
  FOR EACH ROW EXECUTE FUNCTION refuse_recused_mark();

CREATE TRIGGER recusal_append_only BEFORE UPDATE OR DELETE ON "recusal"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recusal_no_truncate BEFORE TRUNCATE ON "recusal"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
