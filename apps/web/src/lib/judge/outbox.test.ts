/** The outbox against a store in memory and a server that can be cut off, refuse and forget to answer. */
import { describe, expect, it } from 'vitest';
import { Outbox, type Entry, type FindingWork, type MarkCommand, type Outcome, type OutboxStore, type SubmitCommand, type WithdrawCommand, type Work } from './outbox.ts';

const SHEET = 'sheet-a';

function memory(): OutboxStore & { rows: Map<string, Entry> } {
  const rows = new Map<string, Entry>();
  return {
    rows,
    load: async (judgeId) => [...rows.values()].filter((row) => row.judgeId === judgeId),
    save: async (entry) => void rows.set(entry.command.commandId, entry),
    remove: async (commandId) => void rows.delete(commandId),
  };
}

/** Stores marks as the real server does: by version, and the same command only once. */
function serverSide() {
  const marks = new Map<string, { version: number; points: string | null }>();
  const seen = new Map<string, Outcome>();
  const sent: MarkCommand[] = [];
  const submitted: SubmitCommand[] = [];
  const withdrawn: WithdrawCommand[] = [];
  let refusesHandIn = false;
  let reachable = true;
  let losesAnswers = false;
  const send = async (work: Work): Promise<Outcome> => {
    if (!reachable) return { type: 'later' };
    if (work.name === 'mark:put') sent.push(work.command);
    if (work.name === 'sheet:submit') submitted.push(work.command);
    if (work.name === 'sheet:withdraw') withdrawn.push(work.command);
    const { commandId } = work.command;
    const answer = seen.get(commandId) ?? (work.name === 'mark:put' ? decide(work.command) : work.name === 'sheet:submit' ? handIn(work.command) : takeOut(work.command as WithdrawCommand));
    seen.set(commandId, answer);
    return losesAnswers ? { type: 'later' } : answer;
  };
  const sheetAnswer = (sheetId: string) => ({ sheet: { id: sheetId } as never, revision: 1 });
  const handIn = (command: SubmitCommand): Outcome =>
    refusesHandIn ? { type: 'refused', error: 'sheet.stale' } : { type: 'stored', done: { name: 'sheet:submit', command, receipt: sheetAnswer(command.sheetId) } };
  const takeOut = (command: WithdrawCommand): Outcome => ({ type: 'stored', done: { name: 'sheet:withdraw', command, receipt: sheetAnswer(command.sheetId) } });
  function decide(command: MarkCommand): Outcome {
    const { criterionId, expectedVersion, value } = command;
    if (criterionId === 'locked') return { type: 'refused', error: 'sheet.locked' };
    const version = marks.get(criterionId)?.version ?? 0;
    if (version !== expectedVersion) return { type: 'conflict', error: 'mark.conflict' };
    marks.set(criterionId, { version: version + 1, points: value?.type === 'points' ? value.points : null });
    const receipt = { version: version + 1, sheetVersion: 1, revision: 1, recordedAt: '2026-05-20T06:00:00Z' };
    return { type: 'stored', done: { name: 'mark:put', command, receipt } };
  }
  return {
    marks,
    sent,
    submitted,
    withdrawn,
    send,
    refuseHandIn: () => void (refusesHandIn = true),
    reach: (on: boolean) => void (reachable = on),
    loseAnswers: (on: boolean) => void (losesAnswers = on),
  };
}

/** A page; `connected` is what its connection says, which may be wrong about the server. */
function page(store: OutboxStore, server: ReturnType<typeof serverSide>, connected: { now: boolean; awaits?: string } = { now: true }) {
  const heard = { entries: [] as readonly Entry[], refused: [] as string[], conflicted: [] as string[], kept: true };
  const outbox = new Outbox('judge-1', {
    store,
    ready: () => connected.now,
    awaits: (sheetId) => connected.awaits === sheetId,
    send: server.send,
    changed: (entries) => (heard.entries = entries),
    stored: async () => {},
    refused: (work) => heard.refused.push(work.name === 'mark:put' ? work.command.criterionId : work.name),
    conflicted: (work) => work.name !== 'visit:put' && heard.conflicted.push(work.command.criterionId),
    kept: (all) => (heard.kept = all),
  });
  return { outbox, heard };
}

let made = 0;
const command = (criterionId: string, points: string, expectedVersion = 0, sheetId = SHEET): MarkCommand => ({
  commandId: `command-${(made += 1)}`,
  at: '2026-05-20T06:00:00.000Z',
  sheetId,
  criterionId,
  value: { type: 'points', points },
  expectedVersion,
});
const settled = () => new Promise((done) => setTimeout(done, 5));

