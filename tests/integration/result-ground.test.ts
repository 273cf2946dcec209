/** A ground that was read is told from the one that stands by the sheets' versions: a mark, a note, a hand-in or a withdrawal in between lets no result stand. */
import { keepResult, readGround, type ResultGround } from '@leitai/database';
import { allCriteria, type EntrantScore } from '@leitai/scoring';
import { expect, it } from 'vitest';
import { command, Connection } from '../../apps/simulator/src/client.ts';
import { makeOrganiser } from '../support/factory.ts';
import { startNode } from '../support/node.ts';
import { makePanel, Tablet } from '../support/panel.ts';

it('keeps no result on a ground that has changed in any way, and tells the ground as it stands', async () => {
  const node = await startNode();
  const panel = await makePanel(await makeOrganiser(node.base, node.setupPath), { entrants: 1, judges: 3 });
  const { eventId, contestId } = panel.made;
  const entrantId = panel.entrants[0]!;
  const actor = { id: panel.chief.desk.me.judgeId, role: 'chief', device: null };
  const tablet = panel.tablets[0]!;
  const criterion = allCriteria(tablet.desk.scheme)[0]!;
  const keep = (ground: ResultGround, place: Parameters<typeof readGround>[2]) =>
    keepResult(node.db, actor, place, ground, { sheets: [] }, { status: 'disqualified' } as EntrantScore, [], { total: null });

  const read = async () => {
    const place = { ...command(), eventId, contestId, entrantId };
    return { place, ground: (await readGround(node.db, actor, place)).ground! };
  };
  const changes: Record<string, () => Promise<unknown>> = {
    mark: () => tablet.markAll(entrantId, 1),
    note: () => tablet.connection.send('note:put', { ...command(), sheetId: tablet.sheet(entrantId).id, criterionId: criterion.id, text: '器具未归位', expectedVersion: 0 }),
    handIn: async () => {
      await tablet.join();
      await tablet.submit(entrantId);
    },
    withdrawal: () => tablet.withdraw(entrantId),
  };
  for (const [what, change] of Object.entries(changes)) {
    const { place, ground } = await read();
    await change();
    expect(await keep(ground, place), what).toBeNull();
  }
  expect(await node.db.result.count()).toBe(0);
  const { place, ground } = await read();
  expect(ground.sheets.flatMap(({ notes }) => notes.map(({ text }) => text))).toEqual(['器具未归位']);
  expect(await keep(ground, place)).not.toBeNull();
  expect(await node.db.result.count()).toBe(1);
  panel.close();
  await node.close();
});

it('confirms by what stands now, whatever was read ahead before another node took a sheet back', async () => {
  const first = await startNode();
  const second = await startNode(first.databaseUrl);
  const panel = await makePanel(await makeOrganiser(first.base, first.setupPath), { entrants: 2, judges: 3 });
  const judge = panel.tablets[0]!;
  const elsewhere = new Tablet(await Connection.open(second.base, judge.visitor.cookie), judge.visitor);
  const versions = (entrantId: string) => [elsewhere, ...panel.tablets.slice(1)].map((tablet) => tablet.sheet(entrantId)).map(({ id, version }) => ({ sheetId: id, version }));
  const confirm = (entrantId: string, sheets: ReturnType<typeof versions>) =>
    panel.chief.connection.send('result:confirm', { ...command(), entrantId, sheets, without: [], vetoes: {} });
  const [one, other] = panel.entrants as [string, string];
  for (const entrantId of [one, other]) await panel.submitAll(entrantId, 1);
  await elsewhere.join();

  const looked = versions(one);
  await elsewhere.withdraw(one);
  await expect(confirm(one, looked)).rejects.toMatchObject({ code: 'result.sheets-missing' });

  await elsewhere.withdraw(other);
  await elsewhere.markAll(other, 9);
  await elsewhere.submit(other);
  await confirm(other, versions(other));
  const { sheets } = await first.db.result.findUniqueOrThrow({ where: { eventId_entrantId: { eventId: panel.made.eventId, entrantId: other } } });
  const counted = (sheets as { judgeId: string; marks: unknown }[]).find(({ judgeId }) => judgeId === judge.desk.me.judgeId)!;
  expect(counted.marks).toEqual(Object.fromEntries(elsewhere.sheet(other).marks.map(({ criterionId, value }) => [criterionId, value])));
  elsewhere.connection.close();
  panel.close();
  await second.close();
  await first.close();
});
