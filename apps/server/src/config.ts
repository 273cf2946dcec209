/** What the environment says, read and checked in this one place: by the server, and by commands that work on its database. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { networksOf, type Network } from './networks.ts';

const Environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'must be a PostgreSQL address: postgresql://user@host:5432/name'),
  /** A file that holds the database's password, so that no list of the environment does. */
  DATABASE_PASSWORD_FILE: z.string().min(1).transform((path, at) => {
    try {
      return readFileSync(path, 'utf8').trim();
    } catch {
      at.addIssue({ code: 'custom', message: `cannot be read: ${path}` });
      return '';
    }
  }).optional(),
  /** redis://… or the path of a socket. Absent: the boards live in this process's memory, and one node is all there may be. */
  REDIS_URL: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4100),
  /** Absent: every address of the machine. */
  HOST: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How many reverse proxies stand in front, or the networks they are in, as "127.0.0.1/32": their X-Forwarded-For and X-Forwarded-Proto are believed. */
  TRUST_PROXY: z.string().default('0').transform((said, at): number | readonly Network[] => {
    if (/^(\d|10)$/.test(said)) return Number(said);
    const networks = networksOf(said);
    if (!networks?.length) at.addIssue({ code: 'custom', message: 'must be a number of proxies up to 10, or their networks with their length, with commas between: 127.0.0.1/32' });
    return networks ?? 0;
  }),
  /** Where event files and backups lie; `npm start` keeps its servers' data there too. */
  LEITAI_DATA: z.string().min(1).default(fileURLToPath(new URL('../../../.data', import.meta.url))),
  /** Minutes between two backups of an event that is not over; 0: none. */
  LEITAI_BACKUP_MINUTES: z.coerce.number().int().min(0).max(10_080).default(30),
  /** Networks besides the public internet to which webhooks may go, as "192.168.0.0/16,fd00::/8"; absent: none. */
  LEITAI_WEBHOOK_NETWORKS: z.string().default('').transform((list, at) => {
    const networks = networksOf(list);
    if (!networks) at.addIssue({ code: 'custom', message: 'must be networks with their length, with commas between: 192.168.0.0/16' });
    return networks ?? [];
  }),
  /** How many backups of an event are kept of each cause. */
  LEITAI_BACKUP_KEEP: z.coerce.number().int().min(1).max(1_000).default(24),
  /** What a monitor sends as a bearer's token to read /metrics; absent: only programmes on this machine may. */
  LEITAI_METRICS_TOKEN: z.string().min(16).optional(),
  /** Seconds between saying on /readyz that the node stops and closing its connections, so that a proxy has turned away. */
  LEITAI_DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(0),
  /** 1: a new one-time link although accounts exist, for a forgotten password. */
  LEITAI_NEW_LINK: z.enum(['0', '1']).default('0'),
});

export type Config = {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly port: number;
  readonly host: string | undefined;
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  readonly trustProxy: number | readonly Network[];
  readonly newLink: boolean;
  readonly metricsToken: string | undefined;
  readonly drainSeconds: number;
  readonly dataDir: string;
  readonly backupMinutes: number;
  readonly backupKeep: number;
  readonly webhookNetworks: readonly Network[];
};

/** A setting that cannot be used; the message is for the person who starts the server. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
}

/** @throws BadConfig naming every wrong variable. Empty variables count as absent. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new BadConfig(`配置有误 / Bad configuration:\n${lines.join('\n')}`);
  }
  const { data } = read;
  return {
    databaseUrl: withPassword(data.DATABASE_URL, data.DATABASE_PASSWORD_FILE),
    redisUrl: data.REDIS_URL,
    port: data.PORT,
    host: data.HOST,
    logLevel: data.LOG_LEVEL,
    trustProxy: data.TRUST_PROXY,
    newLink: data.LEITAI_NEW_LINK === '1' || args.includes('--new-link'),
    metricsToken: data.LEITAI_METRICS_TOKEN,
    drainSeconds: data.LEITAI_DRAIN_SECONDS,
    dataDir: resolve(data.LEITAI_DATA),
    backupMinutes: data.LEITAI_BACKUP_MINUTES,
    backupKeep: data.LEITAI_BACKUP_KEEP,
    webhookNetworks: data.LEITAI_WEBHOOK_NETWORKS,
  };
}

function withPassword(address: string, password: string | undefined): string {
  if (password === undefined) return address;
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}
