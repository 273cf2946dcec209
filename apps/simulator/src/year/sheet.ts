/** One sheet marked from top to bottom and handed in, with what the scheme asks for beside the marks. */
import type { JudgeDesk, MarkValue, Sheet } from '@leitai/contract';
import { allCriteria, type Criterion } from '@leitai/scoring';
import { meetNeeds } from '../beside.ts';
import { command, type Client, type Connection } from '../client.ts';
import { signatureOf } from '../signature.ts';

/** @param valueOf the mark of a criterion. A derived one, which no judge enters, is never asked for. */
export async function fillSheet(connection: Connection, device: Client, desk: JudgeDesk, open: Sheet, valueOf: (criterion: Criterion) => MarkValue): Promise<void> {
  let sheet = open;
  for (const criterion of allCriteria(desk.scheme)) {
    if (criterion.scale.type === 'derived') continue;
    const value = valueOf(criterion);
    const answer = await connection.send('mark:put', { ...command(), sheetId: sheet.id, criterionId: criterion.id, value, expectedVersion: 0 });
    const mark = { criterionId: criterion.id, value, version: answer.version, at: answer.recordedAt };
    sheet = { ...sheet, version: answer.sheetVersion, marks: [...sheet.marks, mark] };
  }
  sheet = await meetNeeds(connection, device, desk, sheet);
  await connection.send('sheet:submit', { ...command(), sheetId: sheet.id, expectedVersion: sheet.version, signature: signatureOf(desk.me.name) });
}
