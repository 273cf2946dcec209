/** Routes of one judge's sheet. */
import { staff } from './basics.ts';
import { none, route } from './route.ts';
import { SheetRecord } from './signature.ts';

export const sheetRoutes = {
  /** The sheet as signed, with its history: to its own judge, the chief, and whoever looks after the event. */
  'GET /api/events/:eventId/contests/:contestId/sheets/:sheetId': route([...staff, 'chief', 'judge', 'inspector'], none, SheetRecord),
} as const;
