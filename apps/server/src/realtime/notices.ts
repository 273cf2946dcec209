/** What use cases say after a commit; the realtime side turns it into frames. */
import type { Broadcast, DisplayState, Recusal, ServerMessages, Sheet } from '@leitai/contract';
import type { WrittenResult } from '@leitai/database';

export type Notices = {
  /** One mark of one sheet, to the chief's room. */
  markPut(put: ServerMessages['mark:changed']): void;
  /** A sheet's state changed, to its judge and the chief's room. */
  sheetChanged(eventId: string, contestId: string, sheet: Sheet, revision: number): void;
  /** To a judge's tablets: the chief asks for a sheet. Resolves to whether one of them shows it. */
  nudge(judgeId: string, entrantId: string): Promise<boolean>;
  /** A judge stepped back from an entrant: to the judge and the chief's room. */
  recused(eventId: string, contestId: string, recusal: Recusal, revision: number): void;
  /** A draw keeps names and codes apart from here on: whoever knows the people leaves the chief's room, on every node. */
  sealed(contestId: string): void;
  /** The contest or its entrants changed: judges, chief, control room. */
  contestChanged(eventId: string, contestId: string): void;
  /** Something the public sees changed: the board is projected and published. `written` saves reading what this node just wrote. */
  boardDue(eventId: string, contestId: string, written?: WrittenResult): void;
  /** Something happened beside the contests, to this subject: whoever follows the event's programme. */
  programmeChanged(eventId: string, revision: number, subject: string): void;
  /** The plan changed: hall and control room. */
  scheduleChanged(eventId: string): void;
  /** Somebody came to the call room, or was called out: there, at the chief's desk, and in the control room. */
  callRoomChanged(eventId: string, contestId: string): void;
  /** A word to these panels and the hall; null: it was taken back. */
  broadcastChanged(eventId: string, contestIds: readonly string[], id: string, word: Broadcast | null): void;
  /** The ceremony went on: walls, and those who present it. */
  ceremonyChanged(eventId: string): void;
  /** A screen was told something: to the screen itself. */
  displayChanged(state: DisplayState): void;
  /** A screen is no longer what it was: it asks anew, on whatever node it is. */
  displayGone(displayId: string): void;
  /** The list of an event's screens changed: its consoles. */
  displaysChanged(eventId: string): void;
  /** Visits of an event's inspections were opened, done, given back or dropped: every inspector. */
  visitsChanged(eventId: string): void;
  /** Seats, devices, codes or rosters changed: the control room, and the panel's list at the chief's. */
  seatsChanged(eventId: string, contestId: string | null): void;
  /** Another device of the judge took over: this one turns read-only at once, on every node. */
  deviceInactive(sessionId: string): void;
  /** The event has other posts: the overview and the hall are made anew, though no board's revision has grown. */
  postsChanged(eventId: string): Promise<void>;
  /** An event was taken away, emptied or put back to an earlier state, with these contests: boards and connections begin anew, on every node. */
  eventReplaced(eventId: string, contestIds: readonly string[]): Promise<void>;
  /** A device lost its right: it is told and cut off at once, on every node. */
  deviceRevoked(sessionId: string): void;
};
