// Webhooks: what is published is told, in order, signed, until it arrives; and nothing else can be reached or learnt.

import { randomUUID } from 'node:crypto';
import type { Delivery, WebhookMessage } from '@leitai/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '@leitai/database';
import type { Context } from '../../apps/server/src/context.ts';
import { makeLog } from '../../apps/server/src/log.ts';
import { networksOf } from '../../apps/server/src/networks.ts';
import { startWebhooks } from '../../apps/server/src/webhooks/deliver.ts';
import { addressFor, mayReach } from '../../apps/server/src/webhooks/networks.ts';
import { send } from '../../apps/server/src/webhooks/send.ts';
import { makeAccount, makeOrganiser } from '../support/factory.ts';
import { finish, judgedEvent, publish } from '../support/final.ts';
import { startNode, type TestNode } from '../support/node.ts';
import type { Panel } from '../support/panel.ts';
import { signatureFor, startReceiver, type Receiver } from '../support/receiver.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let panels: Panel[];
let receiver: Receiver;
let eventId: string;

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  supervisor = await makeAccount(organiser, 'supervisor', '周明远');
  panels = await judgedEvent(organiser, { posts: ['CLEAN_INDOOR', 'GREEN_OUTDOOR', 'HVAC'], entrants: 2 });
  eventId = panels[0]!.made.eventId;
}, 120_000);
beforeEach(async () => {
  receiver = await startReceiver();
  return async () => {
    await receiver.close();
    await node.db.webhook.deleteMany();
  };
});
afterAll(async () => {
  for (const panel of panels) panel.close();
  await node.close();
});

const add = () => organiser.call('POST /api/events/:eventId/webhooks', { params: { eventId }, body: { name: '门户网站', url: receiver.url } });
const log = (webhookId: string): Promise<Delivery[]> => organiser.call('GET /api/events/:eventId/webhooks/:webhookId/deliveries', { params: { eventId, webhookId } });
const arrived = (count: number): Promise<void> => expect.poll(() => receiver.received.length).toBe(count);
/** As if its time had come. */
const hurry = () => node.db.webhookDelivery.updateMany({ where: { deliveredAt: null }, data: { dueAt: new Date(0) } });
const all = <T>(pick: (one: Receiver['received'][number]) => T): T[] => receiver.received.map(pick);

