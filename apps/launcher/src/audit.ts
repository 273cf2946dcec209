// npm run audit: audits the database, wherever it is.

import { runWithDatabase } from './with-database.ts';

await runWithDatabase('apps/server/src/audit/main.ts');
