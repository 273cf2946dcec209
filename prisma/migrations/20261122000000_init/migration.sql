-- CreateEnum
CREATE TYPE "session_kind" AS ENUM ('organiser', 'judge', 'contestant');

-- CreateEnum
CREATE TYPE "event_kind" AS ENUM ('competition', 'practical-check', 'inspection', 'demonstration');

-- CreateEnum
CREATE TYPE "contest_state" AS ENUM ('setup', 'running', 'closed', 'published');

-- CreateEnum
CREATE TYPE "board_names" AS ENUM ('code', 'name');

-- CreateEnum
CREATE TYPE "entrant_state" AS ENUM ('waiting', 'on-stage', 'performed', 'confirmed', 'absent', 'withdrawn', 'disqualified');

-- CreateEnum
CREATE TYPE "judge_role" AS ENUM ('judge', 'chief');

-- CreateEnum
CREATE TYPE "sheet_state" AS ENUM ('open', 'submitted', 'returned', 'confirmed');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "kind" "session_kind" NOT NULL,
    "account_id" UUID,
    "event_id" UUID,
    "judge_id" UUID,
    "entrant_id" UUID,
    "label" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "kind" "event_kind" NOT NULL,
    "name" JSONB NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" JSONB NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "person" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "gender" TEXT NOT NULL DEFAULT '',
    "employee_no" TEXT,
    "organisation_id" UUID,

    CONSTRAINT "person_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "post" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "short_name" JSONB NOT NULL,

    CONSTRAINT "post_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "scheme_version" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "scheme_version_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "contest" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "scheme_version_id" UUID NOT NULL,
    "rules" JSONB NOT NULL,
    "state" "contest_state" NOT NULL DEFAULT 'setup',
    "board_names" "board_names" NOT NULL DEFAULT 'name',
    "revision" BIGINT NOT NULL DEFAULT 0,
    "board_revision" BIGINT NOT NULL DEFAULT 0,
    "head_hash" TEXT NOT NULL DEFAULT '',
    "on_stage_id" UUID,
    "on_stage_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "contest_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "entrant" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "state" "entrant_state" NOT NULL DEFAULT 'waiting',
    "result_code_hash" TEXT,

    CONSTRAINT "entrant_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "judge" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "judge_role" NOT NULL,
    "seat" INTEGER NOT NULL,
    "last_ack_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "judge_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "pairing_code" (
    "code_hash" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "pairing_code_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "sheet" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "state" "sheet_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 0,
    "submitted_at" TIMESTAMPTZ(3),
    "returned" JSONB,

    CONSTRAINT "sheet_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateTable
CREATE TABLE "mark" (
    "event_id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "value" JSONB,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mark_pkey" PRIMARY KEY ("event_id","sheet_id","criterion_id")
);

-- CreateTable
CREATE TABLE "contest_event" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "command_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contest_event_pkey" PRIMARY KEY ("event_id","contest_id","seq")
);

-- CreateTable
CREATE TABLE "result" (
    "event_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "total" TEXT,
    "score" JSONB NOT NULL,
    "sheets" JSONB NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "result_pkey" PRIMARY KEY ("event_id","entrant_id")
);

-- CreateTable
CREATE TABLE "roster_import" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "roster_import_pkey" PRIMARY KEY ("event_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_name_key" ON "account"("name");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_event_id_judge_id_idx" ON "session"("event_id", "judge_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_event_id_employee_no_key" ON "person"("event_id", "employee_no");

-- CreateIndex
CREATE UNIQUE INDEX "post_event_id_code_key" ON "post"("event_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "post_event_id_letter_key" ON "post"("event_id", "letter");

-- CreateIndex
CREATE UNIQUE INDEX "scheme_version_event_id_code_version_key" ON "scheme_version"("event_id", "code", "version");

-- CreateIndex
CREATE UNIQUE INDEX "entrant_result_code_hash_key" ON "entrant"("result_code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "entrant_event_id_contest_id_person_id_key" ON "entrant"("event_id", "contest_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "entrant_event_id_contest_id_code_key" ON "entrant"("event_id", "contest_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "entrant_event_id_contest_id_position_key" ON "entrant"("event_id", "contest_id", "position");

-- CreateIndex
CREATE INDEX "judge_event_id_contest_id_idx" ON "judge"("event_id", "contest_id");

-- CreateIndex
CREATE INDEX "pairing_code_event_id_judge_id_idx" ON "pairing_code"("event_id", "judge_id");

-- CreateIndex
CREATE INDEX "sheet_event_id_contest_id_idx" ON "sheet"("event_id", "contest_id");

-- CreateIndex
CREATE UNIQUE INDEX "sheet_event_id_entrant_id_judge_id_key" ON "sheet"("event_id", "entrant_id", "judge_id");

-- CreateIndex
CREATE UNIQUE INDEX "contest_event_event_id_command_id_key" ON "contest_event"("event_id", "command_id");

-- CreateIndex
CREATE INDEX "result_event_id_contest_id_idx" ON "result"("event_id", "contest_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_event_id_judge_id_fkey" FOREIGN KEY ("event_id", "judge_id") REFERENCES "judge"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheme_version" ADD CONSTRAINT "scheme_version_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contest" ADD CONSTRAINT "contest_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contest" ADD CONSTRAINT "contest_event_id_post_id_fkey" FOREIGN KEY ("event_id", "post_id") REFERENCES "post"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contest" ADD CONSTRAINT "contest_event_id_scheme_version_id_fkey" FOREIGN KEY ("event_id", "scheme_version_id") REFERENCES "scheme_version"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entrant" ADD CONSTRAINT "entrant_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entrant" ADD CONSTRAINT "entrant_event_id_person_id_fkey" FOREIGN KEY ("event_id", "person_id") REFERENCES "person"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entrant" ADD CONSTRAINT "entrant_event_id_organisation_id_fkey" FOREIGN KEY ("event_id", "organisation_id") REFERENCES "organisation"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge" ADD CONSTRAINT "judge_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge" ADD CONSTRAINT "judge_event_id_person_id_fkey" FOREIGN KEY ("event_id", "person_id") REFERENCES "person"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pairing_code" ADD CONSTRAINT "pairing_code_event_id_judge_id_fkey" FOREIGN KEY ("event_id", "judge_id") REFERENCES "judge"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sheet" ADD CONSTRAINT "sheet_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sheet" ADD CONSTRAINT "sheet_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sheet" ADD CONSTRAINT "sheet_event_id_judge_id_fkey" FOREIGN KEY ("event_id", "judge_id") REFERENCES "judge"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mark" ADD CONSTRAINT "mark_event_id_sheet_id_fkey" FOREIGN KEY ("event_id", "sheet_id") REFERENCES "sheet"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contest_event" ADD CONSTRAINT "contest_event_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result" ADD CONSTRAINT "result_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result" ADD CONSTRAINT "result_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_import" ADD CONSTRAINT "roster_import_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
