/** A contest played to its end, exported, and recomputed from the bundle alone: equal to the board hash for hash. */
import { createHash } from 'node:crypto';
import { contestFacts, bundleOf } from '@leitai/database';
import { canonicalText, checkBundle, formatFixed, recompute, rowsOf, type Bundle, type Outcome } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { Visitor } from '../support/visitor.ts';

const BUNDLE = 'GET /api/events/:eventId/contests/:contestId/bundle';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
let bundle: Bundle;
beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 5 });
  const [veto] = panel.scheme.vetoes;
  for (const [index, entrantId] of panel.entrants.slice(0, 4).entries()) {
    await Promise.all(panel.tablets.map(async (tablet, judge) => {
      await tablet.markAll(entrantId, index * 100 + judge);
      if (veto && index === 3 && judge === 0) await tablet.mark(entrantId, veto.id, { type: 'veto', reason: '现场确认' });
      await tablet.submit(entrantId);
    }));
    await panel.confirm(entrantId, veto && index === 3 ? { vetoes: { [veto.id]: true } } : {});
  }
  bundle = JSON.parse(JSON.stringify(await organiser.call(BUNDLE, { params: panel.params }))) as Bundle;
});
afterAll(async () => {
  panel.close();
  await node.close();
});

/** A board's rows as they would be composed from a recomputation. */
function boardRows(outcome: Outcome) {
  const codes = new Map(bundle.entrants.map(({ id, code }) => [id, code]));
  const digits = bundle.rules.rounding.total?.digits ?? bundle.rules.rounding.panel?.digits ?? 2;
  return outcome.standings.map(({ entrantId, rank, tied, total, gap }) =>
    ({ code: codes.get(entrantId), rank, tied, score: formatFixed(total, digits), gap: formatFixed(gap, digits) }));
}

describe('the exported bundle', () => {
  it('has nothing wrong with it, and no name in it', () => {
    expect(checkBundle(bundle)).toEqual([]);
    expect(bundle.sheets).toHaveLength(4 * panel.tablets.length);
    expect(JSON.stringify([bundle.entrants, bundle.judges])).not.toContain('选手');
  });

  it('recomputes to the board, hash for hash', async () => {
    const outcome = recompute(bundle);
    const read = () => organiser.call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params });
    // The board follows the last confirmation within a coalescing interval.
    await expect.poll(async () => (await read()).confirmed).toBe(4);
    const board = await read();
    const shown = board.rows.map(({ code, rank, tied, score, gap }) => ({ code, rank, tied, score, gap }));
    expect(shown.length).toBeGreaterThan(2);
    expect(sha256(JSON.stringify(boardRows(outcome)))).toBe(sha256(JSON.stringify(shown)));
    expect(rowsOf(outcome)).toEqual(bundle.published?.rows);
    expect(sha256(canonicalText(rowsOf(outcome)))).toBe(bundle.published?.sha256);
  });

  it('recomputes every confirmed score, working and all', async () => {
    const facts = (await contestFacts(node.db, panel.made.eventId, panel.made.contestId))!;
    const scores = new Map(recompute(bundle).scores.map(({ entrantId, score }) => [entrantId, score]));
    expect(facts.results).toHaveLength(4);
    for (const { entrantId, score } of facts.results) expect(scores.get(entrantId)).toEqual(score);
    expect(bundleOf(facts)).toEqual(bundle);
  });

  it('shows it when one mark is changed', () => {
    const [first] = bundle.sheets;
    const [criterionId] = Object.entries(first!.marks).find(([, mark]) => mark.type === 'levels')!;
    const level = (first!.marks[criterionId] as { level: number }).level === 0 ? 3 : 0;
    const changed = bundle.sheets.filter(({ entrantId }) => entrantId === first!.entrantId).map((sheet) => ({ ...sheet, marks: { ...sheet.marks, [criterionId]: { type: 'levels' as const, level } } }));
    const others = bundle.sheets.filter(({ entrantId }) => entrantId !== first!.entrantId);
    expect(sha256(canonicalText(rowsOf(recompute({ ...bundle, sheets: [...changed, ...others] }))))).not.toBe(bundle.published?.sha256);
  });

  it('is for organisers, and says when there is no such contest', async () => {
    const refused = (visitor: Visitor, params = panel.params) => visitor.call(BUNDLE, { params }).then(() => 'ok', (error: { code?: string }) => error.code);
    expect(await refused(new Visitor(node.base))).toMatch(/^access\./);
    expect(await refused(panel.tablets[0]!.visitor)).toMatch(/^access\./);
    expect(await refused(organiser, { ...panel.params, contestId: crypto.randomUUID() })).toBe('contest.not-found');
  });
});
