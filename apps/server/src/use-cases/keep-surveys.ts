/** Rounds of a satisfaction survey: planned, changed until they open, ended early, and a comment that names somebody taken out. */
import { randomUUID } from 'node:crypto';
import { SURVEY_CODE_LENGTH } from '@leitai/contract/survey-limits';
import type { SurveyInput } from '@leitai/contract';
import { Refused, sha256, type Command, type RowRef, type SurveyModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { newCode, newToken } from '../access/secrets.ts';
import type { Context } from '../context.ts';
import { knownTo } from '../queries/registers.ts';
import { stateOf } from '../queries/surveys.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import { programmeCommand } from './programme-command.ts';

type SurveyPlace = { readonly eventId: string; readonly surveyId: string };
type Work = (tx: Transaction, now: Date) => Promise<{ readonly rows: readonly RowRef[]; readonly said?: object }>;

/** The command's id becomes the survey's. @throws Refused 'event.not-found', 'request.invalid' where it ends before it opens, or a subject is not the event's or named twice. */
export async function addSurvey(ctx: Context, me: AccountIdentity, eventId: string, input: SurveyInput & Command): Promise<{ id: string }> {
  const id = input.commandId;
  await step(ctx, me, eventId, 'survey:plan', id, async (tx) => {
    await tx.survey.create({ data: { eventId, id, ...columnsOf(input), salt: newToken() } });
    return { rows: [{ table: 'survey', id }, ...(await keepSubjects(tx, { eventId, surveyId: id }, input))] };
  }, input);
  return { id };
}

/** Subjects that stay keep their codes: posters may hang already. @throws Refused as `addSurvey`, and 'survey.not-found', 'survey.begun', 'survey.stale'. */
export function changeSurvey(ctx: Context, me: AccountIdentity, place: SurveyPlace, { version, ...input }: SurveyInput & { readonly version: number }): Promise<void> {
  const { eventId, surveyId: id } = place;
  return step(ctx, me, eventId, 'survey:change', id, async (tx, now) => {
    const survey = await locked(tx, place);
    if (stateOf(survey, now) !== 'planned') throw new Refused('survey.begun');
    if (survey.version !== version) throw new Refused('survey.stale');
    await tx.survey.update({ where: { eventId_id: { eventId, id } }, data: { ...columnsOf(input), version: version + 1 } });
    return { rows: [{ table: 'survey', id }, ...(await keepSubjects(tx, place, input))] };
  });
}

/** Writes down how many answers there are and their hash, so that none can be added or taken away unseen. @throws Refused 'survey.not-found', 'survey.not-open'. */
export function closeSurvey(ctx: Context, me: AccountIdentity, place: SurveyPlace, reason: string): Promise<void> {
  const { eventId, surveyId: id } = place;
  return step(ctx, me, eventId, 'survey:close', id, async (tx, now) => {
    const survey = await locked(tx, place);
    if (stateOf(survey, now) !== 'open') throw new Refused('survey.not-open');
    await tx.survey.update({ where: { eventId_id: { eventId, id } }, data: { closesAt: now, version: survey.version + 1 } });
    const answers = await tx.surveyAnswer.findMany({ where: { eventId, surveyId: id }, orderBy: { id: 'asc' }, select: { id: true, subjectId: true, levels: true } });
    return { rows: [{ table: 'survey', id }], said: { reason, answers: answers.length, answersHash: sha256(JSON.stringify(answers)) } };
  });
}

/** The text is gone for good; the levels stay. @throws Refused 'survey.not-found'. */
export function hideComment(ctx: Context, me: AccountIdentity, { eventId, surveyId, answerId }: SurveyPlace & { readonly answerId: string }, reason: string): Promise<void> {
  return step(ctx, me, eventId, 'survey:hide-comment', answerId, async (tx, now) => {
    const { count } = await tx.surveyAnswer.updateMany({ where: { eventId, surveyId, id: answerId, hiddenAt: null, comment: { not: '' } }, data: { comment: '', hiddenAt: now } });
    if (count === 0) throw new Refused('survey.not-found');
    return { rows: [], said: { surveyId, reason } };
  });
}

async function step(ctx: Context, me: AccountIdentity, eventId: string, type: string, subject: string, work: Work, { commandId, at }: Command = fromOrganiser(new Date())): Promise<void> {
  await programmeCommand(ctx, eventId, actorOf(me), { commandId, at }, {
    type, subject,
    change: async (tx, now) => {
      const { rows, said = {} } = await work(tx, now);
      return { entry: { by: me.name, ...said }, rows, answer: {} };
    },
  });
}

/** Waits for answers under way, which hold the row shared. */
async function locked(tx: Transaction, { eventId, surveyId }: SurveyPlace): Promise<SurveyModel> {
  await tx.$queryRaw`SELECT id::text FROM survey WHERE event_id = ${eventId}::uuid AND id = ${surveyId}::uuid FOR UPDATE`;
  const survey = await tx.survey.findUnique({ where: { eventId_id: { eventId, id: surveyId } } });
  if (!survey) throw new Refused('survey.not-found');
  return survey;
}

function columnsOf({ title, questions, comment, opensAt, closesAt }: SurveyInput) {
  if (new Date(closesAt) <= new Date(opensAt)) throw invalid('closesAt', 'before-opening');
  return { title, questions, comment, opensAt: new Date(opensAt), closesAt: new Date(closesAt) };
}

async function keepSubjects(tx: Transaction, { eventId, surveyId }: SurveyPlace, { subjects }: SurveyInput): Promise<RowRef[]> {
  const known = await knownTo(tx, eventId, 'staffing');
  const wanted = subjects.map(({ organisation, post, site }) => {
    const organisationId = organisation === null ? null : (known.organisationOf(organisation) ?? null);
    const postId = post === null ? null : (known.postOf(post) ?? null);
    if ((organisation !== null && organisationId === null) || (post !== null && postId === null) || (organisationId === null && site === '')) throw invalid('subjects', 'unknown');
    return { organisationId, postId, site };
  });
  const keyOf = ({ organisationId, postId, site }: (typeof wanted)[number]): string => [organisationId, postId, site].join('\n');
  if (new Set(wanted.map(keyOf)).size < wanted.length) throw invalid('subjects', 'twice');
  const there = await tx.surveySubject.findMany({ where: { eventId, surveyId } });
  const byKey = new Map(there.map((subject) => [keyOf(subject), subject.id]));
  const gone = there.filter((subject) => !wanted.some((one) => keyOf(one) === keyOf(subject))).map(({ id }) => id);
  await tx.surveySubject.deleteMany({ where: { eventId, id: { in: gone } } });
  const ids: string[] = [];
  for (const [position, one] of wanted.entries()) {
    const id = byKey.get(keyOf(one)) ?? randomUUID();
    await tx.surveySubject.upsert({ where: { eventId_id: { eventId, id } }, create: { eventId, id, surveyId, position, code: newCode(SURVEY_CODE_LENGTH), ...one }, update: { position } });
    ids.push(id);
  }
  return [...gone, ...ids].map((id) => ({ table: 'survey_subject', id }));
}

const invalid = (path: string, code: string): Refused => new Refused('request.invalid', { fields: [{ path, code }] });
