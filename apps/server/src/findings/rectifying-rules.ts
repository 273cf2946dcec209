/** What the unit does: takes note, says its measures, proves them, asks for more time. */
import { Refused } from '@leitai/database';
import { dateOf, isoDay } from '../queries/today.ts';
import { stamp, type Rules } from './step-rule.ts';

export const PUTTING_RIGHT: Rules<'acknowledge' | 'plan' | 'done' | 'rectify' | 'extend' | 'answer-extension'> = {
  acknowledge: {
    from: ['opened'],
    apply: (standing, { owner }, me) => ({ columns: { state: 'acknowledged', owner }, body: { acknowledged: stamp(standing, me) }, said: { owner } }),
  },
  plan: {
    from: ['acknowledged'],
    apply(standing, { cause, measures }, me) {
      const { row, body, today } = standing;
      if (measures.length === 0 && !body.measures.some(({ round }) => round === row.round)) throw new Refused('finding.measures');
      if (measures.some(({ due }) => due < today)) throw new Refused('finding.bad-day', { field: 'due' });
      if (measures.some(({ id }) => body.measures.some((one) => one.id === id))) throw new Refused('command.reused');
      const causes = [...body.causes.filter(({ round }) => round !== row.round), { round: row.round, text: cause, ...stamp(standing, me) }];
      return { body: { causes, measures: [...body.measures, ...measures.map((one) => ({ ...one, round: row.round, done: null }))] }, said: { cause, measures: measures.map(({ text }) => text).join('; ') } };
    },
  },
  done: {
    from: ['acknowledged'],
    not: ({ row, body }) => (body.measures.some(({ round, done }) => round === row.round && !done) ? null : { code: 'finding.measures' }),
    apply(standing, { measureId, note }, me) {
      const { row, body } = standing;
      const measure = body.measures.find(({ id, round, done }) => id === measureId && round === row.round && !done);
      if (!measure) throw new Refused('finding.measures');
      if (!body.photos.some((photo) => photo.stage === 'proof' && photo.measureId === measureId)) throw new Refused('finding.no-proof');
      const done = { ...stamp(standing, me), accountId: me.accountId, note };
      return { body: { measures: body.measures.map((one) => (one === measure ? { ...one, done } : one)) }, said: { measure: measure.text } };
    },
  },
  rectify: {
    from: ['acknowledged'],
    not({ row, body }) {
      const own = body.measures.filter(({ round }) => round === row.round);
      if (own.length === 0 || own.some(({ done }) => !done)) return { code: 'finding.measures' };
      return body.causes.some(({ round }) => round === row.round) ? null : { code: 'finding.no-cause' };
    },
    apply: (standing, _input, me) => ({ columns: { state: 'rectified', rectifiedAt: standing.now }, body: { rectified: { ...stamp(standing, me), accountId: me.accountId } } }),
  },
  extend: {
    from: ['opened', 'acknowledged'],
    not: ({ body }) => (body.extensions.at(-1)?.decision === null ? { code: 'finding.asked' } : null),
    apply(standing, { until, reason }, me) {
      if (until <= isoDay(standing.row.due) || until < standing.today) throw new Refused('finding.bad-day', { field: 'until' });
      return { body: { extensions: [...standing.body.extensions, { until, reason, ...stamp(standing, me), decision: null }] }, said: { until, reason } };
    },
  },
  'answer-extension': {
    from: ['opened', 'acknowledged'],
    not: ({ body }) => (body.extensions.at(-1)?.decision === null ? null : { code: 'finding.not-asked' }),
    apply(standing, { granted, note }, me) {
      const asked = standing.body.extensions.at(-1)!;
      const extensions = [...standing.body.extensions.slice(0, -1), { ...asked, decision: { granted, note, ...stamp(standing, me) } }];
      return { ...(granted && { columns: { due: dateOf(asked.until), toldDays: 0 } }), body: { extensions }, said: { granted, until: asked.until, note } };
    },
  },
};