describe('outbox', () => {
  it('forgets a mark only when it is acknowledged', async () => {
    const [store, server] = [memory(), serverSide()];
    const { outbox, heard } = page(store, server);
    server.reach(false);
    await outbox.put(command('2.1', '8.5'));
    expect(store.rows.size).toBe(1);
    expect(heard.entries).toHaveLength(1);
    server.reach(true);
    outbox.flush();
    await settled();
    expect(server.marks.get('2.1')).toEqual({ version: 1, points: '8.5' });
    expect(store.rows.size).toBe(0);
    expect(heard.entries).toHaveLength(0);
  });

  it('stores a mark on the device before it sends it', async () => {
    const [store, server] = [memory(), serverSide()];
    let storedWhenSent = 0;
    const { outbox } = page(store, { ...server, send: (sent) => ((storedWhenSent = store.rows.size), server.send(sent)) });
    await outbox.put(command('2.1', '8'));
    expect(storedWhenSent).toBe(1);
  });

  it('replaces a change of the same mark that was never sent', async () => {
    const [store, server] = [memory(), serverSide()];
    const { outbox, heard } = page(store, server);
    server.reach(false);
    await outbox.put(command('2.1', '8')); // Tried, so it may have arrived: it has to stay.
    await outbox.put(command('2.1', '8.5'));
    await outbox.put(command('2.1', '9'));
    expect(heard.entries.map((entry) => [entry.state, (entry.command as MarkCommand).expectedVersion])).toEqual([
      ['sent', 0],
      ['unsent', 1],
    ]);
    server.reach(true);
    outbox.flush();
    await settled();
    expect(server.sent.map(({ value }) => value)).toEqual([
      { type: 'points', points: '8' },
      { type: 'points', points: '9' },
    ]);
    expect(server.marks.get('2.1')).toEqual({ version: 2, points: '9' });
    expect(store.rows.size).toBe(0);
  });

  it('sends the marks of a sheet in the order they were made', async () => {
    const [store, server] = [memory(), serverSide()];
    const { outbox } = page(store, server);
    server.reach(false);
    for (const id of ['1.1', '1.2', '2.1']) await outbox.put(command(id, '1'));
    server.reach(true);
    outbox.flush();
    await settled();
    expect(server.sent.map(({ criterionId }) => criterionId)).toEqual(['1.1', '1.2', '2.1']);
  });

  it('replays after a reload with the same command ids, so that nothing is stored twice', async () => {
    const [store, server] = [memory(), serverSide()];
    const before = page(store, server);
    server.loseAnswers(true);
    await before.outbox.put(command('2.1', '8'));
    await before.outbox.put(command('2.2', '3'));
    expect(store.rows.size).toBe(2);
    server.loseAnswers(false);
    const after = page(store, server);
    await after.outbox.open();
    await settled();
    expect(server.marks.get('2.1')).toEqual({ version: 1, points: '8' });
    expect(server.marks.get('2.2')).toEqual({ version: 1, points: '3' });
    expect(store.rows.size).toBe(0);
    expect(after.heard.conflicted).toEqual([]);
  });

  it('leaves the marks of another judge on the same tablet alone', async () => {
    const [store, server] = [memory(), serverSide()];
    await store.save({ name: 'mark:put', judgeId: 'judge-2', seq: 1, command: command('2.1', '4'), state: 'unsent' });
    const { outbox, heard } = page(store, server);
    await outbox.open();
    await settled();
    expect(heard.entries).toEqual([]);
    expect(server.sent).toEqual([]);
    expect(store.rows.size).toBe(1);
  });

  it('parks a conflict for the judge, goes on with the rest, and never merges', async () => {
    const [store, server] = [memory(), serverSide()];
    server.marks.set('2.1', { version: 3, points: '10' });
    const { outbox, heard } = page(store, server);
    await outbox.put(command('2.1', '9'));
    await outbox.put(command('2.2', '3'));
    await settled();
    expect(heard.conflicted).toEqual(['2.1']);
    expect(heard.entries.map(({ name, state, command }) => [name === 'mark:put' && command.criterionId, state])).toEqual([['2.1', 'conflict']]);
    expect(server.marks.get('2.1')).toEqual({ version: 3, points: '10' });
    expect(server.marks.get('2.2')).toEqual({ version: 1, points: '3' });
  });

  it('keeps a later tap on a conflict parked too, until the judge has chosen', async () => {
    const [store, server] = [memory(), serverSide()];
    server.marks.set('2.1', { version: 1, points: '10' });
    const { outbox, heard } = page(store, server);
    await outbox.put(command('2.1', '9'));
    await outbox.put(command('2.1', '8'));
    await settled();
    expect(server.marks.get('2.1')).toEqual({ version: 1, points: '10' });
    expect(heard.entries).toMatchObject([{ state: 'conflict', command: { value: { points: '8' } } }]);
    expect(store.rows.size).toBe(1);
  });

  it('sends the own value anew when the judge keeps it, and drops it when not', async () => {
    const [store, server] = [memory(), serverSide()];
    server.marks.set('2.1', { version: 3, points: '10' });
    server.marks.set('2.2', { version: 1, points: '1' });
    const { outbox, heard } = page(store, server);
    await outbox.put(command('2.1', '9'));
    await outbox.put(command('2.2', '2'));
    await outbox.resolve({ name: 'mark:put', sheetId: SHEET, criterionId: '2.1' }, { name: 'mark:put', command: command('2.1', '9', 3) });
    await outbox.resolve({ name: 'mark:put', sheetId: SHEET, criterionId: '2.2' }, null);
    await settled();
    expect(server.marks.get('2.1')).toEqual({ version: 4, points: '9' });
    expect(server.marks.get('2.2')).toEqual({ version: 1, points: '1' });
    expect(heard.entries).toEqual([]);
    expect(store.rows.size).toBe(0);
  });

  it('drops a refused mark and says so', async () => {
    const [store, server] = [memory(), serverSide()];
    const { outbox, heard } = page(store, server);
    await outbox.put(command('locked', '1'));
    expect(heard.refused).toEqual(['locked']);
    expect(store.rows.size).toBe(0);
  });

  it('sends marks even where the device cannot store them, and says that they would not last', async () => {
    const broken: OutboxStore = { load: () => Promise.reject(new Error('no storage')), save: () => Promise.reject(new Error('no storage')), remove: async () => {} };
    const server = serverSide();
    const { outbox, heard } = page(broken, server);
    await outbox.put(command('2.1', '8'));
    expect(server.marks.get('2.1')?.points).toBe('8');
    expect(heard.kept).toBe(false);
  });

  it('does not even try while there is no connection, so that a later tap replaces an earlier one', async () => {
    const [store, server, connected] = [memory(), serverSide(), { now: false }];
    const { outbox, heard } = page(store, server, connected);
    await outbox.put(command('2.1', '8'));
    await outbox.put(command('2.1', '9'));
    expect(heard.entries.map(({ state }) => state)).toEqual(['unsent']);
    connected.now = true;
    outbox.flush();
    await settled();
    expect(server.sent.map(({ value }) => value)).toEqual([{ type: 'points', points: '9' }]);
  });

  it('keeps a mark again once the device has room, and says so', async () => {
    const store = memory();
    let full = true;
    const tight: OutboxStore = { ...store, save: (entry) => (full ? Promise.reject(new Error('QuotaExceededError')) : store.save(entry)) };
    const { outbox, heard } = page(tight, serverSide(), { now: false });
    await outbox.put(command('2.1', '8'));
    expect(heard.kept).toBe(false);
    full = false;
    await outbox.put(command('2.2', '3'));
    expect(heard.kept).toBe(true);
    expect(store.rows.size).toBe(2);
  });
});

