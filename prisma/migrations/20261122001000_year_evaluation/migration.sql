-- A year's evaluation of what inspections found: proposed by one person, signed by another, on the programme's record.
CREATE TABLE "year_evaluation" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "rule" JSONB NOT NULL,
    "contests" JSONB NOT NULL,
    "plans" JSONB NOT NULL,
    "subjects" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "state" "correction_state" NOT NULL DEFAULT 'proposed',
    "proposed_by_id" UUID NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "rejection" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "year_evaluation_pkey" PRIMARY KEY ("event_id","id")
);
ALTER TABLE "year_evaluation" ADD CONSTRAINT "year_evaluation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nobody signs what the same person proposed, and one waits at a time.
ALTER TABLE "year_evaluation" ADD CONSTRAINT "year_evaluation_two_people" CHECK ("decided_by_id" IS DISTINCT FROM "proposed_by_id");
CREATE UNIQUE INDEX "year_evaluation_once" ON "year_evaluation" ("event_id") WHERE "state" = 'proposed';
CREATE TRIGGER "year_evaluation_stays" BEFORE DELETE ON "year_evaluation" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "year_evaluation_no_truncate" BEFORE TRUNCATE ON "year_evaluation" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
