/** The rooms this page is in. Several parts of a page may hold one room: it is left with the last of them. */
import type { MessageInput, MessageName } from '@leitai/contract';
import { LEFT_ROOMS } from '@leitai/contract/left-rooms';

type Leave = MessageInput<'room:leave'>;
type Held = { readonly key: string; readonly ask: () => void };

export class HeldRooms {
  readonly #held = new Set<Held>();

  /**
   * @param ask asks for the room's snapshot, and so joins it.
   * @returns `holds`: whether it is held still; `release`: what to tell the server now, null where somebody holds it still or nothing is said.
   */
  hold<N extends MessageName>(name: N, input: MessageInput<N>, ask: () => void): { holds: () => boolean; release: () => Leave | null } {
    const held = { key: `${name} ${JSON.stringify(input)}`, ask };
    this.#held.add(held);
    return {
      holds: () => this.#held.has(held),
      release: () => {
        const last = this.#held.delete(held) && ![...this.#held].some(({ key }) => key === held.key);
        return last ? leaveOf(name, input) : null;
      },
    };
  }

  /** Asks for every room's snapshot again. */
  askAll(): void {
    for (const { ask } of this.#held) ask();
  }
}

function leaveOf(join: string, input: object): Leave | null {
  const room = LEFT_ROOMS.find((one) => join === `${one}:join`);
  const [id] = Object.values(input) as string[];
  return room && id !== undefined ? { room, id } : null;
}
