/** What the house reads from the server and works on: one thing at a time, read again after each. */

export abstract class WorkedOn {
  failure: unknown = $state.raw(null);
  busy = $state(false);

  readonly eventId: string;
  constructor(eventId: string) {
    this.eventId = eventId;
  }

  protected abstract read(): Promise<void>;

  async load(): Promise<void> {
    try {
      await this.read();
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  /** Does one thing and reads again, also when it was refused half-way. @returns whether it was done. */
  protected async act(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    let refused: unknown = null;
    try {
      await work();
    } catch (error) {
      refused = error;
    }
    await this.load();
    if (refused !== null) this.failure = refused;
    this.busy = false;
    return refused === null;
  }
}
