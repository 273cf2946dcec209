/** Who is written down as having done it. */
import type { Actor } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';

export const actorOf = (identity: PanelIdentity | AccountIdentity): Actor => ({
  id: 'accountId' in identity ? identity.accountId : identity.judgeId,
  role: identity.role,
  device: identity.sessionId,
});
