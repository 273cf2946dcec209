-- What a sheet was signed with each time it was handed in; the event that handed it in carries the hash.
CREATE TABLE "signature" (
    "event_id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "returned" JSONB,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("event_id","sheet_id","version")
);

ALTER TABLE "signature" ADD CONSTRAINT "signature_event_id_sheet_id_fkey" FOREIGN KEY ("event_id", "sheet_id") REFERENCES "sheet"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What somebody signed is not rewritten.
CREATE TRIGGER signature_append_only BEFORE UPDATE OR DELETE ON "signature"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signature_no_truncate BEFORE TRUNCATE ON "signature"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
