/** The chief's words that the judge has not seen yet. */
import type { JudgeDesk, Sheet } from '@leitai/contract';
import { withWord, wordOf, type ChiefWord } from './chief-words.ts';

export class UnseenWords {
  #all: readonly ChiefWord[] = $state.raw([]);

  get latest(): ChiefWord | undefined {
    return this.#all.at(-1);
  }

  add(word: ChiefWord): void {
    this.#all = withWord(this.#all, word);
  }

  /** What sheets as the server has them now say beside the desk known here. */
  compare(known: JudgeDesk, fresh: readonly Sheet[]): void {
    for (const sheet of fresh) {
      const word = wordOf(known, sheet);
      if (word) this.add(word);
    }
  }

  seen(word: ChiefWord): void {
    this.#all = this.#all.filter((one) => one !== word);
  }
}
