/** The pages of an event's console, in the order of the work: what the navigation groups, and what Ctrl K finds. */
import Activity from '@lucide/svelte/icons/activity';
import Archive from '@lucide/svelte/icons/archive';
import Award from '@lucide/svelte/icons/award';
import BookOpenCheck from '@lucide/svelte/icons/book-open-check';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import ClipboardPen from '@lucide/svelte/icons/clipboard-pen';
import IdCard from '@lucide/svelte/icons/id-card';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarRange from '@lucide/svelte/icons/calendar-range';
import ContactRound from '@lucide/svelte/icons/contact-round';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import Eye from '@lucide/svelte/icons/eye';
import FileCheck from '@lucide/svelte/icons/file-check';
import Gavel from '@lucide/svelte/icons/gavel';
import Keyboard from '@lucide/svelte/icons/keyboard';
import ListRestart from '@lucide/svelte/icons/list-restart';
import ListTree from '@lucide/svelte/icons/list-tree';
import Printer from '@lucide/svelte/icons/printer';
import Medal from '@lucide/svelte/icons/medal';
import MonitorCog from '@lucide/svelte/icons/monitor-cog';
import Scale from '@lucide/svelte/icons/scale';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Shuffle from '@lucide/svelte/icons/shuffle';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import Trophy from '@lucide/svelte/icons/trophy';
import Users from '@lucide/svelte/icons/users';
import type { AccountRole, EventKind } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

export type Group = 'control' | 'prepare' | 'results' | 'year' | 'records';
export type Place = {
  /** Behind the event's own address; pages below it, and those of `also`, belong to it. */
  readonly path: string;
  readonly also?: readonly string[];
  readonly icon: typeof Activity;
  readonly words: () => string;
  readonly group: Group;
  readonly roles: readonly AccountRole[];
  /** Which kinds of events have it; absent: all. */
  readonly kinds?: readonly EventKind[];
};

const ORGANISER = ['organiser'] as const;
const OVERSEERS = ['organiser', 'supervisor', 'auditor'] as const;
/** Where people come on, one after the other, and somebody wins. */
const STAGED = ['competition', 'practical-check'] as const;
const READERS = ['organiser', 'supervisor', 'arbitrator', 'auditor'] as const;

export const PLACES: readonly Place[] = [
  { path: '', also: ['/contests'], icon: Activity, words: m.console_nav_control, group: 'control', roles: ORGANISER },
  { path: '/people', also: ['/import'], icon: Users, words: m.people_title, group: 'prepare', roles: ORGANISER },
  { path: '/judges', icon: ContactRound, words: m.pool_title, group: 'prepare', roles: ORGANISER },
  { path: '/seats', icon: Gavel, words: m.console_nav_seats, group: 'prepare', roles: ORGANISER },
  { path: '/schemes', icon: ListTree, words: m.scheme_title, group: 'prepare', roles: ORGANISER },
  { path: '/rules', icon: SlidersHorizontal, words: m.rules_title, group: 'prepare', roles: READERS },
  { path: '/schedule', icon: CalendarRange, words: m.schedule_title, group: 'prepare', roles: ORGANISER, kinds: STAGED },
  { path: '/draw', icon: Shuffle, words: m.draw_title, group: 'prepare', roles: [...READERS, 'anonymiser'], kinds: STAGED },
  { path: '/screens', icon: MonitorCog, words: m.screens_title, group: 'prepare', roles: ORGANISER, kinds: STAGED },
  { path: '/results', icon: Trophy, words: m.results_title, group: 'results', roles: READERS },
  { path: '/paper-entry', icon: Keyboard, words: m.entry_title, group: 'results', roles: READERS, kinds: STAGED },
  { path: '/appeals', icon: Scale, words: m.appeals_title, group: 'results', roles: READERS, kinds: STAGED },
  { path: '/ceremony', icon: Award, words: m.ceremony_heading, group: 'results', roles: ORGANISER, kinds: ['competition'] },
  { path: '/certificates', icon: ScrollText, words: m.certificate_desk, group: 'results', roles: READERS },
  { path: '/plans', icon: CalendarCheck, words: m.plans_title, group: 'year', roles: READERS, kinds: ['inspection'] },
  { path: '/findings', icon: ClipboardCheck, words: m.findings_title, group: 'year', roles: READERS, kinds: ['inspection', 'practical-check'] },
  { path: '/evaluations', icon: FileCheck, words: m.evaluation_title, group: 'year', roles: READERS, kinds: ['inspection'] },
  { path: '/registers', icon: BookOpenCheck, words: m.registers_title, group: 'year', roles: READERS, kinds: ['inspection'] },
  { path: '/surveys', icon: ThumbsUp, words: m.surveys_title, group: 'year', roles: READERS, kinds: ['inspection'] },
  { path: '/checks', icon: ClipboardPen, words: m.check_title, group: 'year', roles: OVERSEERS, kinds: ['practical-check'] },
  { path: '/qualifications', icon: BadgeCheck, words: m.qualification_title, group: 'year', roles: OVERSEERS, kinds: ['practical-check', 'inspection', 'demonstration'] },
  { path: '/records', icon: IdCard, words: m.record_title, group: 'year', roles: OVERSEERS },
  { path: '/demonstration', icon: Medal, words: m.demo_title, group: 'year', roles: READERS, kinds: ['demonstration'] },
  { path: '/loop', icon: ListRestart, words: m.loop_title, group: 'year', roles: OVERSEERS, kinds: ['competition', 'practical-check', 'inspection'] },
  { path: '/paper', icon: Printer, words: m.paper_title, group: 'records', roles: [...READERS, 'anonymiser'] },
  { path: '/file', icon: Archive, words: m.file_title, group: 'records', roles: ORGANISER },
  { path: '/access', icon: Eye, words: m.access_title, group: 'records', roles: ['organiser', 'auditor'] },
];

const words: { readonly [G in Group]: () => string } = { control: () => '', prepare: m.console_group_prepare, results: m.console_group_results, year: m.console_group_year, records: m.console_group_records };

/** Whether a kind of event has the place; until it is known it is taken for what most are. */
export const has = ({ kinds }: Place, kind: EventKind = 'competition'): boolean => kinds === undefined || kinds.includes(kind);

/** What a role is offered in a kind of event, group by group; the first group goes without a name. */
export function groupsFor(role: AccountRole, kind: EventKind | undefined): { group: Group; words: string; places: Place[] }[] {
  return [...Map.groupBy(PLACES.filter((place) => place.roles.includes(role) && has(place, kind)), ({ group }) => group)].map(([group, places]) => ({ group, words: words[group](), places }));
}

/** Whether an address is the place's own or below it. @param rest what follows the event's address. */
export const isAt = ({ path, also = [] }: Place, rest: string): boolean =>
  rest === path || (path !== '' && rest.startsWith(`${path}/`)) || also.some((one) => rest === one || rest.startsWith(`${one}/`));
