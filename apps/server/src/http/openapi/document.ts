/** The API described as OpenAPI 3.1, made from the contract alone: every route, and every socket message that may be sent by HTTP. */
import { COMMAND_SCOPE, commandNames, errors, messages, routes, scopeOfRoute, type ErrorCode, type Needed, type Role, type RouteKey } from '@leitai/contract';
import { z } from 'zod';
import { exampleOf, type Schema } from './example.ts';
import { areaOf, wordsOf } from './words.ts';

type Said = { readonly zh: string; readonly en: string };
export type Operation = {
  /** "METHOD /path", as the contract writes it. */
  readonly key: string;
  readonly method: string;
  /** With {braces}. */
  readonly path: string;
  readonly area: Said;
  readonly words: Said;
  readonly roles: readonly Role[];
  readonly scope: Needed;
  readonly input: Schema | 'form' | null;
  /** What a GET takes from its address. */
  readonly query: Schema | null;
  /** 'bytes': a file. */
  readonly output: Schema | 'bytes';
};

const COMMANDS = 'POST /api/commands/:message';
/** What answers with JSON although its schema is left open. */
const OPEN_JSON = new Set<string>(['GET /api/events/:eventId/contests/:contestId/bundle']);

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Schema;
  return schema;
};
const isOpen = (schema: Schema): boolean => Object.keys(schema).length === 0;

function operationOf(key: RouteKey): Operation {
  const [method, path] = key.split(' ') as [string, string];
  const { allow, input, output } = routes[key];
  const [into, out] = [schemaOf(input, 'input'), schemaOf(output, 'output')];
  return {
    key, method, path: path.replace(/:(\w+)/g, '{$1}'), area: areaOf(key), words: wordsOf(key), roles: allow, scope: scopeOfRoute(key),
    query: method === 'GET' && !isNone(into) ? into : null,
    input: method === 'GET' || isNone(into) ? null : isOpen(into) ? 'form' : into,
    output: isOpen(out) && !OPEN_JSON.has(key) ? 'bytes' : out,
  };
}
const isNone = ({ properties, additionalProperties }: Schema): boolean => additionalProperties === false && Object.keys((properties ?? {}) as object).length === 0;

/** All of them, in the contract's order. */
export const operations: readonly Operation[] = [
  ...(Object.keys(routes) as RouteKey[]).filter((key) => key !== COMMANDS).map(operationOf),
  ...commandNames.map((name): Operation => ({
    key: `POST /api/commands/${name}`, method: 'POST', path: `/api/commands/${name}`, area: areaOf(COMMANDS), words: wordsOf(name), roles: messages[name].allow,
    query: null, scope: messages[name].allow.includes('organiser') ? COMMAND_SCOPE : null,
    input: schemaOf(messages[name].input, 'input'), output: schemaOf(messages[name].output, 'output'),
  })),
];

/** Who may, in words both languages share. */
export const rolesOf = ({ roles }: Operation): string => (roles.includes('public') ? 'public' : roles.join(', '));

const codesWith = (status: number): string[] => (Object.keys(errors) as ErrorCode[]).filter((code) => errors[code] === status);
const REFUSALS = [...new Set(Object.values(errors))].sort((a, b) => a - b);
const envelope = (data: Schema): Schema => ({ type: 'object', properties: { ok: { const: true }, data }, required: ['ok', 'data'] });

function described(one: Operation): object {
  const params = [...one.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name, in: 'path', required: true, schema: name === 'number' ? { type: 'string', maxLength: 40 } : { type: 'string', format: 'uuid' },
  }));
  const asked = Object.entries((one.query?.['properties'] ?? {}) as Readonly<Record<string, Schema>>).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
  const open = one.roles.includes('public');
  const security = [...(open ? [{}] : []), { session: [] }, ...(one.scope === null ? [] : [{ token: [] }])];
  const note = { zh: `角色:${rolesOf(one)}。令牌权限:${one.scope ?? '不可用'}。`, en: `Roles: ${rolesOf(one)}. Token scope: ${one.scope ?? 'none will do'}.` };
  return {
    operationId: `${one.method.toLowerCase()}${one.path.replace(/\/api|[{}]/g, '').replace(/[^A-Za-z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    tags: [one.area.en], summary: `${one.words.zh} · ${one.words.en}`, description: `${note.zh}\n\n${note.en}`,
    'x-words': one.words, 'x-roles': one.roles, 'x-scope': one.scope, security,
    ...(params.length + asked.length > 0 && { parameters: [...params, ...asked] }),
    ...(one.input === 'form' && { requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } } } } } } }),
    ...(one.input !== null && one.input !== 'form' && { requestBody: { required: true, content: { 'application/json': { schema: one.input, example: exampleOf(one.input) } } } }),
    responses: {
      200: one.output === 'bytes'
        ? { description: '文件 · A file', content: { 'application/octet-stream': {} } }
        : { description: '成功 · Done', content: { 'application/json': { schema: envelope(one.output), example: { ok: true, data: exampleOf(one.output) } } } },
      ...Object.fromEntries(REFUSALS.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }])),
    },
  };
}

/** @param version of the product. */
export function openApi(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const one of operations) (paths[one.path] ??= {})[one.method.toLowerCase()] = described(one);
  const areas = new Map(operations.map(({ area }) => [area.en, area]));
  return {
    openapi: '3.1.0',
    info: {
      title: '擂台 Leitai', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: '控制台能做的一切,都可经由这里完成。成功答复 {ok:true,data},拒绝答复 {ok:false,error:{code,message,details}}。\n\n'
        + 'All the console does can be done here. Success answers {ok:true,data}, a refusal {ok:false,error:{code,message,details}}.',
    },
    servers: [{ url: '/' }],
    tags: [...areas.values()].map(({ zh, en }) => ({ name: en, description: zh })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'leitai', description: '登录后的浏览器 · A browser that has signed in' },
        token: { type: 'http', scheme: 'bearer', description: '控制台「接口」页生成的令牌 · A token made on the console’s API page' },
      },
      schemas: {
        Refusal: {
          type: 'object', required: ['ok', 'error'],
          properties: { ok: { const: false }, error: { type: 'object', required: ['code', 'message'], properties: { code: { enum: Object.keys(errors) }, message: { type: 'string' }, details: {} } } },
        },
      },
      responses: Object.fromEntries(REFUSALS.map((status) => [`Refused${status}`, {
        description: codesWith(status).join(', '),
        content: {
          'application/json': {
            schema: { allOf: [{ $ref: '#/components/schemas/Refusal' }, { type: 'object', properties: { error: { type: 'object', properties: { code: { enum: codesWith(status) } } } } }] },
            example: { ok: false, error: { code: codesWith(status)[0], message: codesWith(status)[0] } },
          },
        },
      }])),
    },
  };
}
