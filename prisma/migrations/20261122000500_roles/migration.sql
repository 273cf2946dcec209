-- Accounts have a role; those made before are organisers.
ALTER TABLE "account" ADD COLUMN "role" TEXT NOT NULL DEFAULT 'organiser';
ALTER TABLE "sign_in_link" ADD COLUMN "role" TEXT NOT NULL DEFAULT 'organiser';
ALTER TYPE "session_kind" RENAME VALUE 'organiser' TO 'account';
