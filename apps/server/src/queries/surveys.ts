/** Satisfaction surveys as staff and phones read them. What is counted never tells anybody apart: few answers, and what they could be reckoned out by, are held back. */
import { FEWEST_SHOWN, SATISFIED_FROM, SURVEY_LEVELS } from '@leitai/contract/survey-limits';
import type { PublicSurvey, Survey, SurveyFigures, SurveyResult, SurveyState, SurveySubject, Text } from '@leitai/contract';
import { Refused, type Database, type Prisma, type SurveyAnswerModel, type Transaction } from '@leitai/database';
import { databaseNow } from './database-now.ts';

const parts = { subjects: { include: { organisation: true, post: true }, orderBy: { position: 'asc' } }, _count: { select: { answers: true } } } satisfies Prisma.SurveyInclude;
type Row = Prisma.SurveyGetPayload<{ include: typeof parts }>;

export const stateOf = ({ opensAt, closesAt }: { readonly opensAt: Date; readonly closesAt: Date }, at: Date): SurveyState => (at < opensAt ? 'planned' : at < closesAt ? 'open' : 'closed');

/** The latest first. */
export async function listSurveys(db: Database, eventId: string): Promise<Survey[]> {
  const at = await databaseNow(db);
  return (await db.survey.findMany({ where: { eventId }, include: parts, orderBy: [{ opensAt: 'desc' }, { id: 'asc' }] })).map((row) => surveyOf(row, at));
}

function surveyOf({ id, title, questions, comment, opensAt, closesAt, version, subjects, _count }: Row, at: Date): Survey {
  return {
    id, title: title as Text, questions: questions as Text[], comment, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString(), state: stateOf({ opensAt, closesAt }, at),
    version, answers: _count.answers, subjects: subjects.map((subject) => ({ id: subject.id, code: subject.code, ...shownAs(subject) })),
  };
}

const shownAs = ({ organisation, post, site }: Row['subjects'][number]): Omit<SurveySubject, 'id' | 'code'> =>
  ({ organisation: (organisation?.name as Text | undefined) ?? null, post: post && { code: post.code, name: post.name as Text }, site });

/** @throws Refused 'survey.not-found'. */
export async function surveyResult(db: Database, eventId: string, surveyId: string): Promise<SurveyResult> {
  const row = await db.survey.findUnique({ where: { eventId_id: { eventId, id: surveyId } }, include: parts });
  if (!row) throw new Refused('survey.not-found');
  const survey = surveyOf(row, await databaseNow(db));
  // By their ids, which are chance: in no order of time.
  const answers = survey.state === 'closed' ? await db.surveyAnswer.findMany({ where: { eventId, surveyId }, orderBy: { id: 'asc' } }) : [];
  const count = survey.questions.length;
  const bySubject = heldBack(Map.groupBy(answers, ({ subjectId }) => subjectId), count);
  const byMonth = heldBack(Map.groupBy(answers, ({ day }) => day.toISOString().slice(0, 7)), count);
  const group = (groups: typeof bySubject, key: string) => ({ few: survey.state === 'closed' && (groups.get(key) ?? null) === null, figures: groups.get(key) ?? null });
  return {
    survey, whole: answers.length < FEWEST_SHOWN ? null : figuresOf(answers, count),
    subjects: survey.subjects.map(({ id }) => ({ subjectId: id, ...group(bySubject, id) })),
    months: [...byMonth.keys()].sort().map((month) => ({ month, ...group(byMonth, month) })),
    comments: (answers.length < FEWEST_SHOWN ? [] : answers).filter(({ comment, hiddenAt }) => comment !== '' || hiddenAt !== null)
      .map(({ id, subjectId, comment, hiddenAt }) => ({ answerId: id, subjectId: bySubject.get(subjectId) ? subjectId : null, text: comment, hidden: hiddenAt !== null })),
    fewest: FEWEST_SHOWN,
  };
}

/** Figures of each group; null for those with few answers, and for the smallest others while what is held back together could be reckoned out of the whole. */
export function heldBack(groups: ReadonlyMap<string, readonly SurveyAnswerModel[]>, questions: number): Map<string, SurveyFigures> {
  const hidden = new Set([...groups].filter(([, { length }]) => length < FEWEST_SHOWN).map(([key]) => key));
  const held = (): number => [...hidden].reduce((sum, key) => sum + groups.get(key)!.length, 0);
  for (const [key] of [...groups].sort(([, a], [, b]) => a.length - b.length)) {
    if (held() === 0 || held() >= FEWEST_SHOWN) break;
    hidden.add(key);
  }
  return new Map([...groups].map(([key, answers]) => [key, hidden.has(key) ? null : figuresOf(answers, questions)]));
}

/** The rate is `satisfied` of `given`: 很满意 and 满意 of all levels given, over all questions. */
export function figuresOf(answers: readonly Pick<SurveyAnswerModel, 'levels'>[], questions: number): NonNullable<SurveyFigures> {
  const counts = Array.from({ length: questions }, (_, index) => SURVEY_LEVELS.map((level) => answers.filter(({ levels }) => levels[index] === level).length));
  return { answers: answers.length, satisfied: answers.reduce((sum, { levels }) => sum + levels.filter((level) => level >= SATISFIED_FROM).length, 0), given: answers.length * questions, questions: counts };
}

/** @param device hash of the cookie the browser sent, for the survey's salt. @throws Refused 'survey.not-found'. */
export async function publicSurvey(db: Database, code: string, device: (salt: string) => string | null): Promise<PublicSurvey> {
  const subject = await db.surveySubject.findUnique({ where: { code }, include: { survey: true, organisation: true, post: true } });
  if (!subject) throw new Refused('survey.not-found');
  const { title, questions, comment, opensAt, closesAt, salt, eventId, id: surveyId } = subject.survey;
  const hash = device(salt);
  return {
    title: title as Text, subject: shownAs(subject), questions: questions as Text[], comment,
    state: stateOf({ opensAt, closesAt }, await databaseNow(db)), opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString(),
    answered: hash !== null && (await db.surveyDevice.count({ where: { eventId, surveyId, hash } })) > 0,
  };
}

/** Answers for the subjects of an organisation's post given in a period, for indicators: anonymous rows. Rounds that are still open, and sums of fewer than may be shown, give none. */
export async function satisfaction(
  db: Database | Transaction, { eventId, organisationId, postId, from, until }: { readonly eventId: string; readonly organisationId: string; readonly postId: string | null; readonly from: string; readonly until: string },
): Promise<{ satisfied: number; given: number; rows: { id: string; day: string; levels: number[] }[] }> {
  const answers = await db.surveyAnswer.findMany({
    where: { eventId, day: { gte: new Date(from), lte: new Date(until) }, survey: { closesAt: { lte: await databaseNow(db) } }, subject: { organisationId, ...(postId !== null && { OR: [{ postId }, { postId: null }] }) } },
    orderBy: { id: 'asc' },
  });
  if (answers.length < FEWEST_SHOWN) return { satisfied: 0, given: 0, rows: [] };
  const levels = answers.flatMap((answer) => answer.levels);
  return { satisfied: levels.filter((level) => level >= SATISFIED_FROM).length, given: levels.length, rows: answers.map(({ id, day, levels }) => ({ id, day: day.toISOString().slice(0, 10), levels })) };
}
