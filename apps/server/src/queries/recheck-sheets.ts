/** What a recheck compares: an entrant's counted sheets as they stand, reading by reading, with the points the engine makes of them now. */
import type { MarkValue, RecheckSheets } from '@leitai/contract';
import { contestFacts, Refused } from '@leitai/database';
import { allCriteria, formatFixed, judgedRules, scoreEntrant, scoreSheet, type EntrantScore } from '@leitai/scoring';
import type { Context } from '../context.ts';
import { scoreDigits } from '../projection/digits.ts';
import { marksOf, sheetParts, toEvidence } from './sheet.ts';
import { standingSignature } from './sheet-record.ts';

type Place = { readonly eventId: string; readonly contestId: string; readonly entrantId: string };

/** @throws Refused 'contest.not-found', 'entrant.not-found' for one without a result. */
export async function recheckSheets({ db }: Context, { eventId, contestId, entrantId }: Place): Promise<RecheckSheets> {
  const facts = await contestFacts(db, eventId, contestId);
  if (!facts) throw new Refused('contest.not-found');
  const entrant = facts.entrants.find(({ id }) => id === entrantId);
  const result = facts.results.find((one) => one.entrantId === entrantId);
  if (!entrant || !result) throw new Refused('entrant.not-found');
  const { scheme, rules, seats } = facts;
  const digits = scoreDigits(rules);
  const rows = await db.sheet.findMany({ where: { eventId, entrantId, state: { not: 'superseded' } }, include: { ...sheetParts, signatures: true } });
  const stored = new Map(rows.map((sheet) => [sheet.judgeId, sheet]));
  const inputs = result.sheets.map((sheet) => ({ ...sheet, marks: marksOf(stored.get(sheet.judgeId) ?? { marks: [] }) }));
  const derived = facts.derived[entrantId] ?? {};
  const confirmedVetoes = 'vetoes' in result.judged ? result.judged.vetoes : [];
  const again = scoreEntrant(scheme, judgedRules(rules), inputs, { confirmedVetoes, derived });
  const shown = (score: EntrantScore): string | null => (score.status === 'scored' ? formatFixed(score.total, digits) : null);
  const criteria = allCriteria(scheme);
  return {
    code: entrant.code,
    stored: shown(result.judged),
    recomputed: shown(again),
    criteria: [...criteria],
    sheets: inputs
      .map(({ judgeId, marks }) => {
        const score = scoreSheet(scheme, marks, { derived });
        const sheet = stored.get(judgeId);
        return {
          seat: seats.get(judgeId) ?? 0,
          total: formatFixed(score.total, digits),
          signature: (sheet && standingSignature(sheet)?.signature) ?? null,
          marks: criteria.map(({ id }) => ({
            criterionId: id, value: (marks[id] as MarkValue | undefined) ?? null, points: pointsText(score.criteria[id] ?? null, digits),
            note: sheet?.notes.find(({ criterionId }) => criterionId === id)?.text ?? null,
            evidence: (sheet?.evidence ?? []).filter(({ criterionId }) => criterionId === id).map(toEvidence),
          })),
        };
      })
      .sort((a, b) => a.seat - b.seat),
  };
}

const pointsText = (points: string | null, digits: number): string | null => (points === null ? null : formatFixed(points, digits));
