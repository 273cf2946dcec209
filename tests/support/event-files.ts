// What the tests of event files share: an event with a bit of everything in it, the work on files awaited, archives taken apart and put together.

import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventManifest, Job } from '@leitai/contract';
import { allCriteria } from '@leitai/scoring';
import sharp from 'sharp';
import { command } from '../../apps/simulator/src/client.ts';
import { drawContest, makeOfficers, type Officers } from './draw.ts';
import { makeAccount, makeEvent, makeLeader, openContest } from './factory.ts';
import { finish, publish } from './final.ts';
import type { TestNode } from './node.ts';
import { pairPanel, type Panel } from './panel.ts';
import { jpeg, sendPhoto } from './photos.ts';
import type { Visitor } from './visitor.ts';
import { makeZip, type ZipEntry } from './zip.ts';

/** How the work ended. */
export async function ended(organiser: Visitor, { id: jobId }: Job): Promise<Job> {
  for (;;) {
    const job = await organiser.call('GET /api/jobs/:jobId', { params: { jobId } });
    if (job.state !== 'working') return job;
    await pause(20);
  }
}

/** A file of the event, made by hand. */
export async function makeFile(organiser: Visitor, eventId: string, cause: 'hand' | 'archive' = 'hand'): Promise<string> {
  const job = await ended(organiser, await organiser.call('POST /api/events/:eventId/files', { params: { eventId }, body: { cause } }));
  if (!job.file) throw new Error(`no file: ${JSON.stringify(job.error)}`);
  return job.file.id;
}

export async function download(organiser: Visitor, fileId: string): Promise<Buffer> {
  const response = await organiser.fetch(`/api/files/${fileId}`);
  if (!response.ok) throw new Error(await response.text());
  return Buffer.from(await response.arrayBuffer());
}

export async function upload(organiser: Visitor, bytes: Uint8Array): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'event.zip');
  return (await organiser.call('POST /api/files', { form })).fileId;
}

type ImportKey = 'POST /api/files/:fileId/import' | 'POST /api/files/:fileId/check';
export const takeIn = async (organiser: Visitor, fileId: string, key: ImportKey = 'POST /api/files/:fileId/import'): Promise<Job> =>
  ended(organiser, await organiser.call(key, { params: { fileId } }));

export type Played = { readonly eventId: string; readonly finished: Panel; readonly running: Panel; readonly officers: Officers; readonly sealed: string };

/** Four posts: one final, with photographs, an appeal in two instances and its files; one under way with a judge who stepped back after marking; one sealed; one in set-up. */
export async function playedEvent(node: TestNode, organiser: Visitor): Promise<Played> {
  const supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  const arbitrator = await makeAccount(organiser, 'arbitrator', '程仲裁');
  const { eventId, contests } = await makeEvent(organiser, { posts: ['CLEAN_INDOOR', 'GREEN_OUTDOOR', 'HVAC', 'SEC_GATE'], entrants: 3, judges: 3 });
  const [first, second, third] = contests as [typeof contests[0], typeof contests[0], typeof contests[0]];
  await openContest(organiser, first);
  const finished = await pairPanel(organiser, first);
  const criterionId = allCriteria(finished.scheme)[0]!.id;
  await sendPhoto(finished, finished.tablets[0]!, { entrantId: finished.entrants[0]!, criterionId }, await jpeg());
  await finished.tablets[0]!.join();
  for (const [index, entrant] of finished.entrants.entries()) {
    await finished.chief.connection.send('entrant:call', { ...command(), entrantId: entrant });
    await finished.submitAll(entrant, index * 10);
    await finished.confirm(entrant);
  }
  await publish(organiser, supervisor, finished);
  await appealInTwoInstances(organiser, arbitrator, finished, await makeLeader(organiser, eventId, '单位0', '领队'));
  await pastDeadlines(node, eventId, () => finish(node, organiser, finished));

  await openContest(organiser, second);
  const running = await pairPanel(organiser, second);
  const [one, other] = running.entrants as [string, string];
  await running.submitAll(one, 3);
  await running.confirm(one);
  await running.tablets[0]!.markAll(other, 7);
  await running.tablets[0]!.connection.send('recusal:declare', { ...command(), entrantId: other, reason: '曾是同事' });

  const officers = await makeOfficers(organiser);
  await drawContest(organiser, officers, third);
  return { eventId, finished, running, officers, sealed: third.contestId };
}

