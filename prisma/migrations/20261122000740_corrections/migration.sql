-- When confirmed marks and results were last corrected; results keep the number of their confirmation and so their order.
ALTER TABLE "sheet" ADD COLUMN "amended_at" TIMESTAMPTZ(3);
ALTER TABLE "result" ADD COLUMN "amended_seq" BIGINT,
ADD COLUMN "amended_at" TIMESTAMPTZ(3);
ALTER TABLE "recheck" ADD COLUMN "corrected" BOOLEAN NOT NULL DEFAULT false;

-- CreateEnum
CREATE TYPE "correction_state" AS ENUM ('proposed', 'approved', 'rejected');

-- CreateTable
CREATE TABLE "correction" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "appeal_id" UUID,
    "reason" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "state" "correction_state" NOT NULL DEFAULT 'proposed',
    "proposed_by_id" UUID NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_role" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "rejection" TEXT,
    "seq" BIGINT,
    "earlier" JSONB,
    "moved" JSONB,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "correction_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE INDEX "correction_event_id_contest_id_idx" ON "correction"("event_id", "contest_id");

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One at a time for each entrant: two proposals would not know of each other.
CREATE UNIQUE INDEX "correction_waiting_key" ON "correction" ("event_id", "entrant_id") WHERE "state" = 'proposed';

-- What was decided stands, and who decided did not propose.
ALTER TABLE "correction" ADD CONSTRAINT "correction_two_people" CHECK ("decided_by_id" IS DISTINCT FROM "proposed_by_id");
CREATE FUNCTION refuse_decided_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'proposed' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a correction is not changed once it is decided, and never removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER correction_stands BEFORE UPDATE OR DELETE ON "correction"
  FOR EACH ROW EXECUTE FUNCTION refuse_decided_correction();
