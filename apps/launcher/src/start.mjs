// npm start: sets everything up, then runs the product. Works on a machine that has only Node 20 and npm.

import { handOver } from './handover.mjs';
import { setUp } from './setup.mjs';
import { fail } from './workplace.mjs';

try {
  setUp();
  handOver('run.ts');
} catch (error) {
  fail(error);
}
