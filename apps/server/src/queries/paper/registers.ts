/** 一次加密表, 二次加密表: each for who made it, until the draw is unsealed. */
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { firstRegister, secondRegister } from '../draw-registers.ts';
import type { Place } from '../sealed.ts';
import { number, text, type Body } from './build.ts';
import { SIGN, W } from './words.ts';

const lines = [SIGN.officer, SIGN.supervisor, SIGN.date];

export async function first({ db }: Context, me: AccountIdentity, place: Place): Promise<Body> {
  const register = await firstRegister(db, me, place);
  return { parts: [{ lines, table: { columns: [number(W.number, 2), text(W.name, 4), text(W.unit, 8)], rows: register.map((one) => [String(one.number), one.name, one.organisation]) } }] };
}

export async function second({ db }: Context, me: AccountIdentity, place: Place): Promise<Body> {
  const register = await secondRegister(db, me, place);
  return { parts: [{ lines, table: { columns: [number(W.number, 2), number(W.station, 2), text(W.code, 4)], rows: register.map((one) => [String(one.number), String(one.station), one.code]) } }] };
}