describe('what is published', () => {
  it('is told once, signed, with exactly the public results, first provisional, then final', async () => {
    const { webhook, secret } = await add();
    const [panel] = panels as [Panel];
    await publish(organiser, supervisor, panel);
    await arrived(1);
    await finish(node, organiser, panel);
    await arrived(2);
    expect(all(({ message }) => message.type)).toEqual(['results.provisional', 'results.final']);
    for (const one of receiver.received) {
      expect(one.headers['webhook-signature']).toBe(signatureFor(secret, one));
      expect(one.headers['webhook-id']).toBe(one.message.id);
      expect(Math.abs(Date.now() / 1000 - Number(one.headers['webhook-timestamp']))).toBeLessThan(60);
    }
    const { message } = receiver.received[1]!;
    const told = JSON.stringify(message.results);
    expect(message.resultsHash).toBe(sha256(told));
    // The site is brought up to the truth beside the telling.
    await expect.poll(async () => (await organiser.fetch(`/results/${eventId}/A.json`)).text()).toBe(told);
    await expect.poll(async () => (await log(webhook.id)).map(({ kind, status, deliveredAt }) => [kind, status, deliveredAt !== null])).toEqual([['results.final', 200, true], ['results.provisional', 200, true]]);
  });

  it('is written in the transaction that publishes: what is rolled back tells nothing', async () => {
    const { webhook } = await add();
    const { made } = panels[2] as Panel;
    const body = JSON.stringify({ type: 'contest:state', subject: made.contestId, before: 'signed', after: 'provisional' });
    const append = (then: () => void) => node.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT append_event(${eventId}::uuid, ${made.contestId}::uuid, ${randomUUID()}::uuid, ${body}::jsonb, '{}'::jsonb, false)`;
      then();
    });
    await expect(append(() => { throw new Error('lost'); })).rejects.toThrow('lost');
    expect(await node.db.webhookDelivery.count({ where: { webhookId: webhook.id } })).toBe(0);
  });

  it('waits while a freeze hides it, and is told once it is lifted', async () => {
    const panel = panels[1] as Panel;
    const freeze = (frozen: boolean) => organiser.call('POST /api/events/:eventId/freeze', { params: { eventId }, body: { contestIds: [panel.made.contestId], frozen } });
    const { webhook } = await add();
    await freeze(true);
    await publish(organiser, supervisor, panel);
    await organiser.call('POST /api/events/:eventId/webhooks/:webhookId/test', { params: { eventId, webhookId: webhook.id } });
    await arrived(1);
    expect(all(({ message }) => message.type)).toEqual(['test']);
    await freeze(false);
    await arrived(2);
    expect(receiver.received[1]!.message).toMatchObject({ type: 'results.provisional', results: { state: 'provisional' } });
  });
});

describe('a receiver that fails', () => {
  const test = (webhookId: string) => organiser.call('POST /api/events/:eventId/webhooks/:webhookId/test', { params: { eventId, webhookId } });

  it('is asked again with the same words under the same id, in order, and hears all once it is back', async () => {
    const { webhook } = await add();
    receiver.state.status = 503;
    await test(webhook.id);
    await arrived(1);
    await test(webhook.id);
    await expect.poll(async () => (await log(webhook.id)).at(-1)).toMatchObject({ status: 503, failure: 'status', deliveredAt: null });
    const [list] = await organiser.call('GET /api/events/:eventId/webhooks', { params: { eventId } });
    expect(list).toMatchObject({ waiting: 2, disabledAt: null });
    expect(list!.failingSince).not.toBeNull();
    receiver.state.status = 204;
    // How often it is asked hangs on how long all this takes.
    await expect.poll(() => hurry().then(() => new Set(all(({ headers }) => headers['webhook-id'])).size)).toBe(2);
    const [first, ...more] = receiver.received as [typeof receiver.received[0], ...typeof receiver.received];
    const second = more.pop()!;
    expect(more.length).toBeGreaterThan(0);
    for (const again of more) expect([again.headers['webhook-id'], again.body]).toEqual([first.headers['webhook-id'], first.body]);
    expect(second.message.id).not.toBe(first.message.id);
    await expect.poll(async () => (await organiser.call('GET /api/events/:eventId/webhooks', { params: { eventId } }))[0]).toMatchObject({ waiting: 0, failingSince: null });
  });

  it('is switched off after a day of nothing else, and told what waited when it is switched on', async () => {
    const { webhook } = await add();
    receiver.state.status = 500;
    await node.db.webhook.update({ where: { id: webhook.id }, data: { failingSince: new Date(Date.now() - 25 * 3_600_000) } });
    await test(webhook.id);
    await arrived(1);
    await expect.poll(async () => (await organiser.call('GET /api/events/:eventId/webhooks', { params: { eventId } }))[0]!.disabledAt).not.toBeNull();
    expect(await organiser.call('GET /api/events/:eventId/control', { params: { eventId } })).toMatchObject({ webhooksOff: 1 });
    receiver.state.status = 200;
    await organiser.call('POST /api/events/:eventId/webhooks/:webhookId', { params: { eventId, webhookId: webhook.id }, body: { enabled: true } });
    await arrived(2);
  });

  it('is not followed elsewhere', async () => {
    const other = await startReceiver();
    const { webhook } = await add();
    Object.assign(receiver.state, { status: 302, location: other.url });
    await test(webhook.id);
    await expect.poll(async () => (await log(webhook.id))[0]).toMatchObject({ status: 302, failure: 'status' });
    expect(other.received).toEqual([]);
    await other.close();
  });

  it('gets what it answered well once more when it is sent again by hand', async () => {
    const { webhook } = await add();
    await test(webhook.id);
    await arrived(1);
    const [delivery] = await log(webhook.id);
    await expect.poll(async () => (await log(webhook.id))[0]!.deliveredAt).not.toBeNull();
    await organiser.call('POST /api/events/:eventId/webhooks/:webhookId/deliveries/:deliveryId/replay', { params: { eventId, webhookId: webhook.id, deliveryId: delivery!.id } });
    await arrived(2);
    expect(receiver.received[1]!.body).toBe(receiver.received[0]!.body);
  });
});

describe('a process that dies while sending', () => {
  /** Looks for what is due beside the node, and is there at once: a held request is waited for ten seconds only. */
  const another = () => startWebhooks({ db: node.db, log: makeLog('fatal'), notices: { seatsChanged: () => {} }, webhookNetworks: networksOf('127.0.0.0/8')! } as unknown as Context);

  it('is followed by another, which sends word for word', async () => {
    const { webhook } = await add();
    // Claimed and composed, and then nothing: what a killed process leaves behind. (A lease longer than any that is given would count as over.)
    await node.db.webhook.update({ where: { id: webhook.id }, data: { leasedUntil: new Date(Date.now() + 50_000) } });
    const message: WebhookMessage = { id: 'test.x', type: 'test', at: new Date().toISOString(), eventId, contestId: null, results: null, resultsHash: null, certificate: null };
    await node.db.webhookDelivery.create({ data: { id: randomUUID(), webhookId: webhook.id, eventId, messageId: 'test.x', kind: 'test', attempts: 1, body: JSON.stringify(message) } });
    const second = another();
    await node.db.webhook.update({ where: { id: webhook.id }, data: { leasedUntil: new Date(Date.now() - 1) } });
    await arrived(1);
    expect(receiver.received[0]!.body).toBe(JSON.stringify(message));
    await expect.poll(async () => (await log(webhook.id))[0]!.deliveredAt).not.toBeNull();
    expect(receiver.received).toHaveLength(1);
    await second.close();
  });

  it('or only stood still, takes back nothing that another did in its place', async () => {
    const { webhook } = await add();
    const held = Promise.withResolvers<void>();
    const tell = () => organiser.call('POST /api/events/:eventId/webhooks/:webhookId/test', { params: { eventId, webhookId: webhook.id } });
    Object.assign(receiver.state, { status: 500, hold: held.promise });
    await tell();
    await arrived(1);
    // It has asked, and hears nothing; its lease runs out, and another process takes over.
    Object.assign(receiver.state, { status: 200, hold: null });
    const second = another();
    await node.db.webhook.update({ where: { id: webhook.id }, data: { leasedUntil: new Date(Date.now() - 1) } });
    await arrived(2);
    await expect.poll(async () => (await log(webhook.id))[0]!.deliveredAt).not.toBeNull();
    await second.close();
    held.resolve();
    // The next can only be told by the first process, once it has done with what it was about.
    await tell();
    await arrived(3);
    await expect.poll(async () => (await log(webhook.id)).map(({ status, deliveredAt }) => [status, deliveredAt !== null])).toEqual([[200, true], [200, true]]);
    expect((await organiser.call('GET /api/events/:eventId/webhooks', { params: { eventId } }))[0]).toMatchObject({ failingSince: null, waiting: 0 });
    expect(new Set(all(({ message }) => message.id)).size).toBe(2);
  });
});

describe('where a webhook may go', () => {
  const code = async (url: string) => {
    const { ack } = await organiser.ask('POST /api/events/:eventId/webhooks', { params: { eventId }, body: { name: 'x', url } });
    return ack.ok ? 'ok' : ack.error.code;
  };

  it('is written as it will be asked: what no address can hold stands there encoded', async () => {
    const { ack } = await organiser.ask('POST /api/events/:eventId/webhooks', { params: { eventId }, body: { name: 'x', url: `${receiver.url}/a\u0000b\ud800` } });
    expect(ack).toMatchObject({ ok: true });
    expect((await organiser.call('GET /api/events/:eventId/webhooks', { params: { eventId } })).map(({ url }) => new URL(url).pathname)).toContain(`${new URL(receiver.url).pathname.replace(/\/$/, '')}/a%00b%EF%BF%BD`);
  });

  it('is the public internet and what the operator names', () => {
    const v4 = (address: string) => ({ address, family: 4 }) as const;
    const v6 = (address: string) => ({ address, family: 6 }) as const;
    for (const inside of ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255']) expect(mayReach(v4(inside), [])).toBe(false);
    for (const inside of ['::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:169.254.169.254', '64:ff9b::7f00:1', '::127.0.0.1', '::ffff:0:127.0.0.1', '2002:7f00:1::', 'fe80::1%eth0', 'no address']) expect(`${inside} ${mayReach(v6(inside), [])}`).toBe(`${inside} false`);
    expect(mayReach(v4('93.184.216.34'), [])).toBe(true);
    expect(mayReach(v6('2606:2800:220:1::1'), [])).toBe(true);
    const lan = networksOf('192.168.0.0/16, fd00::/8')!;
    expect(mayReach(v4('192.168.7.7'), lan)).toBe(true);
    expect(mayReach(v6('fd12::1'), lan)).toBe(true);
    expect(mayReach(v4('10.0.0.1'), lan)).toBe(false);
    for (const wrong of ['192.168.0.0', '1.2.3.4/33', 'lan/8', '::/129', '1.2.3.4/-1']) expect(networksOf(wrong)).toBeNull();
  });

  it('refuses metadata, links and other schemes however they are written', async () => {
    for (const url of ['http://169.254.169.254/latest', 'http://[::1]:80/', 'http://[fe80::1]/', 'http://192.168.1.1/', 'http://[::ffff:169.254.169.254]/', 'http://2852039166/', 'http://0xa9fea9fe/', 'http://no.such.invalid/']) expect(`${url} ${await code(url)}`).toBe(`${url} webhook.address`);
    for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'javascript:alert(1)', 'example.com', '']) expect(await code(url)).toBe('request.invalid');
  });

  it('is judged again at every sending', async () => {
    const letter = { url: receiver.url, secret: 'whsec_eA==', messageId: 'm', body: '{}' };
    expect(await send(letter, [])).toEqual({ status: null, failure: 'webhook.address' });
    expect(receiver.received).toEqual([]);
    expect(await send(letter, networksOf('127.0.0.0/8')!)).toEqual({ status: 200, failure: null });
    await expect(addressFor(new URL('http://localhost/'), [])).rejects.toMatchObject({ code: 'webhook.address' });
  });

  it('is twenty at most', async () => {
    for (let index = 0; index < 20; index += 1) await add();
    expect(await code(receiver.url)).toBe('webhook.too-many');
  });
});
