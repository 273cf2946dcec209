/** The judge's desk on the device: what is shown when there is no network. Losing it loses nothing; the server has it. */
import type { JudgeDesk } from '@leitai/contract';
import { PROTOCOL } from '@leitai/contract/protocol';
import { OWN_KEY } from './desk-line.ts';
import { deviceDatabase } from './device-database.ts';

/** The desk as it was last joined; null when there is none, or one of another protocol. */
export async function loadDesk(key: string): Promise<JudgeDesk | null> {
  try {
    const kept = await (await deviceDatabase()).get('desk', key);
    return kept?.protocol === PROTOCOL ? kept.desk : null;
  } catch {
    return null;
  }
}

/** Forgets a desk; without a name, whose this device is: it is paired anew, or has lost its right. */
export async function forgetDesk(key = OWN_KEY): Promise<void> {
  await (await deviceDatabase()).delete('desk', key).catch(() => undefined);
}

/** The names under which desks are kept, of those that begin so. */
export async function keptDesks(prefix: string): Promise<string[]> {
  return (await (await deviceDatabase()).getAllKeys('desk').catch(() => [])).filter((key) => key.startsWith(prefix));
}

/** Saves the latest desk; while one save is on its way, those in between are skipped. */
export class DeskSaver {
  readonly #key: string;
  #latest: JudgeDesk | null = null;
  #saving: Promise<void> | null = null;

  constructor(key: string) {
    this.#key = key;
  }

  /** Resolves once this desk, or a later one, is kept, or the device has refused it. */
  save(desk: JudgeDesk): Promise<void> {
    this.#latest = desk;
    this.#saving ??= this.#run();
    return this.#saving;
  }

  async #run(): Promise<void> {
    while (this.#latest) {
      const desk = this.#latest;
      this.#latest = null;
      await deviceDatabase().then((db) => db.put('desk', { protocol: PROTOCOL, desk }, this.#key)).catch(() => undefined);
    }
    this.#saving = null;
  }
}