/** The deadlines are set into the past for a moment: the record says when they really were. */
async function pastDeadlines({ db }: TestNode, eventId: string, what: () => Promise<void>): Promise<void> {
  const [contests, appeals] = [await db.contest.findMany({ where: { eventId } }), await db.appeal.findMany({ where: { eventId, reviewUntil: { not: null } } })];
  for (const { id } of appeals) await db.appeal.update({ where: { eventId_id: { eventId, id } }, data: { reviewUntil: new Date(Date.now() - 1_000) } });
  await what();
  for (const { id, reviewUntil } of appeals) await db.appeal.update({ where: { eventId_id: { eventId, id } }, data: { reviewUntil } });
  for (const { id, objectionsUntil } of contests) await db.contest.update({ where: { eventId_id: { eventId, id } }, data: { objectionsUntil } });
}

async function appealInTwoInstances(organiser: Visitor, arbitrator: Visitor, { params }: Panel, leader: Visitor): Promise<void> {
  const second = await makeAccount(organiser, 'arbitrator', '白委员');
  const unit = await leader.call('GET /api/events/:eventId/unit', { params });
  const entrantId = unit.contests.flatMap(({ entrants }) => entrants)[0]!.id;
  const accounts = await organiser.call('GET /api/accounts');
  const idOf = (name: string): string => accounts.find((account) => account.name === name)!.id;
  const pdf = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#888' } }).png().toBuffer();
  let against: string | null = null;
  for (const [who, name] of [[arbitrator, '程仲裁'], [second, '白委员']] as const) {
    const form = new FormData();
    form.append('appeal', JSON.stringify({ ...command(), grounds: '读数与现场不符', items: [], against }));
    form.append('files', new Blob([pdf as Uint8Array<ArrayBuffer>]), '现场.png');
    const { appealId } = await leader.call('POST /api/events/:eventId/unit/entrants/:entrantId/appeals', { params: { ...params, entrantId }, form });
    const place = { params: { eventId: params.eventId, appealId } };
    await organiser.call('POST /api/events/:eventId/appeals/:appealId/acceptance', { ...place, body: { ...command(), arbitratorId: idOf(name) } });
    await who.call('POST /api/events/:eventId/appeals/:appealId/ruling', {
      ...place, body: { ...command(), outcome: 'dismissed', findings: '读数无误', reasons: '见照片', correctionNeeded: false, independent: true },
    });
    against = appealId;
  }
}

/** The members of an archive, unpacked, in their order. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const members = new Map<string, Buffer>();
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed, nameLength, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    members.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), method === 8 ? inflateRawSync(content) : Buffer.from(content));
    at += 46 + nameLength + extra + comment;
  }
  return members;
}

export const manifestOf = (members: ReadonlyMap<string, Buffer>): EventManifest => JSON.parse(members.get('manifest.json')!.toString()) as EventManifest;
export const zipOf = (members: ReadonlyMap<string, Uint8Array>, extra: readonly ZipEntry[] = []): Buffer =>
  Buffer.from(makeZip([...[...members].map(([name, data]) => ({ name, data })), ...extra]));

/** As somebody would forge it: members changed, and the manifest made to agree with them. */
export function forged(members: ReadonlyMap<string, Buffer>, change: Readonly<Record<string, (text: string) => string>>, also: (manifest: EventManifest) => object = (manifest) => manifest): Map<string, Buffer> {
  const made = new Map(members);
  for (const [name, edit] of Object.entries(change)) made.set(name, Buffer.from(edit(members.get(name)!.toString())));
  const manifest = manifestOf(members);
  const sealed = <T extends { name: string }>(member: T): T => {
    const content = made.get(member.name)!;
    return { ...member, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
  };
  const tables = manifest.tables.map((table) => ({ ...table, member: sealed(table.member), rows: made.get(table.member.name)!.toString().split('\n').length - 1 }));
  made.set('manifest.json', Buffer.from(JSON.stringify(also({ ...manifest, tables, files: manifest.files.map(sealed) }))));
  return made;
}
