/** 复核记录: the sample as it was drawn, what was found in it, and the rate of errors. */
import { formatFixed } from '@leitai/scoring';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { contestResults } from '../contest-results.ts';
import type { Place } from '../sealed.ts';
import { text, type Body } from './build.ts';
import { NOTHING, same, SIGN, W } from './words.ts';

export async function recheckRecord(ctx: Context, me: AccountIdentity, place: Place): Promise<Body> {
  const { recheck: { figures, seed, seedHash, drawnAt, full, sample }, rows } = await contestResults(ctx, me, place);
  const checked = sample.filter((one) => one.checked !== null);
  const wrong = checked.filter(({ error }) => error !== null).length;
  return {
    parts: [{
      facts: [
        { name: { zh: '抽样规则', en: 'Sample' }, value: { zh: `前 ${figures.top}% 全部，其余 ${figures.rest}%；差错率超过 ${figures.limit}% 时全部复核`, en: `all of the first ${figures.top} %, ${figures.rest} % of the rest; everybody where errors exceed ${figures.limit} %` } },
        { name: { zh: '抽取时间', en: 'Drawn' }, value: drawnAt === null ? NOTHING : { at: drawnAt } },
        { name: { zh: '复核范围', en: 'Scope' }, value: full ? { zh: `全部 ${sample.length} 人`, en: `all ${sample.length}` } : { zh: `${rows.length} 人中抽 ${sample.length} 人`, en: `${sample.length} of ${rows.length}` } },
        { name: { zh: '已复核', en: 'Checked' }, value: String(checked.length) },
        { name: { zh: '差错', en: 'Errors' }, value: String(wrong) },
        { name: { zh: '差错率', en: 'Rate of errors' }, value: checked.length === 0 ? NOTHING : same(`${formatFixed(`${wrong * 100}/${checked.length}`, 2)}%`) },
        { name: { zh: '随机种子', en: 'Seed' }, value: seed },
        { name: { zh: '种子 SHA-256', en: 'SHA-256 of the seed' }, value: seedHash },
      ],
      table: {
        columns: [text(W.code, 3), text(W.error, 8), text({ zh: '更正', en: 'Corrected' }, 2), text(W.checkedBy, 3), text(W.at, 4)],
        rows: sample.map(({ code, error, corrected, checked: done }) => [
          code, done === null ? { zh: '待复核', en: 'Not checked yet' } : error ?? { zh: '无误', en: 'No error' }, corrected ? { zh: '已更正', en: 'Corrected' } : null, done?.name ?? null, done ? { at: done.at } : null,
        ]),
      },
      lines: [SIGN.checker, SIGN.supervisor, SIGN.date],
    }],
  };
}
