/** Names of the rooms a frame is sent to. Joining is decided per message, on the server. */

export const rooms = {
  /** Public: one contest's board. */
  board: (contestId: string): string => `board:${contestId}`,
  /** Public: the event at a glance. */
  overview: (eventId: string): string => `overview:${eventId}`,
  /** The chief of a contest and organisers: every sheet. */
  contest: (contestId: string): string => `contest:${contestId}`,
  /** Of these, who is not the chief: they leave when a draw seals the contest. */
  contestStaff: (contestId: string): string => `contest-staff:${contestId}`,
  /** All judges of a contest: codes and states, no marks. */
  panel: (contestId: string): string => `panel:${contestId}`,
  /** One judge's own sheets. */
  judge: (judgeId: string): string => `judge:${judgeId}`,
  /** Public: stages, order of appearance, medals. */
  hall: (eventId: string): string => `hall:${eventId}`,
  /** Public: the ceremony as far as it is revealed. */
  ceremony: (eventId: string): string => `ceremony:${eventId}`,
  /** Who presents the ceremony, with all its steps. */
  presenter: (eventId: string): string => `presenter:${eventId}`,
  /** One screen of the hall. */
  display: (displayId: string): string => `display:${displayId}`,
  /** Organisers who look after an event's screens. */
  displays: (eventId: string): string => `displays:${eventId}`,
  /** Every inspector: that visits changed, and nothing of them. */
  inspectors: 'inspectors',
  /** Every screen: which are online. */
  screens: 'screens',
  /** Stewards and organisers: who has come to a contest's call room. */
  call: (contestId: string): string => `call:${contestId}`,
  /** Who follows what happens beside an event's contests. */
  programme: (eventId: string): string => `programme:${eventId}`,
  control: (eventId: string): string => `control:${eventId}`,
  /** Every judge and chief of an event: who is online. */
  present: (eventId: string): string => `present:${eventId}`,
  /** One signed-in device: to cut it off. */
  session: (sessionId: string): string => `session:${sessionId}`,
};

/** Whose room it is: of which event, contest, judge, screen or device. */
export const idOf = (room: string): string => room.slice(room.indexOf(':') + 1);

/** Whose device's room it is; null for another room. */
export const sessionOf = (room: string): string | null => (room.startsWith(rooms.session('')) ? idOf(room) : null);
