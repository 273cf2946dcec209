/** Audits one contest: the chain, and every mark, sheet, seat and result recomputed from the record alone. */
import type { Database, Transaction } from '../client.ts';
import { AppealReplay, appealRows } from './appeal-replay.ts';
import { AttemptReplay } from './attempt-replay.ts';
import { CertificateReplay, certificateRows } from './certificate-replay.ts';
import { walkChain, type ChainEvent } from './chain.ts';
import { compareRows } from './compare.ts';
import { DrawReplay, readDraw } from './draw.ts';
import type { AuditFault, Report } from './fault.ts';
import { IndicatorReplay, indicatorRows } from './indicator-replay.ts';
import { InspectionReplay, inspectionRows } from './inspection-replay.ts';
import { PaperReplay, paperRows } from './paper-replay.ts';
import { PointsReplay, pointsRows } from './points-replay.ts';
import { QualificationReplay, qualificationRows } from './qualification-replay.ts';
import { Replay } from './replay.ts';
import { Results } from './results.ts';
import { contestRows } from './rows.ts';
import { SignOffReplay } from './sign-off-replay.ts';
import { signOffRows } from './sign-off-rows.ts';

export type Audited = { readonly events: number; readonly marks: number; readonly results: number; readonly faults: readonly AuditFault[] };

/** What is kept beside marks and results: played again event by event, then held against its rows. */
type Beside = { play(event: ChainEvent): void; compare(report: Report, contestId: string): void };

/** Faults are kept up to this many: what was touched on a large scale is not listed row by row. */
export const MOST_FAULTS = 1_000;
/** A contest's audit may take this long, in milliseconds. */
const PATIENCE = 30 * 60_000;

/**
 * Reads one snapshot, so that marking may go on meanwhile. Memory holds the contest's rows, not its events.
 * @param progress is told how many events have been read.
 */
export function auditContest(db: Database | Transaction, eventId: string, contestId: string, progress: (events: number) => void = () => {}): Promise<Audited> {
  const faults: AuditFault[] = [];
  const report: Report = (finding) => {
    if (faults.length < MOST_FAULTS) faults.push({ eventId, contestId, ...finding });
  };
  return within(db, async (tx) => {
    const rows = await contestRows(tx, eventId, contestId);
    const aside = await signOffRows(tx, eventId, contestId);
    const { contest } = rows;
    const replay = new Replay(report);
    const results = new Results(rows, report);
    const indicators = new IndicatorReplay(await indicatorRows(tx, eventId, contestId));
    const beside: readonly Beside[] = [
      new SignOffReplay(aside, results),
      new AttemptReplay(aside),
      new AppealReplay(await appealRows(tx, eventId, contestId)),
      new CertificateReplay(await certificateRows(tx, eventId, contestId)),
      new PointsReplay(await pointsRows(tx, eventId, contestId)),
      new PaperReplay(await paperRows(tx, eventId, contestId)),
      new QualificationReplay(await qualificationRows(tx, eventId, contestId)),
      new InspectionReplay(await inspectionRows(tx, eventId, contestId)),
      new DrawReplay(await readDraw(tx, eventId, contestId)),
    ];
    const walk = walkChain(tx, { table: 'contest_event', eventId, contestId }, contest.head_hash, report);
    let step = await walk.next();
    for (; !step.done; step = await walk.next()) {
      const { seq, body } = step.value;
      const practice = body['practice'] === true;
      if (practice !== contest.practice) report({ seq, table: 'contest_event', row: `${seq}`, column: 'body', expected: { practice: contest.practice }, found: { practice } });
      // A body that was touched may lack what its type has; its hash has told so, and the rest is still looked at.
      try {
        const made = replay.play(step.value);
        indicators.play(step.value);
        if (made) results.add(made, indicators.fed(made.entrantId));
        for (const part of beside) part.play(step.value);
      } catch (error) {
        report({ seq, table: 'contest_event', row: `${seq}`, column: 'body', expected: 'an event of its type', found: (error as Error).message });
      }
      progress(seq);
    }
    const { events, hash } = step.value;
    const head = { seq: events, table: 'contest', row: contestId } as const;
    if (contest.revision !== events) report({ ...head, column: 'revision', expected: events, found: contest.revision });
    if (contest.head_hash !== hash) report({ ...head, column: 'head_hash', expected: hash, found: contest.head_hash });
    results.compare();
    compareRows(replay, new Set(results.standing.keys()), contestId, rows, report);
    indicators.compare(report);
    for (const part of beside) part.compare(report, contestId);
    const marks = [...replay.sheets.values()].reduce((sum, sheet) => sum + sheet.marks.size, 0);
    return { events, marks, results: results.standing.size, faults };
  });
}

/** One snapshot of a database; of a transaction that is under way, what it has written so far. */
export const within = <T>(db: Database | Transaction, run: (tx: Transaction) => Promise<T>): Promise<T> =>
  '$transaction' in db ? db.$transaction(run, { isolationLevel: 'RepeatableRead', timeout: PATIENCE, maxWait: PATIENCE }) : run(db);
