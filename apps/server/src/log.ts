/** The log: one JSON line per fact, never a secret. */
import { pino, stdSerializers, type Logger } from 'pino';

const SECRET = ['password', 'token', 'pairingCode', 'resultCode', 'cookie', 'authorization'];
const paths = [...SECRET, ...SECRET.map((name) => `*.${name}`), 'body.code', 'req.body', 'req.headers.cookie', 'res.headers["set-cookie"]'];

export function makeLog(level: string): Logger {
  return pino({ level, base: null, redact: { paths, censor: '…' }, serializers: { err: stdSerializers.err } });
}
