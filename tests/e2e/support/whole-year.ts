// A year of supervision as its pages show it: a line in a register, and an open round of a survey.

import type { Visitor } from '../../support/visitor.ts';
import type { Place } from './whole-event.ts';

export async function wholeYear(organiser: Visitor): Promise<Place> {
  const { id: eventId } = await organiser.call('POST /api/events', { body: { kind: 'inspection', name: { zh: '年度监督', en: 'A year of supervision' }, posts: ['HVAC'] } });
  const name = { zh: '恒信公司', en: 'Hengxin' };
  await organiser.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name } });
  const cells = { day: '2027-03-05', organisation: name.zh, post: 'HVAC', asked: '10', right: '9' };
  await organiser.call('POST /api/events/:eventId/registers/:register', { params: { eventId, register: 'quiz' }, body: { cells } });
  const { id: surveyId } = await organiser.call('POST /api/events/:eventId/surveys', { params: { eventId }, body: {
    title: { zh: '空调服务满意度', en: 'Satisfaction with air conditioning' }, questions: [{ zh: '您对室温是否满意？', en: 'Are you satisfied with the temperature?' }], comment: true,
    opensAt: '2026-01-01T00:00:00Z', closesAt: '2099-01-01T00:00:00Z', subjects: [{ organisation: name.zh, post: 'HVAC', site: '' }],
  } });
  const { survey } = await organiser.call('GET /api/events/:eventId/surveys/:surveyId', { params: { eventId, surveyId } });
  return { eventId, register: 'quiz', surveyId, code: survey.subjects[0]!.code };
}
