-- 封榜: the number of the event that froze what the public sees of a contest, and when; null while it is not frozen.
ALTER TABLE "contest" ADD COLUMN "frozen_seq" BIGINT,
ADD COLUMN "frozen_at" TIMESTAMPTZ(3);
