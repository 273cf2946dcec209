// What a refused call must reject with, and what becomes of calls that meet.

import type { ErrorCode } from '@leitai/contract';
import { expect } from 'vitest';
import type { RefusedByServer } from '../../apps/simulator/src/client.ts';

/** Matches the refusal with this code and, where they are given, exactly these details. */
export const refusal = (code: ErrorCode, details?: unknown): unknown =>
  expect.objectContaining({ name: 'RefusedByServer', code, ...(details !== undefined && { details }) });

/** What became of an attempt: 'ok' or the refusal's code. */
export const code = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'ok', (error: RefusedByServer) => error.code);

/** Of attempts made at once, in alphabetical order. */
export const atOnce = async (...attempts: Promise<unknown>[]): Promise<string[]> => (await Promise.all(attempts.map(code))).sort();
