-- Who may not sign in any more, and since when.
ALTER TABLE "account" ADD COLUMN "closed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "door_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "what" TEXT NOT NULL,
    "account_id" UUID,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "device" TEXT NOT NULL,

    CONSTRAINT "door_log_pkey" PRIMARY KEY ("id")
);

-- Who came in is not rewritten.
CREATE TRIGGER door_log_append_only BEFORE UPDATE OR DELETE ON "door_log"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER door_log_no_truncate BEFORE TRUNCATE ON "door_log"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
