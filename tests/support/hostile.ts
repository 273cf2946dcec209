// Values that break careless code, and ways to spoil a good message with them. All chance comes from a seed.

import type { Random } from '../../apps/simulator/src/random.ts';

const deep = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 0);

/** What a JSON text can hold. */
const VALUES: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER, 1e300, -0,
  '', ' ', '0', '-1', '9'.repeat(12), '1e9', '1/0', 'NaN', '\u0000', 'a\u0000b', '\ud800', '\udc00x', '\u202e\u2066名', '\ufeff', '😀'.repeat(300),
  'x'.repeat(5_000), '__proto__', 'constructor', 'toString', "'; DROP TABLE mark; --", '${1+1}', '%s%n', '<img src=x onerror=alert(1)>', '../../etc/passwd',
  '2026-02-30T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '0000-01-01T00:00:00+23:59', '00000000-0000-0000-0000-000000000000',
  [], {}, [null], [[]], [{}], { length: -1 }, { then: 1 }, { toString: 1 }, JSON.parse('{"__proto__":{"role":"organiser"}}'), { constructor: { prototype: {} } }, deep(2_000),
];

/** A few find most of what there is to find. */
const SHARP: readonly unknown[] = ['a\u0000b', '\ud800', 2 ** 31, Number.MAX_SAFE_INTEGER, null, '__proto__'];
export const hostileValue = (random: Random): unknown => random.pick(random.chance(0.4) ? SHARP : VALUES);
const TEXTS = VALUES.filter((value) => typeof value === 'string');
const NUMBERS = VALUES.filter((value) => typeof value === 'number');
export const hostileText = (random: Random): string => (random.chance(0.3) ? 'a\u0000b' : random.pick(TEXTS));

/** The same message with one or two of its parts replaced, added or left out; sometimes as it was, sometimes something else altogether. */
export function spoiled(message: unknown, random: Random): unknown {
  if (random.chance(0.05)) return hostileValue(random);
  let spoilt = message;
  for (let times = random.below(3); times > 0; times -= 1) spoilt = spoilOnce(spoilt, random);
  return spoilt;
}

function spoilOnce(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.2)) return random.chance(0.5) ? [...value, hostileValue(random)] : hostileValue(random);
    const place = random.below(value.length);
    return value.map((part: unknown, index) => (index === place ? spoilOnce(part, random) : part));
  }
  if (typeof value === 'string' && random.chance(0.7)) return random.chance(0.5) ? hostileText(random) : `${value}${hostileText(random)}`;
  if (typeof value === 'number' && random.chance(0.7)) return random.pick(NUMBERS);
  if (typeof value !== 'object' || value === null) return hostileValue(random);
  const entries = Object.entries(value);
  if (entries.length === 0 || random.chance(0.1)) return { ...value, [hostileText(random)]: hostileValue(random) };
  const [chosen] = random.pick(entries);
  if (random.chance(0.15)) return Object.fromEntries(entries.filter(([key]) => key !== chosen));
  return Object.fromEntries(entries.map(([key, part]) => [key, key === chosen ? spoilOnce(part, random) : part]));
}

/** Socket.IO packets no client of ours writes: reserved names, wrong types, attachments that are not there. */
export const PACKETS: readonly string[] = [
  '42["error",{}]', '42["disconnect"]', '42["disconnecting"]', '42["connect"]', '42["newListener",1]', '42[7,{}]', '42[null]', '42[{}]', '42{}', '42', '42"x"',
  '420["board:join"]', '42999999999999["board:join",{}]', '430[{}]', '43', '451-["board:join",{"_placeholder":true,"num":5}]', '4599999-["x"]', '44{}', '40/other,', '41', '9', '',
  `42["board:join",${'['.repeat(20_000)}${']'.repeat(20_000)}]`, `42["${'x'.repeat(60_000)}"]`, '42["__proto__",{}]', '42["board:join",{"__proto__":{}}]',
];
