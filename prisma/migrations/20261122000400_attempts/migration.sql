-- CreateTable
CREATE TABLE "attempt" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "banked_ms" INTEGER NOT NULL DEFAULT 0,
    "running_since" TIMESTAMPTZ(3),
    "extra_ms" INTEGER NOT NULL DEFAULT 0,
    "stopped" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("event_id","entrant_id","number")
);

-- CreateIndex
CREATE INDEX "attempt_event_id_contest_id_idx" ON "attempt"("event_id", "contest_id");

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever is on a stage now was called before attempts were kept: the timer goes on from the call.
INSERT INTO attempt (event_id, contest_id, entrant_id, number, running_since)
  SELECT event_id, id, on_stage_id, 1, on_stage_at FROM contest WHERE on_stage_id IS NOT NULL;

-- Whatever takes an entrant off the stage stops the timer: it never runs on for somebody who has gone.
CREATE FUNCTION stop_left_timer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE attempt SET stopped = true, running_since = NULL,
      banked_ms = banked_ms + greatest(0, round(extract(epoch FROM clock_timestamp() - running_since) * 1000))::int
    WHERE event_id = OLD.event_id AND entrant_id = OLD.on_stage_id AND running_since IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER contest_stage_left AFTER UPDATE OF on_stage_id ON "contest"
  FOR EACH ROW WHEN (OLD.on_stage_id IS DISTINCT FROM NEW.on_stage_id) EXECUTE FUNCTION stop_left_timer();
