/** The scoring engine's public face: everything the other packages may use. */
export * from './scheme.ts';
export * from './rules.ts';
export * from './result.ts';
export { DEFAULT_RULES } from './default-rules.ts';
export { allCriteria, findCriterion } from './compile.ts';
export { checkScheme } from './check-scheme.ts';
export { checkRules } from './check-rules.ts';
export { checkMark } from './check-mark.ts';
export { scoreSheet, type Fed } from './sheet.ts';
export { scoreEntrant, type EntrantOptions } from './entrant.ts';
export { rankEntrants } from './rank.ts';
export { rankPoints } from './rank-points.ts';
export { organisationStandings } from './organisations.ts';
export { assignAwards } from './awards.ts';
export { explain } from './explain.ts';
export { mean } from './average.ts';
export { formatFixed, isDecimal } from './exact.ts';
