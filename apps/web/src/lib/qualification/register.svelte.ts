/** The register of post qualifications as the house works on it. */
import type { PostQualification, QualificationRegister } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { WorkedOn } from '#lib/console/worked-on.svelte.ts';

export class Register extends WorkedOn {
  list: QualificationRegister | null = $state.raw(null);

  protected override async read(): Promise<void> {
    this.list = await api('GET /api/events/:eventId/qualifications', { params: { eventId: this.eventId } });
  }

  suspend(one: PostQualification, reason: string): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/qualifications/:certificateId/suspension', { ...at(one), body: { reason } }));
  }
  lift(one: PostQualification, reason: string): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/qualifications/:certificateId/suspension/lift', { ...at(one), body: { reason } }));
  }
  /** Withdrawing a qualification is revoking its certificate. */
  withdraw(one: PostQualification, reason: string): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/certificates/:certificateId/revocation', { ...at(one), body: { reason } }));
  }
  decide(one: PostQualification, approve: boolean): Promise<boolean> {
    const withdrawal = one.waiting?.what === 'withdrawal';
    return this.act(() => {
      if (withdrawal) return approve ? api('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', at(one)) : api('POST /api/events/:eventId/certificates/:certificateId/revocation/reject', at(one));
      return approve ? api('POST /api/events/:eventId/qualifications/:certificateId/suspension/approve', at(one)) : api('POST /api/events/:eventId/qualifications/:certificateId/suspension/reject', at(one));
    });
  }
}

/** It belongs to the event it was issued in, whichever event's console is open. */
const at = ({ eventId, certificateId }: PostQualification) => ({ params: { eventId, certificateId } });
