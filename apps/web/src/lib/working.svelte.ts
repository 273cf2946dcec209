/** What asks the server for one thing at a time: whether it is under way, and why the last one failed. */
export class Working {
  busy = $state(false);
  failure: unknown = $state.raw(null);

  /** @returns whether it was done; `failure` says why not. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    try {
      await work();
      this.failure = null;
      return true;
    } catch (error) {
      this.failure = error;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
