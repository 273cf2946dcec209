/** Who read names with their codes, or others' marks, and when. */
import { z } from 'zod';
import { Id, Instant, Plain, Role } from './basics.ts';

/** Names with the codes they go by; the marks of others; or a sealed register of the draw. */
export const Sight = z.enum(['names', 'marks', 'register']);
export type Sight = z.infer<typeof Sight>;

export const AccessEntry = z.object({
  /** Its place in the log; whatever was read later has a greater one. */
  place: z.int(),
  at: Instant,
  /** Null: of the whole event. */
  contestId: Id.nullable(),
  sight: Sight,
  /** The route or message it was read through. */
  through: z.string(),
  role: Role,
  name: z.string(),
  /** The paired device's label; empty for accounts. */
  device: z.string(),
});
export type AccessEntry = z.infer<typeof AccessEntry>;

/** All of it where nothing is said. `name`: a part of it. `since`, `until`: days, both included. `before`: what stands further back than this place. */
export const AccessSought = z.strictObject({
  name: Plain.trim().max(100).exactOptional(),
  role: Role.exactOptional(),
  sight: Sight.exactOptional(),
  since: z.iso.date().exactOptional(),
  until: z.iso.date().exactOptional(),
  before: z.coerce.number().int().positive().exactOptional(),
});
export type AccessSought = z.infer<typeof AccessSought>;
