-- Demonstration posts: a yearly round, applications with their self-scores and files, decisions of two people, objections, plaques with yearly re-checks and withdrawals.
CREATE TYPE "application_state" AS ENUM ('draft', 'submitted', 'review', 'rectify', 'publicised', 'named', 'refused', 'withdrawn');

CREATE TYPE "item_state" AS ENUM ('pending', 'accepted', 'more', 'refused');

CREATE TYPE "decision_outcome" AS ENUM ('named', 'rectify', 'refused');

CREATE TYPE "objection_state" AS ENUM ('filed', 'upheld', 'rejected');

CREATE TYPE "plaque_standing" AS ENUM ('valid', 'suspended', 'withdrawn');

CREATE TABLE "demonstration_round" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "sources" UUID[],
    "apply_until" TIMESTAMPTZ(3) NOT NULL,
    "rectify_days" INTEGER NOT NULL,
    "publicity_days" INTEGER NOT NULL,
    "valid_years" INTEGER NOT NULL,
    "draft" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "demonstration_round_pkey" PRIMARY KEY ("event_id","id")
);

CREATE TABLE "demonstration_application" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "team" TEXT NOT NULL,
    "post_code" TEXT NOT NULL,
    "post_name" JSONB NOT NULL,
    "leader" TEXT NOT NULL,
    "headcount" INTEGER NOT NULL,
    "state" "application_state" NOT NULL DEFAULT 'draft',
    "filed_by" TEXT NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_by" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "verified_by" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "entrant_id" UUID,
    "due_at" TIMESTAMPTZ(3),
    "report" TEXT NOT NULL DEFAULT '',
    "reported_by" TEXT,
    "reported_at" TIMESTAMPTZ(3),
    "public_from" TIMESTAMPTZ(3),
    "public_until" TIMESTAMPTZ(3),
    "end_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "demonstration_application_pkey" PRIMARY KEY ("event_id","id")
);

CREATE TABLE "demonstration_item" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "points" TEXT,
    "statement" TEXT NOT NULL DEFAULT '',
    "state" "item_state" NOT NULL DEFAULT 'pending',
    "reason" TEXT NOT NULL DEFAULT '',
    "verified_by" TEXT,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "demonstration_item_pkey" PRIMARY KEY ("event_id","id")
);

CREATE TABLE "demonstration_file" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "demonstration_file_pkey" PRIMARY KEY ("event_id","id")
);

CREATE TABLE "demonstration_decision" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "outcome" "decision_outcome" NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "correction_state" NOT NULL DEFAULT 'proposed',
    "proposed_by_id" UUID NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "rejection" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "demonstration_decision_pkey" PRIMARY KEY ("event_id","id")
);

CREATE TABLE "demonstration_objection" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "organisation_id" UUID,
    "name" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "grounds" TEXT NOT NULL,
    "state" "objection_state" NOT NULL DEFAULT 'filed',
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT NOT NULL DEFAULT '',
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "demonstration_objection_pkey" PRIMARY KEY ("event_id","id")
);

CREATE TABLE "plaque" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "certificate_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "standing" "plaque_standing" NOT NULL DEFAULT 'valid',
    "reason" TEXT NOT NULL DEFAULT '',
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" DATE NOT NULL,

    CONSTRAINT "plaque_pkey" PRIMARY KEY ("event_id","id")
);

CREATE TABLE "plaque_check" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plaque_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "due" DATE NOT NULL,
    "passed" BOOLEAN,
    "note" TEXT NOT NULL DEFAULT '',
    "checked_by" TEXT,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "plaque_check_pkey" PRIMARY KEY ("event_id","id")
);

CREATE TABLE "plaque_withdrawal" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plaque_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "correction_state" NOT NULL DEFAULT 'proposed',
    "asked_by_id" UUID NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "plaque_withdrawal_pkey" PRIMARY KEY ("event_id","id")
);

CREATE UNIQUE INDEX "demonstration_round_event_id_key" ON "demonstration_round"("event_id");

CREATE UNIQUE INDEX "demonstration_round_event_id_contest_id_key" ON "demonstration_round"("event_id", "contest_id");

CREATE UNIQUE INDEX "demonstration_application_event_id_entrant_id_key" ON "demonstration_application"("event_id", "entrant_id");

