/** What every step of an application shares: the programme's lock, whose it is, the state it starts from, and the rows its event holds. */
import type { ApplicationState } from '@leitai/contract';
import { Refused, type Command, type Prisma, type ProgrammeStamp, type RowRef, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { actorOf } from '../actor.ts';
import { programmeCommandIn } from '../programme-command.ts';

export type ApplicationPlace = { readonly eventId: string; readonly applicationId: string };
const parts = { round: true, organisation: true, plaque: true } satisfies Prisma.DemonstrationApplicationInclude;
export type Standing = Prisma.DemonstrationApplicationGetPayload<{ include: typeof parts }>;
/** What a step did: the application's columns it sets, further rows it wrote, what its event says besides, and what it is answered. */
type Stepped<A extends object> = { readonly set?: Prisma.DemonstrationApplicationUncheckedUpdateInput; readonly rows?: readonly RowRef[]; readonly entry?: Readonly<Record<string, unknown>>; readonly answer: A };

export const DAY = 24 * 3_600_000;

/**
 * @param before takes contests' locks, which come before the programme's.
 * @throws Refused 'application.not-found', also for another unit's leader; 'application.bad-state' (details.state); 'command.reused'; and what `work` refuses.
 */
export async function applicationStep<A extends object>(
  ctx: Context, me: AccountIdentity, place: ApplicationPlace, command: Command, type: string, from: readonly ApplicationState[],
  work: (tx: Transaction, application: Standing, now: Date) => Promise<Stepped<A>>, before: (tx: Transaction) => Promise<void> = () => Promise.resolve(),
): Promise<A & ProgrammeStamp> {
  const { eventId, applicationId } = place;
  const answer = await ctx.db.$transaction(async (tx) => {
    await before(tx);
    return programmeCommandIn<A>(tx, eventId, actorOf(me), command, {
      type, subject: applicationId,
      allow: async () => void (await applicationAt(tx, place, me)),
      change: async (_tx, now) => {
        const application = await applicationAt(tx, place, me);
        if (!from.includes(application.state)) throw new Refused('application.bad-state', { state: application.state });
        const { set, rows = [], entry, answer: said } = await work(tx, application, now);
        if (set) await tx.demonstrationApplication.update({ where: { eventId_id: { eventId, id: applicationId } }, data: set });
        return { entry: { by: me.name, before: application.state, ...entry }, rows: [...rows, ...(set ? [applicationRow(applicationId)] : [])], answer: said };
      },
    });
  });
  ctx.notices.programmeChanged(eventId, answer.revision, applicationId);
  return answer;
}

export const applicationRow = (id: string): RowRef => ({ table: 'demonstration_application', id });

async function applicationAt(tx: Transaction, { eventId, applicationId }: ApplicationPlace, me: AccountIdentity): Promise<Standing> {
  const own = me.role === 'leader' ? { organisationId: me.organisationId } : {};
  const found = await tx.demonstrationApplication.findFirst({ where: { eventId, id: applicationId, ...own }, include: parts });
  if (!found) throw new Refused('application.not-found');
  return found;
}
