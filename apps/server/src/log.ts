/** The log: one JSON line per fact, never a secret, nor what somebody wrote; and nothing that the server would end with. */
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

const SECRET = ['password', 'token', 'pairingCode', 'resultCode', 'cookie', 'authorization'];
const paths = [...SECRET, ...SECRET.map((name) => `*.${name}`), 'body.code', 'req.body', 'req.headers.cookie', 'res.headers["set-cookie"]'];
/** What waits for a disk that is full, in bytes; further lines are dropped. */
const MOST_WAITING = 1_000_000;

/** @param to where lines go; absent: the standard output. */
export function makeLog(level: string, to: DestinationStream = standardOutput()): Logger {
  return pino({ level, base: null, redact: { paths, censor: '…' }, serializers: { err: withoutData } }, to);
}

/** A log that cannot be written, as on a full disk, is no reason to stop judging: it is tried again with the next line. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, maxLength: MOST_WAITING });
  // What waits is tried once more when the process ends, and would be for ever.
  return output.on('error', () => { output.flushSync = () => {}; });
}

type Told = { readonly type: string; readonly message: string; readonly code?: string; readonly at: string[]; readonly cause?: Told };

/**
 * What failed, how and where, without what it was about: PostgreSQL tells a whole row in its details, and Prisma the whole call before the last
 * line of its message.
 */
function withoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return stdSerializers.err(error as Error);
  const { name, message, stack = '', cause, code } = error as Error & { code?: unknown };
  const lines = message.trim().split('\n');
  return {
    type: error.constructor.name,
    message: name.startsWith('PrismaClient') ? lines.at(-1)! : message,
    ...(typeof code === 'string' && { code }),
    at: stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim()),
    ...(cause instanceof Error && { cause: withoutData(cause) as Told }),
  } satisfies Told;
}
