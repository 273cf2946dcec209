/** Two rounds of satisfaction surveys: one that has ended, and one that runs. */
import { createHash } from 'node:crypto';
import type { SurveyLevel } from '@leitai/contract/survey-limits';
import { Client } from '../client.ts';
import { addDays, chance, example, postsOf, unitsOf, type Year } from './year.ts';

/** Together fewer than one address may give in ten minutes. */
const ANSWERS = { full: { ended: 10, running: 5 }, small: { ended: 6, running: 1 } } as const;
const COMMENTS = ['很周到', '响应快', '希望再早一点到场', ''];

export async function playSurveys(year: Year, eventId: string): Promise<void> {
  const { on, organiser, size } = year;
  const input = (half: '上' | '下', en: string, opens: number, closes: number) => ({
    title: example(`${half}半年服务满意度测评`, `Satisfaction, ${en} half`), questions: [{ zh: '服务态度', en: 'Manner' }, { zh: '响应及时', en: 'Promptness' }], comment: true,
    opensAt: `${addDays(on, opens)}T00:00:00.000Z`, closesAt: `${addDays(on, closes)}T00:00:00.000Z`,
    subjects: unitsOf(year).slice(0, 3).map(({ name }) => ({ organisation: name.zh, post: postsOf(year)[0]!, site: '' })),
  });
  const ended = await organiser.api('POST /api/events/:eventId/surveys', { eventId }, input('上', 'first', -200, 30));
  const running = await organiser.api('POST /api/events/:eventId/surveys', { eventId }, input('下', 'second', -20, 30));
  await answer(year, eventId, ended.id, ANSWERS[size].ended);
  await answer(year, eventId, running.id, ANSWERS[size].running);
  await organiser.api('POST /api/events/:eventId/surveys/:surveyId/closing', { eventId, surveyId: ended.id }, { reason: '上半年测评结束' });
}

/** So many phones for each subject. */
async function answer(year: Year, eventId: string, surveyId: string, phones: number): Promise<void> {
  const { survey } = await year.organiser.api('GET /api/events/:eventId/surveys/:surveyId', { eventId, surveyId });
  for (const { code, organisation } of survey.subjects) {
    for (let phone = 0; phone < phones; phone += 1) {
      year.signal.throwIfAborted();
      const random = chance(year, 'phone', survey.title.zh, organisation!.zh, phone);
      const level = (): SurveyLevel => (random.chance(0.8) ? 5 : random.chance(0.8) ? 4 : 3);
      const device = createHash('sha256').update(`${surveyId} ${code} ${phone}`).digest('base64url');
      await new Client(year.organiser.url).api('POST /api/survey/:code', { code }, { device, levels: survey.questions.map(level), comment: random.pick(COMMENTS) });
    }
  }
}
