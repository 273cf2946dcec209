/** The rules an inspection's rounds have unless their event says otherwise. */
import { RULES_FORMAT, type GradeRule, type Rules } from './rules.ts';

/** How far a standard is put into practice. The four grades are those of seed 002 (评价结果); it names no limits: 90, 80 and 60 percent are ours. */
export const STANDARD_GRADES: GradeRule = {
  of: 'percent',
  bands: [
    { id: 'excellent', name: { zh: '优秀', en: 'Excellent' }, from: '90' },
    { id: 'good', name: { zh: '良好', en: 'Good' }, from: '80' },
    { id: 'adequate', name: { zh: '及格', en: 'Adequate' }, from: '60' },
    { id: 'failing', name: { zh: '不及格', en: 'Failing' } },
  ],
  vetoes: [],
};

/** One inspector is enough; several agree item by item, by their mean. */
export const INSPECTION_RULES: Rules = {
  format: RULES_FORMAT,
  panel: { level: 'criterion', combine: { type: 'mean' }, quorum: 1, whenTooFew: 'mean-of-all' },
  rounding: { total: { digits: 2, mode: 'half-up' } },
  ranking: { style: '1224', tieBreaks: [] },
  awards: [],
  grades: STANDARD_GRADES,
  organisations: { type: 'mean' },
};
