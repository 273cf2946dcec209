// Finds programs on the machine, and places for socket files.

import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where servers are installed but an ordinary user's PATH does not always lead. */
const usual = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The first of the named programs found on PATH or in the usual folders. */
export function findProgram(names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...usual];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a socket file in a folder, or elsewhere but always the same where that would be too long for the system. */
export function socketPath(folder: string, name: string): string {
  const path = join(folder, name);
  if (Buffer.byteLength(path) < 100) return path;
  return join(tmpdir(), `leitai-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}-${name}`);
}
