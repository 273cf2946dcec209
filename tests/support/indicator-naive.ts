// Every derived figure once more, from whole tables read plainly and from the indicators' definitions: what the product's queries, filters and arithmetic are held against.

import type { SourceId } from '@leitai/contract';
import type { Database } from '@leitai/database';
import type { World } from './indicator-world.ts';

/** A row as the database writes it in JSON: days and instants as text. */
type Row = Readonly<Record<string, unknown>>;
const TABLES = [
  'event', 'organisation', 'post', 'person', 'scheme_version', 'contest', 'draw', 'entrant', 'result', 'inspection_round', 'sheet', 'evidence', 'finding', 'register_entry',
  'survey', 'survey_subject', 'survey_answer', 'certificate', 'post_qualification', 'certificate_revocation', 'qualification_suspension',
] as const;
type Tables = Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;

/** A fraction in lowest terms; its sign is the numerator's. */
type Fraction = { readonly n: bigint; readonly d: bigint };
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const fraction = (n: bigint, d: bigint): Fraction => {
  const by = gcd(n, d) || 1n;
  return { n: n / by, d: d / by };
};
/** Of "3", "0.25" or "5/6". */
export function read(text: string): Fraction {
  const [top = '', bottom = '1'] = text.split('/');
  const digits = /\.(\d+)$/.exec(top)?.[1]?.length ?? 0;
  return fraction(BigInt(top.replace('.', '')), BigInt(bottom) * 10n ** BigInt(digits));
}
const whole = (count: number): Fraction => fraction(BigInt(count), 1n);
const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
const over = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
const compare = (a: Fraction, b: Fraction): number => Number(a.n * b.d - b.n * a.d);
const mean = (all: readonly Fraction[]): Fraction => over(all.reduce(plus, whole(0)), whole(all.length));
const atMostOne = (a: Fraction): Fraction => (compare(a, whole(1)) > 0 ? whole(1) : a);
const share = (a: number, b: number): Fraction => over(whole(a), whole(b));

const inChina = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
const dayOf = (instant: unknown): string => inChina.format(new Date(instant as string));
const text = (row: Row | undefined, column: string): string => String(row?.[column] ?? '');
const cell = (row: Row, column: string): string => String((row['body'] as Row)[column] ?? '');
const kinds = (values: readonly string[]): number => new Set(values).size;

export type Figures = Readonly<Record<string, Fraction>> | null;

