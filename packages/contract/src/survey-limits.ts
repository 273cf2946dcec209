/** What a satisfaction survey (满意度测评) is bounded by; no schemas, so that phones load little. */

/** Of each question, the best first: 很满意, 满意, 一般, 不满意, 很不满意. */
export const SURVEY_LEVELS = [5, 4, 3, 2, 1] as const;
export type SurveyLevel = (typeof SURVEY_LEVELS)[number];
/** 很满意 and 满意 count as satisfied. */
export const SATISFIED_FROM = 4;
export const MOST_QUESTIONS = 8;
export const LONGEST_COMMENT = 300;
/** With fewer answers nothing but their number is shown: who answered could be told. */
export const FEWEST_SHOWN = 5;
export const SURVEY_CODE_LENGTH = 8;
