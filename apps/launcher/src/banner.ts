// What the terminal shows once the product is ready: Chinese first, then English.

import { renderUnicodeCompact } from 'uqr';
import type { Services } from './services.ts';

/** What the server says over the channel to its parent when it takes requests; paths begin with "/". */
export type Ready = {
  type: 'ready';
  port: number;
  /** The one-time sign-in of the first organiser; null once an organiser exists, and where another node that runs has printed it. */
  setupUrl: string | null;
  setupElsewhere: boolean;
  /** The latest event that is no practice copy; null where there is none. */
  eventName: { zh: string; en: string } | null;
  boardPath: string;
};

export function isReady(message: unknown): message is Ready {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}

/** The text of the banner. `base` is the address of the product in the network, without a slash at its end. */
export function banner(ready: Ready, base: string, { postgres, redis }: Services): string {
  const [console, note] = ready.setupUrl
    ? [ready.setupUrl, '一次性登录链接，用后即失效 · one-time sign-in link']
    : ['/console', ready.setupElsewhere ? '一次性登录链接由另一个正在运行的节点给出 · another node that is running has printed the one-time link'
      : '已设置过，请用账号登录 · already set up, sign in with your name and password'];
  return [
    '',
    '━━ 擂台 Leitai 已就绪 · ready ━━',
    '',
    '组织者控制台 · Organiser’s console',
    `  ${base}${console}`,
    `  （${note}）`,
    '',
    '大屏 · Big screen',
    `  ${base}${ready.boardPath}`,
    '',
    '局域网地址，平板与手机可扫码打开 · Address in the local network, for tablets and phones',
    `  ${base}`,
    '',
    ...renderUnicodeCompact(base, { border: 2 }).split('\n').map((line) => `  ${line}`),
    '',
    ...(ready.eventName ? [`最近的活动：${ready.eventName.zh}`, `Latest event: ${ready.eventName.en}`, ''] : []),
    `PostgreSQL  ${postgres.kind === 'given' ? 'DATABASE_URL' : '内置，数据保留 · embedded, data is kept'}`,
    `Redis       ${redisLine(redis)}`,
    '',
    '按 Ctrl-C 停止 · Ctrl-C stops',
    '',
  ].join('\n');
}

function redisLine(redis: Services['redis']): string {
  if (!redis) return '本机没有，榜单由进程内存承载，仅限单节点 · none here: boards live in process memory, one node only';
  return redis.kind === 'given' ? 'REDIS_URL' : '本机 redis-server · this machine’s redis-server';
}
