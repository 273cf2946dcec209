/** Notes and photographs beside a criterion: taken whole or not at all, kept for ever, read by whoever may. */
import { randomUUID } from 'node:crypto';
import { MOST_PER_CRITERION, type MessageInput } from '@leitai/contract';
import { auditContest, verifyChain } from '@leitai/database';
import { allCriteria } from '@leitai/scoring';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type RefusedByServer } from '../../apps/simulator/src/client.ts';
import { makeAccount, makeOrganiser } from '../support/factory.ts';
import { everything, startNode, type TestNode } from '../support/node.ts';
import { makePanel, type Panel, type Tablet } from '../support/panel.ts';
import { bomb, jpeg, picture, sendPhoto, sha256, type Sent } from '../support/photos.ts';
import { code } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let panel: Panel;
let tablet: Tablet;
let other: Tablet;
let entrantId: string;
let criterionId: string;
const place = () => ({ entrantId, criterionId });
const standing = async (of: Tablet = tablet, entrant = entrantId) => {
  await of.join();
  return of.sheet(entrant);
};
const codeOf = ({ ack }: Sent): string => (ack.ok ? 'ok' : ack.error.code);

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  panel = await makePanel(organiser, { entrants: 4, judges: 3 });
  [tablet, other] = panel.tablets as [Tablet, Tablet];
  entrantId = panel.entrants[0]!;
  criterionId = allCriteria(panel.scheme)[0]!.id;
});
afterAll(async () => {
  panel.close();
  await node.close();
});

