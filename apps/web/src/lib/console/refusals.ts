/** Refusals whose details tell the organiser more than their code does: what is missing, who is unfinished, why a file is unreadable. */
import { errorMessage, RefusalError } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { listOf } from './words.ts';

/** Blind codes named in one sentence; the rest are "and others". */
const NAMED = 6;

const unreadable: Readonly<Record<string, () => string>> = {
  'not-a-workbook': m.import_unreadable_not_a_workbook,
  'too-big-inside': m.import_unreadable_too_big_inside,
  encrypted: m.import_unreadable_encrypted,
  'old-excel': m.import_unreadable_old_excel,
  'bad-text': m.import_unreadable_bad_text,
  empty: m.import_unreadable_empty,
  'too-slow': m.import_unreadable_too_slow,
};

/** The reason in words, as exactly as the details allow; call it in a template. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof RefusalError)) return errorMessage(error);
  const details = typeof error.details === 'object' && error.details !== null ? (error.details as Readonly<Record<string, unknown>>) : {};
  switch (error.code) {
    case 'contest.not-ready':
      return notReady(details);
    case 'contest.unfinished':
      return unfinished(details);
    case 'import.unreadable':
      return unreadable[String(details['reason'])]?.() ?? errorMessage(error);
    default:
      return errorMessage(error);
  }
}

function notReady({ entrants, judges, quorum, chief, short }: Readonly<Record<string, unknown>>): string {
  const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
  if (Array.isArray(short)) {
    const codes = (short as { code: string; seats: number[] }[]).map(({ code, seats }) => m.refusal_short_code({ code, seats: listOf(seats.map(String)) }));
    const named = listOf(codes.slice(0, NAMED));
    return m.refusal_not_ready_short({ quorum: number(quorum), list: codes.length > NAMED ? m.refusal_more({ list: named }) : named });
  }
  return m.refusal_not_ready({
    entrants: number(entrants),
    judges: number(judges),
    quorum: number(quorum),
    chief: chief === true ? m.refusal_chief_there() : m.refusal_chief_missing(),
  });
}

function unfinished({ entrants, sheets }: Readonly<Record<string, unknown>>): string {
  const codes = Array.isArray(entrants) ? entrants.filter((code) => typeof code === 'string') : [];
  if (codes.length === 0) return m.refusal_unfinished_sheets({ count: typeof sheets === 'number' ? sheets : 0 });
  const named = listOf(codes.slice(0, NAMED));
  return m.refusal_unfinished({ count: codes.length, list: codes.length > NAMED ? m.refusal_more({ list: named }) : named });
}
