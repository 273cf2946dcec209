// Practical checks judged and brought to final results, through the product's own interface.

import { DEFAULT_WORDS, type CheckSettings } from '@leitai/contract';
import { DEFAULT_CHECK, type CheckRules } from '@leitai/scoring';
import { makeEvent, openContest } from './factory.ts';
import { pairPanel, type Panel } from './panel.ts';
import type { Visitor } from './visitor.ts';

type Place = { readonly eventId: string; readonly contestId: string };

export const checkSettings = (day: string, over: Partial<CheckRules> = {}): CheckSettings =>
  ({ rules: structuredClone({ ...DEFAULT_CHECK, ...over }) as CheckSettings['rules'], day, site: '行政中心三号楼' });

export const saveCheck = (organiser: Visitor, params: Place, settings: CheckSettings, expected = 0) =>
  organiser.call('POST /api/events/:eventId/contests/:contestId/check', { params, body: { settings, expected } });

/** An event of one cohort in set-up. @param keys people of the post's roster; absent: `entrants` new ones. */
export async function makeCheck(organiser: Visitor, settings: CheckSettings, who: { readonly entrants: number } | { readonly keys: readonly string[] }) {
  const { contests: [made] } = await makeEvent(organiser, { kind: 'practical-check', entrants: 'entrants' in who ? who.entrants : 0, judges: 3 });
  const params = { eventId: made!.eventId, contestId: made!.contestId };
  await saveCheck(organiser, params, settings);
  if ('keys' in who) await organiser.call('POST /api/events/:eventId/contests/:contestId/candidates', { params, body: { keys: [...who.keys] } });
  return made!;
}

/** Opened, every entrant judged and confirmed. */
export async function judgeCheck(organiser: Visitor, made: Awaited<ReturnType<typeof makeCheck>>): Promise<Panel> {
  await openContest(organiser, made);
  const panel = await pairPanel(organiser, made);
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index * 10);
    await panel.confirm(entrant);
  }
  return panel;
}

/** The short path: closed, and signed by the chief. */
export async function finishCheck(organiser: Visitor, { params, chief }: Panel): Promise<void> {
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
  await chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '' } });
}

/** How its certificates are numbered; issues all that are due. */
export async function issueCheck(organiser: Visitor, { params }: Panel, prefix: string): Promise<number> {
  const { award, participation } = DEFAULT_WORDS;
  await organiser.call('POST /api/events/:eventId/certificate-plan', {
    params, body: { prefix, issuer: { zh: '市机关事务管理局', en: 'The bureau' }, date: '2026-05-23', layout: 'landscape', award, participation, withParticipation: false },
  });
  return (await organiser.call('POST /api/events/:eventId/contests/:contestId/certificates', { params })).issued;
}
