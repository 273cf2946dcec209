// npm run audit:packages: asks the registry for known faults of the packages the product runs with. Ends with 1 on a grave one; without an answer it says that nothing is known.

import { spawnSync } from 'node:child_process';
import { verdictOf } from './advisories.mjs';
import { root, say } from './workplace.mjs';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
const verdict = verdictOf(stdout ?? '');
if (!verdict.answered) say(`依赖审计：软件源没有回答（${verdict.why}），有无已知漏洞未知`, `audit of packages: the registry gave no answer (${verdict.why}); whether there are known faults is not known`);
else if (verdict.faults.length === 0) say('依赖审计：没有已知漏洞', 'audit of packages: no known faults');
else for (const { name, severity } of verdict.faults) say(`依赖审计：${name} 有已知漏洞（${severity}）`, `audit of packages: ${name} has a known fault (${severity})`);
process.exitCode = verdict.answered && verdict.grave ? 1 : 0;
