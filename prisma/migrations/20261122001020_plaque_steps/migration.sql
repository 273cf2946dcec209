-- Since when a plaque rests, and why taking it away was not approved.
ALTER TABLE "plaque" ADD COLUMN "suspended_at" TIMESTAMPTZ(3);
ALTER TABLE "plaque_withdrawal" ADD COLUMN "rejection" TEXT NOT NULL DEFAULT '';

-- Of those that rest already the record knows when.
UPDATE "plaque" p SET "suspended_at" = (
  SELECT max(e."recorded_at") FROM "programme_event" e
  WHERE e."event_id" = p."event_id" AND e."body" LIKE '%"plaque:suspend"%' AND e."body" LIKE '%' || p."id"::text || '%')
WHERE p."standing" = 'suspended';
