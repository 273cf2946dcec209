-- As before, by the house's day: in the database's own, the look-back began a day late until eight in the morning.
CREATE OR REPLACE FUNCTION organisation_conflicts(p_event uuid, p_contest uuid)
RETURNS TABLE (judge_id uuid, entrant_id uuid, organisation_id uuid, until date) LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (j.id, e.id) j.id, e.id, e.organisation_id, was.until
  FROM judge j
  JOIN event ev ON ev.id = j.event_id
  JOIN person p ON p.event_id = j.event_id AND p.id = j.person_id
  JOIN entrant e ON e.event_id = j.event_id AND e.contest_id = j.contest_id
  JOIN LATERAL (
    SELECT p.organisation_id, NULL::date AS until
    UNION ALL
    SELECT h.organisation_id, h.until FROM person_organisation h
    WHERE h.event_id = p.event_id AND h.person_id = p.id AND h.until >= house_day() - make_interval(months => ev.recusal_months)
  ) was ON was.organisation_id = e.organisation_id
  WHERE j.event_id = p_event AND j.contest_id = p_contest AND j.role = 'judge' AND j.ended_at IS NULL
    AND e.state IN ('waiting', 'on-stage', 'performed')
  ORDER BY j.id, e.id, was.until DESC NULLS FIRST
$$;
