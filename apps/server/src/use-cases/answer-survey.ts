/** Somebody answers a satisfaction survey: once from each device and round, while it is open; of the device only hashes salted for the round are kept. */
import { randomUUID } from 'node:crypto';
import type { RouteInput } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { Refused, sha256 } from '@leitai/database';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { stateOf } from '../queries/surveys.ts';
import { dateOf } from '../queries/today.ts';
import { withoutContacts } from '../without-contacts.ts';

/** A device's tokens are random: a fast hash is enough, and the salt keeps rounds apart. */
export const deviceHash = (salt: string, token: string): string => sha256(`${salt}\n${token}`);

/** @param devices what the device is known by: the page's own token, and the browser's cookie. @throws Refused 'survey.not-found', 'survey.not-open', 'survey.answered', 'request.invalid'. */
export async function answerSurvey({ db }: Context, code: string, { levels, comment }: RouteInput<'POST /api/survey/:code'>, devices: readonly string[]): Promise<void> {
  await db.$transaction(async (tx) => {
    const subject = await tx.surveySubject.findUnique({ where: { code } });
    if (!subject) throw new Refused('survey.not-found');
    const { eventId, surveyId, id: subjectId } = subject;
    // Shared with other answers; closing waits for it, and it for closing.
    await tx.$queryRaw`SELECT id::text FROM survey WHERE event_id = ${eventId}::uuid AND id = ${surveyId}::uuid FOR SHARE`;
    const survey = await tx.survey.findUniqueOrThrow({ where: { eventId_id: { eventId, id: surveyId } } });
    const now = await databaseNow(tx);
    if (stateOf(survey, now) !== 'open') throw new Refused('survey.not-open');
    if (levels.length !== (survey.questions as unknown[]).length) throw new Refused('request.invalid', { fields: [{ path: 'levels', code: 'count' }] });
    const hashes = [...new Set(devices.map((token) => deviceHash(survey.salt, token)))].sort();
    const { count } = await tx.surveyDevice.createMany({ data: hashes.map((hash) => ({ eventId, surveyId, hash })), skipDuplicates: true });
    if (count < hashes.length) throw new Refused('survey.answered');
    await tx.surveyAnswer.create({ data: { eventId, id: randomUUID(), surveyId, subjectId, day: dateOf(dayOf(now)), levels: [...levels], comment: survey.comment ? withoutContacts(comment) : '' } });
  });
}
