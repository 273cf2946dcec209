// What documents name is there, and their lists are whole: paths, links, commands, settings, figures, messages, folders, decisions, words. Whether a sentence is true is for whoever writes it.

import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AccountRole, messages, routes, TokenScope, WebhookKind, type MessageName } from '@leitai/contract';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const sources = files.filter((path) => /^(apps|packages|prisma)\/.*\.(ts|mjs|svelte|prisma)$/.test(path)).map(read).join('\n');
const documents = files.filter((path) => /^(README.*|docs\/.*|prisma\/demo\/README)\.md$/.test(path)).map((path) => ({ path, text: read(path) }));
const written = documents.map(({ text }) => text).join('\n');
const section = (path: string, heading: string): string => read(path).split(/^## /m).find((part) => part.startsWith(heading)) ?? '';

describe.each(documents)('$path', ({ path, text }) => {
  test('names files that are there', () => {
    const named = all(text, /`([\w./-]+\.(?:ts|mjs|md|yaml|cfg|svelte|csv|xlsx)|(?:apps|packages|tests|prisma|docs|docker)\/[\w./-]+)`/g).filter((name) => /^[\w]/.test(name));
    expect(named.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`) || `/${file}`.includes(`/${name.replace(/\/$/, '')}/`)))).toEqual([]);
  });

  test('links to places that are there', () => {
    const links = all(text, /\]\(([^)]+)\)/g).filter((link) => !/^https?:/.test(link));
    const dead = links.filter((link) => {
      const [to = '', anchor] = link.split('#');
      const target = join(root, dirname(path), to);
      if (!existsSync(target)) return true;
      const anchors = () => all(readFileSync(target, 'utf8'), /^#+ (.*)$/gm).map((heading) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-'));
      return anchor !== undefined && !anchors().includes(anchor);
    });
    expect(dead).toEqual([]);
  });
});

test('both READMEs have the same commands, links, pictures and figures', () => {
  const [zh, en] = [read('README.zh-CN.md'), read('README.md')];
  const [commands, links, figures] = [/npm (?:start|test|run [\w:-]+)/g, /\]\((?!README)([^)]+)\)/g, /\d{2,}/g] as const;
  expect(all(zh, commands)).toEqual(all(en, commands));
  expect(all(zh, links)).toEqual(all(en, links));
  expect(all(zh, figures).toSorted()).toEqual(all(en, figures).toSorted());
});

test('every command that is named is there, and every command there is is named', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = new Set([...all(written, /npm run (?:-s )?([\w:-]*\w)/g), ...all(written, /`npm (start|test)`/g)]);
  expect([...named].filter((name) => !(name in scripts))).toEqual([]);
  expect(Object.keys(scripts).filter((name) => !named.has(name))).toEqual([]);
});

test('every route that is named is there', () => {
  const named = all(written, /`((?:GET|POST|PUT|PATCH|DELETE) \/api\/[\w:/.-]+)[` ]/g);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((key) => !(key in routes))).toEqual([]);
});

test('names of functions, tables and columns in documents are the code’s', () => {
  const known = `${sources}\n${files.filter((path) => path.endsWith('.sql') || path.startsWith('tests/')).map(read).join('\n')}`;
  const named = new Set(all(documents.filter(({ path }) => /architecture|realtime|event-file|decisions/.test(path)).map(({ text }) => text).join('\n'), /`([a-z]+(?:[A-Z]\w*|_[a-z]\w*))(?:\.\w+)?(?:\([^`]*\))?`/g));
  expect(named.size).toBeGreaterThan(50);
  expect([...named].filter((name) => !new RegExp(`(?<!\\w)${name}(?!\\w)`).test(known))).toEqual([]);
});

test('every setting is in the table of settings, and no other', () => {
  const table = all(section('docs/operations.md', 'One laptop'), /^\| `([A-Z_]+)` \|/gm);
  // The time zone is Node's own to read.
  expect(table.toSorted()).toEqual(all(read('apps/server/src/config.ts'), /^ {2}([A-Z][A-Z_]+): z\./gm).toSorted());
  expect(all(read('apps/launcher/src/config.ts'), /env\.([A-Z_]+)/g).filter((name) => !table.includes(name))).toEqual([]);
});

test('every figure of a node is explained, and none that is not there', () => {
  const made = new Set(all(sources, /(?:(?:ask|latency|total)\(|name: )'(leitai_[a-z_]+)'/g));
  const told = new Set(all(section('docs/operations.md', 'Health'), /\b(leitai_[a-z_]+)/g).map((name) => name.replace(/_bucket$/, '')));
  expect([...told].toSorted()).toEqual([...made].toSorted());
});

test('the picture of the house has every folder', () => {
  const picture = section('docs/architecture.md', 'The house').split('```')[1] ?? '';
  const [outer, server] = [all(picture, /^([\w-]+(?:\/[\w-]+)?)\/ /gm), all(picture, /^ {2}([\w/ -]+?)\/ {2}/gm).flatMap((names) => names.split('/ '))];
  const folders = (of: string): string[] => [...new Set(files.filter((path) => path.startsWith(of)).map((path) => path.slice(of.length).split('/')).filter((parts) => parts.length > 1).map(([first = '']) => first))].toSorted();
  expect(server.toSorted()).toEqual(folders('apps/server/src/'));
  expect(outer.toSorted()).toEqual([...['apps/', 'packages/'].flatMap((of) => folders(of).map((name) => of + name)), ...folders('').filter((name) => !['apps', 'packages', '.ci'].includes(name))].toSorted());
  expect(folders('tests/').filter((name) => !new RegExp(`^tests/.*\\b${name}\\b`, 'm').test(picture))).toEqual([]);
});

describe('realtime.md', () => {
  const told = read('docs/realtime.md');
  const rooms = all(told, /^(\| `[\w-]+:join.*)$/gm).map((line) => line.split('|').map((cell) => cell.trim())).map(([, message = '', who = '']) => ({ name: /`([\w:-]+)/.exec(message)![1]! as MessageName, who }));

  test('names every message, and none that is not there', () => {
    const known = [...Object.keys(messages), ...all(read('packages/contract/src/server-messages.ts'), /^ {2}'([\w:-]+)'/gm)];
    const named = new Set(all(told, /`([a-z]+(?:-[a-z]+)*:[a-z*][a-z -]*(?: \| [a-z]+)*)(?=[ `{])/g).flatMap((name) => {
      const [area = '', acts = ''] = name.trim().split(':');
      return acts.split(' | ').flatMap((act) => (act === '*' ? known.filter((one) => one.startsWith(`${area}:`)) : `${area}:${act}`));
    }));
    expect([...named].filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !named.has(name))).toEqual([]);
  });

  test('names every command that may be repeated', () => {
    const repeated = (Object.keys(messages) as MessageName[]).filter((name) => 'commandId' in messages[name].input.shape);
    const commands = all(/\*\*Commands\*\* \((.*?)\)/s.exec(told)![1]!, /`([\w:*-]+)`/g);
    expect(repeated.filter((name) => !commands.some((one) => one === name || one === name.replace(/:.*/, ':*')))).toEqual([]);
  });

  test('lets into every room whom the contract lets in', () => {
    const said = rooms.map(({ name, who }) => ({ name, who: who === 'everyone' ? ['public'] : all(who.replace(/\(.*\)/, ''), /organiser|supervisor|arbitrator|auditor|steward|inspector|leader|judge|chief/g).toSorted() }));
    const held = rooms.map(({ name }) => ({ name, who: messages[name].allow.includes('public') ? ['public'] : messages[name].allow.toSorted() }));
    expect(said).toEqual(held);
    expect(rooms.map(({ name }) => name).toSorted()).toEqual(Object.keys(messages).filter((name) => name.endsWith(':join')).toSorted());
  });
});

test('every role that signs in is named where access is explained', () => {
  expect(AccountRole.options.filter((role) => !section('docs/architecture.md', 'Access').includes(role))).toEqual([]);
});

test('api.md has every scope and every kind of webhook', () => {
  expect(all(section('docs/api.md', 'Tokens'), /^\| `(\w+)` \|/gm)).toEqual(TokenScope.options);
  expect(WebhookKind.options.filter((kind) => !section('docs/api.md', 'Webhooks').includes(`\`${kind}\``))).toEqual([]);
});

test('the next sizes are worked out from the figures that were measured', () => {
  const measured = read('docs/performance.md');
  const cells = (start: string, from = measured): string[] => from.split('\n').find((line) => line.startsWith(start))!.split('|').map((cell) => cell.trim());
  const figure = (letter: string): string => cells(`| ${letter} |`, section('docs/operations.md', 'The next sizes'))[2]!;
  const [, , , , , , , perViewer, bytes] = cells('| product: 20/s, 2,000 viewers');
  const [, , , , , , microseconds] = cells('| product |', section('docs/performance.md', 'A mark'));
  expect(figure('V')).toMatch(new RegExp(`^${bytes} bytes`));
  expect(figure('C')).toContain(`(${perViewer} ms in 10 s)`);
  expect(figure('M')).toMatch(new RegExp(`^${(Number(microseconds) / 1000).toFixed(2)} ms`));
  expect(figure('S')).toContain(`${/at rest holds (\d+) MB/.exec(measured)![1]} MB at rest`);
});

test('every decision is in the list, under its own title', () => {
  const listed = [...read('docs/decisions/README.md').matchAll(/^(\d+)\. \[(.*)\]\((.*)\)$/gm)].map(([, number, title, path = '']) => ({ number, title, path }));
  expect(listed.map(({ path }) => path)).toEqual(globSync('docs/decisions/0*.md', { cwd: root }).map((path) => basename(path)).toSorted());
  for (const { number, title, path } of listed) {
    expect(Number(path.slice(0, 4)), path).toBe(Number(number));
    expect(read(`docs/decisions/${path}`).split('\n')[0]!.replace(/^# (?:\d+\. )?/, ''), path).toBe(title);
  }
});

test('the glossary’s names are the code’s', () => {
  const names = all(read('docs/glossary.md'), /^\|.*\|.*\| (.*) \|$/gm).flatMap((cell) => all(cell, /`([^`]+)`/g));
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(sources))).toEqual([]);
});
