-- What waits to be delivered is looked for every second, beside all that was ever delivered.
CREATE INDEX "webhook_delivery_waiting_idx" ON "webhook_delivery" ("webhook_id", "number") WHERE "delivered_at" IS NULL;

-- A person's entries, and whether a person may be deleted: the unique keys have the contest between.
-- CreateIndex
CREATE INDEX "entrant_event_id_person_id_idx" ON "entrant"("event_id", "person_id");
