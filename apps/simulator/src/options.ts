/** What the command line asks for. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export type Lang = 'zh' | 'en';
export type Options = {
  readonly url: string;
  readonly seed: number;
  /** Null: the latest demonstration event. */
  readonly event: string | null;
  /** Of the one-time link; null: signs in. */
  readonly setupToken: string | null;
  readonly name: string;
  readonly password: string | null;
  /** Letters; null: all. */
  readonly contests: readonly string[] | null;
  /** Per contest; null: all. */
  readonly entrants: number | null;
  /** Per judge. */
  readonly tapsPerSecond: number;
  readonly viewers: number;
  readonly keepOpen: boolean;
  readonly publish: boolean;
  readonly lang: Lang;
};

/** Something on the command line, or in the event, that the person who typed it can mend. */
export class BadOptions extends Error {
  override readonly name = 'BadOptions';

  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
  }
}

const flags = {
  url: { type: 'string', default: 'http://127.0.0.1:4100' },
  seed: { type: 'string' },
  event: { type: 'string' },
  setup: { type: 'string' },
  name: { type: 'string', default: '模拟组织者' },
  password: { type: 'string' },
  contests: { type: 'string' },
  entrants: { type: 'string' },
  speed: { type: 'string', default: '4x' },
  viewers: { type: 'string', default: '0' },
  'keep-open': { type: 'boolean', default: false },
  publish: { type: 'boolean', default: false },
  lang: { type: 'string', default: 'zh' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @returns null when help is asked for. @throws BadOptions naming the option. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options | null {
  const values = parse(args);
  if (values.help) return null;
  const setup = values.setup === undefined ? null : /^(.*)\/setup\/([^/?#\s]+)$/.exec(values.setup);
  if (values.setup !== undefined && !setup) throw bad('setup', values.setup);
  const password = values.password ?? env['LEITAI_PASSWORD'] ?? null;
  if (!setup && !password) {
    throw new BadOptions('请用 --setup 一次性链接,或 --name 与 --password(也可用 LEITAI_PASSWORD)登录。', 'Sign in with --setup LINK, or with --name and --password (or LEITAI_PASSWORD).');
  }
  if (values.lang !== 'zh' && values.lang !== 'en') throw bad('lang', values.lang);
  return {
    url: setup?.[1] || values.url,
    seed: values.seed === undefined ? randomInt(1_000_000) : count('seed', values.seed, 0),
    event: values.event ?? null,
    setupToken: setup?.[2] ?? null,
    name: values.name,
    password,
    contests: values.contests === undefined ? null : values.contests.toUpperCase().split(',').map((letter) => letter.trim()),
    entrants: values.entrants === undefined ? null : count('entrants', values.entrants, 1),
    tapsPerSecond: speed(values.speed),
    viewers: count('viewers', values.viewers, 0),
    keepOpen: values['keep-open'],
    publish: values.publish,
    lang: values.lang,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (error) {
    throw new BadOptions('命令行选项有误,见 --help。', `Bad option, see --help: ${(error as Error).message}`);
  }
}

function speed(text: string): number {
  if (text === 'max') return Infinity;
  const taps = Number(text.replace(/x$/, ''));
  if (!(taps > 0)) throw bad('speed', text);
  return taps;
}

function count(option: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw bad(option, text);
  return Number(text);
}

const bad = (option: string, value: string): BadOptions =>
  new BadOptions(`--${option} 的值「${value}」有误,见 --help。`, `--${option} cannot be "${value}", see --help.`);
