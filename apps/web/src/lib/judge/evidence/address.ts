/** Where a photograph is read from. */
type Place = { readonly eventId: string; readonly contestId: string };

export const photoAddress = ({ eventId, contestId }: Place, evidenceId: string): string => `/api/events/${eventId}/contests/${contestId}/evidence/${evidenceId}`;
