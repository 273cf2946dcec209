/** Whether what this page shows is practice. Each surface says it of what it shows; the band over every page says it to whoever looks. */
import { api } from '#lib/api.ts';
import { OfflineError } from '#lib/errors.ts';

/** How often a server that does not answer is asked again, in milliseconds. */
const AGAIN = 3_000;

class Practice {
  #claims = $state(0);

  get shown(): boolean {
    return this.#claims > 0;
  }

  /** @returns takes it back. */
  claim(): () => void {
    this.#claims += 1;
    return () => {
      this.#claims -= 1;
    };
  }
}
export const practice = new Practice();

/** An event stays practice, or real, for good: it is asked once. */
const known = new Map<string, Promise<boolean>>();

async function ask(eventId: string): Promise<boolean> {
  for (;;) {
    try {
      return (await api('GET /api/events/:eventId/practice', { params: { eventId } })).practice;
    } catch (error) {
      // An event that is not here any more is nothing to practise with.
      if (!(error instanceof OfflineError)) return false;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}

export function isPractice(eventId: string): Promise<boolean> {
  const asked = known.get(eventId) ?? ask(eventId);
  known.set(eventId, asked);
  return asked;
}
