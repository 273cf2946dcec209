-- The sealed two-step draw: persons draw contestant numbers, these draw stations and so codes and the order of appearance.
CREATE TABLE "draw" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "seed" TEXT NOT NULL,
    "list" JSONB NOT NULL,
    "prepared_by" TEXT NOT NULL,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "first_account_id" UUID,
    "first_by" TEXT,
    "first_at" TIMESTAMPTZ(3),
    "second_account_id" UUID,
    "second_by" TEXT,
    "second_at" TIMESTAMPTZ(3),
    "opened_by" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "witnessed_by" TEXT,
    "unsealed_at" TIMESTAMPTZ(3),

    CONSTRAINT "draw_pkey" PRIMARY KEY ("event_id","contest_id")
);
ALTER TABLE "draw" ADD CONSTRAINT "draw_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "voided_draw" (
    "event_id" UUID NOT NULL,
    "contest_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seed" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "voided_draw_pkey" PRIMARY KEY ("event_id","contest_id","at")
);
ALTER TABLE "voided_draw" ADD CONSTRAINT "voided_draw_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "entrant" ADD COLUMN "contestant_number" INTEGER;
CREATE UNIQUE INDEX "entrant_event_id_contest_id_contestant_number_key" ON "entrant"("event_id", "contest_id", "contestant_number");

-- Two different anonymisers make the two registers, and what was unsealed stays so.
ALTER TABLE "draw" ADD CONSTRAINT "draw_officers" CHECK ("second_account_id" IS NULL OR "second_account_id" <> "first_account_id");
CREATE FUNCTION refuse_resealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.unsealed_at IS NOT NULL OR NEW.seed <> OLD.seed OR NEW.list <> OLD.list THEN
    RAISE EXCEPTION 'a draw keeps its seed and list, and stays unsealed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draw_stands BEFORE UPDATE ON "draw" FOR EACH ROW EXECUTE FUNCTION refuse_resealing();
