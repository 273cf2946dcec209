/** The log of what a judge did: stored before it is sent, sent in order per sheet, forgotten only when acknowledged. */
import type { MessageInput, MessageOutput, RouteInput, RouteOutput } from '@leitai/contract';

/** Commands of a sheet that may wait on the device. */
type OfSheet = 'mark:put' | 'note:put' | 'evidence:remove' | 'sheet:submit' | 'sheet:withdraw';
export type MarkCommand = MessageInput<'mark:put'>;
export type MarkReceipt = MessageOutput<'mark:put'>;
export type NoteCommand = MessageInput<'note:put'>;
export type RemoveCommand = MessageInput<'evidence:remove'>;
export type SubmitCommand = MessageInput<'sheet:submit'>;
export type WithdrawCommand = MessageInput<'sheet:withdraw'>;
type Findings = 'POST /api/events/:eventId/findings';
export type FindingCommand = RouteInput<Findings>;
/** Of the visit a sheet of an inspection belongs to: it goes in the order of that sheet. */
export type HeadWork = { readonly name: 'visit:put'; readonly sheetId: string; readonly command: MessageInput<'visit:put'> };
export type FindingWork = { readonly name: 'finding:open'; readonly sheetId: string; readonly eventId: string; readonly command: FindingCommand };
/** One command and what it is. */
export type Work = { [N in OfSheet]: { readonly name: N; readonly command: MessageInput<N> } }[OfSheet] | HeadWork | FindingWork;
/** A value at one place of a sheet: the server may hold a newer one there. */
export type PutWork = Extract<Work, { readonly name: 'mark:put' | 'note:put' | 'visit:put' }>;
/** Where a value is put, and which kind it is. The head of a visit's record has one place. */
export type Place = { readonly name: PutWork['name']; readonly sheetId: string; readonly criterionId: string };
/** One command with the server's answer. */
export type Stored =
  | { [N in OfSheet]: { readonly name: N; readonly command: MessageInput<N>; readonly receipt: MessageOutput<N> } }[OfSheet]
  | (HeadWork & { readonly receipt: MessageOutput<'visit:put'> })
  | (FindingWork & { readonly receipt: RouteOutput<Findings> });

export const sheetOf = (work: Work | Stored): string => ('sheetId' in work ? work.sheetId : work.command.sheetId);
const criterionOf = ({ command }: Work | Stored): string => ('criterionId' in command ? command.criterionId : '');

/**
 * `unsent`: no server has seen it, so it may still be replaced or taken back.
 * `sent`: it may have arrived; only the very same command may be sent again.
 * `conflict`: the server holds another value; the judge has to choose.
 */
export type Entry = Work & { readonly judgeId: string; readonly seq: number; readonly state: 'unsent' | 'sent' | 'conflict' };

/** Where the log outlives the page. */
export type OutboxStore = {
  load(judgeId: string): Promise<Entry[]>;
  save(entry: Entry): Promise<void>;
  remove(commandId: string): Promise<void>;
};

/** What became of a command that was sent. `later`: no answer, or the server asked to wait. */
export type Outcome = { type: 'stored'; done: Stored } | { type: 'conflict'; error: unknown } | { type: 'refused'; error: unknown } | { type: 'later' };

export type OutboxPorts = {
  store: OutboxStore;
  /** Whether a server can be reached that knows this judge; nothing is sent before. */
  ready(): boolean;
  send(work: Work): Promise<Outcome>;
  /** Whether photographs of the sheet still have to arrive: its hand-in goes after them. */
  awaits(sheetId: string): boolean;
  /** The log changed. */
  changed(entries: readonly Entry[]): void;
  /** Acknowledged. The log forgets it only after this has been done. */
  stored(done: Stored): Promise<void>;
  refused(work: Work, error: unknown): void;
  conflicted(work: PutWork): void;
  /** Whether everything in the log would survive a reload. False: it still goes out, but is kept by this page alone. */
  kept(all: boolean): void;
};

type PutEntry = Extract<Entry, PutWork>;
const isAt = (entry: Entry, { name, sheetId, criterionId }: Place): entry is PutEntry => entry.name === name && sheetOf(entry) === sheetId && criterionOf(entry) === criterionId;
const placeOf = (work: PutWork): Place => ({ name: work.name, sheetId: sheetOf(work), criterionId: criterionOf(work) });

