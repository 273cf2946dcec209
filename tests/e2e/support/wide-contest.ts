// A contest as wide as a chief's desk must carry: seven judges and thirty criteria, with everything that can stand in a matrix.

import { checkScheme, DEFAULT_RULES, type Criterion, type Scheme } from '@leitai/scoring';
import { command } from '../../../apps/simulator/src/client.ts';
import { makeEvent, openContest, pairJudge } from '../../support/factory.ts';
import { connect, Panel, Tablet } from '../../support/panel.ts';
import type { OwnProduct } from './own-product.ts';

const WORDS = [['会前准备', 'Preparation'], ['会场布置', 'Setting up'], ['茶水服务', 'Serving tea'], ['应急处置', 'Emergencies'], ['收尾检查', 'Closing']] as const;
const ITEMS = [['着装与工牌', 'Dress and badge'], ['物品清点', 'Counting things'], ['仪容仪态', 'Bearing'], ['准备用时', 'Time taken'], ['座签间距', 'Name plates'], ['语言规范', 'Language']] as const;

/** Five modules of six criteria, out of 5 each. */
function wideScheme(): Scheme {
  const scheme: Scheme = {
    format: 'leitai-scheme/1', code: 'WIDE', name: { zh: '三十项评分方案', en: 'Thirty criteria' }, max: '150', vetoes: [],
    modules: WORDS.map(([zh, en], module) => ({
      id: `m${module + 1}`, name: { zh, en },
      criteria: ITEMS.map(([item, english], index): Criterion => ({
        id: `${module + 1}.${index + 1}`, no: `${module + 1}.${index + 1}`, name: { zh: item, en: english }, rule: { zh: item, en: english },
        kind: 'judged', max: '5', clauses: [], scale: { type: 'points', min: '0', max: '5', step: '0.5' },
      })),
    })),
  };
  const issues = checkScheme(scheme);
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return scheme;
}

/** One entrant on stage: five sheets handed in and far apart in places, one not begun, one of a recused judge. */
export async function wideContest({ organiser, db }: OwnProduct): Promise<Panel> {
  const { contests: [made] } = await makeEvent(organiser, { entrants: 9, judges: 7 });
  const at = { eventId: made!.eventId, contestId: made!.contestId };
  const { schemeVersionId } = await db.contest.findUniqueOrThrow({ where: { eventId_id: { eventId: at.eventId, id: at.contestId } } });
  await db.schemeVersion.update({ where: { eventId_id: { eventId: at.eventId, id: schemeVersionId } }, data: { body: JSON.parse(JSON.stringify(wideScheme())) as object } });
  await db.contest.update({ where: { eventId_id: { eventId: at.eventId, id: at.contestId } }, data: { rules: JSON.parse(JSON.stringify(DEFAULT_RULES)) as object } });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/spread', { params: at, body: { criterion: { type: 'points', points: '2' }, total: null } });
  await openContest(organiser, at);
  const join = async (judgeId: string): Promise<Tablet> => {
    const visitor = await pairJudge(organiser, at.eventId, judgeId);
    const tablet = new Tablet(await connect(visitor), visitor);
    await tablet.join();
    return tablet;
  };
  const panel = new Panel({ ...made! }, await Promise.all(made!.judgeIds.map(join)), await join(made!.chiefId));
  const [entrantId] = panel.entrants as [string];
  await panel.chief.connection.send('entrant:call', { ...command(), entrantId });
  await panel.chief.connection.send('recusal:order', { ...command(), judgeId: made!.judgeIds[6]!, entrantId, reason: '曾是师徒' });
  for (const [seat, tablet] of panel.tablets.slice(0, 5).entries()) {
    for (const [index, id] of panel.scheme.modules.flatMap(({ criteria }) => criteria.map((criterion) => criterion.id)).entries()) {
      const points = index % 11 === 4 && seat === 4 ? '0' : String(3 + ((seat + index) % 3) * 0.5);
      await tablet.mark(entrantId, id, { type: 'points', points });
    }
    await tablet.submit(entrantId);
  }
  return panel;
}
