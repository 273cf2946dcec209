// npm run event: event files at the machine itself. Checking a file needs no database.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runWithDatabase } from './with-database.ts';
import { root } from './workplace.mjs';

const program = 'apps/server/src/event-file/command.ts';
if (process.argv[2] === 'verify') process.exit(spawnSync(process.execPath, [join(root, program), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 2);
await runWithDatabase(program);
