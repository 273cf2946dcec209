/** What a comparison begins with, in which order its columns stand, and how they are called. */
import type { Comparison, ComparedColumn, ComparedRow } from '@leitai/contract';
import { MOST_COMPARED } from '@leitai/contract/comparison-table';
import { t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Ray } from './Radar.svelte';

/** The newest round's best for the house; the own teams beside the newest mean for a leader, who sees no others. */
export function firstChoice({ rounds, teams }: Comparison, own: boolean): string[] {
  const newest = rounds[0];
  if (!newest) return [];
  const ids = (own ? teams : teams.filter(({ roundId }) => roundId === newest.id)).slice(0, own ? MOST_COMPARED - 1 : 4).map(({ id }) => id);
  return inOrder({ rounds, teams }, newest.mean ? [...ids, newest.id] : ids);
}

/** Year after year, the better first, a mean behind its teams. At most so many as can be told apart. */
export function inOrder({ rounds, teams }: Comparison, ids: readonly string[]): string[] {
  const all = rounds.toReversed().flatMap(({ id }) => [...teams.filter(({ roundId }) => roundId === id).map((team) => team.id), id]);
  return all.filter((id) => ids.includes(id)).slice(0, MOST_COMPARED);
}

/** @param own a unit looks at itself, and knows its name. */
export const columnName = ({ team, round }: ComparedColumn, own: boolean): string => (!team ? m.compare_mean({ count: round.teams }) : own ? team.team : `${t(team.unit)} ${team.team}`);

/** Each aspect as a share of what it could give, so that years with other full points can lie over one another. */
export const raysOf = (rows: readonly ComparedRow[]): Ray[] =>
  rows.filter(({ kind }) => kind === 'aspect').map(({ id, name, cells }) => ({ id, name, max: '100', values: cells.map(({ points, max }) => (points === null || max === null ? null : ((Number(points) / Number(max)) * 100).toFixed(1))) }));
