/** Days per severity, who is told when, days of observation: of findings from here on. */
import { randomUUID } from 'node:crypto';
import type { FindingSettings } from '@leitai/contract';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { actorOf } from '../actor.ts';
import { programmeCommand } from '../programme-command.ts';

/** @throws Refused 'event.not-found'. */
export async function keepFindingSettings(ctx: Context, me: AccountIdentity, eventId: string, body: FindingSettings): Promise<void> {
  const command = { commandId: randomUUID(), at: new Date().toISOString() };
  await programmeCommand(ctx, eventId, actorOf(me), command, {
    type: 'finding:settings',
    subject: eventId,
    async change(tx) {
      await tx.findingSettings.upsert({ where: { eventId_id: { eventId, id: eventId } }, create: { eventId, id: eventId, body }, update: { body } });
      return { entry: { by: me.name, said: {} }, rows: [{ table: 'finding_settings', id: eventId }], answer: {} };
    },
  });
}
