-- Certificates: the installation's signing key, how an event's certificates look, what was issued, and what was revoked.
-- CreateEnum
CREATE TYPE "revocation_state" AS ENUM ('proposed', 'approved', 'rejected');

-- CreateTable
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "private_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_plan" (
    "event_id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "certificate_plan_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "serial" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "replaces_id" UUID,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "certificate_revocation" (
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

    CONSTRAINT "certificate_revocation_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "certificate_plan_prefix_key" ON "certificate_plan"("prefix");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_number_key" ON "certificate"("number");

-- CreateIndex
CREATE INDEX "certificate_event_id_entrant_id_idx" ON "certificate"("event_id", "entrant_id");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_event_id_contest_id_serial_key" ON "certificate"("event_id", "contest_id", "serial");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_event_id_replaces_id_key" ON "certificate"("event_id", "replaces_id");

-- CreateIndex
CREATE INDEX "certificate_revocation_event_id_certificate_id_idx" ON "certificate_revocation"("event_id", "certificate_id");

-- AddForeignKey
ALTER TABLE "certificate_plan" ADD CONSTRAINT "certificate_plan_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "signing_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_event_id_replaces_id_fkey" FOREIGN KEY ("event_id", "replaces_id") REFERENCES "certificate"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_revocation" ADD CONSTRAINT "certificate_revocation_event_id_certificate_id_fkey" FOREIGN KEY ("event_id", "certificate_id") REFERENCES "certificate"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One pair signs for all processes and all events: of two that make one at the same time the second finds the first's.
CREATE UNIQUE INDEX "signing_key_once" ON "signing_key" ((true));

-- One revocation is asked for at a time, and one is enough.
CREATE UNIQUE INDEX "certificate_revocation_once" ON "certificate_revocation" ("event_id", "certificate_id") WHERE "state" <> 'rejected';
ALTER TABLE "certificate_revocation" ADD CONSTRAINT "certificate_revocation_two_people" CHECK ("decided_by_id" IS DISTINCT FROM "asked_by_id");

-- Key and certificates stay as they were made; a revocation is decided once.
CREATE TRIGGER signing_key_append_only BEFORE UPDATE OR DELETE ON "signing_key"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signing_key_no_truncate BEFORE TRUNCATE ON "signing_key"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER certificate_append_only BEFORE UPDATE OR DELETE ON "certificate"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER certificate_no_truncate BEFORE TRUNCATE ON "certificate"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_decided_revocation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'proposed' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a revocation is not changed once it is decided, and never removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER certificate_revocation_stands BEFORE UPDATE OR DELETE ON "certificate_revocation"
  FOR EACH ROW EXECUTE FUNCTION refuse_decided_revocation();
CREATE TRIGGER certificate_revocation_no_truncate BEFORE TRUNCATE ON "certificate_revocation"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
