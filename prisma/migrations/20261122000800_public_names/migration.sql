-- What the public results site calls people, one choice for the whole event.
CREATE TYPE "public_names" AS ENUM ('full', 'masked', 'code');

ALTER TABLE "event" ADD COLUMN "public_names" "public_names" NOT NULL DEFAULT 'masked';
