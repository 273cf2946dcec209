-- CreateTable
CREATE TABLE "access_log" (
    "event_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "contest_id" UUID,
    "what" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "actor" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("event_id","id")
);

-- Who saw what is not rewritten.
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON "access_log"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON "access_log"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
