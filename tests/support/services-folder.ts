// A temporary data folder that the embedded PostgreSQL can reach whoever runs the tests.

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'leitai-'));
  chmodSync(path, 0o711); // PostgreSQL does not run as root, and has its own closed folder in there
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
