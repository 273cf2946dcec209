/** What happened to one sheet, from the record: who, when, what; marks, notes and photographs in between are counted. */
import type { SheetStep } from '@leitai/contract';
import type { Transaction } from '@leitai/database';

type Place = { readonly eventId: string; readonly contestId: string; readonly sheetId: string };
type Row = { readonly type: string; readonly at: string; readonly name: string; readonly version: number | null; readonly reason: string | null; readonly applied: boolean };

const WHAT: Readonly<Record<string, SheetStep['what']>> = {
  'mark:put': 'marked', 'note:put': 'marked', 'evidence:add': 'marked', 'evidence:remove': 'marked',
  'sheet:submit': 'submitted', 'sheet:withdraw': 'withdrawn', 'sheet:return': 'returned', 'sheet:move': 'moved',
  'paper:enter': 'paper-entered', 'paper:verify': 'paper-verified', 'paper:settle': 'paper-settled', 'paper:decide': 'paper-decided', 'paper:aside': 'paper-aside',
  'result:confirm': 'confirmed', 'result:amend': 'amended', 'attempt:grant': 'superseded', 'judge:recuse': 'recused',
};

/** In order. A run of changes is one step, at the time and by the name of its last. */
export async function sheetHistory(tx: Transaction, { eventId, contestId, sheetId }: Place): Promise<SheetStep[]> {
  // A confirmation names the version it counted and raises it by one; all else names the version it made, by itself or in a list of sheets.
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.body->>'type' AS type, e.body->>'recordedAt' AS at, coalesce(p.name, a.name, '') AS name,
      CASE e.body->>'type'
        WHEN 'result:confirm' THEN listed.version + 1
        WHEN 'result:amend' THEN listed.version
        WHEN 'sheet:move' THEN listed.version
        WHEN 'attempt:grant' THEN listed.version
        WHEN 'judge:recuse' THEN (e.body->'sheet'->>'version')::int
        WHEN 'sheet:submit' THEN (e.body->>'version')::int
        WHEN 'sheet:withdraw' THEN (e.body->>'version')::int
        WHEN 'sheet:return' THEN (e.body->>'version')::int
        ELSE CASE WHEN e.body->>'type' LIKE 'paper:%' THEN (e.body->>'version')::int END END AS version,
      coalesce(e.body->>'reason', e.body->'after'->>'reason') AS reason, e.body ? 'applied' AS applied
    FROM (SELECT event_id, seq, body::jsonb AS body FROM contest_event
      WHERE event_id = ${eventId}::uuid AND contest_id = ${contestId}::uuid AND body LIKE '%' || ${sheetId} || '%') e
    LEFT JOIN LATERAL (SELECT (one->>'version')::int AS version FROM jsonb_array_elements(coalesce(e.body->'sheets', e.body->'closed', '[]')) one
      WHERE one->>'id' = ${sheetId}) listed ON e.body->>'type' IN ('result:confirm', 'result:amend', 'sheet:move', 'attempt:grant')
    LEFT JOIN judge j ON j.event_id = e.event_id AND j.id::text = e.body->>'actor'
    LEFT JOIN person p ON p.event_id = j.event_id AND p.id = j.person_id
    LEFT JOIN account a ON a.id::text = e.body->>'actor'
    -- A repeat names the sheets it laid out, too: to these nothing has happened yet.
    WHERE e.body->>'type' <> 'attempt:grant' OR listed.version IS NOT NULL
    ORDER BY e.seq`;
  const steps: SheetStep[] = [];
  for (const { type, applied, ...row } of rows) {
    const what = WHAT[type];
    if (!what) continue;
    const last = steps.at(-1);
    if (what === 'marked' && last?.what === 'marked') steps[steps.length - 1] = { ...last, ...row, changes: last.changes! + 1 };
    else steps.push({ what, ...row, changes: what === 'marked' ? 1 : null });
    if (applied) steps.push({ what: 'paper-applied', ...row, changes: null, reason: null });
  }
  return steps;
}
