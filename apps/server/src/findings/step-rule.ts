/** What a rule of a finding's step is made of. */
import type { ErrorCode, FindingBody, FindingState, FindingStepName, StepOf } from '@leitai/contract';
import type { Prisma } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Standing } from './standing.ts';

/** `said`: what the record tells of it in words. */
export type Change = { readonly columns?: Prisma.FindingUncheckedUpdateInput; readonly body?: Partial<FindingBody>; readonly said?: Readonly<Record<string, string | number | boolean>> };
export type Not = { readonly code: ErrorCode; readonly details?: unknown } | null;
export type StepRule<S extends FindingStepName> = {
  readonly from: readonly FindingState[];
  /** What keeps this person from it now; absent: nothing but the state. */
  readonly not?: (standing: Standing, me: AccountIdentity) => Not;
  /** @param recurrences of the improvement under observation. @throws Refused for what the input says. */
  readonly apply: (standing: Standing, input: StepOf<S>, me: AccountIdentity, recurrences: () => Promise<number>) => Change | Promise<Change>;
};
export type Rules<S extends FindingStepName> = { readonly [K in S]: StepRule<K> };

/** Signed in the step's own event. */
export const stamp = ({ now }: Standing, me: AccountIdentity): { by: string; at: string } => ({ by: me.name, at: now.toISOString() });
/** The same by account, or by name: people have several accounts. */
export const isSame = (me: AccountIdentity, other: { readonly accountId: string; readonly by: string }): boolean => me.accountId === other.accountId || sameName(me.name, other.by);
