-- The event's own rules to start from, and the days in which objections may be raised.
ALTER TABLE "event" ADD COLUMN "rules" JSONB,
ADD COLUMN "objection_days" INTEGER NOT NULL DEFAULT 3;

-- CreateTable
CREATE TABLE "points_import" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "stage_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "state" "correction_state" NOT NULL DEFAULT 'proposed',
    "proposed_by_id" UUID NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "rejection" TEXT,
    "seq" BIGINT,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "points_import_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE INDEX "points_import_event_id_contest_id_idx" ON "points_import"("event_id", "contest_id");

-- AddForeignKey
ALTER TABLE "points_import" ADD CONSTRAINT "points_import_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One at a time for each stage: two proposals would not know of each other.
CREATE UNIQUE INDEX "points_import_waiting_key" ON "points_import" ("event_id", "contest_id", "stage_id") WHERE "state" = 'proposed';

-- What was decided stands, and who decided did not propose.
ALTER TABLE "points_import" ADD CONSTRAINT "points_import_two_people" CHECK ("decided_by_id" IS DISTINCT FROM "proposed_by_id");
CREATE FUNCTION refuse_decided_points() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.decided_at IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'points brought in are not changed once they are decided, and never removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER points_import_stand BEFORE UPDATE OR DELETE ON "points_import"
  FOR EACH ROW EXECUTE FUNCTION refuse_decided_points();
