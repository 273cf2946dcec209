// Under whom PostgreSQL runs, and where its files may lie: it refuses to run as root.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError, say } from './workplace.mjs';

/** The system user that runs the embedded PostgreSQL where the launcher is root. */
const name = 'leitai';

export type DatabaseUser = { uid: number; gid: number };

/** The user for PostgreSQL: none where the launcher itself is an ordinary user; else made on first use. */
export function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp() ?? create();
}

/** Whether the user may enter a folder, asked of the system itself: modes and lists of rights are its business. */
export function mayEnter(folder: string, user: DatabaseUser | undefined): boolean {
  return user === undefined || spawnSync('test', ['-x', folder], { ...user, cwd: '/' }).status === 0;
}

/** A place outside the checkout for what the user cannot reach inside it, the same one every time. */
export function placeOutside(folder: string): string {
  return join('/var/lib/leitai', createHash('sha256').update(folder).digest('hex').slice(0, 12));
}

/** Makes the user the owner; nothing to do where there is no such user. */
export function giveTo(path: string, user: DatabaseUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

function lookUp(): DatabaseUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

function create(): DatabaseUser {
  say(`新建系统用户 ${name}，PostgreSQL 不以 root 运行`, `creating the system user ${name}: PostgreSQL does not run as root`);
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  const user = made.status === 0 ? lookUp() : undefined;
  if (user) return user;
  throw new LaunchError(
    '无法为 PostgreSQL 新建系统用户。请以普通用户运行，或用 DATABASE_URL 指定数据库服务器。',
    'The system user for PostgreSQL cannot be created. Run as an ordinary user, or name a database server with DATABASE_URL.',
  );
}
