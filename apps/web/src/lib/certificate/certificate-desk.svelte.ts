/** The event's certificates as the organiser and the supervisor work on them. */
import type { CertificatePlan, Certificates, IssuedCertificate } from '@leitai/contract';
import { createContext } from 'svelte';
import { api } from '#lib/api.ts';
import { WorkedOn } from '#lib/console/worked-on.svelte.ts';

/** How far issuing has come: contests done, of how many. */
export type Progress = { readonly done: number; readonly of: number };

export class CertificateDesk extends WorkedOn {
  list: Certificates | null = $state.raw(null);
  progress: Progress | null = $state.raw(null);
  readonly due: number = $derived((this.list?.contests ?? []).reduce((sum, contest) => sum + contest.due, 0));
  /** What is valid is what is printed. */
  readonly valid: readonly IssuedCertificate[] = $derived((this.list?.certificates ?? []).filter(({ revocation }) => revocation?.state !== 'approved'));
  readonly asked: readonly IssuedCertificate[] = $derived((this.list?.certificates ?? []).filter(({ revocation }) => revocation?.state === 'proposed'));

  protected override async read(): Promise<void> {
    this.list = await api('GET /api/events/:eventId/certificates', { params: { eventId: this.eventId } });
  }

  savePlan(plan: CertificatePlan): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/certificate-plan', { params: { eventId: this.eventId }, body: plan }));
  }

  /** Contest by contest, so that each is whole whatever happens to the next. */
  issue(contestIds: readonly string[]): Promise<boolean> {
    return this.act(async () => {
      try {
        for (const [done, contestId] of contestIds.entries()) {
          this.progress = { done, of: contestIds.length };
          await api('POST /api/events/:eventId/contests/:contestId/certificates', { params: { eventId: this.eventId, contestId } });
        }
      } finally {
        this.progress = null;
      }
    });
  }

  ask(id: string, reason: string): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/certificates/:certificateId/revocation', { ...this.#at(id), body: { reason } }));
  }
  approve(id: string, requestId: string): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', { ...this.#at(id), body: { requestId } }));
  }
  reject(id: string, requestId: string): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/certificates/:certificateId/revocation/reject', { ...this.#at(id), body: { requestId } }));
  }
  reissue(id: string): Promise<boolean> {
    return this.act(() => api('POST /api/events/:eventId/certificates/:certificateId/reissue', this.#at(id)));
  }
  copies(id: string) {
    return api('GET /api/events/:eventId/certificates/:certificateId', this.#at(id));
  }

  #at(certificateId: string) {
    return { params: { eventId: this.eventId, certificateId } };
  }
}

export const [useCertificates, provideCertificates] = createContext<CertificateDesk>();
