/** The parent's side of the viewers: gathers a crowd in a process of its own, and waits for all who follow a page to have a revision of it. */
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { CheckOrder, CrowdNews, CrowdOrder, Group } from './viewers.ts';

type News<T extends CrowdNews['type']> = Extract<CrowdNews, { type: T }>;
export type Seen = News<'seen'>;

/** Milliseconds a frame may take before the benchmark gives up. */
const PATIENCE = 30_000;

export class Crowd {
  private readonly process: ChildProcess = fork(new URL('./viewers.ts', import.meta.url));
  private readonly changes = new EventEmitter();
  private readonly pages = new Map<string, Seen[]>();

  static async gather(url: string, groups: readonly Group[]): Promise<Crowd> {
    const crowd = new Crowd();
    await crowd.ask({ type: 'gather', url, groups }, 'ready', 120_000);
    return crowd;
  }

  private constructor() {
    this.changes.setMaxListeners(0);
    this.process.on('message', (news: CrowdNews) => {
      if (news.type === 'seen') this.pages.set(news.page, [...this.frames(news.page), news]);
      this.changes.emit(news.type, news);
    });
  }

  /** When everybody who follows the page had this revision, or a newer one. */
  async untilSeen(page: string, revision: number): Promise<Seen> {
    const late = AbortSignal.timeout(PATIENCE);
    for (;;) {
      const found = this.frames(page).find((frame) => frame.revision >= revision);
      if (found) return found;
      await once(this.changes, 'seen', { signal: late });
    }
  }

  /** Every frame of a page that all its viewers have had, in order. */
  frames(page: string): readonly Seen[] {
    return this.pages.get(page) ?? [];
  }

  /** How many viewers lack the given revision of a page they follow. */
  async stale(revisions: Readonly<Record<string, number>>): Promise<number> {
    return (await this.ask({ type: 'check', revisions }, 'checked', PATIENCE)).stale;
  }

  close(): void {
    if (this.process.connected) this.process.disconnect();
  }

  private async ask<T extends CrowdNews['type']>(order: CrowdOrder | CheckOrder, answer: T, patience: number): Promise<News<T>> {
    this.process.send(order);
    const [news] = (await once(this.changes, answer, { signal: AbortSignal.timeout(patience) })) as [News<T>];
    return news;
  }
}
