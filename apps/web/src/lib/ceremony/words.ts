/** Words for the steps of a ceremony and its clock. */
import type { CeremonyStage, PresenterState } from '@leitai/contract';
import { t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

type Line = PresenterState['steps'][number];

export function stepWord({ step, post, award }: Line): string {
  switch (step.kind) {
    case 'opening': return m.presenter_step_opening();
    case 'closing': return m.presenter_step_closing();
    case 'post': return m.presenter_step_post({ post: post ? t(post) : '' });
    case 'award': return m.presenter_step_award({ award: award ? t(award) : '', rank: step.winners[0]?.rank ?? 0 });
    case 'organisations': return m.ceremony_table_organisations();
    case 'medals': return m.ceremony_table_medals();
    default: return step satisfies never;
  }
}

/** Who the step reveals: the presenter alone knows it beforehand. */
export function revealedBy({ step }: Line): string[] {
  switch (step.kind) {
    case 'award': return step.winners.map(({ name, code, organisation, score }) => `${name ?? code} · ${t(organisation)} · ${score}`);
    case 'organisations': return step.rows.map(({ rank, name, value }) => `${rank} · ${t(name)} · ${value}`);
    case 'medals': return step.rows.map(({ rank, name, counts }) => `${rank} · ${t(name)} · ${counts.join(' / ')}`);
    default: return [];
  }
}

export function stageWord(stage: CeremonyStage): string {
  switch (stage) {
    case 'none': return m.ceremony_stage_none();
    case 'prepared': return m.ceremony_stage_prepared();
    case 'running': return m.ceremony_stage_running();
    case 'paused': return m.ceremony_stage_paused();
    case 'ended': return m.ceremony_stage_ended();
    default: return stage satisfies never;
  }
}

/** "1:02:08" since the start, without the time it rested. `now` in milliseconds of the server's clock. */
export function elapsed({ startedAt, pausedAt, pausedMs }: Pick<PresenterState, 'startedAt' | 'pausedAt' | 'pausedMs'>, now: number): string {
  if (startedAt === null) return '0:00:00';
  const seconds = Math.max(0, Math.floor(((pausedAt === null ? now : Date.parse(pausedAt)) - Date.parse(startedAt) - pausedMs) / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
