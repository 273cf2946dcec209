/** The API to read: every operation with its words, found by searching, and each on a page of its own. No script, and nothing from elsewhere. */
import { createHash } from 'node:crypto';
import { html, Html } from '../results/html.ts';
import { operations, rolesOf, type Operation } from './document.ts';
import { exampleOf } from './example.ts';

export type Lang = 'zh' | 'en';
type Asked = { readonly lang: Lang; readonly query: string; /** Where people reach us. */ readonly base: string };

const css = `
:root{--paper:#fdfcfa;--wash:#f1f0ec;--line:#dcdad3;--line-2:#b9b7af;--ink:#17191b;--ink-2:#41464a;--zhu:#bc2c19;--sans:"PingFang SC","HarmonyOS Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;--song:"Noto Serif CJK SC","Songti SC",STSong,serif}
*{box-sizing:border-box;margin:0}
body{max-width:72rem;margin:0 auto;padding:1.2rem 2rem 4rem;font:400 1rem/1.5 var(--sans);color:var(--ink);background:var(--paper)}
header{display:flex;flex-wrap:wrap;align-items:center;gap:1rem;padding-bottom:.8rem;border-bottom:4px solid var(--zhu)}
html:lang(en){font-variant-east-asian:proportional-width}
h1{font:700 1.8rem/1.4 var(--song);margin-right:auto}
h2{font-size:1.15rem;margin:1.8rem 0 .3rem}
a{color:inherit}
header a,button{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 1rem;border:1.5px solid var(--line-2);border-radius:4px;background:none;font:700 1rem var(--sans);color:var(--ink);text-decoration:none}
form{display:flex;gap:.6rem;margin:1.2rem 0 .6rem}
label{align-self:center;font-weight:700}
input{flex:1;min-height:2.75rem;padding:0 .8rem;border:1.5px solid var(--line-2);border-radius:4px;font:400 1rem var(--sans);color:var(--ink);background:#fff}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
ul{padding:0;list-style:none}
li a{display:grid;grid-template-columns:4.6rem minmax(0,5fr) minmax(0,4fr);gap:.8rem;align-items:center;min-height:2.75rem;padding:.3rem .5rem;border-bottom:1px solid var(--line);text-decoration:none}
li a:hover{background:var(--wash)}
code,pre{font:400 .94rem/1.5 ui-monospace,"Noto Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
b.m{font:700 .94rem ui-monospace,Menlo,Consolas,monospace}
pre{padding:.9rem 1rem;background:var(--wash);border:1px solid var(--line);white-space:pre-wrap}
p{margin:.4rem 0;color:var(--ink-2)}
dl{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:.35rem 1rem;margin:1rem 0}
dt{color:var(--ink-2)}dd{margin:0;font-weight:700;overflow-wrap:anywhere}
summary{min-height:2.75rem;padding:.6rem 0;font-weight:700;cursor:pointer}
@media(max-width:760px){body{padding:1rem}li a{grid-template-columns:4.6rem minmax(0,1fr)}li a span{grid-column:2}}
`;
const style = html`<style>${new Html(css)}</style>`;
export const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

const words = {
  zh: {
    title: '接口说明', other: 'English', search: '查找', count: (n: number) => `共 ${n} 项`, none: '没有找到。', back: '全部接口', roles: '谁可以用', scope: '令牌权限', noToken: '令牌不可用', anyToken: '任何令牌', example: '示例', answer: '答复示例', input: '输入的格式', output: '答复的格式', file: '一个文件',
    lead: '控制台能做的一切，都可以用程序完成。令牌在控制台「接口与推送」页生成，放在 Authorization 里。拒绝时答复错误代码与状态。',
  },
  en: {
    title: 'API', other: '中文', search: 'Search', count: (n: number) => `${n} in all`, none: 'Nothing was found.', back: 'All operations', roles: 'Who may', scope: 'Token scope', noToken: 'no token will do', anyToken: 'any token', example: 'Example', answer: 'Example of an answer', input: 'Shape of the input', output: 'Shape of the answer', file: 'A file',
    lead: 'All the console does can be done by a programme. Tokens are made on the console’s “API and webhooks” page and go into Authorization. A refusal answers with its code and status.',
  },
};

