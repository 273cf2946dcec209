/** Somebody answers on an own phone: one question after the other, then a comment, then it is sent. Whether this device has answered is kept by the page and by the server's cookie. */
import type { PublicSurvey } from '@leitai/contract';
import { LONGEST_COMMENT, type SurveyLevel } from '@leitai/contract/survey-limits';
import { api } from '#lib/api.ts';
import { RefusalError } from '#lib/errors.ts';

const DEVICE = 'leitai-survey-device';
const BYTES = 24;

/** Made by chance once, and kept; of it the server keeps no more than a hash salted for the round. A browser that keeps nothing has a new one each time. */
function deviceToken(): string {
  try {
    const kept = localStorage.getItem(DEVICE);
    if (kept) return kept;
    const made = newToken();
    localStorage.setItem(DEVICE, made);
    return made;
  } catch {
    return newToken();
  }
}
const newToken = (): string => Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export class Answering {
  survey: PublicSurvey | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  levels: SurveyLevel[] = $state([]);
  step = $state(0);
  comment = $state('');
  sending = $state(false);
  done = $state(false);
  readonly #code: string;
  constructor(code: string) {
    this.#code = code;
  }

  readonly last = $derived(this.survey !== null && this.step >= this.survey.questions.length);
  readonly left = $derived(LONGEST_COMMENT - this.comment.length);

  async load(): Promise<void> {
    try {
      this.survey = await api('GET /api/survey/:code', { params: { code: this.#code } });
    } catch (error) {
      this.failure = error;
    }
  }

  choose(level: SurveyLevel): void {
    this.levels[this.step] = level;
    this.step += 1;
  }

  async send(): Promise<void> {
    this.sending = true;
    this.failure = null;
    try {
      await api('POST /api/survey/:code', { params: { code: this.#code }, body: { device: deviceToken(), levels: this.levels, comment: this.comment.trim() } });
      this.done = true;
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'survey.answered' && this.survey) this.survey = { ...this.survey, answered: true };
      else this.failure = error;
    }
    this.sending = false;
  }
}
