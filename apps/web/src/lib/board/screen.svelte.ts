/** What a screen on a wall needs and a page does not: no cursor, no sleep, and the newest build. */
import { createContext } from 'svelte';
import { prefersReducedMotion } from 'svelte/motion';
import { MediaQuery } from 'svelte/reactivity';
import { updated } from '$app/state';
import { screenPace } from './pace.ts';

/** A viewer's phone rather than a wall; the components' own styles use the same width. */
export const phone = new MediaQuery('max-width: 899px');

/** How a page is shown where it is shown: on a wall, or small in the console. */
export class View {
  /** Since when the connection is lost, by the server's clock in milliseconds; null while there is nothing to say. */
  staleSince: number | null = $state(null);
  readonly #plain: () => boolean;
  readonly #width: () => number;

  /** @param width of the picture, where 1080 is its height. */
  constructor(plain: () => boolean, width: () => number = () => 1920) {
    this.#plain = plain;
    this.#width = width;
  }

  /** How many tables of ten rows stand side by side: two where the wall is twice as wide as a picture. */
  get tables(): number {
    return this.#width() >= 3200 ? 2 : 1;
  }

  /** Whether nothing may move: end states at once, and the ticker stands. */
  get still(): boolean {
    return this.#plain() || prefersReducedMotion.current;
  }
}

export const [useView, provideView] = createContext<View>();

const IDLE_AFTER_MS = 3000;

/** Whether nobody has touched the screen for some seconds; the cursor and the tools hide then. */
export class Idle {
  now = $state(true);
  #timer: ReturnType<typeof setTimeout> | undefined;

  touch = (): void => {
    this.now = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.now = true), IDLE_AFTER_MS);
  };
}

/** Keeps the display on while the page is seen. Browsers grant it on https and localhost only; elsewhere the machine's own setting has to. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let over = false;
  const hold = async () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    lock = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (over) void lock?.release();
  };
  void hold();
  document.addEventListener('visibilitychange', hold);
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', hold);
    void lock?.release();
  };
}

/** Loads the new page when the server has one, after whatever moves has come to rest. Nobody stands at a wall to press reload. */
export async function followBuild(): Promise<void> {
  if (!(await updated.check().catch(() => false))) return;
  setTimeout(() => location.reload(), screenPace.dueIn(performance.now()));
}
