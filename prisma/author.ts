/** Authoring aid: prints the SQL from an empty database to prisma/schema.prisma. `DATABASE_URL=… node prisma/author.ts` */
import { readFileSync } from 'node:fs';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

/** The whole DDL of the datamodel. The engine wants a server to speak to (any PostgreSQL); nothing in it is read or changed. */
async function fullScript(databaseUrl: string): Promise<string> {
  (globalThis as Record<string, unknown>)['PRISMA_WASM_PANIC_REGISTRY'] = { set_message() {} };
  const content = readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8');
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', content]] }, () => {}, adapter);
  const diff = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  return diff.stdout ?? '';
}

if (import.meta.main) process.stdout.write(await fullScript(process.env['DATABASE_URL'] ?? ''));
