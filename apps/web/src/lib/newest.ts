/** Of answers to the same question that come in any order: one that was asked for before what is shown would bring back what was. */
export class Newest {
  #asked = 0;
  #shown = 0;

  /** Call when asking. @returns what says, once the answer is there, whether to show it; who waits for an answer then sees it, or a newer one. */
  ask(): () => boolean {
    const turn = (this.#asked += 1);
    return () => {
      if (turn < this.#shown) return false;
      this.#shown = turn;
      return true;
    };
  }
}
