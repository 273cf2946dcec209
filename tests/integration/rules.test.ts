/** Rules are changed until judging begins, by whom they belong to, and the record says what they were. */
import { auditContest } from '@leitai/database';
import { DEFAULT_RULES, RULE_PRESETS, type Rules } from '@leitai/scoring';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeEvent, makeOrganiser, openContest, type MadeContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { Tamperer } from '../support/tamper.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let contests: readonly MadeContest[];
const NEW: Rules = { ...DEFAULT_RULES, panel: { ...DEFAULT_RULES.panel, combine: { type: 'mean' } }, awards: [{ id: 'first', name: { zh: '一等奖', en: 'First' }, quota: { type: 'fixed', count: 1 } }] };

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
});
beforeEach(async () => void ({ contests } = await makeEvent(organiser, { posts: ['CLEAN_INDOOR', 'CLEAN_OUTDOOR'], entrants: 2, judges: 3 })));
afterAll(() => node.close());

const params = ({ eventId, contestId }: MadeContest) => ({ eventId, contestId });
const read = (made: MadeContest) => organiser.call('GET /api/events/:eventId/contests/:contestId/rules', { params: params(made) });
const change = async (made: MadeContest, rules: Rules, expected?: string) =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/rules', { params: params(made), body: { rules, expected: expected ?? (await read(made)).hash } });
const eventsOf = (made: MadeContest, type: string) =>
  node.db.$queryRaw<{ body: { before: unknown; after: unknown; by: string } }[]>`SELECT body::jsonb AS body FROM contest_event WHERE contest_id = ${made.contestId}::uuid AND body::jsonb->>'type' = ${type}`;

describe('the rules of a contest', () => {
  it('change with an event of before and after, and once only', async () => {
    const [made] = contests;
    const before = await read(made!);
    await change(made!, NEW);
    await change(made!, NEW);
    expect((await read(made!)).rules).toEqual(NEW);
    const events = await eventsOf(made!, 'contest:rules');
    expect(events.map(({ body }) => [body.before, body.after, body.by])).toEqual([[before.rules, NEW, '组委会']]);
  });

  it('are frozen once judging begins', async () => {
    const [made] = contests;
    await openContest(organiser, made!);
    await expect(change(made!, NEW)).rejects.toMatchObject({ code: 'contest.marking-started' });
    expect((await read(made!)).rules).not.toEqual(NEW);
  });

  it('when opened at the same moment, are those of one of the two, for good', async () => {
    const [made] = contests;
    const { hash } = await read(made!);
    await Promise.allSettled([openContest(organiser, made!), change(made!, NEW, hash)]);
    const types = await node.db.$queryRaw<{ type: string }[]>`SELECT body::jsonb->>'type' AS type FROM contest_event WHERE contest_id = ${made!.contestId}::uuid AND body::jsonb->>'type' IN ('contest:rules', 'contest:state') ORDER BY seq`;
    const order = types.map(({ type }) => type).join();
    expect(['contest:state', 'contest:rules,contest:state']).toContain(order);
    expect((await read(made!)).rules.panel.combine.type).toBe(order === 'contest:state' ? 'trimmed-mean' : 'mean');
  });

  it('of two who change them at once, the second is told', async () => {
    const [made] = contests;
    const { hash } = await read(made!);
    await change(made!, NEW, hash);
    await expect(change(made!, { ...NEW, awards: [] }, hash)).rejects.toMatchObject({ code: 'rules.stale' });
  });

  it('that could not work are refused with the place and the mend', async () => {
    const [made] = contests;
    const refused = await change(made!, { ...NEW, ranking: { style: '1224', tieBreaks: [{ type: 'module', moduleId: 'nowhere', better: 'more' }] } }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'request.invalid', details: { issues: [{ code: 'unknown-reference', path: 'ranking.tieBreaks.0.moduleId' }] } });
    await expect(change(made!, 7 as never)).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(change(made!, { ...NEW, awards: [{ ...NEW.awards[0]!, name: { zh: 'a\u0000b', en: 'x' } }] })).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('rules of several contests', () => {
  it('are tried in each, and copied into all or none', async () => {
    const { eventId } = contests[0]!;
    const ids = contests.map(({ contestId }) => contestId);
    const { contests: listed } = await organiser.call('GET /api/events/:eventId/rules', { params: { eventId } });
    const moduleId = (await read(contests[0]!)).scheme.modules[0]!.id;
    const own: Rules = { ...NEW, ranking: { style: '1224', tieBreaks: [{ type: 'module', moduleId, better: 'more' }] } };
    const tried = await organiser.call('POST /api/events/:eventId/rules/preview', { params: { eventId }, body: { rules: own, contestIds: ids } });
    expect(tried.filter(({ issues }) => issues.length === 0).map(({ contestId }) => contestId)).toContain(contests[0]!.contestId);
    const copy = (rules: Rules) => organiser.call('POST /api/events/:eventId/rules/copy', { params: { eventId }, body: { rules, contests: listed.map(({ id, hash }) => ({ contestId: id, expected: hash })) } });
    await openContest(organiser, contests[1]!);
    await expect(copy(NEW)).rejects.toMatchObject({ code: 'contest.marking-started', details: { contestId: contests[1]!.contestId } });
    expect((await read(contests[0]!)).rules).not.toEqual(NEW);
  });

  it('reach every contest with an event each', async () => {
    const { eventId } = contests[0]!;
    const { contests: listed } = await organiser.call('GET /api/events/:eventId/rules', { params: { eventId } });
    await organiser.call('POST /api/events/:eventId/rules/copy', { params: { eventId }, body: { rules: NEW, contests: listed.map(({ id, hash }) => ({ contestId: id, expected: hash })) } });
    for (const made of contests) {
      expect((await read(made)).rules).toEqual(NEW);
      expect(await eventsOf(made, 'contest:rules')).toHaveLength(1);
    }
  });

  it('the event keeps its own to start from, and the days to object', async () => {
    const { eventId } = contests[0]!;
    const { rules } = RULE_PRESETS.find(({ id }) => id === 'theory-30')!;
    await organiser.call('POST /api/events/:eventId/rules', { params: { eventId }, body: { rules, objectionDays: 5 } });
    expect(await organiser.call('GET /api/events/:eventId/rules', { params: { eventId } })).toMatchObject({ defaults: rules, objectionDays: 5 });
    await expect(organiser.call('POST /api/events/:eventId/rules', { params: { eventId }, body: { rules: { ...rules, awards: 3 } as never, objectionDays: 5 } })).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('the audit', () => {
  it('knows what the rules are, and how far judges may lie apart since', async () => {
    const [made] = contests;
    await change(made!, NEW);
    await organiser.call('POST /api/events/:eventId/contests/:contestId/spread', { params: params(made!), body: { criterion: null, total: '7' } });
    const look = async () => (await auditContest(node.db, made!.eventId, made!.contestId)).faults;
    expect(await look()).toEqual([]);
    const tamperer = await Tamperer.open(node.databaseUrl, ['contest'], made!);
    const touched = await tamperer.while(`UPDATE contest SET rules = jsonb_set(rules, '{panel,quorum}', '1') WHERE id = :contest`, look);
    expect(touched).toContainEqual(expect.objectContaining({ table: 'contest', column: 'rules' }));
    await tamperer.close();
  });
});
