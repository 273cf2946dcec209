// Corrections of confirmed results by raw marks, through the product's own interface: proposed by one person, approved by another.

import type { CorrectionChange } from '@leitai/contract';
import { allCriteria } from '@leitai/scoring';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import type { Panel } from './panel.ts';
import type { Visitor } from './visitor.ts';

/** Every criterion of every sheet read anew, reproducibly; `skill` 0 is the worst a judge may give, 1 the best. */
export async function rewritten(organiser: Visitor, panel: Panel, entrantId: string, skill: number): Promise<CorrectionChange> {
  const { sheets, resultRevision } = await organiser.call('GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId', { params: { ...panel.params, entrantId } });
  const random = randomFor(99, `${skill}`);
  const marks = sheets.flatMap(({ id: sheetId, marks: stand }) => allCriteria(panel.scheme).map((criterion) => ({
    sheetId, criterionId: criterion.id, value: plausibleMark(panel.scheme, criterion, skill, random),
    expectedVersion: stand.find(({ criterionId }) => criterionId === criterion.id)?.version ?? 0,
  })));
  return { entrantId, resultRevision, marks, vetoes: {} };
}

export async function amendMarks(organiser: Visitor, supervisor: Visitor, panel: Panel, entrantId: string, skill: number): Promise<void> {
  const { params } = panel;
  const body = { ...(await rewritten(organiser, panel, entrantId, skill)), reason: '录入与纸质不符' };
  const { correctionId } = await organiser.call('POST /api/events/:eventId/contests/:contestId/corrections', { params, body });
  await supervisor.call('POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve', { params: { ...params, correctionId } });
}
