/** Satisfaction surveys (满意度测评) on the wire: rounds, the page anybody may answer on, and results that tell nobody apart. */
import { z } from 'zod';
import { Id, Instant, Plain, Text } from './basics.ts';
import { CODE_ALPHABET } from './protocol.ts';
import { FEWEST_SHOWN, LONGEST_COMMENT, MOST_QUESTIONS, SURVEY_CODE_LENGTH, SURVEY_LEVELS } from './survey-limits.ts';

export const SurveyCode = z.string().toUpperCase().regex(new RegExp(`^[${CODE_ALPHABET}]{${SURVEY_CODE_LENGTH}}$`));

/** What is judged: an organisation's post, an organisation, or a site by its name. */
export const SurveySubjectInput = z.strictObject({ organisation: Plain.trim().max(100).nullable(), post: Plain.trim().max(100).nullable(), site: Plain.trim().max(60) });
export const SurveyInput = z.strictObject({
  title: Text,
  questions: z.array(Text).min(1).max(MOST_QUESTIONS),
  comment: z.boolean(),
  opensAt: Instant, closesAt: Instant,
  subjects: z.array(SurveySubjectInput).min(1).max(200),
});
export type SurveyInput = z.infer<typeof SurveyInput>;

/** By the database's clock. */
export const SurveyState = z.enum(['planned', 'open', 'closed']);
export type SurveyState = z.infer<typeof SurveyState>;

export const SurveySubject = z.object({ id: Id, code: z.string(), organisation: Text.nullable(), post: z.object({ code: z.string(), name: Text }).nullable(), site: z.string() });
export type SurveySubject = z.infer<typeof SurveySubject>;

export const Survey = z.object({
  id: Id, title: Text, questions: z.array(Text), comment: z.boolean(), opensAt: Instant, closesAt: Instant, state: SurveyState,
  version: z.int(), answers: z.int(), subjects: z.array(SurveySubject),
});
export type Survey = z.infer<typeof Survey>;

/** How often each level was chosen, the best first. */
export const SurveyCounts = z.array(z.int()).length(SURVEY_LEVELS.length);
/** Null in place of figures: fewer answers than may be shown, or held back so that those cannot be reckoned out. */
export const SurveyFigures = z.object({ answers: z.int(), satisfied: z.int(), given: z.int(), questions: z.array(SurveyCounts) }).nullable();
export type SurveyFigures = z.infer<typeof SurveyFigures>;

export const SurveyResult = z.object({
  survey: Survey,
  /** Held back while the round is open: what changes with one answer would tell it. */
  whole: SurveyFigures,
  subjects: z.array(z.object({ subjectId: Id, few: z.boolean(), figures: SurveyFigures })),
  /** Months that have answers, from the first. */
  months: z.array(z.object({ month: z.string(), few: z.boolean(), figures: SurveyFigures })),
  /** In no order of time; none of a round with few answers. `subjectId` only where the subject has enough answers. */
  comments: z.array(z.object({ answerId: Id, subjectId: Id.nullable(), text: z.string(), hidden: z.boolean() })),
  fewest: z.literal(FEWEST_SHOWN),
});
export type SurveyResult = z.infer<typeof SurveyResult>;

/** What a phone shows. */
export const PublicSurvey = z.object({
  title: Text, subject: SurveySubject.omit({ id: true, code: true }), questions: z.array(Text), comment: z.boolean(),
  state: SurveyState, opensAt: Instant, closesAt: Instant, answered: z.boolean(),
});
export type PublicSurvey = z.infer<typeof PublicSurvey>;

export const SurveyAnswerInput = z.strictObject({
  /** Made by chance on the device and kept there; of it only a hash salted for this round is stored. */
  device: z.string().regex(/^[A-Za-z0-9_-]{22,64}$/),
  levels: z.array(z.literal(SURVEY_LEVELS)).min(1).max(MOST_QUESTIONS),
  comment: Plain.trim().max(LONGEST_COMMENT),
});
