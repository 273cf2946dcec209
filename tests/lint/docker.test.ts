// What can be known of the container without an engine: the image's recipe names every package and leaves root, and every service is pinned, watched, waited for and keeps its secret in a file.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

type Service = {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
};
type Compose = { readonly services: Readonly<Record<string, Service>>; readonly volumes: Readonly<Record<string, unknown>>; readonly secrets: Readonly<Record<string, { readonly environment: string }>> };

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const compose = parse(read('docker/compose.yaml')) as Compose;
const services = Object.entries(compose.services);
/** Each stage's instructions, continued lines joined. */
const stages = read('docker/Dockerfile').replace(/\\\n\s*/g, '').split(/^(?=FROM )/m).slice(1).map((stage) => stage.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
const said = (stage: readonly string[], instruction: string): string[] => stage.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));

test('every image is pinned to a version', () => {
  const images = [...stages.map(([from]) => from!.split(' ')[1]!), ...services.flatMap(([, { image }]) => image ?? [])];
  expect(images.length).toBeGreaterThan(4);
  expect(images.filter((image) => !/^[a-z]+:\d/.test(image))).toEqual([]);
});

test('the recipe copies the package.json of every workspace before it installs', () => {
  const [build] = stages;
  const before = build!.slice(0, build!.findIndex((line) => line.startsWith('RUN npm ci')));
  const copied = said(before, 'COPY').flatMap((line) => line.split(' ').slice(0, -1)).filter((path) => path.endsWith('package.json'));
  expect(copied.toSorted()).toEqual(globSync(['package.json', 'apps/*/package.json', 'packages/*/package.json'], { cwd: root }).toSorted());
});

test('what it installs at last are the server, the player of a year’s example, and every package of ours that they need', () => {
  const needs = (name: string): string[] => {
    const { dependencies = {} } = JSON.parse(read(globSync(`{apps,packages}/${name.slice('@leitai/'.length)}/package.json`, { cwd: root })[0]!)) as { dependencies?: Record<string, string> };
    return [name, ...Object.keys(dependencies).filter((one) => one.startsWith('@leitai/')).flatMap(needs)];
  };
  const installed = [...said(stages[0]!, 'RUN').at(-1)!.matchAll(/--workspace=(\S+)/g)].map(([, name]) => name!);
  expect(installed.toSorted()).toEqual([...new Set(['@leitai/server', '@leitai/simulator'].flatMap(needs))].toSorted());
});

test('what runs is nobody important, listens where the proxy looks, and says whether it is ready', () => {
  const last = stages.at(-1)!;
  expect(said(last, 'USER')).toEqual(['node']);
  expect(said(last, 'CMD').at(-1)).toBe('["node", "apps/server/src/main.ts"]');
  expect(said(last, 'HEALTHCHECK').join()).toContain('/readyz');
  const [port] = said(last, 'EXPOSE');
  expect(said(last, 'ENV').join()).toContain(`PORT=${port}`);
  expect(read('docker/haproxy.cfg')).toMatch(new RegExp(`^  server-template app \\d+ app:${port} `, 'm'));
});

test('whoever is waited for says whether it is ready, and whatever is mounted is there', () => {
  expect(Object.keys(compose.services)).toEqual(['proxy', 'app', 'postgres', 'redis']);
  for (const [name, { depends_on = {}, volumes = [] }] of services) {
    for (const [other, { condition }] of Object.entries(depends_on)) {
      expect(condition, `${name} waits for ${other}`).toBe('service_healthy');
      // The application's own stands in its image.
      expect(compose.services[other]!.healthcheck ?? compose.services[other]!.build, other).toBeDefined();
    }
    for (const [from = ''] of volumes.map((volume) => volume.split(':'))) {
      if (from.startsWith('.')) expect(globSync(from, { cwd: join(root, 'docker') }), from).toHaveLength(1);
      else expect(Object.keys(compose.volumes)).toContain(from);
    }
  }
});

test('no password stands in a container’s environment', () => {
  for (const [name, { environment = {}, secrets = [] }] of services) {
    for (const [variable, value] of Object.entries(environment)) {
      if (!/PASSWORD/.test(variable)) expect(String(value), `${name} ${variable}`).not.toMatch(/:[^/@]+@|\$\{/);
      else expect(secrets.map((secret) => `/run/secrets/${secret}`), `${name} ${variable}`).toContain(value);
    }
    for (const secret of secrets) expect(compose.secrets).toHaveProperty(secret);
  }
});
