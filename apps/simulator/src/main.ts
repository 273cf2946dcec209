/** npm run simulate: reads the options, plays, reports; exits 1 when a board is wrong or a contest could not be played. */
import { RefusedByServer } from './client.ts';
import { playEvent } from './event.ts';
import { BadOptions, readOptions, type Options } from './options.ts';
import { Progress } from './progress.ts';
import { report, succeeded } from './report.ts';
import { Tally } from './tally.ts';
import { HELP, textsOf } from './texts.ts';

/** Milliseconds an interrupted play has to come to its summary. */
const LAST_WORDS = 20_000;

async function simulate(options: Options): Promise<boolean> {
  const texts = textsOf(options.lang);
  const tally = new Tally();
  const stop = new AbortController();
  const progress = new Progress(process.stdout, tally, texts);
  const onSignal = (): void => {
    if (!stop.signal.aborted) progress.line(texts.stopping);
    stop.abort();
    // What is in flight is waited for, but not for ever: the server may be away.
    setTimeout(() => process.exit(1), LAST_WORDS).unref();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  progress.line(texts.start(options.url, options.seed));
  try {
    const play = { seed: options.seed, tapsPerSecond: options.tapsPerSecond, signal: stop.signal, tally };
    const outcome = await playEvent(options, play, {
      stage: (stage) => progress.enter(texts.stage[stage]),
      account: (name, password) => progress.line(texts.account(name, password)),
    });
    progress.end();
    process.stdout.write(report(outcome, tally, options, stop.signal.aborted));
    return succeeded(outcome);
  } finally {
    progress.end();
  }
}

/** What the person at the terminal can mend is said in words; the rest is a bug and shows its stack. */
function explain(error: unknown): string {
  if (error instanceof BadOptions || error instanceof RefusedByServer) return error.message;
  if (error instanceof TypeError && error.message === 'fetch failed') return '连不上产品,请先运行 npm start,或检查 --url。\nNobody answers: run npm start first, or check --url.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === null) process.stdout.write(HELP);
  else process.exitCode = (await simulate(options)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
