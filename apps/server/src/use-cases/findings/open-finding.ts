/** Opens a finding: numbered without gaps per year and post, with the days its severity is given. */
import type { FindingBody, FindingClause, FindingOpening, RouteOutput, Text } from '@leitai/contract';
import { Refused, type Prisma, type Transaction } from '@leitai/database';
import { addDays, daysBetween, findCriterion, type Scheme } from '@leitai/scoring';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { settingsOf } from '../../findings/standing.ts';
import { dateOf, houseDay } from '../../queries/today.ts';
import { actorOf } from '../actor.ts';
import { programmeCommand } from '../programme-command.ts';

/** Of what concerns no post. */
const NO_POST = 'Z';
type Source = Pick<Prisma.FindingUncheckedCreateInput, 'source' | 'sourceWords' | 'contestId' | 'entrantId' | 'criterionId'> & { readonly clause: FindingClause | null };

/**
 * The command's id becomes the finding's: sent again, it is answered as before.
 * On a visit the day is the phone's: found on a day to come, it was found today, and is given as many days.
 * @throws Refused 'unit.not-found', 'finding.no-post', 'entrant.not-found', 'access.forbidden' for an inspector without a seat on that visit, 'finding.bad-day' (details.field),
 * 'finding.exists' (details: `findingId`, `number`, `by`) for an item of a visit that has one already, whoever opened it.
 */
export async function openFinding(ctx: Context, me: AccountIdentity, eventId: string, opening: FindingOpening): Promise<RouteOutput<'POST /api/events/:eventId/findings'>> {
  const { commandId: id, organisationId, postId, site, subject, severity, measured, required, owner } = opening;
  const { number } = await programmeCommand(ctx, eventId, actorOf(me), opening, {
    type: 'finding:open',
    subject: id,
    async change(tx, now) {
      const [today, settings] = [await houseDay(tx), await settingsOf(tx, eventId)];
      const ahead = opening.source.type === 'visit' ? Math.max(0, daysBetween(today, opening.foundOn)) : 0;
      const foundOn = addDays(opening.foundOn, -ahead);
      const due = opening.due ? addDays(opening.due, -ahead) : addDays(foundOn, settings.days[severity]);
      if (foundOn > today) throw new Refused('finding.bad-day', { field: 'foundOn' });
      if (due < foundOn) throw new Refused('finding.bad-day', { field: 'due' });
      if ((await tx.organisation.count({ where: { eventId, id: organisationId } })) === 0) throw new Refused('unit.not-found');
      const { clause, ...source } = await sourceOf(tx, me, eventId, opening);
      const serial = await nextNumber(tx, eventId, postId, today.slice(0, 4));
      const body: FindingBody = {
        measured, required, causes: [], photos: [], measures: [], rechecks: [], extensions: [], improvements: [], acknowledged: null, rectified: null, report: null, withdrawal: null,
      };
      await tx.finding.create({
        data: {
          eventId, id, number: serial, organisationId, postId, site, subject, severity, owner, foundOn: dateOf(foundOn), due: dateOf(due), ...source,
          ...(clause && { clause }), openedById: me.accountId, openedBy: me.name, openedAt: now, body,
        },
      });
      return { entry: { by: me.name, said: { number: serial, severity, due } }, rows: [{ table: 'finding', id }], answer: { number: serial } };
    },
  });
  return { findingId: id, number, by: me.name };
}

async function nextNumber(tx: Transaction, eventId: string, postId: string | null, year: string): Promise<string> {
  const post = postId === null ? null : await tx.post.findUnique({ where: { eventId_id: { eventId, id: postId } } });
  if (postId !== null && !post) throw new Refused('finding.no-post');
  const start = `${year}-${post?.letter ?? NO_POST}-`;
  const [last] = await tx.$queryRaw<[{ serial: number | null }]>`
    SELECT max(substr(number, ${start.length + 1}::int)::int) AS serial FROM finding WHERE event_id = ${eventId}::uuid AND starts_with(number, ${start})`;
  return `${start}${String((last.serial ?? 0) + 1).padStart(3, '0')}`;
}

/** The item of a visit brings its clause where none is named. */
async function sourceOf(tx: Transaction, me: AccountIdentity, eventId: string, { source, clause, organisationId }: FindingOpening): Promise<Source> {
  if (source.type === 'hand') return { source: 'hand', clause };
  if (source.type === 'complaint') return { source: 'complaint', sourceWords: source.words, clause };
  const { contestId, entrantId, criterionId } = source;
  const entrant = await tx.entrant.findFirst({
    where: { eventId, contestId, id: entrantId, organisationId }, include: { contest: { include: { scheme: true, judges: { where: { accountId: me.accountId, endedAt: null } } } } },
  });
  if (!entrant) throw new Refused('entrant.not-found');
  if (me.role === 'inspector' && entrant.contest.judges.length === 0) throw new Refused('access.forbidden');
  const criterion = findCriterion(entrant.contest.scheme.body as unknown as Scheme, criterionId);
  if (!criterion) throw new Refused('mark.invalid', { criterionId });
  const known = await tx.finding.findFirst({ where: { eventId, entrantId, criterionId, state: { not: 'withdrawn' } } });
  if (known) throw new Refused('finding.exists', { findingId: known.id, number: known.number, by: known.openedBy });
  const round = await tx.inspectionRound.findUnique({ where: { eventId_contestId: { eventId, contestId } }, include: { plan: true } });
  const [cited] = criterion.clauses;
  const found = cited ? { standard: cited.standard, title: cited.title as Text, number: cited.number ?? '', text: '', mark: '' } : null;
  return { source: 'visit', sourceWords: [round?.plan.name, criterion.no].filter(Boolean).join(' '), contestId, entrantId, criterionId, clause: clause ?? found };
}
