-- The judges' pool: who may be seated, on which posts, and when.
-- CreateTable
CREATE TABLE "pool_judge" (
    "event_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "chief" BOOLEAN NOT NULL DEFAULT false,
    "days" DATE[],

    CONSTRAINT "pool_judge_pkey" PRIMARY KEY ("event_id","person_id")
);

-- CreateTable
CREATE TABLE "qualification" (
    "event_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "level" TEXT NOT NULL DEFAULT '',
    "until" DATE,

    CONSTRAINT "qualification_pkey" PRIMARY KEY ("event_id","person_id","post_id")
);

-- AddForeignKey
ALTER TABLE "pool_judge" ADD CONSTRAINT "pool_judge_event_id_person_id_fkey" FOREIGN KEY ("event_id", "person_id") REFERENCES "person"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_event_id_person_id_fkey" FOREIGN KEY ("event_id", "person_id") REFERENCES "pool_judge"("event_id", "person_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_event_id_post_id_fkey" FOREIGN KEY ("event_id", "post_id") REFERENCES "post"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An uploaded file lists contestants, or judges for the pool.
CREATE TYPE "import_kind" AS ENUM ('contestants', 'judges');

ALTER TABLE "roster_import" ADD COLUMN "kind" "import_kind" NOT NULL DEFAULT 'contestants';
