-- Registers of a year of supervision, and satisfaction surveys.
-- AlterEnum
ALTER TYPE "import_kind" ADD VALUE 'register';

-- AlterTable
ALTER TABLE "roster_import" ADD COLUMN     "register" TEXT;

-- CreateEnum
CREATE TYPE "entry_state" AS ENUM ('waiting', 'stands', 'rejected', 'struck');

-- CreateTable
CREATE TABLE "register_entry" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "register" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "day" DATE,
    "organisation_id" UUID,
    "post_id" UUID,
    "body" JSONB NOT NULL,
    "state" "entry_state" NOT NULL DEFAULT 'stands',
    "version" INTEGER NOT NULL DEFAULT 1,
    "entered_by_id" UUID NOT NULL,
    "entered_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "register_entry_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "survey" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" JSONB NOT NULL,
    "questions" JSONB NOT NULL,
    "comment" BOOLEAN NOT NULL DEFAULT true,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "salt" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "survey_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "survey_subject" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "organisation_id" UUID,
    "post_id" UUID,
    "site" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "survey_subject_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "survey_answer" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "levels" INTEGER[],
    "comment" TEXT NOT NULL DEFAULT '',
    "hidden_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_answer_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "survey_device" (
    "event_id" UUID NOT NULL,
    "survey_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "survey_device_pkey" PRIMARY KEY ("event_id","survey_id","hash")
);

-- CreateIndex
CREATE INDEX "register_entry_event_id_register_key_idx" ON "register_entry"("event_id", "register", "key");

-- CreateIndex
CREATE UNIQUE INDEX "survey_subject_code_key" ON "survey_subject"("code");

-- CreateIndex
CREATE INDEX "survey_subject_event_id_survey_id_idx" ON "survey_subject"("event_id", "survey_id");

-- CreateIndex
CREATE INDEX "survey_answer_event_id_survey_id_idx" ON "survey_answer"("event_id", "survey_id");

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_event_id_post_id_fkey" FOREIGN KEY ("event_id", "post_id") REFERENCES "post"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey" ADD CONSTRAINT "survey_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_subject" ADD CONSTRAINT "survey_subject_event_id_survey_id_fkey" FOREIGN KEY ("event_id", "survey_id") REFERENCES "survey"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_subject" ADD CONSTRAINT "survey_subject_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_subject" ADD CONSTRAINT "survey_subject_event_id_post_id_fkey" FOREIGN KEY ("event_id", "post_id") REFERENCES "post"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_event_id_survey_id_fkey" FOREIGN KEY ("event_id", "survey_id") REFERENCES "survey"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_event_id_subject_id_fkey" FOREIGN KEY ("event_id", "subject_id") REFERENCES "survey_subject"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_device" ADD CONSTRAINT "survey_device_event_id_survey_id_fkey" FOREIGN KEY ("event_id", "survey_id") REFERENCES "survey"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Of two lines that are the same one counts.
CREATE UNIQUE INDEX "register_entry_line_key" ON "register_entry" ("event_id", "register", "key") WHERE "state" IN ('waiting', 'stands');

-- A line is corrected by its next version, and stays to be seen once struck or rejected.
CREATE FUNCTION refuse_lost_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND moves_whole(OLD.event_id::text) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND OLD.state IN ('waiting', 'stands') AND NEW.version = OLD.version + 1 AND NEW.register = OLD.register THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a line of a register is corrected, never lost' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER register_entry_stand BEFORE UPDATE OR DELETE ON "register_entry"
  FOR EACH ROW EXECUTE FUNCTION refuse_lost_line();

-- An answer stays as it was given; a comment that names somebody is taken out once.
CREATE FUNCTION refuse_other_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND moves_whole(OLD.event_id::text) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND OLD.hidden_at IS NULL AND NEW.hidden_at IS NOT NULL AND NEW.comment = ''
    AND (NEW.event_id, NEW.id, NEW.survey_id, NEW.subject_id, NEW.day, NEW.levels) IS NOT DISTINCT FROM (OLD.event_id, OLD.id, OLD.survey_id, OLD.subject_id, OLD.day, OLD.levels) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what was answered stays as it was answered' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER survey_answer_stand BEFORE UPDATE OR DELETE ON "survey_answer"
  FOR EACH ROW EXECUTE FUNCTION refuse_other_answer();
