/** What every page of the results site has around it: head, title, language and size, the posts. No script, and nothing from elsewhere. */
import type { ContestState, PublicContests } from '@leitai/contract';
import { isPublished } from '@leitai/contract/published';
import { html, type Html } from './html.ts';
import { style } from './style.ts';
import { words, type Lang, type Words } from './words.ts';

export type View = { readonly lang: Lang; readonly large: boolean };

/** Keeps language and size from page to page; what is usual needs no word. */
export function addressOf(path: string, { lang, large }: View): string {
  const query = [lang === 'en' && 'lang=en', large && 'size=large'].filter(Boolean).join('&');
  return query === '' ? path : `${path}?${query}`;
}

/** A shape with the word, never colour alone. */
export function stateMark(state: ContestState, say: Words): Html {
  if (!isPublished(state)) return html`<span class="pending">${say.pending}</span>`;
  return html`<span class="done"><svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8"/><path d="m6.5 10.2 2.4 2.4 4.6-5"/></svg><em>${state === 'final' ? say.final : say.provisional}</em></span>`;
}

type Page = { readonly view: View; readonly path: string; readonly list: PublicContests; readonly here: string | null; readonly main: Html };

export function frame({ view, path, list, here, main }: Page): Html {
  const { lang, large } = view;
  const say = words[lang];
  const root = `/results/${list.eventId}`;
  const post = list.contests.find(({ letter }) => letter === here);
  return html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"${large && html` class="large"`}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${[post && `${post.letter} ${post.name[lang]}`, say.title, list.name[lang]].filter((one) => one !== undefined).join(' · ')}</title>${style}</head><body>
<header><a class="brand" href="${addressOf(root, view)}"><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="3"/><path d="M5.5 25.5v-6h6v-6h9v6h6v6z"/><path class="top" d="M14 6h4v4h-4z"/></svg><b>${say.title}</b></a><p>${list.name[lang]}</p>
<div class="tools"><a href="${addressOf(path, { ...view, lang: lang === 'zh' ? 'en' : 'zh' })}" lang="${lang === 'zh' ? 'en' : 'zh-CN'}">${say.other}</a><a href="${addressOf(path, { ...view, large: !large })}">${large ? say.usual : say.large}</a></div></header>
<div class="body${here === null && ' all'}">${here === null && main}<nav aria-label="${say.posts}"><ul>${list.contests.map(({ letter, name, state }) => html`
<li><a href="${addressOf(`${root}/${letter}`, view)}"${letter === here && html` aria-current="page"`}><i class="n">${letter}</i><span>${name[lang]}</span>${stateMark(state, say)}</a></li>`)}</ul><p><a href="/plaques">${say.plaques}</a></p></nav>
${here !== null && main}</div></body></html>`;
}

export const listPage = (list: PublicContests, view: View): Html =>
  frame({ view, path: `/results/${list.eventId}`, list, here: null, main: html`<main><h1>${words[view.lang].posts}</h1><p class="wait">${words[view.lang].choose}</p></main>` });
