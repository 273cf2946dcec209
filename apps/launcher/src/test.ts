// Checks everything: lint and types beside the unit and integration tests, then the browser alone on the machine.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { provideBrowser } from './browser.ts';
import { countPlaywright, countVitest, filesToRepeat, type Told, sum } from './test-counts.ts';
import { type Stage, startStage } from './test-stage.ts';
import { fail, root, say } from './workplace.mjs';

process.on('disconnect', () => process.exit(1));

try {
  const reports = mkdtempSync(join(tmpdir(), 'leitai-reports-'));
  process.on('exit', () => rmSync(reports, { recursive: true, force: true }));
  const stages = start(reports, provideBrowser());
  const { passed, failed, failures, secondTries } = sum(await inTurn(stages));
  for (const told of secondTries) tell('↻', told);
  for (const told of failures) tell('✗', told);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
  process.channel?.unref();
} catch (error) {
  fail(error);
}

/** Two lanes for two cores; timing in a browser suffers from company, so that stage waits for all others. */
function start(reports: string, browser: string): Stage[] {
  const lint = startStage({ zh: '代码检查', en: 'lint', command: ['eslint', '.'] });
  const types = startStage({ zh: '类型', en: 'types', command: ['tsc', '-p', 'tsconfig.json'] }, lint.done);
  const webTypes = startStage(
    { zh: '网页类型', en: 'types of the web pages', command: ['npm', 'run', '--silent', 'check', '-w', '@leitai/web'] },
    types.done,
  );
  const unit = startStage(vitest('单元测试', 'unit tests', 'unit', reports));
  const { report, ...plan } = vitest('集成测试', 'integration tests', 'integration', reports);
  // Real servers on a busy machine may miss a beat: a file that fails runs once more as a whole, and the end names it.
  const integration = startStage({ ...plan, report: { ...report, again: filesToRepeat } }, unit.done);
  const file = join(reports, 'e2e.json');
  const e2e = startStage(
    {
      zh: '浏览器测试',
      en: 'browser tests',
      command: ['playwright', 'test', '--reporter=list,json'],
      env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      report: { file, count: countPlaywright },
    },
    Promise.all([webTypes.done, integration.done]),
  );
  return [lint, types, webTypes, unit, integration, e2e];
}

function vitest(zh: string, en: string, project: string, reports: string) {
  const file = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const command: [string, ...string[]] = ['vitest', 'run', '--project', project, ...reporters];
  return { zh, en, command, report: { file, count: countVitest } };
}

/** Lets the stages speak one after the other, with a line before and after each. */
async function inTurn(stages: Stage[]) {
  const all = [];
  for (const { plan, output, done } of stages) {
    process.stdout.write('\n');
    say(plan.zh, plan.en);
    output.speak();
    const { counts, seconds } = await done;
    all.push(counts);
    say(
      `${plan.zh}：通过 ${counts.passed}，失败 ${counts.failed}（${seconds.toFixed(1)} 秒）`,
      `${counts.passed} passed, ${counts.failed} failed in ${seconds.toFixed(1)} s`,
    );
  }
  return all;
}

/** Once more at the end, where whoever sees only the last lines finds it: what failed (✗) or passed only at a second try (↻), and the beginning of what it said. */
function tell(sign: '✗' | '↻', { name, said }: Told): void {
  const lines = stripVTControlCharacters(said).trimEnd().split('\n').slice(0, 12);
  process.stdout.write(`\n${sign} ${name.replace(`${root}/`, '')}\n${lines.map((line) => `  ${line}\n`).join('')}`);
}
