/** Who stands behind a secret, remembered for so short a time that a revocation on another node is felt within a second. */
import type { Identity } from './identity.ts';

/** By the monotonic clock: also where the system's clock has just been put back. */
const REMEMBERED = 1_000;

export class IdentityMemory {
  private readonly known = new Map<string, { readonly identity: Identity; readonly until: number }>();
  private readonly most: number;
  /** How often something was forgotten: what was being looked up meanwhile may be what is to be forgotten. */
  private revocations = 0;

  /** @param most secrets remembered at a time; beyond that all are forgotten. */
  constructor(most: number) {
    this.most = most;
  }

  async of(secretHash: string, lookUp: () => Promise<Identity>): Promise<Identity> {
    const remembered = this.known.get(secretHash);
    if (remembered && remembered.until > performance.now()) return remembered.identity;
    const { revocations } = this;
    const identity = await lookUp();
    if (revocations !== this.revocations) return identity;
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(secretHash, { identity, until: performance.now() + REMEMBERED });
    return identity;
  }

  /** Call after a revocation has been committed. */
  forget(which: (identity: Identity) => boolean): void {
    this.revocations += 1;
    for (const [hash, { identity }] of this.known) {
      if (which(identity)) this.known.delete(hash);
    }
  }
}
