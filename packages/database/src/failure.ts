/** Failures of the database itself, told from what somebody asked of it: they pass, and what was sent may be sent again. */
import type { ErrorCode } from '@leitai/contract';

/** The SQLSTATE of PostgreSQL's own refusal; empty where it was none. */
export function sqlStateOf(error: unknown): string {
  const { meta, cause, code } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: Cause } }; cause?: Cause; code?: unknown };
  const told = meta?.driverAdapterError?.cause?.originalCode ?? cause?.originalCode ?? code;
  return typeof told === 'string' && /^[0-9A-Z]{5}$/.test(told) ? told : '';
}
type Cause = { readonly originalCode?: unknown };

/** 53100: its disk is full; 25006: it is read-only, as a standby is, or a server an administrator has closed. */
const CANNOT_SAVE = new Set(['53100', '25006']);
/** Its other resources (class 53), its being stopped or not yet started (57P), the way to it (08), a transaction that stood still for too long (25P03). */
const AWAY = /^(53|08|57P|25P03)/;
/** The way to it, in the words of Prisma and of the system; P2028: a transaction that waited too long for its turn and was taken back, P2034: one of two that stood in each other's way. */
const NO_WAY = new Set(['P2028', 'P2034', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** pg says in words alone that a connection was lost under a statement or between two, or that none could be had in time. */
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** @returns what is told of a failure that will pass by itself or by an administrator's hand; null for any other. */
export function passingFailure(error: unknown): Extract<ErrorCode, 'server.busy' | 'server.cannot-save'> | null {
  const state = sqlStateOf(error);
  if (CANNOT_SAVE.has(state)) return 'server.cannot-save';
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const away = AWAY.test(state) || (typeof code === 'string' ? NO_WAY.has(code) : typeof message === 'string' && LOST.test(message));
  return away ? 'server.busy' : null;
}
