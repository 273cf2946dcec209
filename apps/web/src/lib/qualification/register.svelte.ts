/** The register of post qualifications as the house works on it. */
import type { PostQualification, QualificationRegister } from '@leitai/contract';
import { api } from '#lib/api.ts';

export class Register {
  list: QualificationRegister | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  busy = $state(false);

  readonly eventId: string;
  constructor(eventId: string) {
    this.eventId = eventId;
  }

  async load(): Promise<void> {
    try {
      this.list = await api('GET /api/events/:eventId/qualifications', { params: { eventId: this.eventId } });
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  suspend(one: PostQualification, reason: string): Promise<boolean> {
    return this.#act(() => api('POST /api/events/:eventId/qualifications/:certificateId/suspension', { ...at(one), body: { reason } }));
  }
  lift(one: PostQualification, reason: string): Promise<boolean> {
    return this.#act(() => api('POST /api/events/:eventId/qualifications/:certificateId/suspension/lift', { ...at(one), body: { reason } }));
  }
  /** Withdrawing a qualification is revoking its certificate. */
  withdraw(one: PostQualification, reason: string): Promise<boolean> {
    return this.#act(() => api('POST /api/events/:eventId/certificates/:certificateId/revocation', { ...at(one), body: { reason } }));
  }
  decide(one: PostQualification, approve: boolean): Promise<boolean> {
    const withdrawal = one.waiting?.what === 'withdrawal';
    return this.#act(() => {
      if (withdrawal) return approve ? api('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', at(one)) : api('POST /api/events/:eventId/certificates/:certificateId/revocation/reject', at(one));
      return approve ? api('POST /api/events/:eventId/qualifications/:certificateId/suspension/approve', at(one)) : api('POST /api/events/:eventId/qualifications/:certificateId/suspension/reject', at(one));
    });
  }

  /** Does one thing and reads again. @returns whether it was done. */
  async #act(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    let refused: unknown = null;
    try {
      await work();
    } catch (error) {
      refused = error;
    }
    await this.load();
    if (refused !== null) this.failure = refused;
    this.busy = false;
    return refused === null;
  }
}

/** It belongs to the event it was issued in, whichever event's console is open. */
const at = ({ eventId, certificateId }: PostQualification) => ({ params: { eventId, certificateId } });
