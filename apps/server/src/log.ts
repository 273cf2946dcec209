/** The log: one JSON line per fact, never a secret. */
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

const SECRET = ['password', 'token', 'pairingCode', 'resultCode', 'cookie', 'authorization'];
const paths = [...SECRET, ...SECRET.map((name) => `*.${name}`), 'body.code', 'req.body', 'req.headers.cookie', 'res.headers["set-cookie"]'];

/** @param to where lines go; absent: the standard output. */
export function makeLog(level: string, to?: DestinationStream): Logger {
  return pino({ level, base: null, redact: { paths, censor: '…' }, serializers: { err: stdSerializers.err } }, to ?? pino.destination(1));
}
