/** What a seat of the panel knows: its desk as it was joined, and whatever was heard or acknowledged since. */
import type { Sheet } from '@leitai/contract';
import { Watch } from './watch.ts';

export class Desk<D extends { readonly sheets: readonly Sheet[] }> {
  readonly watch = new Watch();
  private readonly join: () => Promise<D>;
  desk: D;

  protected constructor(desk: D, join: () => Promise<D>) {
    this.desk = desk;
    this.join = join;
  }

  /** A frame may overtake an answer: the newer version stands. */
  protected replace(sheet: Sheet): void {
    const sheets = this.desk.sheets.map((known) => newer(known, known.id === sheet.id ? sheet : undefined));
    this.desk = { ...this.desk, sheets };
    this.watch.changed();
  }

  protected async refresh(): Promise<void> {
    const fresh = await this.join();
    // What was heard or acknowledged while it was on its way may be newer.
    const known = new Map(this.desk.sheets.map((sheet) => [sheet.id, sheet]));
    this.desk = { ...fresh, sheets: fresh.sheets.map((sheet) => newer(sheet, known.get(sheet.id))) };
    this.watch.changed();
  }
}

const newer = (one: Sheet, other: Sheet | undefined): Sheet => (other && other.version > one.version ? other : one);