export class Outbox {
  readonly #judgeId: string;
  readonly #ports: OutboxPorts;
  readonly #sending = new Set<string>();
  /** Of what hand-ins, withdrawals and findings are on their way to the device's storage. */
  readonly #keeping = new Set<string>();
  /** Command ids the device's storage did not take. */
  readonly #unkept = new Set<string>();
  #entries: readonly Entry[] = [];
  #seq = 0;

  constructor(judgeId: string, ports: OutboxPorts) {
    this.#judgeId = judgeId;
    this.#ports = ports;
  }

  /** Takes up what an earlier page left behind, and sends it. */
  async open(): Promise<void> {
    const kept = await this.#ports.store.load(this.#judgeId).catch(() => (this.#ports.kept(false), []));
    this.#seq = kept.reduce((most, { seq }) => Math.max(most, seq), this.#seq);
    this.#set([...kept.toSorted((a, b) => a.seq - b.seq), ...this.#entries]);
    this.flush();
  }

  /** Records a mark. An unsent change of the same mark is replaced, and so is one the judge has still to choose about; one that may have arrived is followed. */
  put(command: MarkCommand): Promise<void> {
    return this.#put({ name: 'mark:put', command });
  }

  /** Records a note, by the same rules. */
  note(command: NoteCommand): Promise<void> {
    return this.#put({ name: 'note:put', command });
  }

  /** Records the head of a visit's record, by the same rules. */
  head(work: HeadWork): Promise<void> {
    return this.#put(work);
  }

  /** Records a finding: sent after the marks made before it. */
  find(work: FindingWork): Promise<void> {
    return this.#addKept(work, JSON.stringify(work.command.source));
  }

  /** Records that a photograph the server has comes off the sheet. */
  remove(command: RemoveCommand): Promise<void> {
    return this.#add({ name: 'evidence:remove', command });
  }

  /** Records that the sheet is handed in: sent after all its marks, once they have all arrived. */
  submit(command: SubmitCommand): Promise<void> {
    return this.#addKept({ name: 'sheet:submit', command });
  }

  /** Records that a sheet which may have arrived is to be withdrawn: sent after its hand-in, and gone with it if that is refused. */
  withdraw(command: WithdrawCommand): Promise<void> {
    return this.#addKept({ name: 'sheet:withdraw', command });
  }

  /** Takes back a hand-in that no server has seen. @returns whether it was still here. */
  async takeBack(sheetId: string): Promise<boolean> {
    const waiting = this.#entries.find((entry) => entry.name === 'sheet:submit' && sheetOf(entry) === sheetId && entry.state === 'unsent');
    if (waiting) await this.#settle(waiting);
    return waiting !== undefined;
  }

  /** The judge chose between two values: `own` is the own value anew, or null to keep the server's. */
  async resolve(at: Place, own: PutWork | null): Promise<void> {
    const parked = this.#entries.filter((entry) => isAt(entry, at));
    this.#set(this.#entries.filter((entry) => !parked.some((other) => other === entry)));
    if (own) await this.#put(own);
    for (const entry of parked) await this.#forget(entry);
  }

  /** Sends whatever waits: after a reconnect, or when it is time to try again. */
  flush(): void {
    for (const sheetId of new Set(this.#entries.map(sheetOf))) void this.#pump(sheetId);
  }

  /**
   * A sheet is handed in as its judge saw it or not at all: what did not go through takes the hand-in behind it back.
   * A withdrawal behind that has nothing left to withdraw: the sheet is open, which is what its judge wanted.
   */
  async holdBack(sheetId: string, error: unknown): Promise<void> {
    for (const entry of this.#entries.filter((one) => (one.name === 'sheet:submit' || one.name === 'sheet:withdraw') && sheetOf(one) === sheetId)) {
      await this.#settle(entry);
      if (entry.name === 'sheet:submit') this.#ports.refused(entry, error);
    }
  }

  async #put(work: PutWork): Promise<void> {
    const waiting = this.#entries.findLast((entry) => isAt(entry, placeOf(work))) as PutEntry | undefined;
    const replaced = waiting?.state === 'sent' ? undefined : waiting;
    const expectedVersion = replaced?.command.expectedVersion ?? (waiting ? waiting.command.expectedVersion + 1 : work.command.expectedVersion);
    await this.#add({ ...work, command: { ...work.command, expectedVersion } } as PutWork, replaced);
  }

  /** What is read as kept and waiting shows only once it is kept: whoever has read that may close the page. A second tap meanwhile is the first once more. */
  async #addKept(work: Work, about = sheetOf(work)): Promise<void> {
    if (this.#keeping.has(about)) return;
    this.#keeping.add(about);
    const entry = this.#entryOf(work, 'unsent');
    await this.#keep(entry);
    this.#keeping.delete(about);
    this.#set([...this.#entries, entry]);
    await this.#pump(sheetOf(work));
  }

  async #add(work: Work, replaced?: Entry): Promise<void> {
    const entry = this.#entryOf(work, replaced?.state ?? 'unsent');
    this.#set([...this.#entries.filter((other) => other !== replaced), entry]);
    await this.#keep(entry);
    if (replaced) await this.#forget(replaced);
    await this.#pump(sheetOf(work));
  }

