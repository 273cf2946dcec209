-- The API for programmes: tokens, webhooks, and what is to be told, written in the transaction of what it tells.
-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "event_id" UUID,
    "token_hash" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "contest_id" UUID,
    "number" BIGSERIAL NOT NULL,
    "message_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "failure" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);


-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "webhook_event_id_idx" ON "webhook"("event_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_webhook_id_number_idx" ON "webhook_delivery"("webhook_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_webhook_id_message_id_key" ON "webhook_delivery"("webhook_id", "message_id");

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Publications, corrections of what is published, and revoked certificates are told. Only the record says what happened: one trigger on it,
-- whatever use case wrote it. Practice is told to nobody, and an event that is put back from its file has been told of before.
CREATE FUNCTION tell_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_body jsonb := NEW.body::jsonb;
  v_kind text := CASE
    WHEN v_body->>'type' = 'contest:state' AND v_body->>'after' IN ('provisional', 'final') THEN 'results.' || (v_body->>'after')
    WHEN v_body->>'type' = 'result:amend'
      AND (SELECT state::text FROM contest WHERE event_id = NEW.event_id AND id = NEW.contest_id) IN ('provisional', 'final') THEN 'results.corrected'
    WHEN v_body->>'type' = 'certificate:revoke' THEN 'certificate.revoked'
  END;
BEGIN
  IF v_kind IS NOT NULL AND NOT moves_whole(NEW.event_id::text) AND v_body->'practice' IS NULL THEN
    INSERT INTO webhook_delivery (id, webhook_id, event_id, contest_id, message_id, kind, subject)
      SELECT gen_random_uuid(), id, NEW.event_id, NEW.contest_id, NEW.contest_id || '.' || NEW.seq, v_kind, v_body->>'number'
      FROM webhook WHERE event_id = NEW.event_id;
  END IF;
  RETURN NULL;
END $$;
-- Marks are by far the most events: they are passed over without being read as JSON.
CREATE TRIGGER contest_event_told AFTER INSERT ON "contest_event"
  FOR EACH ROW WHEN (NEW.body ~ '"type": "(contest:state|result:amend|certificate:revoke)"') EXECUTE FUNCTION tell_webhooks();
