// Every page of the product, one line each: on which device, in whose hands, and of which contest. A page without a line fails surfaces.spec.ts.

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../apps/launcher/src/workplace.mjs';
import { REFUSED, type Device } from './devices.ts';
import type { Place, Who, WhereAt } from './whole-event.ts';

export type Surface = {
  /** As the folders of apps/web/src/routes say it, or an address the server answers itself. */
  readonly route: string;
  readonly device: Device;
  /** Nobody in particular where it is left out. */
  readonly as?: Who;
  /** What its brackets stand for; the running contest where it is left out. */
  readonly at?: WhereAt;
  /** What the browser reports as an error because the page is asked for something it refuses. */
  readonly expected?: RegExp;
};

export const SURFACES: readonly Surface[] = [
  { route: '/', device: 'phone' },
  { route: '/', device: 'laptop' },
  { route: '/setup/[token]', device: 'laptop' },
  { route: '/sign-in', device: 'laptop' },
  { route: '/sign-in', device: 'phone' },

  { route: '/console', device: 'laptop', as: 'organiser' },
  { route: '/console/accounts', device: 'laptop', as: 'organiser' },
  { route: '/console/api', device: 'laptop', as: 'organiser' },
  { route: '/console/files', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/console/[eventId]', device: 'laptop', as: 'organiser', at: 'demonstration' },
  { route: '/console/[eventId]/access', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/appeals', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/appeals/[appealId]', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/ceremony', device: 'laptop', as: 'organiser', at: 'final' },
  { route: '/console/[eventId]/paper-entry', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/certificates', device: 'laptop', as: 'organiser', at: 'final' },
  { route: '/console/[eventId]/certificates/print', device: 'laptop', as: 'organiser', at: 'final' },
  { route: '/console/[eventId]/checks', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/qualifications', device: 'laptop', as: 'supervisor' },
  { route: '/console/[eventId]/records', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/records/[key]', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/records/[key]/print', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/contests/[contestId]', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/contests/[contestId]', device: 'laptop', as: 'organiser', at: 'waiting' },
  { route: '/console/[eventId]/draw', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/draw', device: 'laptop', as: 'officer', at: 'drawn' },
  { route: '/console/[eventId]/file', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/import', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/judges', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/loop', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/loop/[postId]/[organisationId]', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/people', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/paper', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/plans', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/console/[eventId]/evaluations', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/console/[eventId]/registers', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/console/[eventId]/registers/[register]', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/console/[eventId]/registers/training-plan', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/console/[eventId]/results', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/results/[contestId]', device: 'laptop', as: 'supervisor', at: 'published' },
  { route: '/console/[eventId]/rules', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/schemes', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/schemes/[schemeId]', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/schemes/[schemeId]/try', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/schedule', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/screens', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/seats', device: 'laptop', as: 'organiser' },
  { route: '/console/[eventId]/surveys', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/console/[eventId]/surveys/[surveyId]', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/console/[eventId]/surveys/[surveyId]/posters', device: 'laptop', as: 'organiser', at: 'year' },
  { route: '/survey/[code]', device: 'phone', at: 'year' },

  { route: '/inspect', device: 'phone', as: 'inspector' },
  { route: '/inspect/[visit]', device: 'phone', as: 'inspector', at: 'inspected' },
  { route: '/inspect/[visit]/finding/[criterionId]', device: 'phone', as: 'inspector', at: 'inspected' },
  { route: '/inspect/[visit]/record', device: 'phone', as: 'inspector', at: 'inspected' },
  { route: '/console/[eventId]/findings', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/console/[eventId]/findings/[findingId]', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/recheck/[eventId]/[findingId]', device: 'phone', as: 'supervisor', at: 'published' },
  { route: '/unit/findings', device: 'phone', as: 'leader', at: 'published' },
  { route: '/unit/findings/[findingId]', device: 'phone', as: 'leader', at: 'published' },
  { route: '/console/[eventId]/demonstration', device: 'laptop', as: 'organiser', at: 'demonstration' },
  { route: '/console/[eventId]/demonstration/[applicationId]', device: 'laptop', as: 'supervisor', at: 'demonstration' },
  { route: '/console/[eventId]/demonstration/compare', device: 'laptop', as: 'organiser', at: 'demonstration' },
  { route: '/unit/demonstration', device: 'phone', as: 'applicant', at: 'demonstration' },
  { route: '/unit/demonstration/[applicationId]', device: 'phone', as: 'applicant', at: 'demonstration' },
  { route: '/unit/demonstration/compare', device: 'phone', as: 'applicant', at: 'demonstration' },
  { route: '/plaques', device: 'phone' },

  { route: '/call', device: 'phone', as: 'steward' },
  { route: '/call/[eventId]', device: 'phone', as: 'steward' },
  { route: '/timetable/[eventId]', device: 'phone' },
  { route: '/timetable/[eventId]', device: 'laptop' },

  { route: '/paper/[eventId]/[kind]', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/paper/[eventId]/[kind]/[contestId]', device: 'laptop', as: 'supervisor', at: 'final' },
  { route: '/sheets/[eventId]/[contestId]/[sheetId]', device: 'laptop', as: 'organiser', at: 'published' },
  { route: '/corrections/[eventId]/[contestId]', device: 'laptop', as: 'supervisor', at: 'published' },
  { route: '/appeal-answer/[eventId]/[appealId]', device: 'phone', as: 'leader', at: 'published' },

  { route: '/join', device: 'tablet' },
  { route: '/join', device: 'uprightTablet' },
  { route: '/join', device: 'phone' },
  { route: '/join/[code]', device: 'tablet', expected: REFUSED },
  { route: '/judge', device: 'tablet', as: 'judge' },
  { route: '/judge', device: 'uprightTablet', as: 'judge' },
  { route: '/judge/[sheetId]/review', device: 'tablet', as: 'judge' },
  { route: '/judge/[sheetId]/review', device: 'uprightTablet', as: 'judge', at: 'handedIn' },
  { route: '/judge/[sheetId]/review', device: 'tablet', as: 'judgeOfPublished', at: 'published' },
  { route: '/chief', device: 'chief', as: 'chief' },
  { route: '/chief/results', device: 'chief', as: 'chiefOfPublished' },

  { route: '/board', device: 'wall' },
  { route: '/board/[eventId]', device: 'wall' },
  { route: '/board/[eventId]/[contestId]', device: 'wall' },
  { route: '/board/[eventId]/[contestId]', device: 'wall', at: 'published' },
  { route: '/screen', device: 'wall' },
  { route: '/presenter/[eventId]', device: 'tablet', as: 'supervisor', at: 'final' },

  { route: '/my-result', device: 'phone', expected: REFUSED },
  { route: '/r/[code]', device: 'phone' },
  { route: '/my-result', device: 'phone', as: 'contestant' },
  { route: '/my-result', device: 'phone', as: 'winner' },
  { route: '/my-result/record', device: 'phone', as: 'winner' },
  { route: '/my-result/certificate', device: 'phone', as: 'winner' },
  { route: '/verify', device: 'phone' },
  { route: '/verify/[number]', device: 'phone', at: 'final' },
  { route: '/unit', device: 'phone', as: 'leader' },
  { route: '/unit/people', device: 'phone', as: 'leader', at: 'published' },
  { route: '/unit/people/[key]', device: 'phone', as: 'leader', at: 'published' },
  { route: '/unit/[entrantId]', device: 'phone', as: 'leader', at: 'published' },
  { route: '/unit/[entrantId]/appeal', device: 'phone', as: 'leader', at: 'published' },
  { route: '/unit/loop', device: 'phone', as: 'leader', at: 'published' },
  { route: '/unit/loop/[postId]', device: 'phone', as: 'leader', at: 'published' },
  { route: '/unit/paper/[list]', device: 'phone', as: 'leader', at: 'published' },
  { route: '/unit/appeals/[appealId]', device: 'phone', as: 'leader', at: 'published' },

  { route: '/results/[eventId]', device: 'laptop', at: 'published' },
  { route: '/results/[eventId]/A', device: 'laptop', at: 'published' },
  { route: '/results/[eventId]/A', device: 'phone', at: 'published' },
];

/** The pages apps/web has, as its folders say. */
export function pagesOfWeb(): string[] {
  const routes = join(root, 'apps/web/src/routes');
  return globSync('**/+page.svelte', { cwd: routes }).map((file) => `/${file.replace(/\/?\+page\.svelte$/, '')}`).toSorted();
}

export function addressOf({ route }: Surface, place: Place): string {
  return route.replaceAll(/\[(\w+)\]/g, (_, name: string) => place[name] ?? missing(route, name));
}

function missing(route: string, name: string): never {
  throw new Error(`No ${name} is known for ${route}: give it another \`at\`, or add it to the places of whole-event.ts.`);
}

export const titleOf = ({ route, device, as, at }: Surface): string => `${route} on ${device}${as ? ` as ${as}` : ''}${at ? `, ${at}` : ''}`;
