-- Stations, sessions, the call room, pauses, and words from the control room.
ALTER TABLE "event" ADD COLUMN "plan" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "contest" ADD COLUMN "paused_at" TIMESTAMPTZ(3), ADD COLUMN "pause_reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE "attempt" ADD COLUMN "called_at" TIMESTAMPTZ(3);
-- When an entrant was called so far stands in the record alone.
UPDATE attempt a SET called_at = e.at FROM (
  SELECT event_id, (body::jsonb->>'subject')::uuid AS entrant_id, coalesce((body::jsonb->>'attempt')::int, 1) AS number, max(recorded_at) AS at
  FROM contest_event WHERE body::jsonb->>'type' = 'entrant:call' GROUP BY 1, 2, 3
) e WHERE a.event_id = e.event_id AND a.entrant_id = e.entrant_id AND a.number = e.number;

CREATE TABLE "station" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "contest_ids" UUID[],

    CONSTRAINT "station_pkey" PRIMARY KEY ("event_id","id")
);
ALTER TABLE "station" ADD CONSTRAINT "station_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "contest_session" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "station_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "changeover" INTEGER NOT NULL,
    "from_position" INTEGER NOT NULL,
    "to_position" INTEGER NOT NULL,

    CONSTRAINT "contest_session_pkey" PRIMARY KEY ("event_id","id")
);
CREATE INDEX "contest_session_event_id_contest_id_idx" ON "contest_session"("event_id", "contest_id");
ALTER TABLE "contest_session" ADD CONSTRAINT "contest_session_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "contest_session" ADD CONSTRAINT "contest_session_event_id_station_id_fkey" FOREIGN KEY ("event_id", "station_id") REFERENCES "station"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "check_in" (
    "event_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "arrived_at" TIMESTAMPTZ(3),
    "calls" TIMESTAMPTZ(3)[],

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("event_id","entrant_id")
);
CREATE INDEX "check_in_event_id_contest_id_idx" ON "check_in"("event_id", "contest_id");
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "broadcast" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "contest_ids" UUID[],
    "screens" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("event_id","id")
);
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "broadcast_read" (
    "event_id" UUID NOT NULL,
    "broadcast_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "broadcast_read_pkey" PRIMARY KEY ("event_id","broadcast_id","judge_id")
);
ALTER TABLE "broadcast_read" ADD CONSTRAINT "broadcast_read_event_id_broadcast_id_fkey" FOREIGN KEY ("event_id", "broadcast_id") REFERENCES "broadcast"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "broadcast_read" ADD CONSTRAINT "broadcast_read_event_id_judge_id_fkey" FOREIGN KEY ("event_id", "judge_id") REFERENCES "judge"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
