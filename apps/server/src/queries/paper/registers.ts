/** 一次加密表, 二次加密表: each for who made it, until the draw is unsealed; then 抽签记录, from which anybody can draw it again. */
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { firstRegister, secondRegister } from '../draw-registers.ts';
import { eventDraws } from '../draws.ts';
import type { Place } from '../sealed.ts';
import { number, text, type Body } from './build.ts';
import { NOTHING, same, SIGN, W, type Words } from './words.ts';

const lines = [SIGN.officer, SIGN.supervisor, SIGN.date];

export async function first({ db }: Context, me: AccountIdentity, place: Place): Promise<Body> {
  const register = await firstRegister(db, me, place);
  return { parts: [{ lines, table: { columns: [number(W.number, 2), text(W.name, 4), text(W.unit, 8)], rows: register.map((one) => [String(one.number), one.name, one.organisation]) } }] };
}

export async function second({ db }: Context, me: AccountIdentity, place: Place): Promise<Body> {
  const register = await secondRegister(db, me, place);
  return { parts: [{ lines, table: { columns: [number(W.number, 2), number(W.station, 2), text(W.code, 4)], rows: register.map((one) => [String(one.number), String(one.station), one.code]) } }] };
}

const STEPS = {
  prepared: { zh: '封存名单与种子', en: 'List and seed sealed' }, first: { zh: '一次加密', en: 'First step' }, second: { zh: '二次加密', en: 'Second step' },
  opened: { zh: '申请解密', en: 'Unsealing asked for' }, witnessed: { zh: '见证解密', en: 'Unsealed before' },
} as const satisfies Readonly<Record<string, Words>>;

/** Order of the published list, and what the seed drew for it (docs/scoring-rules.md and the audit say how). */
export async function drawRecord({ db }: Context, me: AccountIdentity, { eventId, contestId }: Place): Promise<Body> {
  const { contests } = await eventDraws(db, me, eventId);
  const { draw } = contests.find((contest) => contest.contestId === contestId)!;
  const steps = draw === null ? [] : (Object.keys(STEPS) as (keyof typeof STEPS)[]).map((step) => {
    const done = draw[step];
    return { name: STEPS[step], value: done ? same(`${done.name} · ${done.at}`) : NOTHING };
  });
  const facts = [
    ...steps, { name: { zh: '种子', en: 'Seed' }, value: same(draw?.seed ?? '') },
    { name: { zh: '种子的 SHA-256', en: 'SHA-256 of the seed' }, value: same(draw?.seedHash ?? '') }, { name: { zh: '名单的 SHA-256', en: 'SHA-256 of the list' }, value: same(draw?.listHash ?? '') },
  ];
  const columns = [number(W.no, 2), text(W.name, 4), text(W.unit, 8), number(W.number, 2), number(W.station, 2), text(W.code, 4)];
  const rows = (draw?.list ?? []).map((one) => [String(one.place), one.name ?? '', one.organisation ?? NOTHING, String(one.number), String(one.station), one.code]);
  return { parts: [{ facts, lines, table: { columns, rows } }] };
}
