/** How many there are of each key now; keys of which there are none are not kept. */

export class Tally {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  up(key: string): void {
    this.#counts.set(key, this.of(key) + 1);
  }

  down(key: string): void {
    const left = this.of(key) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }
}
