-- Practical checks and the post qualifications that come of them.
-- A post's cohorts share its code; each is told apart by its letter.
DROP INDEX "post_event_id_code_key";
CREATE INDEX "post_event_id_code_idx" ON "post"("event_id", "code");

-- CreateTable
CREATE TABLE "check_setting" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "rules" JSONB NOT NULL,
    "day" DATE NOT NULL,
    "site" TEXT NOT NULL DEFAULT '',
    "saved" INTEGER NOT NULL DEFAULT 1,
    "saved_by" TEXT NOT NULL,

    CONSTRAINT "check_setting_pkey" PRIMARY KEY ("event_id","contest_id")
);

-- CreateTable
CREATE TABLE "post_qualification" (
    "event_id" UUID NOT NULL,
    "certificate_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "employee_no" TEXT,
    "post_code" TEXT NOT NULL,
    "grade_id" TEXT NOT NULL,
    "total" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE NOT NULL,
    "renew_from" DATE NOT NULL,

    CONSTRAINT "post_qualification_pkey" PRIMARY KEY ("event_id","certificate_id")
);

-- CreateTable
CREATE TABLE "qualification_suspension" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "certificate_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "revocation_state" NOT NULL DEFAULT 'proposed',
    "asked_by_id" UUID NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "lift_reason" TEXT,
    "lifted_by" TEXT,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "qualification_suspension_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE INDEX "post_qualification_post_code_employee_no_idx" ON "post_qualification"("post_code", "employee_no");

-- CreateIndex
CREATE INDEX "qualification_suspension_event_id_certificate_id_idx" ON "qualification_suspension"("event_id", "certificate_id");

-- AddForeignKey
ALTER TABLE "check_setting" ADD CONSTRAINT "check_setting_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_qualification" ADD CONSTRAINT "post_qualification_event_id_certificate_id_fkey" FOREIGN KEY ("event_id", "certificate_id") REFERENCES "certificate"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "qualification_suspension" ADD CONSTRAINT "qualification_suspension_event_id_certificate_id_fkey" FOREIGN KEY ("event_id", "certificate_id") REFERENCES "post_qualification"("event_id", "certificate_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One suspension at a time, decided by somebody else, lifted once; nothing is removed.
CREATE UNIQUE INDEX "qualification_suspension_once" ON "qualification_suspension" ("event_id", "certificate_id") WHERE "state" <> 'rejected' AND "lifted_at" IS NULL;
ALTER TABLE "qualification_suspension" ADD CONSTRAINT "qualification_suspension_two_people" CHECK ("decided_by_id" IS DISTINCT FROM "asked_by_id");
ALTER TABLE "qualification_suspension" ADD CONSTRAINT "qualification_suspension_lifted" CHECK ("lifted_at" IS NULL OR "state" = 'approved');
CREATE FUNCTION refuse_ended_suspension() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.state = 'proposed' OR (OLD.state = 'approved' AND OLD.lifted_at IS NULL AND NEW.state = 'approved')) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a suspension is decided once, lifted once, and never removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER qualification_suspension_stands BEFORE UPDATE OR DELETE ON "qualification_suspension"
  FOR EACH ROW EXECUTE FUNCTION refuse_ended_suspension();
CREATE TRIGGER qualification_suspension_no_truncate BEFORE TRUNCATE ON "qualification_suspension"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_qualification_append_only BEFORE UPDATE OR DELETE ON "post_qualification"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_qualification_no_truncate BEFORE TRUNCATE ON "post_qualification"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
