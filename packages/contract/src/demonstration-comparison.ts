/** Demonstration posts compared: what each team's review gave, indicator by indicator, over any number of rounds, beside the mean of its round. */
import { z } from 'zod';
import { Id, Text } from './basics.ts';
import { MOST_COMPARED } from './comparison-table.ts';

/** Ids of applications, and of rounds for their means, joined by dots. */
export const ComparisonChoice = z.string().regex(new RegExp(`^[0-9a-f-]{36}(\\.[0-9a-f-]{36}){0,${MOST_COMPARED - 1}}$`));
export type ComparisonChoice = z.infer<typeof ComparisonChoice>;

const Points = z.record(z.string(), z.string());
/** As they are shown: rounded. Aspects and indicators by their ids. */
export const ComparedScore = z.object({ total: z.string(), aspects: Points, indicators: Points });
export type ComparedScore = z.infer<typeof ComparedScore>;
const Part = z.object({ id: z.string(), name: Text, max: z.string() });

export const ComparedRound = z.object({
  /** The round's event. */
  id: Id, name: Text, from: z.iso.date(), until: z.iso.date(),
  /** Whether its indicators are a draft. */
  draft: z.boolean(),
  max: z.string(),
  aspects: z.array(Part.extend({ indicators: z.array(Part.extend({ no: z.string() })) })),
  /** How many teams have a result, and their mean; null where it would tell the marks of a few. */
  teams: z.int(), mean: ComparedScore.nullable(),
});
export type ComparedRound = z.infer<typeof ComparedRound>;

export const ComparedTeam = z.object({
  /** Of the application. */
  id: Id, roundId: Id, team: z.string(), unit: Text, post: Text, postCode: z.string(), rank: z.int().nullable(),
  score: ComparedScore,
});
export type ComparedTeam = z.infer<typeof ComparedTeam>;

/** Rounds newest first, teams by rank. A leader's holds the own unit's teams alone. */
export const Comparison = z.object({ rounds: z.array(ComparedRound), teams: z.array(ComparedTeam) });
export type Comparison = z.infer<typeof Comparison>;
