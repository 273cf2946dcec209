-- A line of a register may carry a file: its bytes are kept once per event, beside those of photographs.
-- AlterTable
ALTER TABLE "register_entry" ADD COLUMN     "file_hash" TEXT,
ADD COLUMN     "file_name" TEXT,
ADD COLUMN     "file_type" TEXT;

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_event_id_file_hash_fkey" FOREIGN KEY ("event_id", "file_hash") REFERENCES "evidence_bytes"("event_id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- All of it or nothing.
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_file_whole" CHECK (num_nulls("file_hash", "file_name", "file_type") IN (0, 3));
