/** What a screen follows: the newest state of one page the server told. */
export abstract class Feed<State> {
  /** Kept through every loss of the connection. Null until the first snapshot. */
  shown: State | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** Joins the page and listens. @returns what ends both. */
  protected abstract hear(id: string, take: (state: State) => void, fail: (error: unknown) => void): readonly (() => void)[];

  /** A state that came, older ones and the same again among them. */
  protected abstract take(state: State): void;

  protected stop(): void {}

  /** Follows the page of this id until the returned function is called. */
  follow(id: string): () => void {
    const took = (state: State): void => {
      this.failure = null;
      this.take(state);
    };
    const ends = this.hear(id, took, (error) => (this.failure = error));
    return () => {
      for (const end of ends) end();
      this.stop();
    };
  }
}
