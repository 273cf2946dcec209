/** What a play came to, as text. */
import type { Outcome } from './event.ts';
import type { Options } from './options.ts';
import { percentile, type Tally } from './tally.ts';
import { textsOf } from './texts.ts';

export function report({ contests, viewers, skipped }: Outcome, tally: Tally, { lang, seed }: Options, stopped: boolean): string {
  const texts = textsOf(lang);
  const rows = contests.map(({ contest, played, difference, problem }) => [
    contest.letter, contest.name[lang], `${played}`, difference === null ? texts.board.ok : `${texts.board.differs} ${difference}`,
    problem && problem.name !== 'AbortError' ? problem.message : '',
  ]);
  const acked = tally.acknowledged;
  const seconds = (performance.now() - tally.started) / 1000;
  const seen = confirmToSeen({ viewers }, tally);
  return [
    '',
    ...table([[...texts.heads], ...rows]),
    '',
    texts.marks(tally.marksSent, acked, (acked / seconds).toFixed(1)),
    texts.sheets(tally.submitted, tally.returned, tally.vetoes),
    texts.refusals([...tally.refusals].map(([code, count]) => `${code} × ${count}`).join(', ')),
    texts.ack(...shares(tally.tapToAck)),
    texts.seen(...shares(seen), viewers.length),
    ...(skipped.length > 0 ? [texts.skipped(skipped.join(' '))] : []),
    ...(stopped ? [texts.stopped] : []),
    '',
    succeeded({ contests }) ? texts.ok : texts.wrong,
    texts.seedAgain(seed),
    '',
  ].join('\n');
}

/** A play that was stopped has still succeeded when the boards are right. */
export const succeeded = ({ contests }: Pick<Outcome, 'contests'>): boolean =>
  contests.every(({ difference, problem }) => difference === null && (problem === null || problem.name === 'AbortError'));

/** Milliseconds from sending a confirmation to each viewer having a board with it. */
function confirmToSeen({ viewers }: Pick<Outcome, 'viewers'>, { confirmed }: Tally): number[] {
  return confirmed.flatMap(({ contestId, revision, sentAt }) =>
    viewers.filter((viewer) => viewer.contestId === contestId).flatMap(({ seen }) => {
      const first = seen.find((one) => one.revision >= revision);
      return first ? [first.at - sentAt] : [];
    }));
}

const shares = (values: readonly number[]): [string, string] => {
  const show = (value: number | null): string => (value === null ? '–' : value.toFixed(1));
  return [show(percentile(values, 0.5)), show(percentile(values, 0.99))];
};

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row) => row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))).join('  ').trimEnd());
}

/** In a terminal, Chinese characters and full-width punctuation take two columns. */
const width = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1), 0);
