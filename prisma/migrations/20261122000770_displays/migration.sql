-- Screens of the hall: known by the token in their browser, told by the console what to show.
CREATE TABLE "display" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "event_id" UUID,
    "name" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    "settings" JSONB NOT NULL,
    "playlist" JSONB NOT NULL,
    "blank_since" TIMESTAMPTZ(3),
    "identify_until" TIMESTAMPTZ(3),
    "reload_id" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "width" INTEGER NOT NULL DEFAULT 0,
    "height" INTEGER NOT NULL DEFAULT 0,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "display_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "display_token_hash_key" ON "display"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "display_number_key" ON "display"("number");

-- CreateIndex
CREATE INDEX "display_event_id_idx" ON "display"("event_id");

-- AddForeignKey
ALTER TABLE "display" ADD CONSTRAINT "display_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE SET NULL ON UPDATE CASCADE;
