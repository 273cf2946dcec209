/** Every socket message, once: what goes in, what the acknowledgement carries, who may send it. */
import type { z } from 'zod';
import { ceremonyMessages } from './ceremony-messages.ts';
import { contestMessages } from './contest-messages.ts';
import { evidenceMessages } from './evidence-messages.ts';
import { displayMessages } from './display-messages.ts';
import { inspectionMessages } from './inspection-messages.ts';
import { paperEntryMessages } from './paper-entry-messages.ts';
import { programmeMessages } from './programme-messages.ts';
import { roomMessages } from './room-messages.ts';
import { scheduleMessages } from './schedule-messages.ts';
import { sheetMessages } from './sheet-messages.ts';

export const messages = {
  ...roomMessages,
  ...sheetMessages,
  ...evidenceMessages,
  ...inspectionMessages,
  ...paperEntryMessages,
  ...contestMessages,
  ...displayMessages,
  ...scheduleMessages,
  ...ceremonyMessages,
  ...programmeMessages,
} as const;

export type MessageName = keyof typeof messages;
export type MessageInput<N extends MessageName> = z.infer<(typeof messages)[N]['input']>;
export type MessageOutput<N extends MessageName> = z.infer<(typeof messages)[N]['output']>;