describe('a photograph', () => {
  it('is stored with its bytes, shown on the sheet, and told to the chief', async () => {
    await panel.look();
    const told = new Promise<{ sheet: { evidence: { id: string }[] } }>((resolve) => panel.chief.connection.on('sheet:changed', resolve));
    const bytes = await jpeg();
    const before = (await standing()).version;
    const at = new Date(Date.now() - 3_600_000).toISOString();
    const { ack, status } = await sendPhoto(panel, tablet, place(), bytes, { at });
    expect(status).toBe(200);
    expect(ack).toMatchObject({ ok: true, data: { evidence: { criterionId, hash: sha256(bytes), type: 'image/jpeg', width: 160, height: 120, takenAt: at }, sheetVersion: before + 1 } });
    const [shown] = (await standing()).evidence;
    expect(shown).toMatchObject({ takenAt: at });
    expect((await told).sheet.evidence).toEqual([shown]);
    const stored = await node.db.evidenceBytes.findFirstOrThrow({ where: { hash: sha256(bytes) } });
    expect(Buffer.from(stored.bytes).equals(bytes)).toBe(true);
    expect((await panel.look()).sheets.find(({ id }) => id === tablet.sheet(entrantId).id)!.evidence).toEqual([shown]);
  });

  it('may be a PNG or a WebP', async () => {
    const entrant = panel.entrants[2]!;
    expect(codeOf(await sendPhoto(panel, tablet, { entrantId: entrant, criterionId }, await picture(1).png().toBuffer(), { type: 'image/png' }))).toBe('ok');
    expect(codeOf(await sendPhoto(panel, tablet, { entrantId: entrant, criterionId }, await picture(2).webp().toBuffer(), { type: 'image/webp' }))).toBe('ok');
  });

  it('sent again with the same command is answered as before, and is there once', async () => {
    const [bytes, commandId] = [await jpeg(33), randomUUID()];
    const first = await sendPhoto(panel, tablet, place(), bytes, { commandId });
    const again = await sendPhoto(panel, tablet, place(), bytes, { commandId });
    expect(again.ack).toMatchObject(first.ack.ok ? { ok: true, data: first.ack.data } : {});
    expect((await standing()).evidence.filter(({ id }) => id === commandId)).toHaveLength(1);
    expect(codeOf(await sendPhoto(panel, other, place(), bytes, { commandId }))).toBe('command.reused');
  });

  type Bad = [why: string, refusal: string, bytes: () => Promise<Uint8Array>, over?: { sha256?: string; type?: string }];
  const html = Buffer.from('<html><script>alert(1)</script></html>'.repeat(20));
  const zip = Buffer.from('504b0304140000000000', 'hex');
  const bad: Bad[] = [
    ['more bytes than a photograph has', 'evidence.too-large', async () => Buffer.concat([await jpeg(), Buffer.alloc(1_500_000)])],
    ['other bytes than its hash says', 'evidence.damaged', () => jpeg(), { sha256: 'a'.repeat(64) }],
    ['a page called .jpg', 'evidence.not-a-photo', () => Promise.resolve(html)],
    ['a drawing that is a program', 'evidence.not-a-photo', () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script/></svg>'))],
    ['one that ends too early', 'evidence.not-a-photo', async () => { const whole = await picture().jpeg().toBuffer(); return Buffer.concat([whole.subarray(0, whole.length - 60), Buffer.from([0xff, 0xd9])]); }],
    ['another type than it says', 'evidence.not-a-photo', () => picture().png().toBuffer()],
    ['one that is an archive too', 'evidence.not-a-photo', async () => Buffer.concat([await jpeg(), zip])],
    ['one that is an archive too and ends as a JPEG does', 'evidence.not-a-photo', async () => Buffer.concat([await jpeg(), zip, Buffer.from([0xff, 0xd9])])],
    ['one that is an archive too and ends as a PNG does', 'evidence.not-a-photo', async () => { const png = await picture().png().toBuffer(); return Buffer.concat([png, zip, png.subarray(-12)]); }, { type: 'image/png' }],
    ['one that moves', 'evidence.not-a-photo', () => sharp(Buffer.from(Array.from({ length: 32 * 64 * 3 }, (_, at) => (at * 7919) % 251)), { raw: { width: 32, height: 64, channels: 3, pageHeight: 32 } }).webp().toBuffer(), { type: 'image/webp' }],
    ['a GIF', 'evidence.not-a-photo', () => Promise.resolve(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'))],
    ['one that unpacks to a hundred million pixels', 'evidence.bad-size', bomb, { type: 'image/png' }],
    ['one too small to show anything', 'evidence.bad-size', () => jpeg(9, 8, 8)],
    ['one that tells where it was taken', 'evidence.metadata', () => picture().withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '32/1 3/1 0/1' } }).jpeg().toBuffer()],
    ['nothing', 'evidence.not-a-photo', () => Promise.resolve(Buffer.alloc(0))],
  ];
  it.each(bad)('is refused for %s, with %s, and leaves nothing behind', async (...[, refusal, bytes, over = {}]: Bad) => {
    const before = await everything(node.db);
    expect(codeOf(await sendPhoto(panel, tablet, place(), await bytes(), over))).toBe(refusal);
    expect(await everything(node.db)).toBe(before);
  });

  it('is refused on a sheet that is another judge’s, unknown, or of another contest, and without fields', async () => {
    const bytes = await jpeg(44);
    expect(codeOf(await sendPhoto(panel, tablet, place(), bytes, { sheetId: other.sheet(entrantId).id }))).toBe('sheet.not-yours');
    expect(codeOf(await sendPhoto(panel, tablet, place(), bytes, { sheetId: randomUUID() }))).toBe('sheet.not-yours');
    expect(codeOf(await sendPhoto(panel, tablet, { entrantId, criterionId: 'no-such' }, bytes))).toBe('mark.invalid');
    expect(codeOf(await sendPhoto({ made: { ...panel.made, contestId: randomUUID() } } as Panel, tablet, place(), bytes))).toBe('access.forbidden');
    expect(codeOf(await sendPhoto(panel, tablet, place(), bytes, { sha256: 'short' }))).toBe('request.invalid');
  });

  it('finds no place beside six others', async () => {
    const [entrant] = panel.entrants.slice(3);
    for (let shade = 0; shade < MOST_PER_CRITERION; shade += 1) expect(codeOf(await sendPhoto(panel, tablet, { entrantId: entrant!, criterionId }, await jpeg(100 + shade)))).toBe('ok');
    expect(codeOf(await sendPhoto(panel, tablet, { entrantId: entrant!, criterionId }, await jpeg(200)))).toBe('evidence.too-many');
  });

  it('is taken off the sheet and kept in the record', async () => {
    const sheet = await standing();
    const [first, ...rest] = sheet.evidence;
    const remove = { ...command(), sheetId: sheet.id, evidenceId: first!.id };
    const answer = await tablet.connection.send('evidence:remove', remove);
    expect(answer.sheetVersion).toBe(sheet.version + 1);
    expect(await tablet.connection.send('evidence:remove', remove)).toEqual(answer);
    expect(await code(tablet.connection.send('evidence:remove', { ...remove, ...command() }))).toBe('evidence.not-found');
    expect((await standing()).evidence).toEqual(rest);
    expect(await node.db.evidence.findFirstOrThrow({ where: { id: first!.id } })).toMatchObject({ hash: first!.hash, removedAt: expect.any(Date) as Date });
    expect(await node.db.evidenceBytes.count({ where: { hash: first!.hash } })).toBe(1);
  });
});

