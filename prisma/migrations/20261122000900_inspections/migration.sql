-- Inspections: plans, their periods as contests, visits, and accounts that act on a judge's seat.
CREATE TYPE "person_kind" AS ENUM ('person', 'team', 'site');
CREATE TYPE "inspection_form" AS ENUM ('self', 'spot', 'supervision');
CREATE TYPE "inspection_frequency" AS ENUM ('day', 'week', 'month', 'quarter', 'half-year', 'year', 'unannounced');

ALTER TABLE "person" ADD COLUMN "kind" "person_kind" NOT NULL DEFAULT 'person';
ALTER TABLE "contest" ADD COLUMN "auto_confirm" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "judge" ADD COLUMN "account_id" UUID;
ALTER TABLE "judge" ADD CONSTRAINT "judge_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "judge_account_id_idx" ON "judge"("account_id");
-- Nobody sits on a panel twice.
CREATE UNIQUE INDEX "judge_event_id_contest_id_account_id_key" ON "judge"("event_id", "contest_id", "account_id");

CREATE TABLE "inspection_plan" (
    "event_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "form" "inspection_form" NOT NULL,
    "frequency" "inspection_frequency" NOT NULL,
    "post_id" UUID NOT NULL,
    "scheme_version_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "subjects" JSONB NOT NULL,
    "inspectors" JSONB NOT NULL,
    "sampling" JSONB,
    "decision" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "inspection_plan_pkey" PRIMARY KEY ("event_id","id")
);
ALTER TABLE "inspection_plan" ADD CONSTRAINT "inspection_plan_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "inspection_plan" ADD CONSTRAINT "inspection_plan_event_id_post_id_fkey" FOREIGN KEY ("event_id", "post_id") REFERENCES "post"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inspection_plan" ADD CONSTRAINT "inspection_plan_event_id_scheme_version_id_fkey" FOREIGN KEY ("event_id", "scheme_version_id") REFERENCES "scheme_version"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "inspection_round" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "drawn" JSONB,

    CONSTRAINT "inspection_round_pkey" PRIMARY KEY ("event_id","contest_id")
);
CREATE UNIQUE INDEX "inspection_round_event_id_plan_id_number_key" ON "inspection_round"("event_id", "plan_id", "number");
ALTER TABLE "inspection_round" ADD CONSTRAINT "inspection_round_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "inspection_round" ADD CONSTRAINT "inspection_round_event_id_plan_id_fkey" FOREIGN KEY ("event_id", "plan_id") REFERENCES "inspection_plan"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "inspection_visit" (
    "event_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "site" TEXT NOT NULL DEFAULT '',
    "responsible" TEXT NOT NULL DEFAULT '',
    "accompanied_by" TEXT NOT NULL DEFAULT '',
    "inspected_at" TIMESTAMPTZ(3),
    "conclusion" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "acknowledged_by" TEXT NOT NULL DEFAULT '',
    "acknowledged_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "inspection_visit_pkey" PRIMARY KEY ("event_id","entrant_id")
);
ALTER TABLE "inspection_visit" ADD CONSTRAINT "inspection_visit_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
