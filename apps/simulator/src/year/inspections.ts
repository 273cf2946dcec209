/** A year of inspections: plans of several rhythms, their visits marked by inspectors, and the items that did not conform. */
import { randomUUID } from 'node:crypto';
import type { InspectionFrequency, InspectionForm, VisitRow } from '@leitai/contract';
import type { Scheme } from '@leitai/scoring';
import { loadDemo } from '../../../../prisma/demo/index.ts';
import { command } from '../client.ts';
import { visitAll, type Nonconforming, type Unit } from './visits.ts';
import { monthsBefore, postsOf, type Year, type YearPost } from './year.ts';

type Plan = { readonly post: YearPost; readonly name: string; readonly form: InspectionForm; readonly frequency: InspectionFrequency };

export const ITEMS = 5;
/** Fewer whole months before the last, and on the first days of one nothing was found long enough ago to have been improved by now. */
const FEWEST_MONTHS = 4;

/** The first items of a post's scheme, each conforming or not; the last may not apply. */
export function checklistOf(post: YearPost): Scheme {
  const { name, modules } = loadDemo().schemes.find(({ code }) => code === post)!;
  const criteria = modules.flatMap((module) => module.criteria).slice(0, ITEMS).map(({ id, no, name: words, rule, clauses }, index) => ({
    id, no, name: words, rule, clauses, kind: 'judged' as const, max: `${100 / ITEMS}`, scale: { type: 'pass-fail' as const }, ...(index === ITEMS - 1 && { mayNotApply: true as const }),
  }));
  return {
    format: 'leitai-scheme/1', code: `${post}_VISIT`, name: { zh: `${name.zh}检查表`, en: `${name.en}: checklist` }, max: '100',
    modules: [{ id: 'site', name: { zh: '现场', en: 'On site' }, criteria }], vetoes: [],
  };
}

/** Monthly for the first half of the posts, quarterly for the rest, and one half-yearly and one unannounced plan. */
function plansOf(year: Year): Plan[] {
  const posts = postsOf(year);
  const names = new Map(loadDemo().event.contests.map(({ postCode, shortName }) => [postCode, shortName.zh]));
  const plan = (post: YearPost, words: string, form: InspectionForm, frequency: InspectionFrequency): Plan => ({ post, name: `${names.get(post)}${words}`, form, frequency });
  const regular = posts.map((post, index) => (index < posts.length / 2 ? plan(post, '月查', 'supervision', 'month') : plan(post, '季查', 'supervision', 'quarter')));
  return [...regular, plan(posts[0]!, '半年自查', 'self', 'half-year'), plan(posts.at(-1)!, '不定期抽查', 'spot', 'unannounced')];
}

export async function playInspections(year: Year, eventId: string, units: readonly Unit[]): Promise<Nonconforming[]> {
  const { organiser, on, size } = year;
  const versions = new Map<YearPost, string>();
  for (const post of postsOf(year)) {
    const { id: schemeId } = await organiser.api('POST /api/events/:eventId/schemes', { eventId }, { scheme: checklistOf(post) });
    await organiser.api('POST /api/events/:eventId/schemes/:schemeId/versions', { eventId, schemeId }, { revision: 1, contestIds: [] });
  }
  const desk = await organiser.api('GET /api/events/:eventId/plans', { eventId });
  for (const post of postsOf(year)) versions.set(post, desk.schemes.find(({ code }) => code === `${post}_VISIT`)!.versionId);
  const { posts } = await organiser.api('GET /api/events/:eventId/registers', { eventId });
  const postIds = new Map(posts.map(({ code, name }) => [code, desk.posts.find((one) => one.name.zh === name.zh)!.id]));
  const seats = year.inspectors.map(({ client, name }) => ({ client, accountId: desk.inspectors.find((one) => one.name === name)!.accountId }));

  const work = seats.map(() => [] as { plan: Plan; postId: string; planId: string; visits: VisitRow[] }[]);
  for (const [index, plan] of plansOf(year).entries()) {
    const [planId, turn, postId] = [randomUUID(), index % seats.length, postIds.get(plan.post)!];
    const subjects = units.map(({ id }) => ({ organisationId: id, site: '' }));
    await organiser.api('POST /api/events/:eventId/plans/:planId', { eventId, planId }, {
      name: plan.name, form: plan.form, frequency: plan.frequency, postId, schemeVersionId: versions.get(plan.post)!, item: `${plan.name.replace(/..查$/, '')}标准实施情况`,
      from: monthsBefore(on, size === 'full' ? 11 : FEWEST_MONTHS), until: on, subjects, inspectors: [seats[turn]!.accountId], sampling: null, decision: { type: 'least-rate', percent: '80' }, basedOn: 0,
    });
    if (plan.frequency === 'unannounced') {
      await organiser.api('POST /api/events/:eventId/plans/:planId/visits', { eventId, planId }, { ...command(), subjects: subjects.slice(0, 3) });
    }
    work[turn]!.push({ plan, postId, planId, visits: await organiser.api('GET /api/events/:eventId/plans/:planId/visits', { eventId, planId }) });
  }
  const planned = work.flat().reduce((sum, { visits }) => sum + visits.length, 0);
  let passed = 0;
  const onward = (visits: number): void => {
    year.moved('inspections', passed / planned);
    passed += visits;
  };
  const found = await Promise.all(seats.map(async ({ client }, index) => {
    const connection = await client.connect();
    try {
      const own: Nonconforming[] = [];
      for (const one of work[index]!) own.push(...(await visitAll(year, units, { ...one, inspector: client, connection, onward })));
      return own;
    } finally {
      connection.close();
    }
  }));
  // Numbers of findings are given in this order: the same in every run, whichever inspector is quicker.
  const order = ({ day, post, unit, criterion, plan }: Nonconforming): string => [day, post, unit.name.en, plan, criterion.id].join(' ');
  return found.flat().toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}
