-- Schemes are edited as drafts and used as versions: who made a version and when, and what of it can never change.

-- AlterTable
ALTER TABLE "scheme_version" ADD COLUMN "made_by" TEXT NOT NULL DEFAULT '',
ADD COLUMN "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "scheme_draft" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scheme_draft_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "scheme_draft_event_id_code_key" ON "scheme_draft"("event_id", "code");

-- AddForeignKey
ALTER TABLE "scheme_draft" ADD CONSTRAINT "scheme_draft_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The last line behind the use cases: what marks were given under stays as it was.
CREATE FUNCTION refuse_frozen_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a frozen scheme version cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER scheme_version_frozen BEFORE UPDATE ON "scheme_version"
  FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL
    AND (OLD.code, OLD.version, OLD.body, OLD.hash, OLD.frozen_at) IS DISTINCT FROM (NEW.code, NEW.version, NEW.body, NEW.hash, NEW.frozen_at))
  EXECUTE FUNCTION refuse_frozen_scheme();

CREATE FUNCTION refuse_other_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a contest keeps the scheme it was opened with' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER contest_scheme BEFORE UPDATE OF "scheme_version_id" ON "contest"
  FOR EACH ROW WHEN (OLD.state <> 'setup' AND OLD.scheme_version_id IS DISTINCT FROM NEW.scheme_version_id)
  EXECUTE FUNCTION refuse_other_scheme();