describe('who reads a photograph', () => {
  const ask = (visitor: Visitor, evidenceId: string, headers: Record<string, string> = {}) =>
    visitor.fetch(`/api/events/${panel.made.eventId}/contests/${panel.made.contestId}/evidence/${evidenceId}`, { headers });

  it('is its own judge, the chief and who looks after the event, each written down but the judge; nobody else', async () => {
    const [shown] = (await standing()).evidence;
    const before = await node.db.accessLog.count();
    const auditor = await makeAccount(organiser, 'auditor', '审计员');
    for (const visitor of [tablet.visitor, panel.chief.visitor, organiser, auditor]) {
      const response = await ask(visitor, shown!.id);
      expect(response.status).toBe(200);
      expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(shown!.hash);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-cache', etag: `"${shown!.hash}"`,
        'content-security-policy': "default-src 'none'; sandbox",
      });
    }
    expect(await node.db.accessLog.count()).toBe(before + 3);
    expect((await ask(other.visitor, shown!.id)).status).toBe(404);
    expect((await ask(new Visitor(node.base), shown!.id)).status).toBe(401);
    const elsewhere = await makePanel(organiser, { entrants: 1, judges: 3, posts: ['HVAC'] });
    expect((await ask(elsewhere.chief.visitor, shown!.id)).status).toBe(403);
    elsewhere.close();
  });

  it('is told when it has it already, and nothing of one that was removed', async () => {
    const [shown] = (await standing()).evidence;
    expect((await ask(panel.chief.visitor, shown!.id, { 'if-none-match': `"${shown!.hash}"` })).status).toBe(304);
    const removed = await node.db.evidence.findFirstOrThrow({ where: { removedAt: { not: null } } });
    for (const visitor of [tablet.visitor, panel.chief.visitor, organiser]) expect((await ask(visitor, removed.id)).status).toBe(404);
  });
});

describe('a note', () => {
  const put = (text: string | null, expectedVersion: number, over: Partial<MessageInput<'note:put'>> = {}) =>
    tablet.connection.send('note:put', { ...command(), sheetId: tablet.sheet(entrantId).id, criterionId, text, expectedVersion, ...over });

  it('is versioned like a mark, with what stood before in the event', async () => {
    const first = command();
    const { version, sheetVersion } = await put('地面有水', 0, first);
    expect(version).toBe(1);
    expect(await put('地面有水', 0, first)).toMatchObject({ version, sheetVersion });
    expect(await put('地面有水,未设警示牌', 1)).toMatchObject({ version: 2, sheetVersion: sheetVersion + 1 });
    expect((await standing()).notes).toMatchObject([{ criterionId, text: '地面有水,未设警示牌', version: 2 }]);
    const event = await node.db.contestEvent.findFirstOrThrow({ where: { contestId: panel.made.contestId }, orderBy: { seq: 'desc' } });
    expect(JSON.parse(event.body)).toMatchObject({ type: 'note:put', before: '地面有水', after: '地面有水,未设警示牌', version: 2 });
  });

  it('that meets a newer one shows what stands', async () => {
    const refused = await put('别的', 1).catch((error: RefusedByServer) => error);
    expect(refused).toMatchObject({ code: 'note.conflict', details: { version: 2, text: '地面有水,未设警示牌' } });
  });

  it('is cleared with null, and refused when empty, too long, elsewhere or another judge’s', async () => {
    expect(await put(null, 2)).toMatchObject({ version: 3 });
    expect((await standing()).notes).toMatchObject([{ text: null, version: 3 }]);
    for (const text of ['', '   ', '字'.repeat(501)]) expect(await code(put(text, 3))).toBe('request.invalid');
    expect(await code(put('x', 0, { criterionId: 'no-such' }))).toBe('mark.invalid');
    expect(await code(put('x', 0, { sheetId: other.sheet(entrantId).id }))).toBe('sheet.not-yours');
  });
});

