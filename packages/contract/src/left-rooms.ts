/** Rooms that a page says it leaves, kept apart from the schemas as pages say it; the others end with the connection. Each is joined by `<room>:join`. */

export const LEFT_ROOMS = ['board', 'overview', 'hall', 'contest', 'control', 'displays', 'ceremony', 'presenter', 'call', 'programme'] as const;
