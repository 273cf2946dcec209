/** Surveys in words: levels, states and subjects. Call these in a template: they follow a switch of language. */
import type { Survey, SurveySubject } from '@leitai/contract';
import type { SurveyLevel } from '@leitai/contract/survey-limits';
import { t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

const levels: { readonly [L in SurveyLevel]: () => string } = { 5: m.surveys_level_5, 4: m.surveys_level_4, 3: m.surveys_level_3, 2: m.surveys_level_2, 1: m.surveys_level_1 };
export const levelWord = (level: SurveyLevel): string => levels[level]();

const states: { readonly [S in Survey['state']]: () => string } = { planned: m.surveys_state_planned, open: m.surveys_state_open, closed: m.surveys_state_closed };
export const surveyState = (state: Survey['state']): string => states[state]();

export const subjectName = ({ organisation, post, site }: Omit<SurveySubject, 'id' | 'code'>): string =>
  [organisation && t(organisation), post && t(post.name), site].filter(Boolean).join(' · ');
