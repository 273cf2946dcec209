/** The rules a contest starts with: what public regulations of this field mostly say. */
import { RULES_FORMAT, type Rules } from './rules.ts';

/** Highest and lowest sheet dropped, the rest averaged to two places; awards to 10, 20 and 30 % of the ranked. */
export const DEFAULT_RULES: Rules = {
  format: RULES_FORMAT,
  panel: { level: 'sheet', combine: { type: 'trimmed-mean', dropLow: 1, dropHigh: 1 }, quorum: 3, whenTooFew: 'mean-of-all' },
  rounding: { panel: { digits: 2, mode: 'half-up' }, total: { digits: 2, mode: 'half-up' } },
  ranking: { style: '1224', tieBreaks: [] },
  awards: [
    { id: 'first', name: { zh: '一等奖', en: 'First prize' }, quota: { type: 'share', percent: '10' } },
    { id: 'second', name: { zh: '二等奖', en: 'Second prize' }, quota: { type: 'share', percent: '20' } },
    { id: 'third', name: { zh: '三等奖', en: 'Third prize' }, quota: { type: 'share', percent: '30' } },
  ],
  organisations: { type: 'mean' },
};