describe('a sheet that is handed in', () => {
  it('takes neither, until it is given back, and then at the named items only', async () => {
    const entrant = panel.entrants[1]!;
    await tablet.markAll(entrant, 3);
    await tablet.submit(entrant);
    const sheetId = tablet.sheet(entrant).id;
    const note = (criterion: string) => tablet.connection.send('note:put', { ...command(), sheetId, criterionId: criterion, text: '补充', expectedVersion: 0 });
    expect(await code(note(criterionId))).toBe('sheet.locked');
    expect(codeOf(await sendPhoto(panel, tablet, { entrantId: entrant, criterionId }, await jpeg(77)))).toBe('sheet.locked');
    await panel.chief.connection.send('sheet:return', { ...command(), sheetId, reason: '请补照片', items: [criterionId] });
    const elsewhere = allCriteria(panel.scheme)[1]!.id;
    expect(await code(note(elsewhere))).toBe('mark.not-returned');
    expect(codeOf(await sendPhoto(panel, tablet, { entrantId: entrant, criterionId: elsewhere }, await jpeg(78)))).toBe('mark.not-returned');
    expect(await code(note(criterionId))).toBe('ok');
    expect(codeOf(await sendPhoto(panel, tablet, { entrantId: entrant, criterionId }, await jpeg(79)))).toBe('ok');
    await tablet.join();
    expect(await tablet.submit(entrant)).toMatchObject({ sheet: { state: 'submitted', notes: [{ text: '补充' }], evidence: [{ criterionId }] } });
  });
});

describe('the bundle', () => {
  it('carries the notes, and how many photographs, of the sheets that count', async () => {
    const entrant = panel.entrants[1]!;
    for (const one of panel.tablets.slice(1)) {
      await one.markAll(entrant, 9);
      await one.submit(entrant);
    }
    await panel.confirm(entrant, { note: '已复核' });
    const bundle = await organiser.call('GET /api/events/:eventId/contests/:contestId/bundle', { params: panel.params });
    const sheet = bundle.sheets.find(({ judgeId }) => judgeId === tablet.desk.me.judgeId);
    expect(sheet).toMatchObject({ notes: { [criterionId]: '补充' }, evidence: { [criterionId]: 1 } });
  });
});

describe('the audit', () => {
  const faults = async () => (await auditContest(node.db, panel.made.eventId, panel.made.contestId)).faults;
  const touched = async (sql: string) => {
    const superuser = new pg.Client({ connectionString: node.databaseUrl });
    await superuser.connect();
    try {
      await superuser.query('BEGIN');
      await superuser.query('SET LOCAL session_replication_role = replica');
      await superuser.query(sql);
      await superuser.query('COMMIT');
    } finally {
      await superuser.end();
    }
  };

  it('holds for all of this', async () => {
    expect(await faults()).toEqual([]);
    expect(await verifyChain(node.db, panel.made.eventId, panel.made.contestId)).toBeNull();
  });

  it('finds one changed byte of a photograph, and names it', async () => {
    const [shown] = (await standing()).evidence;
    await touched(`UPDATE evidence_bytes SET bytes = set_byte(bytes, 200, (get_byte(bytes, 200) + 1) % 256) WHERE hash = '${shown!.hash}'`);
    expect(await faults()).toMatchObject([{ table: 'evidence', row: shown!.id, column: 'hash_of_bytes', expected: shown!.hash }]);
    await touched(`UPDATE evidence_bytes SET bytes = set_byte(bytes, 200, (get_byte(bytes, 200) + 255) % 256) WHERE hash = '${shown!.hash}'`);
    expect(await faults()).toEqual([]);
  });

  it('finds a photograph that was hidden or taken away, and a note that was rewritten', async () => {
    const [shown] = (await standing()).evidence;
    await touched(`UPDATE evidence SET removed_at = now() WHERE id = '${shown!.id}'`);
    expect(await faults()).toMatchObject([{ table: 'evidence', row: shown!.id, column: 'removed_at', expected: null }]);
    await touched(`UPDATE evidence SET removed_at = NULL, taken_at = taken_at + interval '1 hour' WHERE id = '${shown!.id}'`);
    expect(await faults()).toMatchObject([{ table: 'evidence', row: shown!.id, column: 'taken_at' }]);
    await touched(`UPDATE evidence SET taken_at = taken_at - interval '1 hour' WHERE id = '${shown!.id}'; UPDATE note SET text = '没有' WHERE text = '补充'`);
    expect(await faults()).toMatchObject([{ table: 'note', column: 'text', expected: '补充', found: '没有' }]);
    await touched(`UPDATE note SET text = '补充' WHERE text = '没有'`);
  });

  it('the database itself takes no change of the bytes', async () => {
    await expect(node.db.$executeRaw`UPDATE evidence_bytes SET bytes = ''`).rejects.toThrow('append-only');
    await expect(node.db.$executeRaw`DELETE FROM evidence_bytes`).rejects.toThrow('append-only');
  });
});
