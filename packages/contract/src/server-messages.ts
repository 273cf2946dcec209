/** What the server tells without being asked. */
import type { BoardState, OverviewState } from './board.ts';
import type { CeremonyState, PresenterState } from './ceremony.ts';
import type { Broadcast } from './broadcast.ts';
import type { CallRoom } from './call-room.ts';
import type { ControlState } from './console.ts';
import type { DeskContest, DeskEntrant, Mark, PanelJudge, Sheet, SubstituteState } from './desk.ts';
import type { DisplaysState, DisplayState } from './displays.ts';
import type { HallState } from './hall.ts';
import type { Recusal } from './recusal.ts';

/** Each is a complete small state or one changed row, with a revision. Public pages cross the wire as changes: CHANGING. */
export type ServerMessages = {
  'board:changed': BoardState;
  'overview:changed': OverviewState;
  'control:changed': ControlState;
  'hall:changed': HallState;
  'call:changed': CallRoom;
  /** To the panels it went to; null text: it was taken back. */
  'broadcast:changed': { id: string; word: Broadcast | null };
  /** Something happened beside the contests, to this subject: whoever shows it reads it again. */
  'programme:changed': { eventId: string; subject: string; revision: number };
  /** Only what is revealed so far. */
  'ceremony:changed': CeremonyState;
  'presenter:changed': PresenterState;
  /** To the screen itself: all of it. */
  'display:changed': DisplayState;
  /** To a screen that is no longer what it was: it asks anew who it is. */
  'display:gone': { id: string };
  'displays:changed': DisplaysState;
  /** To the chief's room: one mark of one judge, live. */
  'mark:changed': { contestId: string; sheetId: string; judgeId: string; mark: Mark; sheetVersion: number; revision: number };
  /** To the judge whose sheet it is, and to the chief's room. */
  'sheet:changed': { contestId: string; sheet: Sheet; revision: number };
  /** To judges and chief: state of the contest and its entrants. `total`, `outReason`, `substitute`, `arrived` and `arrivals` only in the chief's room. */
  'contest:changed': { contest: DeskContest; entrants: (DeskEntrant & { total?: string | null; outReason?: string | null; substitute?: SubstituteState | null; arrived?: boolean | null })[]; arrivals?: number };
  /** To the judge's tablets, which answer that it is shown: the chief asks for this entrant's sheet. */
  'judge:nudged': { entrantId: string; at: string };
  /** To the judge it keeps from marking, and to the chief's room. */
  'recusal:made': { contestId: string; recusal: Recusal; revision: number };
  /** To every inspector: visits of this event were opened, done, given back or dropped. */
  'visits:changed': { eventId: string };
  'judges:changed': { contestId: string; judges: PanelJudge[] };
  /** Another device of this judge has taken over: this one is read-only until it takes over again. */
  'device:inactive': { at: string };
  /** The device was revoked: forget everything and go to pairing. */
  'device:revoked': { at: string };
};
