/** The log of marks on their way: stored before they are sent, sent in order per sheet, forgotten only when acknowledged. */
import type { MessageInput, MessageOutput } from '@leitai/contract';

export type MarkCommand = MessageInput<'mark:put'>;
export type MarkReceipt = MessageOutput<'mark:put'>;

/**
 * `unsent`: no server has seen it, so it may still be replaced by a later tap.
 * `sent`: it may have arrived; only the very same command may be sent again.
 * `conflict`: the server holds another value; the judge has to choose.
 */
export type Entry = { readonly judgeId: string; readonly seq: number; readonly command: MarkCommand; readonly state: 'unsent' | 'sent' | 'conflict' };

/** Where the log outlives the page. */
export type OutboxStore = {
  load(judgeId: string): Promise<Entry[]>;
  save(entry: Entry): Promise<void>;
  remove(commandId: string): Promise<void>;
};

/** What became of a command that was sent. `later`: no answer, or the server asked to wait. */
export type Outcome = { type: 'stored'; receipt: MarkReceipt } | { type: 'conflict' } | { type: 'refused'; error: unknown } | { type: 'later' };

export type OutboxPorts = {
  store: OutboxStore;
  send(command: MarkCommand): Promise<Outcome>;
  /** The log changed. */
  changed(entries: readonly Entry[]): void;
  stored(command: MarkCommand, receipt: MarkReceipt): void;
  refused(command: MarkCommand, error: unknown): void;
  conflicted(command: MarkCommand): void;
  /** The device's storage failed: marks still go out, but would not survive a reload. */
  undurable(): void;
};

const sameMark = (a: MarkCommand, b: Pick<MarkCommand, 'sheetId' | 'criterionId'>): boolean => a.sheetId === b.sheetId && a.criterionId === b.criterionId;

export class Outbox {
  readonly #judgeId: string;
  readonly #ports: OutboxPorts;
  readonly #sending = new Set<string>();
  #entries: readonly Entry[] = [];
  #seq = 0;

  constructor(judgeId: string, ports: OutboxPorts) {
    this.#judgeId = judgeId;
    this.#ports = ports;
  }

  /** Takes up what an earlier page left behind, and sends it. */
  async open(): Promise<void> {
    const kept = await this.#try(() => this.#ports.store.load(this.#judgeId), []);
    this.#seq = kept.reduce((most, { seq }) => Math.max(most, seq), this.#seq);
    this.#set([...kept.toSorted((a, b) => a.seq - b.seq), ...this.#entries]);
    this.flush();
  }

  /** Records a mark. An unsent change of the same mark is replaced; one that may have arrived is followed. */
  async put(command: MarkCommand): Promise<void> {
    const earlier = this.#entries.filter((entry) => sameMark(entry.command, command));
    const waiting = earlier.at(-1);
    const replaced = waiting?.state === 'unsent' ? waiting : undefined;
    const expectedVersion = replaced?.command.expectedVersion ?? (waiting ? waiting.command.expectedVersion + 1 : command.expectedVersion);
    this.#seq = Math.max(this.#seq + 1, Date.parse(command.at));
    const entry: Entry = { judgeId: this.#judgeId, seq: this.#seq, command: { ...command, expectedVersion }, state: 'unsent' };
    this.#set([...this.#entries.filter((other) => other !== replaced), entry]);
    await this.#save(entry);
    if (replaced) await this.#forget(replaced);
    await this.#pump(command.sheetId);
  }

  /** The judge chose between two values: `command` is the own value anew, or null to keep the server's. */
  async resolve(sheetId: string, criterionId: string, command: MarkCommand | null): Promise<void> {
    const parked = this.#entries.filter((entry) => sameMark(entry.command, { sheetId, criterionId }));
    this.#set(this.#entries.filter((entry) => !parked.includes(entry)));
    if (command) await this.put(command);
    for (const entry of parked) await this.#forget(entry);
  }

  /** Sends whatever waits: after a reconnect, or when it is time to try again. */
  flush(): void {
    for (const sheetId of new Set(this.#entries.map(({ command }) => command.sheetId))) void this.#pump(sheetId);
  }

  async #pump(sheetId: string): Promise<void> {
    if (this.#sending.has(sheetId)) return;
    this.#sending.add(sheetId);
    try {
      for (let next = this.#next(sheetId); next; next = this.#next(sheetId)) if (!(await this.#deliver(next))) return;
    } finally {
      this.#sending.delete(sheetId);
    }
  }

  #next(sheetId: string): Entry | undefined {
    return this.#entries.find(({ command, state }) => command.sheetId === sheetId && state !== 'conflict');
  }

  /** Sends one entry; false when the rest has to wait. */
  async #deliver(entry: Entry): Promise<boolean> {
    await this.#become(entry, 'sent');
    const { command } = entry;
    const outcome = await this.#ports.send(command);
    switch (outcome.type) {
      case 'later':
        return false;
      case 'stored':
        await this.#settle(command);
        await this.#rebase(command, outcome.receipt.version);
        this.#ports.stored(command, outcome.receipt);
        return true;
      case 'refused':
        await this.#settle(command);
        this.#ports.refused(command, outcome.error);
        return true;
      case 'conflict':
        await this.#park(command);
        this.#ports.conflicted(command);
        return true;
    }
  }

  /** Later taps on the same mark were made in sight of the own value just stored. */
  async #rebase(done: MarkCommand, version: number): Promise<void> {
    for (const entry of this.#entries.filter(({ command }) => sameMark(command, done)))
      await this.#replace(entry, { ...entry, command: { ...entry.command, expectedVersion: version } });
  }

  /** Of all own values for this mark the latest stands against the server's. */
  async #park(refused: MarkCommand): Promise<void> {
    const own = this.#entries.filter(({ command }) => sameMark(command, refused));
    const latest = own.at(-1);
    for (const entry of own) if (entry !== latest) await this.#settle(entry.command);
    if (latest) await this.#become(latest, 'conflict');
  }

  async #settle(command: MarkCommand): Promise<void> {
    const entry = this.#entries.find((other) => other.command.commandId === command.commandId);
    this.#set(this.#entries.filter((other) => other !== entry));
    if (entry) await this.#forget(entry);
  }

  async #become(entry: Entry, state: Entry['state']): Promise<void> {
    if (entry.state !== state) await this.#replace(entry, { ...entry, state });
  }

  async #replace(entry: Entry, by: Entry): Promise<void> {
    this.#set(this.#entries.map((other) => (other.command.commandId === entry.command.commandId ? by : other)));
    await this.#save(by);
  }

  #set(entries: readonly Entry[]): void {
    this.#entries = entries;
    this.#ports.changed(entries);
  }

  #save(entry: Entry): Promise<void> {
    return this.#try(() => this.#ports.store.save(entry), undefined);
  }

  #forget(entry: Entry): Promise<void> {
    return this.#try(() => this.#ports.store.remove(entry.command.commandId), undefined);
  }

  async #try<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch {
      this.#ports.undurable();
      return otherwise;
    }
  }
}
