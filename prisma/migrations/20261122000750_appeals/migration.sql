-- A unit's leader is an account bound to one event and one organisation; an arbitrator may be known with the organisation they belong to.
ALTER TABLE "account" ADD COLUMN "event_id" UUID,
ADD COLUMN "organisation_id" UUID,
ADD COLUMN "unit" TEXT NOT NULL DEFAULT '';
ALTER TABLE "sign_in_link" ADD COLUMN "event_id" UUID,
ADD COLUMN "organisation_id" UUID,
ADD COLUMN "unit" TEXT NOT NULL DEFAULT '';
ALTER TABLE "account" ADD CONSTRAINT "account_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "account" ADD CONSTRAINT "account_leader_is_bound" CHECK (("role" = 'leader') = ("event_id" IS NOT NULL AND "organisation_id" IS NOT NULL));
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_leader_is_bound" CHECK (("role" = 'leader') = ("event_id" IS NOT NULL AND "organisation_id" IS NOT NULL));

-- Hours for answering an appeal, and for taking a ruling to the second instance.
ALTER TABLE "event" ADD COLUMN "appeal_hours" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN "review_hours" INTEGER NOT NULL DEFAULT 24;

-- CreateEnum
CREATE TYPE "appeal_state" AS ENUM ('filed', 'accepted', 'rejected', 'ruled', 'closed', 'withdrawn');
-- CreateEnum
CREATE TYPE "appeal_outcome" AS ENUM ('upheld', 'partly', 'dismissed');

-- CreateTable
CREATE TABLE "appeal" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "instance" INTEGER NOT NULL,
    "against_id" UUID,
    "grounds" TEXT NOT NULL,
    "items" TEXT[],
    "state" "appeal_state" NOT NULL DEFAULT 'filed',
    "filed_by" TEXT NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "arbitrator_id" UUID,
    "arbitrator_name" TEXT,
    "accepted_by" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "rejection" TEXT,
    "outcome" "appeal_outcome",
    "findings" TEXT,
    "reasons" TEXT,
    "correction_needed" BOOLEAN,
    "ruled_at" TIMESTAMPTZ(3),
    "review_until" TIMESTAMPTZ(3),
    "correction_id" UUID,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "appeal_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "appeal_evidence" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "appeal_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "appeal_evidence_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "appeal_event_id_contest_id_number_key" ON "appeal"("event_id", "contest_id", "number");
CREATE UNIQUE INDEX "appeal_evidence_event_id_appeal_id_number_key" ON "appeal_evidence"("event_id", "appeal_id", "number");

-- AddForeignKey
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_arbitrator_id_fkey" FOREIGN KEY ("arbitrator_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_event_id_correction_id_fkey" FOREIGN KEY ("event_id", "correction_id") REFERENCES "correction"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_event_id_against_id_fkey" FOREIGN KEY ("event_id", "against_id") REFERENCES "appeal"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal_evidence" ADD CONSTRAINT "appeal_evidence_event_id_appeal_id_fkey" FOREIGN KEY ("event_id", "appeal_id") REFERENCES "appeal"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The same is not objected to twice at once: an appeal counts unless it was withdrawn or rejected.
CREATE UNIQUE INDEX "appeal_once_key" ON "appeal" ("event_id", "entrant_id", "items", "instance") WHERE "state" NOT IN ('withdrawn', 'rejected');

-- An appeal moves on and is never removed; what came with it stays as it was.
CREATE TRIGGER appeal_stays BEFORE DELETE ON "appeal"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appeal_no_truncate BEFORE TRUNCATE ON "appeal"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appeal_evidence_append_only BEFORE UPDATE OR DELETE ON "appeal_evidence"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appeal_evidence_no_truncate BEFORE TRUNCATE ON "appeal_evidence"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Photographs and PDF files are compressed already.
ALTER TABLE "appeal_evidence" ALTER COLUMN "content" SET STORAGE EXTERNAL;
