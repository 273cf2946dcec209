/** Who is to be trained next: who on post was trained less often in the year than wanted. */
import type { TrainingPlan } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { addMonths } from '@leitai/scoring';
import { attendances, standingLines } from './register-rows.ts';
import { namesOf } from './registers.ts';
import { houseDay } from './today.ts';

/** 人均年受训 3 次, as the indicators' draft wants of everybody. */
const WANTED = 3;

/** In the twelve months up to today. The fewest trainings first. @throws Refused 'event.not-found'. */
export async function trainingPlan(db: Database, eventId: string): Promise<TrainingPlan> {
  const { organisations, posts } = await namesOf(db, eventId);
  const until = await houseDay(db);
  const from = addMonths(until, -12);
  const attended = Map.groupBy((await attendances(db, eventId)).filter(({ session: { day } }) => day! > from && day! <= until), ({ person }) => person);
  const onPost = (await standingLines(db, eventId, 'on-post')).filter(({ day, body }) => day! <= until && (body['until'] === '' || body['until']! > until));
  const people = onPost.map(({ organisationId, postId, body }) => ({
    employeeNo: body['employeeNo']!, name: body['name']!, organisation: organisations.get(organisationId!)!, post: posts.get(postId!)!,
    // Who was written down without a number on some day was the same person.
    attended: (attended.get(body['employeeNo']!)?.length ?? 0) + (attended.get(`${organisationId}\n${body['name']}`)?.length ?? 0),
  }));
  const short = people.filter((person) => person.attended < WANTED);
  return { from, until, wanted: WANTED, people: short.sort((a, b) => a.attended - b.attended || a.organisation.zh.localeCompare(b.organisation.zh, 'zh-CN') || a.employeeNo.localeCompare(b.employeeNo)) };
}
