/** Recomputes a result from a bundle alone: `npm run -s score -- bundle.json`. Reads one file, prints, and sends nothing anywhere. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundleSchema, canonicalText, checkBundle, issueText, recompute, rowsOf, type Bundle } from '../index.ts';
import { differences } from './differences.ts';
import { explainEntrant } from './explain-entrant.ts';
import { report, type Lang } from './report.ts';

const USAGE = `score bundle.json [--explain ENTRANT] [--lang zh|en] [--json]
  --explain ENTRANT  every step of one entrant, by id or code
  --lang zh|en       language of the report; zh unless told
  --json             the whole outcome, working included, as JSON
score --schema       the JSON Schema of a bundle`;

/** Answers: 0 computed (and equal to what was published, if the bundle says), 1 faulty bundle, 2 wrong use, 3 differs from what was published. */
export function main(args: readonly string[], print: (text: string) => void, complain: (text: string) => void): number {
  const asked = readArgs(args);
  if (!asked) return (complain(USAGE), 2);
  if (asked.schema) return (print(JSON.stringify(bundleSchema(), null, 2)), 0);
  const bundle = readBundle(asked.file, asked.lang, complain);
  if (!bundle) return 1;
  const outcome = recompute(bundle);
  const rows = rowsOf(outcome);
  const sha256 = createHash('sha256').update(canonicalText(rows)).digest('hex');
  const differing = differences(bundle, rows, sha256, asked.lang);
  if (asked.explain !== undefined) {
    const lines = explainEntrant(bundle, outcome, asked.explain, asked.lang);
    if (!lines) return (complain(asked.lang === 'zh' ? `没有选手“${asked.explain}”` : `there is no entrant “${asked.explain}”`), 2);
    print(lines.join('\n'));
  } else if (asked.json) print(JSON.stringify({ ...outcome, rows, sha256, differences: differing }, null, 2));
  else print(report(bundle, outcome, sha256, asked.lang).join('\n'));
  for (const line of differing) complain(line);
  return differing.length > 0 ? 3 : 0;
}

type Asked = { readonly file: string; readonly explain?: string; readonly lang: Lang; readonly json: boolean; readonly schema: boolean };

function readArgs(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args], allowPositionals: true,
      options: { explain: { type: 'string' }, lang: { type: 'string', default: 'zh' }, json: { type: 'boolean', default: false }, schema: { type: 'boolean', default: false } },
    });
    const { explain, lang, json, schema } = values;
    const [file = ''] = positionals;
    if ((lang !== 'zh' && lang !== 'en') || positionals.length !== (schema ? 0 : 1)) return null;
    return { file, lang, json, schema, ...(explain !== undefined && { explain }) };
  } catch {
    return null;
  }
}

/** The bundle, or null after every fault has been told with its place. */
function readBundle(file: string, lang: Lang, complain: (text: string) => void): Bundle | null {
  const say = (zh: string, en: string) => complain(`${file}: ${lang === 'zh' ? zh : en}`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    say(`打不开文件(${(error as NodeJS.ErrnoException).code ?? ''})`, `cannot be opened (${(error as NodeJS.ErrnoException).code ?? ''})`);
    return null;
  }
  let bundle: unknown;
  try {
    bundle = JSON.parse(text);
  } catch (error) {
    say(`不是 JSON: ${(error as Error).message}`, `is not JSON: ${(error as Error).message}`);
    return null;
  }
  const issues = checkBundle(bundle);
  for (const issue of issues) complain(`${file}: ${issue.path || '(root)'}: ${issueText(issue, lang)} [${issue.code}]`);
  if (issues.length === 0) return bundle as Bundle;
  say(`共 ${issues.length} 处错误, 未计算`, `${issues.length} ${issues.length === 1 ? 'fault' : 'faults'}; nothing was computed`);
  return null;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2), (text) => console.log(text), (text) => console.error(text));
