/** From a closed contest to published results: recheck, the chief's signature, a supervisor's. */
import { randomBytes } from 'node:crypto';
import { Client } from './client.ts';
import { untilTaken } from './refused.ts';

type Place = { readonly eventId: string; readonly contestId: string };

/** A supervisor for this run, through a link the organiser makes. */
export async function makeSupervisor(organiser: Client): Promise<Client> {
  const { url } = await organiser.api('POST /api/accounts/links', {}, { role: 'supervisor' });
  const supervisor = new Client(organiser.url);
  const name = `模拟监督 / simulated supervisor ${randomBytes(3).toString('hex')}`;
  await supervisor.api('POST /api/setup', {}, { token: url.split('/').at(-1)!, name, password: randomBytes(12).toString('base64url') });
  return supervisor;
}

/** Rechecks the whole sample without a finding, signs as chief and as supervisor; a practical check is final with the chief's signature. */
export async function publish(supervisor: Client, chief: Client, place: Place): Promise<void> {
  const { path } = await untilTaken(() => supervisor.api('GET /api/events/:eventId/contests/:contestId/results', place));
  if (path === 'full') {
    await untilTaken(() => supervisor.api('POST /api/events/:eventId/contests/:contestId/recheck', place));
    const { recheck } = await untilTaken(() => supervisor.api('GET /api/events/:eventId/contests/:contestId/results', place));
    for (const { entrantId } of recheck.sample) {
      await untilTaken(() => supervisor.api('POST /api/events/:eventId/contests/:contestId/recheck/:entrantId', { ...place, entrantId }, { error: null }));
    }
  }
  await untilTaken(() => chief.api('POST /api/events/:eventId/contests/:contestId/signature/chief', place, { note: '' }));
  if (path === 'full') await untilTaken(() => supervisor.api('POST /api/events/:eventId/contests/:contestId/signature/supervisor', place, { days: 3 }));
}
