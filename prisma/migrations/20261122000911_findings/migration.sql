-- Findings (不符合项), with all that becomes of them: each change is an event of the programme's record.
CREATE TYPE "finding_severity" AS ENUM ('minor', 'general', 'serious', 'major');
CREATE TYPE "finding_state" AS ENUM ('opened', 'acknowledged', 'rectified', 'closed', 'improving', 'revising', 'improved', 'withdrawn');

CREATE TABLE "finding" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "post_id" UUID,
    "site" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "severity" "finding_severity" NOT NULL,
    "state" "finding_state" NOT NULL DEFAULT 'opened',
    "round" INTEGER NOT NULL DEFAULT 1,
    "clause" JSONB,
    "owner" TEXT NOT NULL,
    "found_on" DATE NOT NULL,
    "due" DATE NOT NULL,
    "told_days" INTEGER NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL,
    "source_words" TEXT NOT NULL DEFAULT '',
    "contest_id" UUID,
    "entrant_id" UUID,
    "criterion_id" TEXT,
    "opened_by_id" UUID NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "rectified_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "body" JSONB NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("event_id","id")
);
CREATE UNIQUE INDEX "finding_event_id_number_key" ON "finding"("event_id", "number");
CREATE INDEX "finding_event_id_state_due_idx" ON "finding"("event_id", "state", "due");
ALTER TABLE "finding" ADD CONSTRAINT "finding_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "finding" ADD CONSTRAINT "finding_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "finding" ADD CONSTRAINT "finding_event_id_post_id_fkey" FOREIGN KEY ("event_id", "post_id") REFERENCES "post"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "finding" ADD CONSTRAINT "finding_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Days per severity, who is told when, days of observation: one row an event, whose id it bears.
CREATE TABLE "finding_settings" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "finding_settings_pkey" PRIMARY KEY ("event_id","id")
);
ALTER TABLE "finding_settings" ADD CONSTRAINT "finding_settings_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nothing that was found is removed.
CREATE TRIGGER finding_stays BEFORE DELETE ON "finding" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The day it is, where the work is done: what is over is told by it.
CREATE FUNCTION house_day() RETURNS date LANGUAGE sql STABLE AS $$ SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date $$;
