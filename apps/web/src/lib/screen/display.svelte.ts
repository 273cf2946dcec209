/** This machine as a screen of the hall: it makes itself known once, keeps its token, and follows what the console tells it. */
import type { DisplayState } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { RefusalError } from '#lib/errors.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

const KEY = 'leitai.screen';
const AGAIN_MS = 3_000;
const SETTLED_MS = 500;

export class Display {
  /** Kept through every loss of the connection. Null until the server knows this screen. */
  state: DisplayState | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** The order to reload under which this page was loaded, and whose it was. */
  #loaded: Pick<DisplayState, 'id' | 'reloadId'> | null = null;
  #leave = () => {};
  /** This machine's token, or the request for one: there is never a second, which would make it two screens. */
  #token: Promise<string> | null = null;
  #over = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Until the returned function is called. */
  follow(): () => void {
    this.#over = false;
    const connection = getConnection();
    const offs = [
      connection.on('display:changed', (state) => state.id === this.state?.id && this.#take(state)),
      // Removed, or given to another machine: the same token is asked about again.
      connection.on('display:gone', () => connection.refresh()),
    ];
    const resized = () => this.#later(SETTLED_MS);
    window.addEventListener('resize', resized);
    void this.#start();
    return () => {
      this.#over = true;
      window.removeEventListener('resize', resized);
      clearTimeout(this.#timer);
      for (const off of offs) off();
      this.#leave();
    };
  }

  /** Where the browser's storage was cleared, the server still knows it by its cookie. */
  async #start(): Promise<void> {
    try {
      const token = await (this.#token ??= known());
      if (!this.#over) this.#join(token);
    } catch (error) {
      this.#token = null;
      this.failure = error;
      this.#later(AGAIN_MS);
    }
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    if (this.#over) return;
    this.#timer = setTimeout(() => void this.#start(), wait);
  }

  #join(token: string): void {
    this.#leave();
    const [width, height] = [innerWidth, innerHeight].map((pixels) => Math.round(pixels * devicePixelRatio)) as [number, number];
    this.#leave = getConnection().join('display:join', { token, width, height }, (state) => this.#take(state), (error) => {
      this.failure = error;
      if (!(error instanceof RefusalError) || error.code !== 'display.unknown') return;
      forget();
      this.#token = null;
      void this.#start();
    });
  }

  #take(state: DisplayState): void {
    this.failure = null;
    if (this.state?.id === state.id && state.revision < this.state.revision) return;
    this.state = state;
    if (this.#loaded?.id !== state.id) this.#loaded = state;
    else if (this.#loaded.reloadId !== state.reloadId) location.reload();
  }
}

async function known(): Promise<string> {
  const token = kept() ?? (await api('POST /api/displays')).token;
  keep(token);
  return token;
}

/** A browser without storage has the cookie alone. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(token: string): void {
  try {
    localStorage.setItem(KEY, token);
  } catch {
    // The cookie has it.
  }
}

function forget(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There was none.
  }
}
