/** How much JavaScript each page of the built web loads before it can be used, by the build's own lists. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const BUILD = new URL('../../apps/web/build/', import.meta.url);

type Manifest = {
  readonly client: { readonly imports: readonly string[] };
  readonly routes: readonly { readonly id: string; readonly page: { readonly layouts: readonly (number | undefined)[]; readonly leaf: number } | null }[];
};

/** Bytes by route id, each file compressed by itself with gzip as a server sends it. Fails when the web has not been built. */
export async function routeSizes(): Promise<ReadonlyMap<string, number>> {
  const { manifest } = (await import(new URL('server/manifest.js', BUILD).href)) as { manifest: Manifest };
  const sizes = new Map<string, number>();
  for (const { id, page } of manifest.routes) {
    if (!page) continue;
    const nodes = [...page.layouts, page.leaf].filter((node) => node !== undefined);
    const files = new Set([...manifest.client.imports, ...(await Promise.all(nodes.map(importsOf))).flat()]);
    const bytes = await Promise.all([...files].filter((file) => file.endsWith('.js')).map(compressed));
    sizes.set(id, bytes.reduce((sum, size) => sum + size, 0));
  }
  return sizes;
}

const importsOf = async (node: number): Promise<readonly string[]> =>
  ((await import(new URL(`server/nodes/${node}.js`, BUILD).href)) as { readonly imports: readonly string[] }).imports;

const compressed = async (file: string): Promise<number> => gzipSync(await readFile(new URL(`client/${file}`, BUILD))).length;
