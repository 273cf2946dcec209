// What a refused call must reject with, and what becomes of calls that meet.

import type { ErrorCode } from '@leitai/contract';
import { expect } from 'vitest';
import type { RefusedByServer } from '../../apps/simulator/src/client.ts';

/** Matches the refusal with this code and, where they are given, exactly these details. */
export const refusal = (code: ErrorCode, details?: unknown): unknown =>
  expect.objectContaining({ name: 'RefusedByServer', code, ...(details !== undefined && { details }) });

/** What became of attempts made at once: 'ok' or the refusal's code, in alphabetical order. */
export const atOnce = async (...attempts: Promise<unknown>[]): Promise<string[]> =>
  (await Promise.all(attempts.map((attempt) => attempt.then(() => 'ok', (error: RefusedByServer) => error.code)))).sort();
