/** The command behind what an organiser does over HTTP: the server's own id and clock, for the record. */
import { randomUUID } from 'node:crypto';
import type { Command } from '@leitai/database';

export const fromOrganiser = (at: Date): Command => ({ commandId: randomUUID(), at: at.toISOString() });
