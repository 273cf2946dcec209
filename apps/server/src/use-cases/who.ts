/** What a session is told about itself. */
import type { Who } from '@leitai/contract';
import type { Identity } from '../access/identity.ts';

export function whoIs(identity: Identity): Who {
  switch (identity.role) {
    case 'leader': {
      const { role, name, eventId, organisationId } = identity;
      return { role, name, eventId, organisationId };
    }
    case 'public': return { role: 'public' };
    case 'contestant': return { role: 'contestant', entrantId: identity.entrantId, eventId: identity.eventId };
    case 'judge':
    case 'chief': {
      const { role, name, judgeId, contestId, eventId, seat } = identity;
      return { role, name, judgeId, contestId, eventId, seat };
    }
    default: return { role: identity.role, name: identity.name };
  }
}
