/** What answers each socket message of the contract. A missing one does not compile. */
import { ceremonyHandlers } from './ceremony-handlers.ts';
import { contestHandlers } from './contest-handlers.ts';
import { displayHandlers } from './display-handlers.ts';
import { evidenceHandlers } from './evidence-handlers.ts';
import type { Handlers } from './handler.ts';
import { inspectionHandlers } from './inspection-handlers.ts';
import { paperEntryHandlers } from './paper-entry-handlers.ts';
import { programmeHandlers } from './programme-handlers.ts';
import { roomHandlers } from './room-handlers.ts';
import { scheduleHandlers } from './schedule-handlers.ts';
import { sheetHandlers } from './sheet-handlers.ts';

export const handlers: Handlers = { ...roomHandlers, ...sheetHandlers, ...evidenceHandlers, ...inspectionHandlers, ...paperEntryHandlers, ...contestHandlers, ...displayHandlers, ...scheduleHandlers, ...ceremonyHandlers, ...programmeHandlers };
