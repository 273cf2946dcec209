// Who may import whom: contract → scoring; database → scoring, contract; server → all packages; web → scoring, contract.
// Inside the server: http and realtime → use cases → database, projection, access, queries.

const all = ['scoring', 'contract', 'database', 'server', 'web', 'launcher', 'simulator'] as const;
type Name = (typeof all)[number];
/** Package → the other packages it may import. */
const allowed: Record<Name, readonly Name[]> = {
  scoring: [],
  contract: ['scoring'],
  database: ['scoring', 'contract'],
  server: ['scoring', 'contract', 'database'],
  web: ['scoring', 'contract'],
  simulator: ['scoring', 'contract'],
  launcher: [],
};
const folders: Record<Name, string> = {
  scoring: 'packages/scoring', contract: 'packages/contract', database: 'packages/database',
  server: 'apps/server', web: 'apps/web', simulator: 'apps/simulator', launcher: 'apps/launcher',
};

const forbid = (name: Name): string[] =>
  all
    .filter((other) => other !== name && !allowed[name].includes(other))
    .flatMap((other) => [`@leitai/${other}`, `@leitai/${other}/*`]);

const group = (patterns: string[], message: string) => ({ group: patterns, message });
const rule = (patterns: ReturnType<typeof group>[]) => ({ 'no-restricted-imports': ['error', { patterns }] as const });
const crossing = group(['**/packages/*/src/**', '**/apps/*/src/**'], 'Import other packages by their name, not by a path.');

const packages = all.map((name) => ({
  files: [`${folders[name]}/**/*.{ts,js,mjs,svelte}`],
  rules: rule([
    group(forbid(name), `${name} may import only: ${allowed[name].join(', ') || 'no other package'}.`),
    crossing,
  ]),
}));

const serverBase = [group(forbid('server'), 'The server imports packages only.'), crossing];
/** Layer → folders of the server it may not import. */
const layers = {
  'use-cases': ['http', 'realtime'],
  queries: ['http', 'realtime', 'use-cases'],
  projection: ['http', 'realtime', 'use-cases', 'queries'],
  access: ['http', 'realtime', 'use-cases', 'queries', 'projection'],
};
const inside = Object.entries(layers).map(([layer, outer]) => ({
  files: [`apps/server/src/${layer}/**/*.ts`],
  ignores: ['**/*.test.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: outer.map((folder) => ({
          group: [`../${folder}/*`, `**/${folder}/**`],
          message: `${layer} may not import ${folder}.`,
          allowTypeImports: true,
        })),
      },
    ],
    ...rule(serverBase),
  },
}));

/** Nothing of the engine reads files or the clock, or draws lots; its tests and its command may. */
const purity = {
  files: ['packages/scoring/src/**/*.ts'],
  ignores: ['**/*.test.ts', '**/test-support.ts', 'packages/scoring/src/command/**'],
  rules: {
    ...rule([group([...forbid('scoring'), 'node:*', 'fs', 'path', 'crypto'], 'The engine is pure and stands alone.'), crossing]),
    'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'console'],
    'no-restricted-properties': ['error', { object: 'Math', property: 'random' }, { object: 'Date', property: 'now' }],
  },
};

export const boundaries = [...packages, ...inside, purity];