  #entryOf(work: Work, state: Entry['state']): Entry {
    this.#seq = Math.max(this.#seq + 1, Date.parse(work.command.at));
    return { ...work, judgeId: this.#judgeId, seq: this.#seq, state };
  }

  async #pump(sheetId: string): Promise<void> {
    if (this.#sending.has(sheetId)) return;
    this.#sending.add(sheetId);
    try {
      for (let next = this.#next(sheetId); next && this.#ports.ready(); next = this.#next(sheetId)) if (!(await this.#deliver(next))) return;
    } finally {
      this.#sending.delete(sheetId);
    }
  }

  #next(sheetId: string): Entry | undefined {
    const next = this.#entries.find((entry) => sheetOf(entry) === sheetId && entry.state !== 'conflict');
    const early = next?.name === 'sheet:submit' && next.state === 'unsent' && this.#ports.awaits(sheetId);
    return early ? undefined : next;
  }

  /** Sends one entry; false when the rest has to wait. */
  async #deliver(entry: Entry): Promise<boolean> {
    if (entry.state !== 'sent') await this.#replace(entry, { ...entry, state: 'sent' });
    const outcome = await this.#ports.send(entry);
    switch (outcome.type) {
      case 'later':
        return false;
      case 'stored':
        await this.#ports.stored(outcome.done);
        await this.#settle(entry);
        if (outcome.done.name === 'mark:put' || outcome.done.name === 'note:put' || outcome.done.name === 'visit:put') await this.#rebase(placeOf(outcome.done), outcome.done.receipt.version);
        return true;
      case 'refused':
        await this.#settle(entry);
        this.#ports.refused(entry, outcome.error);
        await this.holdBack(sheetOf(entry), outcome.error);
        return true;
      case 'conflict':
        await this.#park(entry as PutEntry);
        await this.holdBack(sheetOf(entry), outcome.error);
        return true;
    }
  }

  /** Later taps on the same mark were made in sight of the own value just stored. */
  async #rebase(at: Place, version: number): Promise<void> {
    for (const entry of this.#entries)
      if (isAt(entry, at)) await this.#replace(entry, { ...entry, command: { ...entry.command, expectedVersion: version } } as PutEntry);
  }

  /** Of all own values for this mark the latest stands against the server's. */
  async #park(work: PutEntry): Promise<void> {
    const own = this.#entries.filter((entry) => isAt(entry, placeOf(work)));
    const latest = own.at(-1);
    for (const entry of own) if (entry !== latest) await this.#settle(entry);
    if (latest) await this.#replace(latest, { ...latest, state: 'conflict' });
    this.#ports.conflicted(work);
  }

  async #settle({ command: { commandId } }: Work): Promise<void> {
    const entry = this.#entries.find((other) => other.command.commandId === commandId);
    this.#set(this.#entries.filter((other) => other !== entry));
    if (entry) await this.#forget(entry);
  }

  async #replace(entry: Entry, by: Entry): Promise<void> {
    this.#set(this.#entries.map((other) => (other.command.commandId === entry.command.commandId ? by : other)));
    await this.#save(by);
  }

  #set(entries: readonly Entry[]): void {
    this.#entries = entries;
    this.#ports.changed(entries);
  }

  /** With whatever the device's storage did not take before: it may have room again. */
  async #keep(entry: Entry): Promise<void> {
    for (const other of this.#entries.filter((one) => one !== entry && this.#unkept.has(one.command.commandId))) await this.#save(other);
    await this.#save(entry);
  }

  async #save(entry: Entry): Promise<void> {
    const { commandId } = entry.command;
    try {
      await this.#ports.store.save(entry);
      this.#unkept.delete(commandId);
    } catch {
      this.#unkept.add(commandId);
    }
    this.#ports.kept(this.#unkept.size === 0);
  }

  /** A row that cannot be removed is sent again after a reload, and answered as before. */
  async #forget({ command: { commandId } }: Work): Promise<void> {
    this.#unkept.delete(commandId);
    await this.#ports.store.remove(commandId).catch(() => undefined);
  }
}
