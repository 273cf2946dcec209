/** The documents of an event in the order they are needed, each with what it is for; those with a page of their own are pointed to. */
import type { PaperKind, PaperNeed } from '@leitai/contract';
import { isApplicationPaper, isEvaluationPaper, isFindingPaper, isVisitPaper } from '@leitai/contract/paper-kinds';
import { m } from '#lib/paraglide/messages.js';

export const DOCUMENTS: { readonly [K in PaperKind]: { readonly name: () => string; readonly purpose: () => string } } = {
  programme: { name: m.paper_of_programme, purpose: m.paper_for_programme },
  'check-in': { name: m.paper_of_check_in, purpose: m.paper_for_check_in },
  'first-register': { name: m.paper_of_first_register, purpose: m.paper_for_first_register },
  'second-register': { name: m.paper_of_second_register, purpose: m.paper_for_second_register },
  'draw-record': { name: m.paper_of_draw_record, purpose: m.paper_for_draw_record },
  'blank-sheets': { name: m.paper_of_blank_sheets, purpose: m.paper_for_blank_sheets },
  summary: { name: m.paper_of_summary, purpose: m.paper_for_summary },
  standings: { name: m.paper_of_standings, purpose: m.paper_for_standings },
  recheck: { name: m.paper_of_recheck, purpose: m.paper_for_recheck },
  publicity: { name: m.paper_of_publicity, purpose: m.paper_for_publicity },
  'results-book': { name: m.paper_of_results_book, purpose: m.paper_for_results_book },
  'award-list': { name: m.paper_of_award_list, purpose: m.paper_for_award_list },
  corrections: { name: m.paper_of_corrections, purpose: m.paper_for_corrections },
  appeals: { name: m.paper_of_appeals, purpose: m.paper_for_appeals },
  'inspection-record': { name: m.visit_paper, purpose: m.visit_paper_for },
  'problem-list': { name: m.paper_of_problem_list, purpose: m.paper_for_problem_list },
  'measure-list': { name: m.paper_of_measure_list, purpose: m.paper_for_measure_list },
  'training-list': { name: m.paper_of_training_list, purpose: m.paper_for_training_list },
  'qualification-list': { name: m.paper_of_qualification_list, purpose: m.paper_for_qualification_list },
  'grade-list': { name: m.paper_of_grade_list, purpose: m.paper_for_grade_list },
  'year-evaluation': { name: m.evaluation_paper, purpose: m.evaluation_paper_for },
  'demonstration-sheet': { name: m.demo_paper, purpose: m.demo_paper_for },
  'finding-report': { name: m.finding_form_report, purpose: m.finding_form_report_for },
  'recheck-record': { name: m.finding_form_recheck, purpose: m.finding_form_recheck_for },
  'improvement-record': { name: m.finding_form_improvement, purpose: m.finding_form_improvement_for },
};
export const documentWord = (kind: PaperKind): string => DOCUMENTS[kind].name();

const needs: { readonly [N in PaperNeed]: () => string } = {
  entrants: m.paper_need_entrants, panel: m.paper_need_panel, draw: m.paper_need_draw, unsealing: m.paper_need_unsealing, opening: m.paper_need_opening, results: m.paper_need_results,
  recheck: m.paper_need_recheck, publication: m.paper_need_publication, final: m.paper_need_final, unfreezing: m.paper_need_unfreezing, appeals: m.paper_need_appeals, qualifications: m.paper_need_qualifications,
};
export const needWord = (need: PaperNeed): string => needs[need]();

/** Made elsewhere. Addresses begin at the event's console, or where they say. */
export type Elsewhere = { readonly name: () => string; readonly purpose: () => string; readonly href: (eventId: string, contestId: string) => string; /** Pages only the organiser may open. */ readonly organiser: boolean };
const at = (name: () => string, purpose: () => string, page: (contestId: string) => string, organiser = false): Elsewhere => ({ name, purpose, href: (eventId, contestId) => `/console/${eventId}/${page(contestId)}`, organiser });

export type Entry = PaperKind | Elsewhere;
export const GROUPS: readonly { readonly name: () => string; readonly entries: readonly Entry[] }[] = [
  {
    name: m.paper_group_before,
    entries: [
      'programme', at(m.paper_of_draws, m.paper_for_draws, () => 'draw'), 'first-register', 'second-register', 'draw-record', 'check-in', 'blank-sheets',
      at(m.paper_of_badges, m.paper_for_badges, (contestId) => `contests/${contestId}`, true), at(m.paper_of_judge_cards, m.paper_for_judge_cards, () => 'seats', true),
    ],
  },
  { name: m.paper_group_marks, entries: ['summary', 'standings', at(m.paper_of_sheets, m.paper_for_sheets, (contestId) => `results/${contestId}`), 'grade-list', 'recheck'] },
  { name: m.paper_group_results, entries: ['publicity', 'results-book', 'award-list', at(m.paper_of_certificates, m.paper_for_certificates, () => 'certificates')] },
  {
    name: m.paper_group_disputes,
    entries: [
      'corrections', { name: m.paper_of_correction_forms, purpose: m.paper_for_correction_forms, href: (eventId, contestId) => `/corrections/${eventId}/${contestId}`, organiser: false },
      'appeals', at(m.paper_of_answers, m.paper_for_answers, () => 'appeals'),
    ],
  },
  { name: m.paper_group_lists, entries: ['problem-list', 'measure-list', 'training-list', 'qualification-list'] },
];

const tail = (kind: PaperKind, contestId: string | null | undefined): string => (contestId ? `${kind}/${contestId}` : kind);
export const pageOf = (eventId: string, kind: PaperKind, contestId: string | null): string => `/paper/${eventId}/${tail(kind, contestId)}`;
export const workbookOf = ({ eventId, kind, contestId, unit }: { readonly eventId: string; readonly kind: PaperKind; readonly contestId?: string | null | undefined; /** Of the leader's own unit. */ readonly unit?: true | undefined }): string =>
  `/api/events/${eventId}/${unit ? 'unit/' : contestId ? `${isFindingPaper(kind) ? 'findings' : isVisitPaper(kind) ? 'visits' : isApplicationPaper(kind) ? 'demonstration/applications' : isEvaluationPaper(kind) ? 'evaluations' : 'contests'}/${contestId}/` : ''}papers/${kind}.xlsx`;
/** The page a document belongs to: the unit's own, or in the console. */
export function homeOf({ eventId, kind, contestId, unit }: { readonly eventId: string; readonly kind: PaperKind; readonly contestId?: string | undefined; readonly unit?: true | undefined }): string {
  if (unit) return kind === 'qualification-list' ? '/unit/people' : '/unit/loop';
  const page = isFindingPaper(kind) ? `findings/${contestId}` : isApplicationPaper(kind) ? `demonstration/${contestId}` : isVisitPaper(kind) ? 'plans' : isEvaluationPaper(kind) ? 'evaluations' : kind === 'qualification-list' ? 'qualifications' : 'paper';
  return `/console/${eventId}/${page}`;
}
