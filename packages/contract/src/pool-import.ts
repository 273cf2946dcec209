/** A file of judges for the pool as it was read: each row with what is wrong with it, or what importing it would do. */
import { z } from 'zod';
import { Id, Text } from './basics.ts';
import { RosterRow } from './console.ts';

export const PoolColumn = z.enum(['name', 'organisation', 'employeeNo', 'gender', 'posts', 'level', 'until', 'chief', 'days', 'former']);
export type PoolColumn = z.infer<typeof PoolColumn>;

export const PoolRow = z.object({
  line: z.int(),
  cells: z.record(PoolColumn, z.string()),
  faults: RosterRow.shape.faults,
  /** Null where something is wrong. */
  does: z.enum(['add', 'change', 'same']).nullable(),
});
export type PoolRow = z.infer<typeof PoolRow>;

export const PoolPreview = z.object({
  importId: Id,
  fileName: z.string(),
  rows: z.array(PoolRow),
  faulty: z.int(),
  adds: z.int(),
  changes: z.int(),
  same: z.int(),
  /** Judges of the pool this file does not name; they stay. */
  missing: z.array(z.object({ name: z.string(), organisation: Text.nullable() })),
});
export type PoolPreview = z.infer<typeof PoolPreview>;
