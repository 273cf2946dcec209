/** An event in one line, for the console: what it is, and how far its contests are. */
import type { EventSummary, Text } from '@leitai/contract';
import type { EventModel } from '@leitai/database';
import { eventKind } from './enum-names.ts';

type Counted = EventModel & { readonly contests: readonly { readonly _count: { readonly entrants: number; readonly results: number } }[] };

export function eventSummary({ id, kind, name, demo, practice, createdAt, contests }: Counted): EventSummary {
  return {
    id,
    kind: eventKind(kind),
    name: name as Text,
    demo,
    practice,
    createdAt: createdAt.toISOString(),
    contests: contests.length,
    entrants: contests.reduce((sum, { _count }) => sum + _count.entrants, 0),
    confirmed: contests.reduce((sum, { _count }) => sum + _count.results, 0),
  };
}
