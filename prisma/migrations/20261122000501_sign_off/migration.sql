-- Publication is a path of its own: signed by the chief, provisional with the supervisor's signature, final after the deadline.
-- What was published before had no deadline any more: it is final.
ALTER TYPE "contest_state" RENAME VALUE 'published' TO 'final';
ALTER TYPE "contest_state" ADD VALUE 'signed' BEFORE 'final';
ALTER TYPE "contest_state" ADD VALUE 'provisional' BEFORE 'final';

ALTER TABLE "contest" ADD COLUMN "objections_until" TIMESTAMPTZ(3),
ADD COLUMN "recheck_top" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN "recheck_rest" INTEGER NOT NULL DEFAULT 15,
ADD COLUMN "recheck_limit" INTEGER NOT NULL DEFAULT 5;

CREATE TABLE "sign_off" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "seed" TEXT NOT NULL,
    "drawn_at" TIMESTAMPTZ(3),
    "full" BOOLEAN NOT NULL DEFAULT false,
    "chief_name" TEXT,
    "chief_signed_at" TIMESTAMPTZ(3),
    "chief_note" TEXT NOT NULL DEFAULT '',
    "supervisor_name" TEXT,
    "supervisor_signed_at" TIMESTAMPTZ(3),
    "final_by" TEXT,
    "final_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_off_pkey" PRIMARY KEY ("event_id","contest_id")
);

CREATE TABLE "recheck" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "error" TEXT,
    "checked_by" TEXT,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "recheck_pkey" PRIMARY KEY ("event_id","entrant_id")
);

ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "recheck" ADD CONSTRAINT "recheck_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "sign_off"("event_id", "contest_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "recheck" ADD CONSTRAINT "recheck_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Contests opened before seeds were committed get one now; nobody has seen it either.
INSERT INTO sign_off (event_id, contest_id, seed)
  SELECT event_id, id, encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex')
  FROM contest WHERE state::text IN ('running', 'closed');
