/** Writes the demonstration's data files. `node prisma/demo/generate.ts` */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { demoFiles } from './files.ts';
import { inventRoster } from './people.ts';
import { rosterWorkbook, workbookLines } from './workbook.ts';

for (const [name, content] of demoFiles()) writeFileSync(new URL(name, import.meta.url), content);

/** A workbook holds the time it was written, so it is replaced only when its cells would change. */
const path = new URL('roster.xlsx', import.meta.url);
const made = await rosterWorkbook(inventRoster());
const lines = await workbookLines(made);
const same = existsSync(path) && (await workbookLines(readFileSync(path))).join('\n') === lines.join('\n');
if (!same) writeFileSync(path, made);
