/** Faulty rules: each fault is found, named and placed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRules } from './check-rules.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import type { Rules, StageRule } from './rules.ts';
import { named, ONE_SCORE, rules } from './test-support.ts';

const codes = (value: unknown): string[] => checkRules(value, ONE_SCORE).map((one) => `${one.code} ${one.path}`);
const ranking = (...tieBreaks: Rules['ranking']['tieBreaks']): Rules => rules({}, { ranking: { style: '1224', tieBreaks } });
const share = (id: string, percent: string): Rules['awards'][number] => ({ id, name: named(id), quota: { type: 'share', percent } });

const stage = (id: string, more: Partial<StageRule> = {}): StageRule => ({ id, name: named(id), weight: '100', normalise: 'max', whenMissing: 'zero', ...more });
const staged = (...stages: StageRule[]): Rules => rules({}, { stages: { stages } });
const graded = (...bands: [string, string?][]): Rules => rules({}, { grades: { of: 'points', vetoes: [], bands: bands.map(([id, from]) => ({ id, name: named(id), ...(from !== undefined && { from }) })) } });

describe('rules', () => {
  test('the default rules have no issues', () => expect(checkRules(DEFAULT_RULES, ONE_SCORE)).toEqual([]));

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => checkRules(value).length > 0));
    fc.assert(fc.property(fc.constantFrom(...Object.keys(DEFAULT_RULES)), fc.anything(), (key, value) => Array.isArray(checkRules({ ...DEFAULT_RULES, [key]: value }))));
  });

  test.each<[string, unknown, string[]]>([
    ['an unknown way to combine', rules({ combine: { type: 'best' } as never }), ['unknown-type panel.combine.type']],
    ['a quorum of none', rules({ quorum: 0 }), ['out-of-range panel.quorum']],
    ['too many digits', rules({}, { rounding: { total: { digits: 7, mode: 'half-up' } } }), ['out-of-range rounding.total.digits']],
    ['an unknown style', rules({}, { ranking: { style: '1111' as never, tieBreaks: [] } }), ['not-one-of ranking.style']],
    ['[PANEL-5] a single judge with a quorum', rules({ combine: { type: 'single' } }), ['single-quorum panel.quorum']],
    ['[PANEL-6] a quorum that drops everyone', rules({ quorum: 2, whenTooFew: 'no-result' }), ['quorum-too-small panel.quorum']],
    ['[RANK-4] an unknown module', ranking({ type: 'module', moduleId: 'gone', better: 'more' }), ['unknown-reference ranking.tieBreaks.0.moduleId']],
    ['[RANK-4] an unknown criterion', ranking({ type: 'criterion', criterionId: 'gone', better: 'more' }), ['unknown-reference ranking.tieBreaks.0.criterionId']],
    ['[RANK-4] least time of what is not timed', ranking({ type: 'least-time', criterionId: 'score' }), ['unknown-reference ranking.tieBreaks.0.criterionId']],
    ['[AWARD-1] the same award twice', rules({}, { awards: [share('a', '10'), share('a', '10')] }), ['duplicate-id awards.1.id']],
    ['[RANK-4] an unknown stage', ranking({ type: 'stage', stageId: 'gone', better: 'more' }), ['unknown-reference ranking.tieBreaks.0.stageId']],
    ['[PANEL-9] dropping that begins too early', rules({ combine: { type: 'trimmed-mean', dropLow: 1, dropHigh: 1, from: 2 } }), ['drops-too-early panel.combine.from']],
    ['[GROUP-1] a group that marks nothing', rules({ groups: [{ id: 'art', name: named('art') }] }), ['group-without-criteria panel.groups.0.id']],
    ['[GROUP-1] a group twice, and a single judge among several', rules({ groups: ['a', 'a'].map((id) => ({ id, name: named(id), combine: { type: 'single' } })) }), ['single-quorum panel.groups.0.quorum', 'single-quorum panel.groups.1.quorum', 'duplicate-id panel.groups.1.id', 'group-without-criteria panel.groups.0.id', 'group-without-criteria panel.groups.1.id']],
    ['[AWARD-5] an award by score without a score', rules({}, { awards: [{ id: 'a', name: named('a'), quota: { type: 'threshold' } }] }), ['no-threshold awards.0.atLeast']],
    ['[STAGE-1] weights of 90', staged(stage('a', { weight: '40' }), stage('b', { weight: '50' })), ['weights-not-100 stages.stages']],
    ['[STAGE-1] points as they are may weigh anything', staged(stage('a', { weight: '40', normalise: 'none' })), []],
    ['[STAGE-1] a stage twice', staged(stage('a', { weight: '50' }), stage('a', { weight: '50' })), ['duplicate-id stages.stages.1.id']],
    ['[CUT-1] a cut after the last stage', staged(stage('a', { cut: { type: 'best', count: 1, ties: 'include' } })), ['cut-after-last stages.stages.0.cut']],
    ['[CUT-1] more than everyone goes on', staged(stage('a', { weight: '50', cut: { type: 'share', percent: '101', rounding: 'up', ties: 'include' } }), stage('b', { weight: '50' })), ['out-of-range stages.stages.0.cut.percent']],
    ['[GRADE-1] a last grade with a floor', graded(['good', '80'], ['bad', '60']), ['gapped-grades grades.bands.1.from']],
    ['[GRADE-1] grades that rise', graded(['bad', '60'], ['good', '80'], ['none']), ['not-falling grades.bands.1.from']],
    ['[GRADE-1] a grade in the middle without a floor', graded(['good', '80'], ['middle'], ['bad']), ['missing-field grades.bands.1.from']],
    ['[GRADE-3] a floor under the last grade', { ...graded(['all']), grades: { of: 'points', bands: [{ id: 'all', name: named('all'), eachModule: '80' }], vetoes: [] } }, ['gapped-grades grades.bands.0.from']],
    ['[GRADE-3] the same points with and without a floor', { ...graded(['all']), grades: { of: 'points', bands: [{ id: 'named', name: named('n'), from: '90', eachModule: '80' }, { id: 'good', name: named('g'), from: '90' }, { id: 'all', name: named('all') }], vetoes: [] } }, []],
    ['[GRADE-2] a veto and a grade that are not there', { ...graded(['all']), grades: { of: 'points', bands: [{ id: 'all', name: named('all') }], vetoes: [{ vetoId: 'gone', atMost: 'gone' }] } }, ['unknown-reference grades.vetoes.0.atMost', 'unknown-reference grades.vetoes.0.vetoId']],
    ['[AWARD-1] more than everyone', rules({}, { awards: [share('a', '60'), share('b', '50')] }), ['shares-over-100 awards']],
  ])('%s', (_name, value, wanted) => expect(codes(value)).toEqual(wanted));

  test('[PANEL-4] a quorum that the judges there are cannot reach', () => {
    const faults = (own: Rules, judges: { group?: string }[]) => checkRules(own, ONE_SCORE, judges).map((one) => `${one.code} ${one.path}`);
    expect(faults(rules(), [{}, {}])).toEqual(['quorum-over-judges panel.quorum']);
    expect(faults(rules(), [{}, {}, {}])).toEqual([]);
    const [module] = ONE_SCORE.modules;
    const grouped = { ...ONE_SCORE, modules: [{ ...module!, criteria: module!.criteria.map((one) => ({ ...one, group: 'art' })) }] };
    const own = rules({ quorum: 1, groups: [{ id: 'art', name: named('art'), quorum: 2 }] });
    expect(checkRules(own, grouped, [{ group: 'art' }, { group: 'tech' }]).map((one) => one.path)).toEqual(['panel.groups.0.quorum']);
    expect(checkRules(own, grouped, [{ group: 'art' }, {}])).toEqual([]);
  });

  test('references are judged only beside a scheme', () => {
    expect(checkRules(ranking({ type: 'module', moduleId: 'gone', better: 'more' }))).toEqual([]);
  });
});
