/** Who is written down as having done it. */
import type { Actor } from '@leitai/database';
import { tokenOf, type AccountIdentity, type PanelIdentity } from '../access/identity.ts';

export function actorOf(identity: PanelIdentity | AccountIdentity): Actor {
  const token = tokenOf(identity);
  return {
    id: 'accountId' in identity ? identity.accountId : identity.judgeId,
    role: identity.role,
    device: identity.sessionId,
    ...(token && { token: token.name }),
  };
}
