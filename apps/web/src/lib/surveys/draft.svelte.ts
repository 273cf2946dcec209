/** A round as it is being planned: what the form holds, and what of it is sent. */
import type { Survey, SurveyInput } from '@leitai/contract';
import { MOST_QUESTIONS } from '@leitai/contract/survey-limits';

const WEEK_MS = 7 * 24 * 3_600_000;
/** As an input of type datetime-local wants it, in the reader's time zone. */
const local = (instant: Date): string => new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

export class SurveyDraft {
  title = $state({ zh: '', en: '' });
  opens = $state('');
  closes = $state('');
  comment = $state(true);
  questions = $state([{ zh: '', en: '' }]);
  subjects = $state([{ organisation: '', post: '', site: '' }]);

  /** @param first the question a new round begins with. */
  constructor(survey: Survey | null, first: { readonly zh: string; readonly en: string }) {
    if (survey === null) {
      [this.questions, this.opens, this.closes] = [[{ ...first }], local(new Date()), local(new Date(Date.now() + WEEK_MS))];
      return;
    }
    [this.title, this.opens, this.closes, this.comment] = [{ ...survey.title }, local(new Date(survey.opensAt)), local(new Date(survey.closesAt)), survey.comment];
    this.questions = survey.questions.map((question) => ({ ...question }));
    this.subjects = survey.subjects.map(({ organisation, post, site }) => ({ organisation: organisation?.zh ?? '', post: post?.code ?? '', site }));
  }

  readonly full = $derived(this.questions.length >= MOST_QUESTIONS);
  readonly ready = $derived(this.subjects.every(({ organisation, site }) => organisation !== '' || site.trim() !== '') && this.opens !== '' && this.closes > this.opens);

  input(): SurveyInput {
    return {
      title: filled(this.title), comment: this.comment, opensAt: new Date(this.opens).toISOString(), closesAt: new Date(this.closes).toISOString(),
      questions: this.questions.map(filled), subjects: this.subjects.map(({ organisation, post, site }) => ({ organisation: organisation || null, post: post || null, site: site.trim() })),
    };
  }
}

/** Without an English text the Chinese one stands for both. */
const filled = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh: zh.trim(), en: en.trim() || zh.trim() });
