/** Where an entrant stands in the order of appearance. */
import type { HallContest } from '@leitai/contract';

export type Appearance = HallContest['order'][number];

/** Over for this entrant: confirmed, or out of the contest. */
export const done = ({ state }: Appearance): boolean => state !== 'waiting' && state !== 'on-stage' && state !== 'performed';
