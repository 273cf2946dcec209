/** The lint holds the import directions: each forbidden import is refused, each allowed one passes. */
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const eslint = new ESLint({ cwd: root });

async function refusals(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${filePath}` });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId?.includes('no-restricted')).map(({ message }) => message);
}

const uses = (specifier: string): string => `import { thing } from '${specifier}';\nexport const used = thing;\n`;

it.each([
  ['packages/scoring/src/probe.ts', '@leitai/contract'],
  ['packages/scoring/src/probe.ts', 'node:fs'],
  ['packages/contract/src/probe.ts', '@leitai/database'],
  ['packages/database/src/probe.ts', '@leitai/server/context'],
  ['apps/web/src/lib/probe.ts', '@leitai/database'],
  ['apps/web/src/lib/probe.ts', '@leitai/server/main'],
  ['apps/simulator/src/probe.ts', '@leitai/database'],
  ['apps/server/src/http/probe.ts', '../../../../packages/scoring/src/exact.ts'],
  ['apps/server/src/use-cases/probe.ts', '../http/answer.ts'],
  ['apps/server/src/projection/probe.ts', '../use-cases/put-mark.ts'],
  ['apps/server/src/access/probe.ts', '../realtime/rooms.ts'],
])('%s may not import %s', async (file, specifier) => {
  expect(await refusals(file, uses(specifier))).not.toEqual([]);
});

it.each([
  ['packages/contract/src/probe.ts', '@leitai/scoring'],
  ['packages/database/src/probe.ts', '@leitai/contract'],
  ['apps/web/src/lib/probe.ts', '@leitai/scoring'],
  ['apps/server/src/realtime/probe.ts', '../use-cases/put-mark.ts'],
  ['apps/server/src/use-cases/probe.ts', '../projection/digits.ts'],
])('%s may import %s', async (file, specifier) => {
  expect(await refusals(file, uses(specifier))).toEqual([]);
});

it('the engine may not draw lots', async () => {
  expect(await refusals('packages/scoring/src/probe.ts', 'export const luck = Math.random();\n')).not.toEqual([]);
});
