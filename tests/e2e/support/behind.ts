// How long what is done behind everybody else may take: whole events are read and written by a process of their own, which on a machine that is wholly taken up comes late.

export const BEHIND = { timeout: 60_000 };
