/** What a socket message is: who may send it, what goes in, what the acknowledgement carries. */
import { z } from 'zod';
import { Id, Instant, Plain, type Role } from './basics.ts';

export const message = <I extends z.ZodType, O>(allow: readonly Role[], input: I, output: z.ZodType<O>) => ({ allow, input, output });

/** A command is safe to repeat: the same id gets the stored answer, whoever lost the first one. */
export const command = { commandId: Id, at: Instant };
/** Which request a decision is about: one made since it was looked at is not decided by it. */
export const request = { requestId: Id };
/** Of a sheet or a mark, as far as the database counts. */
export const Version = z.int32().min(0);

export const Reason = Plain.trim().min(1).max(500);
