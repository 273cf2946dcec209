/** What a disk that fails is called: full, read-only, gone. */
import { Refused } from '@leitai/database';

const DISK: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'ENOENT', 'ENOTDIR', 'EMFILE', 'ENXIO']);

/** @returns 'event-file.disk' with the system's word for it, or the error as it is. */
export function diskRefusal(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  return DISK.has(code) ? new Refused('event-file.disk', { code }) : error;
}
