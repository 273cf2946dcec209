// Organiser and supervisor who correct a confirmed result by one of its marks; what was approved is remembered.

import type { Client } from '../../apps/simulator/src/client.ts';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import type { Random } from '../../apps/simulator/src/random.ts';
import type { MarkValue, Scheme } from '@leitai/scoring';
import { insist, unless } from './insist.ts';

const PLACE = '/api/events/:eventId/contests/:contestId/corrections';
type Place = { readonly eventId: string; readonly contestId: string };
export type Corrected = { readonly sheetId: string; readonly criterionId: string; readonly value: MarkValue; readonly version: number };
/** Sent before, and the answer was lost. */
const [PROPOSED, DECIDED] = [new Set(['correction.pending']), new Set(['correction.decided'])];
const SAME = new Set(['correction.empty']);

export class Corrector {
  private readonly organiser: Client;
  private readonly supervisor: Client;
  private readonly random: Random;
  readonly corrected: Corrected[] = [];

  constructor(organiser: Client, supervisor: Client, random: Random) {
    this.organiser = organiser;
    this.supervisor = supervisor;
    this.random = random;
  }

  async correct(place: Place, scheme: Scheme, entrantId: string): Promise<void> {
    const { organiser, supervisor, random } = this;
    const { criteria, resultRevision, sheets } = await insist(() => organiser.api(`GET ${PLACE}/entrants/:entrantId`, { ...place, entrantId }));
    const { id: sheetId, marks } = random.pick(sheets);
    const criterion = random.pick(criteria.filter(({ scale }) => scale.type !== 'derived'));
    const [criterionId, value] = [criterion.id, plausibleMark(scheme, criterion, 0.8, random)];
    const expectedVersion = marks.find((mark) => mark.criterionId === criterionId)?.version ?? 0;
    const change = { entrantId, resultRevision, marks: [{ sheetId, criterionId, value, expectedVersion }], vetoes: {}, reason: '与纸质记录不符' };
    const tried = await unless(SAME, insist(() => organiser.api(`POST ${PLACE}/preview`, place, { entrantId, resultRevision, marks: change.marks, vetoes: {} })));
    if (!tried) return;
    await unless(PROPOSED, insist(() => organiser.api(`POST ${PLACE}`, place, change)));
    const { corrections } = await insist(() => supervisor.api(`GET ${PLACE}`, place));
    const { id: correctionId } = corrections.find((one) => one.entrantId === entrantId && one.state === 'proposed')!;
    await unless(DECIDED, insist(() => supervisor.api(`POST ${PLACE}/:correctionId/approve`, { ...place, correctionId })));
    this.corrected.push({ sheetId, criterionId, value, version: expectedVersion + 1 });
  }
}
