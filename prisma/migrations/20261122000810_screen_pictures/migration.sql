-- Pictures for the screens of an event, drawn anew from what was uploaded.
CREATE TABLE "screen_picture" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "screen_picture_pkey" PRIMARY KEY ("event_id","id")
);

CREATE UNIQUE INDEX "screen_picture_event_id_hash_key" ON "screen_picture"("event_id", "hash");

ALTER TABLE "screen_picture" ADD CONSTRAINT "screen_picture_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
