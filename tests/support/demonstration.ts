// A demonstration round in which a unit has applied, through the product's own interface. Its indicators are judged by the panel, so that no records are needed, but for those that are to be fed.

import type { ApplicationFiling, RoundSettings, RouteOutput, Text } from '@leitai/contract';
import { allCriteria, type Scheme } from '@leitai/scoring';
import { command } from '../../apps/simulator/src/client.ts';
import { makeLeader, seatPanel, type MadeContest } from './factory.ts';
import { ROUND } from './demonstration-bodies.ts';
import type { Panel } from './panel.ts';
import type { Visitor } from './visitor.ts';

export type MadeRound = { readonly eventId: string; readonly contest: MadeContest; readonly scheme: Scheme; readonly leaders: readonly Visitor[] };
export const TEAM: Omit<ApplicationFiling, 'commandId' | 'at'> = { team: '行政中心三号楼会务班', postCode: 'CONF_SETUP', leader: '周宁', headcount: 14 };

/** Fed indicators turned into judged ones of the same points, but for those named. */
const judgedScheme = (scheme: Scheme, fed: readonly string[] = []): Scheme => ({
  ...scheme,
  modules: scheme.modules.map((module) => ({
    ...module, criteria: module.criteria.map((one) => (fed.includes(one.id) ? one : { ...one, kind: 'judged' as const, scale: { type: 'points' as const, min: '0', max: one.max, step: '0.5' } })),
  })),
});
type RoundWishes = { readonly name?: Text; readonly settings?: Partial<RoundSettings>; /** Criteria that stay fed from the sources. */ readonly fed?: readonly string[] };

/** @param leaders by name, each of a unit of its own: 单位0, 单位1 … */
export async function makeRound(organiser: Visitor, leaders: readonly string[], { name = { zh: '2026 年度示范岗评定', en: 'Demonstration posts 2026' }, settings = {}, fed = [] }: RoundWishes = {}): Promise<MadeRound> {
  const { id: eventId } = await organiser.call('POST /api/events', { body: { kind: 'demonstration', name } });
  for (const [index] of leaders.entries()) await organiser.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: { zh: `单位${index}`, en: `Unit ${index}` } } });
  await organiser.call('POST /api/events/:eventId/demonstration', { params: { eventId }, body: { ...command(), settings: { ...ROUND, ...settings } } });
  const { contests: [found] } = await organiser.call('GET /api/events/:eventId/control', { params: { eventId } });
  const contestId = found!.id;
  const [card] = await organiser.call('GET /api/events/:eventId/schemes', { params: { eventId } });
  const place = { eventId, schemeId: card!.id };
  const file = await organiser.call('GET /api/events/:eventId/schemes/:schemeId', { params: place });
  const scheme = judgedScheme(file.scheme, fed);
  const { revision } = await organiser.call('POST /api/events/:eventId/schemes/:schemeId/draft', { params: place, body: { revision: file.revision, scheme } });
  await organiser.call('POST /api/events/:eventId/schemes/:schemeId/versions', { params: place, body: { revision, contestIds: [contestId] } });
  const panel = await seatPanel(organiser, eventId, contestId, 3);
  const units: Visitor[] = [];
  for (const [index, one] of leaders.entries()) units.push(await makeLeader(organiser, eventId, `单位${index}`, one));
  return { eventId, scheme, leaders: units, contest: { eventId, contestId, letter: found!.letter, ...panel } };
}

/** Applies with full self-scores. */
export async function apply({ eventId, scheme }: MadeRound, leader: Visitor, over: Partial<typeof TEAM> = {}): Promise<string> {
  const { applicationId } = await leader.call('POST /api/events/:eventId/unit/demonstration', { params: { eventId }, body: { ...command(), ...TEAM, ...over } });
  const params = { eventId, applicationId };
  for (const { id, max } of allCriteria(scheme)) await leader.call('POST /api/events/:eventId/unit/demonstration/:applicationId/items', { params, body: { ...command(), criterionId: id, points: max, statement: '见附件' } });
  await leader.call('POST /api/events/:eventId/unit/demonstration/:applicationId/submission', { params, body: command() });
  return applicationId;
}

/** All its material is in order: entered for the review on site. */
export async function verify({ eventId, scheme }: MadeRound, organiser: Visitor, applicationId: string): Promise<void> {
  const params = { eventId, applicationId };
  for (const { id } of allCriteria(scheme)) await organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/verification', { params, body: { ...command(), criterionId: id, state: 'accepted', reason: '' } });
  await organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/admission', { params, body: { ...command(), admitted: true, reason: '' } });
}

export const read = ({ eventId }: MadeRound, who: Visitor, applicationId: string): Promise<RouteOutput<'GET /api/events/:eventId/demonstration/applications/:applicationId'>> =>
  who.call('GET /api/events/:eventId/demonstration/applications/:applicationId', { params: { eventId, applicationId } });

/** Every judge gives full points but for what `less` takes off, by criterion, and the chief confirms. */
export async function review({ scheme }: MadeRound, panel: Panel, entrantId: string, less: Readonly<Record<string, number>>): Promise<void> {
  for (const tablet of panel.tablets) {
    for (const { id, max, scale } of allCriteria(scheme)) if (scale.type === 'points') await tablet.mark(entrantId, id, { type: 'points', points: `${Number(max) - (less[id] ?? 0)}` });
    await tablet.submit(entrantId);
  }
  await panel.confirm(entrantId);
}
