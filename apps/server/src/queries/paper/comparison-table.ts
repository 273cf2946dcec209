/** A comparison of demonstration posts as a workbook: the aspects, then the indicators, chosen teams and means side by side. */
import { columnsOf, comparedRows, type ComparedColumn, type ComparedRow, type Comparison, type Paper, type PaperCell, type PaperTable } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { formatFixed } from '@leitai/scoring';
import type { Context } from '../../context.ts';
import { DRAFT } from './demonstration-sheet.ts';
import { number, text } from './build.ts';
import { W, type Words } from './words.ts';
import { yearPaper } from '../year-papers.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is not among what may be seen is left out. @throws Refused 'event.not-found', 'application.not-found' where nothing is left. */
export async function comparisonPaper({ db }: Context, eventId: string, comparison: Comparison, choice: string): Promise<Paper> {
  const columns = columnsOf(comparison, choice.split('.'));
  if (columns.length === 0) throw new Refused('application.not-found');
  const rows = comparedRows(columns);
  const parts = (['aspect', 'indicator'] as const).map((kind) => ({
    heading: kind === 'aspect' ? w('总分与六个方面', 'Total and aspects') : w('各项指标', 'Indicators'),
    table: tableOf(columns, rows.filter((row) => (row.kind === 'indicator') === (kind === 'indicator'))),
  }));
  const facts = columns.map((column, index) => ({ name: w(`第 ${index + 1} 列`, `Column ${index + 1}`), value: nameOf(column) }));
  return yearPaper(db, eventId, 'demonstration-comparison', w('示范岗对比表', 'Demonstration posts compared'), [{ words: columns.some(({ round }) => round.draft) ? [DRAFT] : [], facts }, ...parts]);
}

function nameOf({ round, team }: ComparedColumn): Words {
  return team ? w(`${team.unit.zh}${team.team}（${round.name.zh}）`, `${team.team}, ${team.unit.en} (${round.name.en})`) : w(`${round.teams} 个班组平均（${round.name.zh}）`, `Mean of ${round.teams} teams (${round.name.en})`);
}

function tableOf(columns: readonly ComparedColumn[], rows: readonly ComparedRow[]): PaperTable {
  const own = columns.flatMap((column) => [number(nameOf(column), 6), number(w('变化', 'Change'), 2)]);
  const marked = (row: ComparedRow, mark: 'best' | 'weakest'): PaperCell => {
    const names = columns.filter((_, index) => row.cells[index]!.mark === mark).map(nameOf);
    return names.length === 0 ? null : w(names.map(({ zh }) => zh).join('；'), names.map(({ en }) => en).join('; '));
  };
  return {
    columns: [text(W.no, 2), text(w('指标', 'Indicator'), 8), number(W.max, 2), ...own, text(w('最高', 'Best'), 8), text(w('最低', 'Weakest'), 8)],
    rows: rows.map((row): PaperCell[] => [
      row.no, row.name, row.max, ...row.cells.flatMap(({ points, change }): PaperCell[] => [points, change === null ? null : formatFixed(change, 2)]), marked(row, 'best'), marked(row, 'weakest'),
    ]),
  };
}
