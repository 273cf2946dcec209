// Photographs over HTTP as a bad network carries them: cut in the middle, sent twice at once, sent again long after.

import { createHash, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { RouteOutput } from '@leitai/contract';
import sharp from 'sharp';
import { Client } from '../../apps/simulator/src/client.ts';
import type { Random } from '../../apps/simulator/src/random.ts';
import { insist } from './insist.ts';
import type { Faults } from './line.ts';

const ROUTE = 'POST /api/events/:eventId/contests/:contestId/evidence';
type Place = { readonly eventId: string; readonly contestId: string };
type Photo = { readonly place: Place; readonly fields: Readonly<Record<string, string>>; readonly bytes: Buffer };
type Uploaded = RouteOutput<typeof ROUTE>;

export class Uploads {
  private readonly base: string;
  private readonly random: Random;
  private readonly faults: Faults;
  private readonly answered: { readonly photo: Photo; readonly answer: Uploaded }[] = [];
  readonly contradictions: string[] = [];

  constructor(base: string, random: Random, faults: Faults) {
    this.base = base;
    this.random = random;
    this.faults = faults;
  }

  /** Sends a picture of its own, as the holder of this cookie. @throws RefusedByServer. */
  async send(cookie: string, place: Place, at: string, sheetId: string, criterionId: string): Promise<Uploaded> {
    const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: { r: this.random.below(256), g: this.random.below(256), b: this.random.below(256) } } }).jpeg().toBuffer();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const photo: Photo = { place, bytes, fields: { commandId: randomUUID(), at, sheetId, criterionId, sha256, type: 'image/jpeg' } };
    if (this.random.chance(this.faults.breaks)) await this.cut(cookie, photo);
    const twice = this.random.chance(this.faults.doubles) ? this.attempt(cookie, photo) : null;
    twice?.catch(() => {});
    const answer = await this.attempt(cookie, photo);
    if (twice) this.agree(answer, await twice);
    this.answered.push({ photo, answer });
    if (this.random.chance(this.faults.late)) {
      const late = this.random.pick(this.answered);
      this.agree(late.answer, await this.attempt(cookie, late.photo));
    }
    return answer;
  }

  private attempt(cookie: string, photo: Photo): Promise<Uploaded> {
    return insist(() => new Client(this.base, { cookie }).upload(ROUTE, photo.place, formOf(photo)));
  }

  /** Part of it leaves, then the line is gone; at worst all but the last byte. */
  private async cut(cookie: string, photo: Photo): Promise<void> {
    const whole = new Response(formOf(photo));
    const body = Buffer.from(await whole.arrayBuffer());
    const { eventId, contestId } = photo.place;
    const headers = { cookie, 'content-type': whole.headers.get('content-type')!, 'content-length': body.length };
    const sent = request(`${this.base}/api/events/${eventId}/contests/${contestId}/evidence`, { method: 'POST', headers });
    const gone = new Promise((resolve) => sent.on('error', resolve).on('close', resolve));
    sent.write(body.subarray(0, this.random.below(body.length)), () => sent.destroy());
    await gone;
  }

  private agree(first: Uploaded, again: Uploaded): void {
    const told = ({ evidence: { id, hash, at }, sheetVersion, revision }: Uploaded): string => JSON.stringify([id, hash, at, sheetVersion, revision]);
    if (told(first) !== told(again)) this.contradictions.push(`photograph: ${told(first)} ≠ ${told(again)}`);
  }
}

function formOf({ fields, bytes }: Photo): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
  return form;
}
