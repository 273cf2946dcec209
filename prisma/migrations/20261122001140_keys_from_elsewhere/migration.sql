-- When a key came here with an event from elsewhere, told beside every certificate it signed; null for the own key, and for keys that came before this was kept.

-- AlterTable
ALTER TABLE "signing_key" ADD COLUMN "taken_in_at" TIMESTAMPTZ(3);

CREATE FUNCTION date_key_from_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.private_key IS NULL THEN NEW.taken_in_at := now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER signing_key_taken_in BEFORE INSERT ON "signing_key"
  FOR EACH ROW EXECUTE FUNCTION date_key_from_elsewhere();