const address = (lang: Lang, rest: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams({ ...rest, ...(lang === 'en' && { lang }) }).toString();
  return query === '' ? '/api' : `/api?${query}`;
};

function frame({ lang }: Asked, title: string, other: string, main: Html): string {
  const say = words[lang];
  return html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · 擂台 Leitai</title>${style}</head><body>
<header><h1>${title}</h1><a href="/api/openapi.json">OpenAPI 3.1</a><a href="${other}" lang="${lang === 'zh' ? 'en' : 'zh-CN'}">${say.other}</a></header><main>${main}</main></body></html>`.text;
}

const found = (query: string): readonly Operation[] => {
  const sought = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return operations.filter(({ key, words: { zh, en } }) => sought.every((word) => `${key} ${zh} ${en}`.toLowerCase().includes(word)));
};

export function listPage(asked: Asked): string {
  const { lang, query } = asked;
  const say = words[lang];
  const list = found(query);
  const areas = [...new Map(list.map(({ area }) => [area.en, area])).values()];
  const main = html`<p>${say.lead}</p>
<form action="/api" role="search">${lang === 'en' && html`<input type="hidden" name="lang" value="en">`}<label for="q">${say.search}</label><input id="q" name="q" type="search" value="${query}"><button>${say.search}</button></form>
<p>${list.length === 0 ? say.none : say.count(list.length)}</p>${areas.map((area) => html`<h2>${area[lang]}</h2><ul>${list.filter((one) => one.area.en === area.en).map((one) => html`
<li><a href="${address(lang, { op: one.key })}"><b class="m">${one.method}</b><code>${one.path}</code><span>${one.words[lang]}</span></a></li>`)}</ul>`)}`;
  return frame(asked, say.title, address(lang === 'zh' ? 'en' : 'zh', query === '' ? {} : { q: query }), main);
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** @returns null when there is no such operation. */
export function operationPage(asked: Asked, key: string): string | null {
  const one = operations.find((other) => other.key === key);
  if (!one) return null;
  const { lang, base } = asked;
  const say = words[lang];
  const main = html`<p><a href="${address(lang)}">${say.back}</a></p><p><b class="m">${one.method}</b> <code>${one.path}</code></p>
<dl><dt>${say.roles}</dt><dd>${rolesOf(one)}</dd><dt>${say.scope}</dt><dd>${one.scope === null ? say.noToken : one.scope === 'any' ? say.anyToken : one.scope}</dd></dl>
<h2>${say.example}</h2><pre tabindex="0">${curlOf(one, base)}</pre>
<h2>${say.answer}</h2><pre tabindex="0">${one.output === 'bytes' ? say.file : pretty({ ok: true, data: exampleOf(one.output) })}</pre>
${one.input !== null && one.input !== 'form' && html`<details><summary>${say.input}</summary><pre tabindex="0">${pretty(one.input)}</pre></details>`}
${one.output !== 'bytes' && html`<details><summary>${say.output}</summary><pre tabindex="0">${pretty(one.output)}</pre></details>`}`;
  return frame(asked, one.words[lang], address(lang === 'zh' ? 'en' : 'zh', { op: key }), main);
}

function curlOf({ method, path, input, scope }: Operation, base: string): string {
  const lines = [`curl -X ${method} '${base}${path}'`];
  if (scope !== null) lines.push(`  -H "Authorization: Bearer $LEITAI_TOKEN"`);
  if (input === 'form') lines.push(`  -F 'file=@file'`);
  else if (input !== null) lines.push(`  -H 'Content-Type: application/json'`, `  -d '${JSON.stringify(exampleOf(input)).replaceAll("'", `'\\''`)}'`);
  return lines.join(' \\\n');
}
