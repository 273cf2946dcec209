-- The award ceremony of an event: what was planned, the steps derived from final results, and how far it is.
CREATE TYPE "ceremony_stage" AS ENUM ('prepared', 'running', 'paused', 'ended');

-- CreateTable
CREATE TABLE "ceremony" (
    "event_id" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "steps" JSONB NOT NULL,
    "results_hash" TEXT NOT NULL,
    "stage" "ceremony_stage" NOT NULL DEFAULT 'prepared',
    "step" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "paused_ms" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ceremony_pkey" PRIMARY KEY ("event_id")
);

-- AddForeignKey
ALTER TABLE "ceremony" ADD CONSTRAINT "ceremony_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
