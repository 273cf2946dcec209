/** Who is written down as having done it. */
import type { Actor } from '@leitai/database';
import type { OrganiserIdentity, PanelIdentity } from '../access/identity.ts';

export const actorOf = (identity: PanelIdentity | OrganiserIdentity): Actor => ({
  id: identity.role === 'organiser' ? identity.accountId : identity.judgeId,
  role: identity.role,
  device: identity.sessionId,
});
