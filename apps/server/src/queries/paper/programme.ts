/** 秩序册: who holds the event, when and where what takes place, the posts with their rules in short, entrants by unit, and judges. No codes. */
import type { CertificatePlan, Text } from '@leitai/contract';
import type { Database } from '@leitai/database';
import type { Rules, Scheme } from '@leitai/scoring';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { liveSchedule } from '../../projection/live-schedule.ts';
import { text, type Body, type Part } from './build.ts';
import type { Ground } from './ground.ts';
import { partNames, rulesSaid } from './rules.ts';
import { W, type Words } from './words.ts';

const ROLES: Readonly<Record<string, Words>> = { organiser: { zh: '组委会', en: 'Organiser' }, supervisor: { zh: '监督', en: 'Supervisor' }, arbitrator: { zh: '仲裁', en: 'Arbitrator' } };

export async function programme({ db }: Context, _me: AccountIdentity, eventId: string, { contests }: Ground): Promise<Body> {
  const posts = new Map(contests.map(({ id, letter, name }) => [id, { zh: `${letter}\u3000${name.zh}`, en: `${letter} ${name.en}` }]));
  return { cover: true, parts: [await organisers(db, eventId), await days(db, eventId, posts), ...(await rulesOf(db, eventId)), await units(db, eventId, posts), await judges(db, eventId, posts)] };
}

async function organisers(db: Database, eventId: string): Promise<Part> {
  const plan = await db.certificatePlan.findUnique({ where: { eventId } });
  const issuer = (plan?.body as CertificatePlan | undefined)?.issuer;
  const accounts = await db.account.findMany({ where: { role: { in: Object.keys(ROLES) }, OR: [{ eventId: null }, { eventId }] }, orderBy: { createdAt: 'asc' } });
  return {
    heading: { zh: '组织机构', en: 'Organisers' },
    facts: issuer ? [{ name: { zh: '主办单位', en: 'Held by' }, value: issuer }] : [],
    table: { columns: [text(W.role, 3), text(W.name, 9)], rows: Object.entries(ROLES).flatMap(([role, word]) => accounts.filter((account) => account.role === role).map(({ name }) => [word, name])) },
  };
}

async function days(db: Database, eventId: string, posts: ReadonlyMap<string, Words>): Promise<Part> {
  const { sessions, stations } = await liveSchedule(db, eventId);
  const stationOf = new Map(stations.map((station) => [station.id, [station.name, station.place].filter(Boolean).join(' ')]));
  return {
    heading: { zh: '赛程', en: 'Schedule' },
    words: sessions.length === 0 ? [{ zh: '赛程另行通知。', en: 'The schedule will follow.' }] : [],
    ...(sessions.length > 0 && {
      table: {
        columns: [text(W.from, 4), text(W.to, 4), text(W.post, 6), text(W.station, 5), text(W.places, 3)],
        rows: sessions.map(({ startsAt, minutes, changeover, from, to, contestId, stationId }) => {
          const count = to - from + 1;
          const end = new Date(Date.parse(startsAt) + (count * minutes + (count - 1) * changeover) * 60_000);
          return [{ at: startsAt }, { at: end.toISOString() }, posts.get(contestId) ?? null, stationOf.get(stationId) ?? null, `${from}–${to}`];
        }),
      },
    }),
  };
}

async function rulesOf(db: Database, eventId: string): Promise<Part[]> {
  const contests = await db.contest.findMany({ where: { eventId }, include: { post: true, scheme: true, _count: { select: { entrants: true, judges: { where: { role: 'judge', endedAt: null } } } } }, orderBy: { post: { letter: 'asc' } } });
  return contests.map(({ post, scheme: { body }, rules: stored, _count }, index): Part => {
    const [scheme, rules, name] = [body as unknown as Scheme, stored as unknown as Rules, post.name as Text];
    const limit = scheme.timeLimitSeconds;
    return {
      newPage: index === 0,
      heading: { zh: `${index === 0 ? '岗位与规则\u3000' : ''}${post.letter}\u3000${name.zh}`, en: `${index === 0 ? 'Posts and rules: ' : ''}${post.letter} ${name.en}` },
      facts: [
        { name: W.entrants, value: String(_count.entrants) }, { name: W.judges, value: String(_count.judges) }, { name: W.max, value: scheme.max },
        ...(limit === undefined ? [] : [{ name: W.time, value: { zh: `${limit / 60} 分钟`, en: `${limit / 60} minutes` } }]),
      ],
      words: [{ zh: scheme.modules.map((module) => module.name.zh).join('、'), en: scheme.modules.map((module) => module.name.en).join(', ') }, ...rulesSaid(rules, partNames(scheme, rules), ['panel', 'ranking', 'awards'])],
    };
  });
}

/** By name alone: what code somebody goes by is not printed ahead. */
async function units(db: Database, eventId: string, posts: ReadonlyMap<string, Words>): Promise<Part> {
  const entrants = await db.entrant.findMany({ where: { eventId }, include: { person: true, organisation: true } });
  const letters = [...posts.keys()];
  const rows = entrants
    .map(({ contestId, person, organisation }) => ({ unit: organisation.name as Text, name: person.name, contestId }))
    .sort((a, b) => a.unit.zh.localeCompare(b.unit.zh, 'zh-CN') || letters.indexOf(a.contestId) - letters.indexOf(b.contestId) || a.name.localeCompare(b.name, 'zh-CN'));
  return { heading: { zh: '参赛人员', en: 'Entrants' }, newPage: true, table: { columns: [text(W.unit, 6), text(W.post, 6), text(W.name, 4)], rows: rows.map(({ unit, name, contestId }) => [unit, posts.get(contestId) ?? null, name]) } };
}

async function judges(db: Database, eventId: string, posts: ReadonlyMap<string, Words>): Promise<Part> {
  const seated = await db.judge.findMany({ where: { eventId, endedAt: null }, include: { person: { include: { organisation: true } } }, orderBy: [{ contest: { post: { letter: 'asc' } } }, { seat: 'asc' }] });
  return {
    heading: { zh: '裁判名单', en: 'Judges' }, newPage: true,
    table: {
      columns: [text(W.post, 6), text(W.role, 3), text(W.name, 4), text(W.unit, 6)],
      rows: seated.map(({ contestId, role, seat, person }) => [posts.get(contestId) ?? null, role === 'chief' ? { zh: '裁判长', en: 'Chief judge' } : { zh: `裁判 ${seat} 号`, en: `Judge ${seat}` }, person.name, (person.organisation?.name as Text | undefined) ?? null]),
    },
  };
}