/** @returns null where the records say nothing. */
export async function naive(db: Database, { question, events }: World): Promise<Readonly<Record<SourceId, Figures>>> {
  const all = Object.fromEntries(await Promise.all(TABLES.map(async (table) => {
    const found = await db.$queryRawUnsafe<{ row: Row }[]>(`SELECT to_jsonb(t) AS row FROM "${table}" t WHERE ${table === 'event' ? 'id' : 'event_id'} = ANY ($1::uuid[])`, events);
    return [table, found.map(({ row }) => row)];
  }))) as unknown as Tables;
  const [{ today }] = (await db.$queryRaw<[{ today: string }]>`SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS today`);
  const { unit, postCode, from, until, eventIds, headcount: declared } = question;
  const within = (day: unknown): boolean => String(day) >= from && String(day) <= until;

  const asked = (kind: string): string[] => all.event.filter((event) => event['kind'] === kind && event['practice'] === false && eventIds.includes(text(event, 'id'))).map((event) => text(event, 'id'));
  const of = (table: keyof Tables, kind: string): readonly Row[] => all[table].filter((row) => asked(kind).includes(text(row, 'event_id')));
  const byId = (table: keyof Tables, id: unknown): Row | undefined => all[table].find((row) => row['id'] === id);
  const unitOf = (row: Row | undefined): string => String((byId('organisation', row?.['organisation_id'])?.['name'] as Row | undefined)?.['zh'] ?? '');
  const ours = (row: Row | undefined): boolean => unitOf(row) === unit.zh;
  const onPost = (row: Row | undefined): boolean => text(byId('post', row?.['post_id']), 'code') === postCode;

  // People on post: of each post's lines the latest until the last day; of several events what says most; what the unit says where no register does.
  const lines = (register: string): readonly Row[] => of('register_entry', 'inspection').filter((row) => row['register'] === register && row['state'] === 'stands');
  const staffing = lines('staffing').filter((row) => ours(row) && onPost(row) && text(row, 'day') <= until);
  const latest = staffing.filter((row) => !staffing.some((other) => other['post_id'] === row['post_id'] && text(other, 'day') > text(row, 'day')));
  const perEvent = asked('inspection').map((id) => latest.filter((row) => row['event_id'] === id).reduce((sum, row) => sum + Number(cell(row, 'headcount')), 0));
  const headcount = staffing.length > 0 ? Math.max(...perEvent) : (declared?.people ?? 0);

  // Competitions: published, unsealed, on a day of the period in China; who was absent or withdrew has no part in it.
  const sealed = (contest: Row): boolean => all.draw.some((draw) => draw['contest_id'] === contest['id'] && draw['unsealed_at'] === null);
  const contests = of('contest', 'competition').filter((contest) => onPost(contest) && ['provisional', 'final'].includes(text(contest, 'state')) && within(dayOf(contest['published_at'])) && !sealed(contest));
  const taking = contests.flatMap((contest) => all.entrant.filter((one) => one['contest_id'] === contest['id'] && ['confirmed', 'disqualified'].includes(text(one, 'state'))).flatMap((entrant) => {
    const result = all.result.find((one) => one['entrant_id'] === entrant['id']);
    const total = result && entrant['state'] === 'confirmed' && result['status'] === 'scored' ? read(text(result, 'total')) : null;
    return result ? [{ contest: text(contest, 'id'), event: text(contest, 'event_id'), unit: unitOf(entrant), person: text(byId('person', entrant['person_id']), 'employee_no') || text(entrant, 'person_id'), total }] : [];
  }));
  const own = taking.filter((one) => one.unit === unit.zh);
  const percentiles = contests.flatMap(({ id }) => {
    const means = new Map([...Map.groupBy(taking.filter((one) => one.contest === id && one.total !== null), (one) => one.unit)].map(([name, those]) => [name, mean(those.map(({ total }) => total!))]));
    const mine = means.get(unit.zh);
    means.delete(unit.zh);
    if (!mine || means.size === 0) return [];
    return [mean([...means.values()].map((other) => (compare(other, mine) < 0 ? whole(1) : compare(other, mine) === 0 ? share(1, 2) : whole(0))))];
  });

  // Qualifications as of the last day: a withdrawn one is nothing, a newer one takes the place of an older one, a suspended one rests.
  const has = (table: keyof Tables, id: unknown, holds: (row: Row) => boolean): boolean => all[table].some((row) => row['certificate_id'] === id && row['state'] === 'approved' && holds(row));
  const holder = (row: Row): string => text(row, 'employee_no') || text(byId('entrant', row['entrant_id']), 'person_id');
  const issued = (row: Row): string => `${text(row, 'valid_from')} ${new Date(text(byId('certificate', row['certificate_id']), 'issued_at')).toISOString()}`;
  const held = all.post_qualification.filter((row) => row['post_code'] === postCode && text(row, 'valid_from') <= until && !has('certificate_revocation', row['certificate_id'], () => true));
  const certified = held.filter((row) => !held.some((other) => holder(other) === holder(row) && issued(other) > issued(row)))
    .filter((row) => text(row, 'valid_until') >= until && !has('qualification_suspension', row['certificate_id'], ({ lifted_at: lifted }) => lifted === null))
    .filter((row) => asked('practical-check').includes(text(row, 'event_id')) && ours(byId('entrant', row['entrant_id'])));

  // Visits whose last day is in the period; what was dropped is not planned any more, what was not carried out is. A veto leaves a visit without points.
  const planned = of('inspection_round', 'inspection').filter((round) => within(round['until'])).flatMap((round) => {
    const contest = byId('contest', round['contest_id']);
    return !onPost(contest) ? [] : all.entrant.filter((one) => one['contest_id'] === round['contest_id'] && ours(one) && one['state'] !== 'withdrawn').map((entrant) => ({ entrant, month: text(round, 'until').slice(0, 7) }));
  });
  const done = planned.filter(({ entrant }) => ['confirmed', 'disqualified'].includes(text(entrant, 'state'))).map(({ entrant, month }) => {
    const score = all.result.find((one) => one['entrant_id'] === entrant['id'])?.['score'] as Row;
    return { id: entrant['id'], month, rate: score['status'] === 'scored' ? over(read(text(score, 'total')), read(text(score, 'max'))) : whole(0) };
  });
  const months = [...Map.groupBy(done, ({ month }) => month).values()].map((those) => mean(those.map(({ rate }) => times(rate, whole(100)))));
  // An item is looked for by its id, or by the words in its name on the checklist.
  const seeks = { plate: '亮牌', identity: '亮身份', pledge: '亮承诺', supervision: '监督方式' };
  const soughtOf = (photo: Row): string => {
    const sheet = byId('sheet', photo['sheet_id']);
    const { modules } = byId('scheme_version', byId('contest', sheet?.['contest_id'])?.['scheme_version_id'])!['body'] as { modules: { criteria: { id: string; name: { zh: string } }[] }[] };
    const name = modules.flatMap(({ criteria }) => criteria).find(({ id }) => id === photo['criterion_id'])?.name.zh ?? '';
    return Object.entries(seeks).find(([id, words]) => id === photo['criterion_id'] || name.includes(words))?.[0] ?? '';
  };
  const shown = all.evidence.filter((photo) => photo['removed_at'] === null && soughtOf(photo) !== '').filter((photo) => {
    const sheet = byId('sheet', photo['sheet_id']);
    return !['superseded', 'recused'].includes(text(sheet, 'state')) && done.some(({ id }) => id === sheet?.['entrant_id']);
  });

  // Findings that are due by now, or were put right before; while the answer to a withdrawal is awaited, those that were due when it was asked for.
  const findings = of('finding', 'inspection').filter((row) => ours(row) && onPost(row) && row['state'] !== 'withdrawn');
  const askedOn = (row: Row): string => {
    const withdrawal = (row['body'] as { readonly withdrawal?: { readonly at: string } }).withdrawal;
    return withdrawal ? dayOf(withdrawal.at) : today;
  };
  const due = findings.filter((row) => within(row['due']) && (row['rectified_at'] !== null || text(row, 'due') < askedOn(row)));
  const onTime = due.filter((row) => row['rectified_at'] !== null && dayOf(row['rectified_at']) <= text(row, 'due'));
  const silent = findings.filter((row) => ['serious', 'major'].includes(text(row, 'severity')) && (row['body'] as Row)['report'] === null && within(row['found_on']));

  // A line of the whole unit counts for each of its posts.
  const theirs = (register: string): readonly Row[] => lines(register).filter((row) => ours(row) && onPost(row) && within(row['day']));
  const orWhole = (register: string): readonly Row[] => lines(register).filter((row) => ours(row) && (row['post_id'] === null || onPost(row)) && within(row['day']));
  const happened = orWhole('incidents');
  const sessionDay = (line: Row): unknown => lines('sessions').find((one) => one['event_id'] === line['event_id'] && cell(one, 'number') === cell(line, 'session'))?.['day'];
  const attended = lines('attendance').filter((row) => ours(row) && onPost(row) && within(sessionDay(row) ?? ''));
  const trained = kinds(attended.map((row) => cell(row, 'employeeNo') || `${text(row, 'event_id')} ${cell(row, 'name')}`));
  const uses = theirs('standard-use');
  const inUse = uses.filter((row) => !uses.some((other) => other['post_id'] === row['post_id'] && cell(other, 'standard') === cell(row, 'standard') && text(other, 'day') > text(row, 'day')));
  const valid = inUse.filter((row) => lines('standards').some((edition) => edition['event_id'] === row['event_id'] && cell(edition, 'standard') === cell(row, 'standard') && cell(edition, 'edition') === cell(row, 'edition')
    && text(edition, 'day') <= text(row, 'day') && (cell(edition, 'until') === '' || text(row, 'day') < cell(edition, 'until'))));
  const sum = (rows: readonly Row[], column: string): number => rows.reduce((total, row) => total + Number(cell(row, column)), 0);
  const quiz = theirs('quiz');

  // Rounds that have ended; of a post of an event fewer than five answers say nothing.
  const answers = all.post.filter((one) => one['code'] === postCode && asked('inspection').includes(text(one, 'event_id'))).flatMap((one) => {
    const given = all.survey_answer.filter((answer) => {
      const [subject, survey] = [byId('survey_subject', answer['subject_id']), byId('survey', answer['survey_id'])];
      return answer['event_id'] === one['event_id'] && within(answer['day']) && text(survey, 'closes_at') <= today && ours(subject) && (subject?.['post_id'] === one['id'] || subject?.['post_id'] === null);
    });
    return given.length < 5 ? [] : given;
  });
  const levels = [...new Set(answers)].flatMap((answer) => answer['levels'] as number[]);

  return {
    'competition-participation-rate': headcount === 0 || asked('competition').length === 0 ? null : { value: atMostOne(share(kinds(own.map(({ person }) => person)), headcount)) },
    'competition-percentile': percentiles.length === 0 ? null : { value: mean(percentiles), firstPrizes: whole(own.filter(({ total }) => total !== null && compare(total, whole(90)) >= 0).length) },
    'drill-count': asked('competition').length === 0 ? null : { value: whole(kinds(own.map(({ event }) => event))) },
    'certified-rate': headcount === 0 || asked('practical-check').length === 0 ? null : { value: atMostOne(share(kinds(certified.map(holder)), headcount)) },
    'inspection-score-rate': done.length === 0 ? null : { value: mean(done.map(({ rate }) => rate)) },
    'inspection-mean-score': done.length === 0 ? null : { value: mean(months) },
    'plan-completion-rate': planned.length === 0 ? null : { value: share(done.length, planned.length) },
    'on-time-rectification-rate': due.length === 0 && done.length === 0 ? null : {
      value: due.length === 0 ? whole(1) : share(onTime.length, due.length), unreported: whole(silent.length + happened.filter((row) => cell(row, 'reported') === 'no').length),
    },
    'training-participation': headcount === 0 || attended.length === 0 ? null : { value: times(atMostOne(share(attended.length, headcount * 3)), atMostOne(share(trained, headcount))) },
    'standards-valid-rate': inUse.length === 0 ? null : { value: share(valid.length, inUse.length), abolished: whole(inUse.length - valid.length) },
    'document-completeness': theirs('documents').length === 0 ? null : { value: whole(kinds(theirs('documents').map((row) => cell(row, 'kind')))) },
    'quiz-awareness-rate': sum(quiz, 'asked') === 0 ? null : { value: share(sum(quiz, 'right'), sum(quiz, 'asked')) },
    'satisfaction-rate': levels.length === 0 ? null : { value: share(levels.filter((level) => level >= 4).length, levels.length) },
    'awards-and-incidents': asked('inspection').length === 0 ? null : {
      value: whole(orWhole('awards').length), complaints: whole(happened.filter((row) => cell(row, 'kind') === 'complaint').length), accidents: whole(happened.filter((row) => cell(row, 'kind') === 'accident').length),
    },
    'site-photo-evidence': shown.length === 0 ? null : { value: whole(kinds(shown.map(soughtOf))) },
  };
}
