/** What a route is: who may call it, what goes in, what comes out. */
import { z } from 'zod';
import type { Role } from './basics.ts';

export const route = <I extends z.ZodType, O>(allow: readonly Role[], input: I, output: z.ZodType<O>) => ({ allow, input, output });
export const none = z.strictObject({});
export const done = z.object({});

export const organiser: readonly Role[] = ['organiser'];
export const checkers: readonly Role[] = ['organiser', 'supervisor'];
