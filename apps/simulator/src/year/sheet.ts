/** One sheet marked from top to bottom and handed in, with what the scheme asks for beside the marks. */
import type { JudgeDesk, MarkValue, Sheet } from '@leitai/contract';
import { allCriteria, type Criterion } from '@leitai/scoring';
import { meetNeeds } from '../beside.ts';
import { command, type Client, type Connection } from '../client.ts';
import { signatureOf } from '../signature.ts';
import { allDone } from '../watch.ts';

/** So many marks are on their way at a time. More would take the connections to the database from everybody else. */
const AT_ONCE = 2;

/** @param valueOf the mark of a criterion. A derived one, which no judge enters, is never asked for. */
export async function fillSheet(connection: Connection, device: Client, desk: JudgeDesk, open: Sheet, valueOf: (criterion: Criterion) => MarkValue): Promise<void> {
  let sheet = open;
  const values = allCriteria(desk.scheme).flatMap((criterion) => (criterion.scale.type === 'derived' ? [] : [{ criterionId: criterion.id, value: valueOf(criterion) }]));
  for (let from = 0; from < values.length; from += AT_ONCE) {
    const put = await allDone(values.slice(from, from + AT_ONCE).map(async (mark) => ({ ...mark, answer: await connection.send('mark:put', { ...command(), sheetId: sheet.id, ...mark, expectedVersion: 0 }) })));
    const marks = put.map(({ answer, ...mark }) => ({ ...mark, version: answer.version, at: answer.recordedAt }));
    sheet = { ...sheet, version: Math.max(...put.map(({ answer }) => answer.sheetVersion)), marks: [...sheet.marks, ...marks] };
  }
  sheet = await meetNeeds(connection, device, desk, sheet);
  await connection.send('sheet:submit', { ...command(), sheetId: sheet.id, expectedVersion: sheet.version, signature: signatureOf(desk.me.name) });
}