describe('a finding', () => {
  const finding = (criterionId: string): FindingWork => ({
    name: 'finding:open', sheetId: SHEET, eventId: 'event-1',
    command: { commandId: `finding-${criterionId}-${(made += 1)}`, at: '2026-05-20T06:00:00.000Z', source: { type: 'visit', contestId: 'round-1', entrantId: 'visit-1', criterionId } } as FindingWork['command'],
  });

  it('reads as opened only once the device has it; a second tap before that is the same, another item’s is its own', async () => {
    const kept = Promise.withResolvers<void>();
    const store = memory();
    const { outbox, heard } = page({ ...store, save: (entry: Entry) => kept.promise.then(() => store.save(entry)) }, serverSide(), { now: false });
    const [first, other] = [finding('2.1'), finding('2.2')];
    const taps = [outbox.find(first), outbox.find(finding('2.1')), outbox.find(other)];
    expect(heard.entries).toEqual([]);
    kept.resolve();
    await Promise.all(taps);
    expect(heard.entries.map(({ command: { commandId } }) => commandId)).toEqual([first.command.commandId, other.command.commandId]);
    expect([...store.rows.keys()]).toEqual([first.command.commandId, other.command.commandId]);
  });
});

describe('handing in', () => {
  const submit = (): SubmitCommand => ({ commandId: `command-${(made += 1)}`, at: '2026-05-20T06:00:01.000Z', sheetId: SHEET, expectedVersion: 2, signature: { type: 'drawn', strokes: [[0, 0, 400, 30]] } });
  const withdraw = (): WithdrawCommand => ({ commandId: `command-${(made += 1)}`, at: '2026-05-20T06:00:02.000Z', sheetId: SHEET, expectedVersion: 3 });

  it('is told to wait here only once the device has it, and a second tap before that is the same', async () => {
    const kept = Promise.withResolvers<void>();
    const store = memory();
    const slow = { ...store, save: (entry: Entry) => kept.promise.then(() => store.save(entry)) };
    const server = serverSide();
    const { outbox, heard } = page(slow, server, { now: false });
    const first = submit();
    const taps = [outbox.submit(first), outbox.submit(submit())];
    expect(heard.entries).toEqual([]);
    kept.resolve();
    await Promise.all(taps);
    expect(heard.entries).toHaveLength(1);
    expect([...store.rows.keys()]).toEqual([first.commandId]);
  });

  it('waits on the device behind its marks, survives the page, and goes out once', async () => {
    const [store, server, connected] = [memory(), serverSide(), { now: false }];
    const before = page(store, server, connected);
    await before.outbox.put(command('2.1', '8'));
    await before.outbox.put(command('2.2', '3'));
    await before.outbox.submit(submit());
    expect(store.rows.size).toBe(3);
    const after = page(store, server);
    await after.outbox.open();
    await settled();
    expect(server.sent.map(({ criterionId }) => criterionId)).toEqual(['2.1', '2.2']);
    expect(server.submitted).toHaveLength(1);
    expect(after.heard.entries).toEqual([]);
    expect(store.rows.size).toBe(0);
  });

  it('can be taken back as long as no server may have seen it', async () => {
    const [store, server, connected] = [memory(), serverSide(), { now: false }];
    const { outbox, heard } = page(store, server, connected);
    await outbox.submit(submit());
    expect(await outbox.takeBack(SHEET)).toBe(true);
    expect(heard.entries).toEqual([]);
    expect(store.rows.size).toBe(0);
    connected.now = true;
    server.loseAnswers(true);
    await outbox.submit(submit());
    expect(await outbox.takeBack(SHEET)).toBe(false);
    expect(heard.entries.map(({ name }) => name)).toEqual(['sheet:submit']);
  });

  it('keeps its signature over a reload, as it was drawn', async () => {
    const [store, server] = [memory(), serverSide()];
    await page(store, server, { now: false }).outbox.submit(submit());
    await page(store, server).outbox.open();
    await settled();
    expect(server.submitted.map(({ signature }) => signature)).toEqual([submit().signature]);
  });

  it('and its withdrawal, both still on the device, go out in order, once, over a reload', async () => {
    const [store, server] = [memory(), serverSide()];
    const before = page(store, server);
    server.loseAnswers(true);
    await before.outbox.submit(submit());
    expect(await before.outbox.takeBack(SHEET)).toBe(false);
    await before.outbox.withdraw(withdraw());
    expect(server.withdrawn).toEqual([]);
    server.loseAnswers(false);
    const after = page(store, server);
    await after.outbox.open();
    await settled();
    expect(new Set(server.submitted.map(({ commandId }) => commandId)).size).toBe(1);
    expect(server.withdrawn).toHaveLength(1);
    expect(after.heard).toMatchObject({ entries: [], refused: [] });
    expect(store.rows.size).toBe(0);
  });

  it('takes its withdrawal with it when it is refused: the sheet is open already', async () => {
    const [store, server, connected] = [memory(), serverSide(), { now: false }];
    const { outbox, heard } = page(store, server, connected);
    await outbox.submit(submit());
    await outbox.withdraw(withdraw());
    server.refuseHandIn();
    connected.now = true;
    outbox.flush();
    await settled();
    expect(server.withdrawn).toEqual([]);
    expect(heard.refused).toEqual(['sheet:submit']);
    expect(store.rows.size).toBe(0);
  });

  it.each([['refused', 'locked'], ['met by another value', '2.1']])('comes back when a mark before it is %s: the sheet is not what its judge saw', async (_how, criterionId) => {
    const [store, server, connected] = [memory(), serverSide(), { now: false }];
    server.marks.set('2.1', { version: 3, points: '10' });
    const { outbox, heard } = page(store, server, connected);
    await outbox.put(command(criterionId, '1'));
    await outbox.submit(submit());
    connected.now = true;
    outbox.flush();
    await settled();
    expect(server.submitted).toEqual([]);
    expect(heard.refused).toContain('sheet:submit');
    expect(heard.entries.filter(({ name }) => name === 'sheet:submit')).toEqual([]);
  });
});
