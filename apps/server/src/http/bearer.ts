/** The secret of a programme's token, as the Authorization header carries it. */
import type { Request } from 'express';

/** @returns null without one; what a proxy's own sign-in puts there (Basic) is none of ours. */
export const bearerOf = ({ headers: { authorization } }: Request): string | null => /^Bearer +(.*)$/i.exec(authorization ?? '')?.[1] ?? null;
