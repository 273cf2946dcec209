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
  /** The suspension the row shows. */
  lift(one: PostQualification, reason: string): Promise<boolean> {
    const requestId = one.suspension?.id ?? '';
    return this.act(() => api('POST /api/events/:eventId/qualifications/:certificateId/suspension/lift', { ...at(one), body: { requestId, reason } }));
  }
  /** Withdrawing a qualification is revoking its certificate. */
  withdraw(one: PostQualification, reason: string): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/certificates/:certificateId/revocation', { ...at(one), body: { reason } }));
  }
  /** On the request the row shows. */
  decide(one: PostQualification, { id: requestId, what }: NonNullable<PostQualification['waiting']>, approve: boolean): Promise<boolean> {
    const seen = { ...at(one), body: { requestId } };
    return this.act(() => {
      if (what === 'withdrawal') return approve ? api('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', seen) : api('POST /api/events/:eventId/certificates/:certificateId/revocation/reject', seen);
      return approve ? api('POST /api/events/:eventId/qualifications/:certificateId/suspension/approve', seen) : api('POST /api/events/:eventId/qualifications/:certificateId/suspension/reject', seen);
    });
  }
}

/** It belongs to the event it was issued in, whichever event's console is open. */
const at = ({ eventId, certificateId }: PostQualification) => ({ params: { eventId, certificateId } });
