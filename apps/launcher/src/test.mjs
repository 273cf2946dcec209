// npm test: sets everything up, then checks everything. Works on a machine that has only Node 20 and npm.

import { handOver } from './handover.mjs';
import { setUp } from './setup.mjs';
import { fail } from './workplace.mjs';

try {
  setUp();
  handOver('test.ts');
} catch (error) {
  fail(error);
}
