/** One contest's page: the ranked in one or two columns, who has no place, and beside them the deadline, how to object, and the check code. */
import type { PublicContests, PublicResults, Text } from '@leitai/contract';
import { isPublished } from '@leitai/contract/published';
import { qrOf, readable, shortOf } from './check-code.ts';
import { frame, stateMark, type View } from './frame.ts';
import { html, type Html } from './html.ts';
import { words } from './words.ts';

/** Most rows in one column: beyond, they stand in two, side by side on paper, and on a screen where two parts at most leave room. */
const ONE_COLUMN = 12;
const ONE_WIDE_COLUMN = 30;
const MANY = 44;
const isWide = ({ parts }: PublicResults): boolean => parts.length > 2;

type Asked = { /** By code, what parted somebody from the one ahead with the same total: it is no part of what is checked. */ readonly parted: ReadonlyMap<string, Text>; readonly view: View; readonly hash: string; /** Whether the check code somebody came with is that of these results; null without one. */ readonly agrees: boolean | null; /** Where people reach us: "https://host". */ readonly base: string };
type Line = PublicResults['rows'][number] | PublicResults['out'][number];

export function contestPage(results: PublicResults, list: PublicContests, asked: Asked): Html {
  const { letter, name, state, names, notes, rows, out } = results;
  const { view: { lang }, view } = asked;
  const say = words[lang];
  const path = `/results/${results.eventId}/${letter}`;
  const lines: readonly Line[] = [...rows, ...out];
  const shows = isPublished(state);
  const remark = say.names[names];
  const main = html`<main${lines.length > MANY && html` class="many"`}><div class="title"><h1>${name[lang]}</h1>${shows && html`<span>${say.count(lines.length)}</span>`}${stateMark(state, say)}</div>
${shows ? html`<div class="columns${halves(results, lines).length > 1 && ' two'}${isWide(results) && ' wide'}" role="region" aria-label="${name[lang]}" tabindex="0">${halves(results, lines).map((half) => table(results, half, asked))}</div>
<p class="notes">${notes.map((note) => `${note[lang]} `)}${remark}</p>` : html`<p class="wait">${say.pendingNote}</p>`}</main>
${shows && aside(results, path, asked)}`;
  return frame({ view, path, list, here: letter, main });
}

function halves(results: PublicResults, lines: readonly Line[]): (readonly Line[])[] {
  if (lines.length <= (isWide(results) ? ONE_WIDE_COLUMN : ONE_COLUMN)) return [lines];
  const middle = Math.ceil(lines.length / 2);
  return [lines.slice(0, middle), lines.slice(middle)];
}

function table({ parts, awards, rows }: PublicResults, lines: readonly Line[], { parted, view: { lang } }: Asked): Html {
  const say = words[lang];
  const given = rows.some(({ award }) => award !== null);
  const bare = !lines.some((line) => 'rank' in line && line.award !== null);
  const row = (line: Line): Html => {
    const ranked = 'rank' in line ? line : null;
    const by = parted.get(line.code);
    return html`${by !== undefined && html`<tr class="parted"><td colspan="${parts.length + 3 + (given ? 1 : 0)}">${say.parted(by[lang])}</td></tr>`}<tr><td class="n rank">${ranked ? ranked.rank : '—'}</td><th scope="row">${line.name ?? html`<span class="n">${line.code}</span>`}<small>${line.organisation[lang]}</small>${
      line.correctedAt !== undefined && html`<small class="corrected">${say.correctedAt(line.correctedAt)}</small>`}</th>${
      ranked ? html`${ranked.parts.map((points, index) => html`<td class="n part" data-part="${parts[index]!.name[lang]}">${points}</td>`)}<td class="n total">${ranked.total}${ranked.tied && html`<small>${say.tied}</small>`}</td>`
        : html`<td class="out" colspan="${parts.length + 1}">${'state' in line && say.out[line.state]}</td>`}${
      given && html`<td class="award">${ranked?.award ? html`<i class="a${Math.min(awards.findIndex(({ zh }) => zh === ranked.award?.zh), 3)}"></i>${ranked.award[lang]}` : ''}</td>`}</tr>`;
  };
  return html`<table${bare && html` class="bare"`}><thead><tr><th scope="col">${say.rank}</th><th scope="col">${say.entrant}</th>${parts.map(({ name }) => html`<th scope="col" class="points part">${name[lang]}</th>`)}<th scope="col" class="points sum">${say.total}</th>${
    given && html`<th scope="col" class="prize">${say.award}</th>`}</tr></thead><tbody>${lines.map(row)}</tbody></table>`;
}

function aside({ state, publishedAt, objectionsUntil }: PublicResults, path: string, { view, hash, agrees, base }: Asked): Html {
  const say = words[view.lang];
  return html`<aside>${publishedAt !== null && html`<section><h2>${say.period}</h2>${objectionsUntil !== null && html`<p class="n span">${say.span(publishedAt, objectionsUntil)}</p><p><time datetime="${objectionsUntil}">${say.until(objectionsUntil)}</time></p>`}
<p><time datetime="${publishedAt}">${say.published(publishedAt)}</time></p></section>`}
<section><h2>${say.objection}</h2><p>${state === 'final' ? say.closed : say.object}</p></section>
<section><h2>${say.check}</h2>${agrees !== null && html`<p class="checked">${agrees ? say.same : say.changed}</p>`}
<div class="check">${qrOf(`${base}${path}?v=${shortOf(hash)}`, say.scan)}<p>${say.scan}<b class="n">${readable(hash)}</b></p></div></section>
<section class="data"><h2>${say.download}</h2><p><a href="${path}.csv${view.lang === 'en' && '?lang=en'}">CSV</a><a href="${path}.json">JSON</a></p></section></aside>`;
}
