/** Who read names with their codes, or others' marks, and when. */
import { z } from 'zod';
import { Id, Instant, Role } from './basics.ts';

/** Names with the codes they go by; the marks of others; or a sealed register of the draw. */
export const Sight = z.enum(['names', 'marks', 'register']);
export type Sight = z.infer<typeof Sight>;

export const AccessEntry = z.object({
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
