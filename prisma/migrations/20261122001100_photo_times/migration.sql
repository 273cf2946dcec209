-- When a photograph was taken, by the clock of the device that took it, beside when it arrived.

-- AlterTable
ALTER TABLE "evidence" ADD COLUMN "taken_at" TIMESTAMPTZ(3);

-- As before, with both times of a photograph.
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
              'at', to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'takenAt', to_char(v.taken_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY v.at, v.id), '[]')
          FROM evidence v WHERE v.event_id = s.event_id AND v.sheet_id = s.id AND v.removed_at IS NULL)
      ) ORDER BY j.seat, s.id), '[]')
    FROM sheet s JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.event_id = e.event_id AND s.entrant_id = e.id AND s.state::text <> 'superseded' AND (j.ended_at IS NULL OR s.state = 'submitted')))
  FROM entrant e JOIN contest c ON c.event_id = e.event_id AND c.id = e.contest_id
  WHERE e.event_id = p_event AND e.contest_id = p_contest AND e.id = p_entrant
$$;
