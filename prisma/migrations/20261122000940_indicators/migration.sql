-- What records feed derived criteria with: rows and figures as they were frozen, and what was decided in their place.
CREATE TABLE "indicator_value" (
    "event_id" UUID NOT NULL,
    "entrant_id" UUID NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "contest_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "figures" JSONB,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_by" TEXT NOT NULL,
    "override" JSONB,

    CONSTRAINT "indicator_value_pkey" PRIMARY KEY ("event_id","entrant_id","criterion_id")
);

-- CreateIndex
CREATE INDEX "indicator_value_event_id_contest_id_idx" ON "indicator_value"("event_id", "contest_id");

-- AddForeignKey
ALTER TABLE "indicator_value" ADD CONSTRAINT "indicator_value_event_id_contest_id_fkey" FOREIGN KEY ("event_id", "contest_id") REFERENCES "contest"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_value" ADD CONSTRAINT "indicator_value_event_id_entrant_id_fkey" FOREIGN KEY ("event_id", "entrant_id") REFERENCES "entrant"("event_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was frozen stays; only what is decided in its place is written beside it. A result stands on both.
CREATE FUNCTION refuse_other_indicator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND moves_whole(OLD.event_id::text) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'override' = to_jsonb(OLD) - 'override'
    AND NOT EXISTS (SELECT FROM result r WHERE r.event_id = OLD.event_id AND r.entrant_id = OLD.entrant_id) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a frozen figure is not changed, and never removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER indicator_value_stand BEFORE UPDATE OR DELETE ON "indicator_value"
  FOR EACH ROW EXECUTE FUNCTION refuse_other_indicator();
CREATE TRIGGER indicator_value_no_truncate BEFORE TRUNCATE ON "indicator_value"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What feeds an entrant's derived criteria: what was decided and approved, else what was frozen; nothing where nothing is known.
CREATE FUNCTION fed_indicators(p_event uuid, p_entrant uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(criterion_id, fed), '{}') FROM (
    SELECT criterion_id, CASE "override"->>'state' WHEN 'approved' THEN "override"->'derived' ELSE figures END AS fed
    FROM indicator_value WHERE event_id = p_event AND entrant_id = p_entrant) known
  WHERE fed IS NOT NULL
$$;

-- As before, with what feeds derived criteria.
CREATE OR REPLACE FUNCTION result_ground(p_event uuid, p_contest uuid, p_entrant uuid) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('contest', c.state, 'entrant', e.state, 'derived', fed_indicators(p_event, p_entrant), 'sheets', (
    SELECT coalesce(json_agg(json_build_object(
        'id', s.id, 'entrantId', s.entrant_id, 'judgeId', s.judge_id, 'attempt', s.attempt, 'state', s.state, 'version', s.version,
        'submittedAt', to_char(s.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'returned', s.returned, 'paper', s.paper,
        'marks', (
          SELECT coalesce(json_agg(json_build_object(
              'criterionId', m.criterion_id, 'value', m.value, 'version', m.version,
              'at', to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY m.criterion_id), '[]')
          FROM mark m WHERE m.event_id = s.event_id AND m.sheet_id = s.id),
        'notes', (
          SELECT coalesce(json_agg(json_build_object(
              'criterionId', n.criterion_id, 'text', n.text, 'version', n.version,
              'at', to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY n.criterion_id), '[]')
          FROM note n WHERE n.event_id = s.event_id AND n.sheet_id = s.id),
        'evidence', (
          SELECT coalesce(json_agg(json_build_object(
              'id', v.id, 'criterionId', v.criterion_id, 'hash', v.hash, 'type', v.type, 'width', v.width, 'height', v.height,
              'at', to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY v.at, v.id), '[]')
          FROM evidence v WHERE v.event_id = s.event_id AND v.sheet_id = s.id AND v.removed_at IS NULL)
      ) ORDER BY j.seat, s.id), '[]')
    FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND s.state::text <> 'superseded' AND (j.ended_at IS NULL OR s.state = 'submitted')))
  FROM entrant e JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id
  WHERE e.event_id = p_event AND e.contest_id = p_contest AND e.id = p_entrant
$$;

-- As before; what feeds derived criteria tells grounds apart too.
CREATE OR REPLACE FUNCTION ground_versions(p_event uuid, p_contest uuid, p_entrant uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('contest', c.state, 'entrant', e.state, 'derived', fed_indicators(p_event, p_entrant), 'sheets', (
    SELECT coalesce(jsonb_object_agg(s.id, jsonb_build_array(s.state, s.version)), '{}')
    FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND s.state::text <> 'superseded' AND (j.ended_at IS NULL OR s.state = 'submitted')))
  FROM entrant e JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id
  WHERE e.event_id = p_event AND e.contest_id = p_contest AND e.id = p_entrant
$$;
