// What a refused call must reject with.

import type { ErrorCode } from '@leitai/contract';
import { expect } from 'vitest';

/** Matches the refusal with this code and, where they are given, exactly these details. */
export const refusal = (code: ErrorCode, details?: unknown): unknown =>
  expect.objectContaining({ name: 'RefusedByServer', code, ...(details !== undefined && { details }) });
