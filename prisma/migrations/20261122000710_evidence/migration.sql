-- Notes and photographs beside a criterion of one judge's sheet.

-- CreateTable
CREATE TABLE "note" (
    "event_id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "text" TEXT,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("event_id","sheet_id","criterion_id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "evidence_bytes" (
    "event_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "evidence_bytes_pkey" PRIMARY KEY ("event_id","hash")
);

-- CreateIndex
CREATE INDEX "evidence_event_id_sheet_id_idx" ON "evidence"("event_id", "sheet_id");

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_event_id_sheet_id_fkey" FOREIGN KEY ("event_id", "sheet_id") REFERENCES "sheet"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_event_id_sheet_id_fkey" FOREIGN KEY ("event_id", "sheet_id") REFERENCES "sheet"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_event_id_hash_fkey" FOREIGN KEY ("event_id", "hash") REFERENCES "evidence_bytes"("event_id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Photographs are compressed already.
ALTER TABLE "evidence_bytes" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- What was shown to a panel stays as it was, also after it is taken off a sheet.
CREATE TRIGGER evidence_bytes_append_only BEFORE UPDATE OR DELETE ON "evidence_bytes"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_bytes_no_truncate BEFORE TRUNCATE ON "evidence_bytes"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A recused judge's sheet takes no notes and no evidence either.
CREATE TRIGGER note_not_recused BEFORE INSERT OR UPDATE ON "note"
  FOR EACH ROW EXECUTE FUNCTION refuse_recused_mark();
CREATE TRIGGER evidence_not_recused BEFORE INSERT OR UPDATE ON "evidence"
  FOR EACH ROW EXECUTE FUNCTION refuse_recused_mark();