CREATE UNIQUE INDEX "demonstration_item_event_id_application_id_criterion_id_key" ON "demonstration_item"("event_id", "application_id", "criterion_id");

CREATE INDEX "demonstration_file_event_id_application_id_idx" ON "demonstration_file"("event_id", "application_id");

CREATE UNIQUE INDEX "demonstration_decision_event_id_application_id_number_key" ON "demonstration_decision"("event_id", "application_id", "number");

CREATE UNIQUE INDEX "demonstration_objection_event_id_application_id_number_key" ON "demonstration_objection"("event_id", "application_id", "number");

CREATE UNIQUE INDEX "plaque_event_id_application_id_key" ON "plaque"("event_id", "application_id");

CREATE UNIQUE INDEX "plaque_event_id_certificate_id_key" ON "plaque"("event_id", "certificate_id");

CREATE UNIQUE INDEX "plaque_check_event_id_plaque_id_number_key" ON "plaque_check"("event_id", "plaque_id", "number");

CREATE INDEX "plaque_withdrawal_event_id_plaque_id_idx" ON "plaque_withdrawal"("event_id", "plaque_id");

ALTER TABLE "demonstration_round" ADD CONSTRAINT "demonstration_round_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "demonstration_round" ADD CONSTRAINT "demonstration_round_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "demonstration_application" ADD CONSTRAINT "demonstration_application_event_id_round_id_fkey" FOREIGN KEY ("event_id", "round_id") REFERENCES "demonstration_round"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "demonstration_application" ADD CONSTRAINT "demonstration_application_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "demonstration_application" ADD CONSTRAINT "demonstration_application_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "demonstration_item" ADD CONSTRAINT "demonstration_item_event_id_application_id_fkey" FOREIGN KEY ("event_id", "application_id") REFERENCES "demonstration_application"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "demonstration_file" ADD CONSTRAINT "demonstration_file_event_id_application_id_fkey" FOREIGN KEY ("event_id", "application_id") REFERENCES "demonstration_application"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "demonstration_file" ADD CONSTRAINT "demonstration_file_event_id_hash_fkey" FOREIGN KEY ("event_id", "hash") REFERENCES "evidence_bytes"("event_id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "demonstration_decision" ADD CONSTRAINT "demonstration_decision_event_id_application_id_fkey" FOREIGN KEY ("event_id", "application_id") REFERENCES "demonstration_application"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "demonstration_objection" ADD CONSTRAINT "demonstration_objection_event_id_application_id_fkey" FOREIGN KEY ("event_id", "application_id") REFERENCES "demonstration_application"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plaque" ADD CONSTRAINT "plaque_event_id_application_id_fkey" FOREIGN KEY ("event_id", "application_id") REFERENCES "demonstration_application"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plaque" ADD CONSTRAINT "plaque_event_id_certificate_id_fkey" FOREIGN KEY ("event_id", "certificate_id") REFERENCES "certificate"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plaque_check" ADD CONSTRAINT "plaque_check_event_id_plaque_id_fkey" FOREIGN KEY ("event_id", "plaque_id") REFERENCES "plaque"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plaque_withdrawal" ADD CONSTRAINT "plaque_withdrawal_event_id_plaque_id_fkey" FOREIGN KEY ("event_id", "plaque_id") REFERENCES "plaque"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nobody signs what the same person proposed, and one step waits at a time.
ALTER TABLE "demonstration_decision" ADD CONSTRAINT "demonstration_decision_two_people" CHECK ("decided_by_id" IS DISTINCT FROM "proposed_by_id");
ALTER TABLE "plaque_withdrawal" ADD CONSTRAINT "plaque_withdrawal_two_people" CHECK ("decided_by_id" IS DISTINCT FROM "asked_by_id");
CREATE UNIQUE INDEX "demonstration_decision_once" ON "demonstration_decision" ("event_id", "application_id") WHERE "state" = 'proposed';
CREATE UNIQUE INDEX "plaque_withdrawal_once" ON "plaque_withdrawal" ("event_id", "plaque_id") WHERE "state" <> 'rejected';

-- All of it moves on and nothing is removed.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['demonstration_round', 'demonstration_application', 'demonstration_item', 'demonstration_file', 'demonstration_decision', 'demonstration_objection', 'plaque', 'plaque_check', 'plaque_withdrawal'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_stays', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;
