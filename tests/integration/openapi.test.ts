// The API's description: valid OpenAPI 3.1, whole, true to what the server answers, and readable without a script.

import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv8/dist/2020.js';
import { commandNames, errors, routes, type RouteKey } from '@leitai/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEvent, makeOrganiser, type MadeContest } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import type { Visitor } from '../support/visitor.ts';

type Content = { readonly 'application/json'?: { readonly schema: object; readonly example: unknown } };
type Described = { readonly summary: string; readonly requestBody?: { content: Content }; readonly responses: Readonly<Record<string, { content?: Content; $ref?: string }>>; readonly 'x-words': { zh: string; en: string } };
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>; readonly components: object };

let node: TestNode;
let organiser: Visitor;
let contest: MadeContest;
let document: Document;
const ajv = new Ajv2020({ strict: false, validateFormats: false });

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  [contest] = (await makeEvent(organiser, { posts: ['CLEAN_INDOOR'], entrants: 2, judges: 3 })).contests as [MadeContest];
  document = (await (await organiser.fetch('/api/openapi.json')).json()) as Document;
});
afterAll(() => node.close());

const pathOf = (key: string): [string, string] => {
  const [method, path] = key.split(' ') as [string, string];
  return [path.replace(/:(\w+)/g, '{$1}'), method.toLowerCase()];
};
const all = (): [string, Described][] => Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]): [string, Described] => [`${method} ${path}`, one]));

describe('the document', () => {
  it('is OpenAPI 3.1', async () => {
    const { valid, errors: faults } = await new Validator().validate(structuredClone(document));
    expect(faults).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('has every route and every command of the contract, each under an id of its own', () => {
    for (const key of Object.keys(routes).filter((one) => !one.includes(':message'))) {
      const [path, method] = pathOf(key);
      expect(document.paths[path]?.[method], key).toBeDefined();
    }
    for (const name of commandNames) expect(document.paths[`/api/commands/${name}`]?.['post'], name).toBeDefined();
    const ids = all().map(([, one]) => (one as unknown as { operationId: string }).operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names every refusal with its status', () => {
    const text = JSON.stringify(document.components);
    for (const code of Object.keys(errors)) expect(text).toContain(`"${code}"`);
    for (const [, { responses }] of all()) for (const status of new Set(Object.values(errors))) expect(responses[status]?.$ref).toBe(`#/components/responses/Refused${status}`);
  });

  it('gives examples that fit their own schemas', () => {
    for (const [name, { requestBody, responses }] of all()) {
      for (const json of [requestBody?.content['application/json'], responses['200']?.content?.['application/json']]) {
        if (!json || JSON.stringify(json.schema).includes('"pattern"')) continue;
        expect(ajv.validate(json.schema, json.example), `${name}: ${ajv.errorsText()}`).toBe(true);
      }
    }
  });
});

describe('what the server really answers', () => {
  it.each([
    'GET /api/health', 'GET /api/session', 'GET /api/accounts', 'GET /api/events', 'GET /api/current', 'GET /api/library/posts', 'GET /api/tokens',
    'GET /api/events/:eventId/control', 'GET /api/events/:eventId/people', 'GET /api/events/:eventId/pool', 'GET /api/events/:eventId/registers', 'GET /api/events/:eventId/training-plan', 'GET /api/events/:eventId/surveys', 'GET /api/events/:eventId/schemes', 'GET /api/events/:eventId/rules',
    'GET /api/events/:eventId/overview', 'GET /api/events/:eventId/hall', 'GET /api/events/:eventId/draws', 'GET /api/events/:eventId/schedule', 'GET /api/events/:eventId/recusals',
    'GET /api/events/:eventId/access-log', 'GET /api/events/:eventId/progress', 'GET /api/events/:eventId/appeals', 'GET /api/events/:eventId/webhooks', 'GET /api/events/:eventId/organisations',
    'GET /api/events/:eventId/contests/:contestId/board', 'GET /api/events/:eventId/contests/:contestId/entrants', 'GET /api/events/:eventId/contests/:contestId/results',
    'GET /api/events/:eventId/contests/:contestId/rules', 'GET /api/events/:eventId/contests/:contestId/corrections', 'GET /api/certificate-key', 'GET /api/files',
  ] satisfies RouteKey[])('%s is as it is described', async (key) => {
    const { status, ack } = await organiser.ask(key, { params: { eventId: contest.eventId, contestId: contest.contestId } });
    expect(status).toBe(200);
    const [path, method] = pathOf(key);
    expect(ajv.validate(document.paths[path]![method]!.responses['200']!.content!['application/json']!.schema, JSON.parse(JSON.stringify(ack))), ajv.errorsText()).toBe(true);
  });
});

describe('the page', () => {
  const page = async (query: string) => {
    const response = await organiser.fetch(`/api${query}`);
    return { response, text: await response.text() };
  };

  it('lists all, finds by words of either language, and carries no script', async () => {
    const { response, text } = await page('');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(text).not.toMatch(/<script|https?:\/\/(?!www\.w3)/);
    expect(text.match(/<li>/g)).toHaveLength(Object.keys(routes).length - 1 + commandNames.length);
    expect((await page('?q=封榜')).text).toContain('/api/events/{eventId}/freeze');
    expect((await page('?lang=en&q=freeze+boards')).text.match(/<li>/g)).toHaveLength(1);
    expect((await page('?q=%3Cscript%3E')).text).not.toContain('<script>');
  });

  it('shows each operation with an example to copy', async () => {
    const { text } = await page(`?lang=en&op=${encodeURIComponent('POST /api/events/:eventId/freeze')}`);
    expect(text).toContain('curl -X POST');
    expect(text).toContain('Authorization: Bearer $LEITAI_TOKEN');
    expect((await page('?op=nothing')).response.status).toBe(404);
  });
});

it('holds no address of elsewhere', () => {
  expect(readFileSync(new URL('../../apps/server/src/http/openapi/page.ts', import.meta.url), 'utf8')).not.toMatch(/https?:\/\//);
});
