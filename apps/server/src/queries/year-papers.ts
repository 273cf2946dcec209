/** Registers, who was trained too seldom, and a survey's results as documents, sent as workbooks, and what such documents share. */
import { registerDefinitions, type RegisterField, type RegisterKind } from '@leitai/contract/register-kinds';
import { cellWords, linesFound, type Sought } from '@leitai/contract/register-search';
import { SURVEY_LEVELS } from '@leitai/contract/survey-limits';
import type { Paper, PaperCell, SurveyFigures, Text } from '@leitai/contract';
import { programmeHead, Refused, type Database } from '@leitai/database';
import { number, put, text, type Part } from './paper/build.ts';
import { period } from './paper/words.ts';
import type { AccountIdentity } from '../access/identity.ts';
import { listRegister, namesOf } from './registers.ts';
import { surveyResult } from './surveys.ts';
import { trainingPlan } from './training-plan.ts';

type Words = { readonly zh: string; readonly en: string };
const STATES = { waiting: { zh: '待确认', en: 'Waiting' }, stands: { zh: '计入', en: 'Counted' }, rejected: { zh: '未予确认', en: 'Rejected' }, struck: { zh: '作废', en: 'Void' } } as const;

/** The lines that are looked for as they stand, struck ones struck through, with what was looked for. @throws Refused 'event.not-found'. */
export async function registerPaper(db: Database, eventId: string, register: RegisterKind, me: AccountIdentity, sought: Sought): Promise<Paper> {
  const { words, lead, fields, carries } = registerDefinitions[register];
  const names = await namesOf(db, eventId);
  const known = { organisations: [...names.organisations.values()], posts: [...names.posts.values()] };
  const columns = [...fields.map(({ words, type }) => (type === 'count' || type === 'hours' ? number(words, 6) : text(words, 8))), ...(carries ? [text({ zh: '文件', en: 'File' }, 8)] : []), text({ zh: '状态', en: 'State' }, 5)];
  const rows = linesFound(register, await listRegister(db, eventId, register, me), sought, known).map(({ cells, state, file }) => {
    const counts = state === 'stands' || state === 'waiting';
    const cell = (field: RegisterField): PaperCell => {
      const value = cellWords(field, cells[field.id]!, known);
      return counts ? (value.zh === value.en ? value.zh : value) : { struck: value.zh };
    };
    return [...fields.map(cell), ...(carries ? [file?.name ?? null] : []), STATES[state]];
  });
  return yearPaper(db, eventId, 'register', words, [{ words: [lead], facts: soughtFacts(fields, sought, known), table: { columns, rows } }]);
}

/** So that nobody takes a part for the whole. */
function soughtFacts(fields: readonly RegisterField[], { words, organisation, post, from, until, struck }: Sought, known: Parameters<typeof cellWords>[2]): NonNullable<Part['facts']> {
  const named = (type: RegisterField['type'], value: string): PaperCell => cellWords(fields.find((field) => field.type === type) ?? fields[0]!, value, known);
  return [
    ...(organisation === '' ? [] : [{ name: { zh: '单位', en: 'Organisation' }, value: named('organisation', organisation) }]), ...(post === '' ? [] : [{ name: { zh: '岗位', en: 'Post' }, value: named('post', post) }]),
    ...(from === '' && until === '' ? [] : [{ name: { zh: '期间', en: 'Period' }, value: `${from} – ${until}`.trim() }]), ...(words.trim() === '' ? [] : [{ name: { zh: '查找', en: 'Looked for' }, value: words.trim() }]),
    ...(struck ? [] : [{ name: { zh: '作废', en: 'Void' }, value: { zh: '不含作废和未予确认的', en: 'Without void and rejected lines' } }]),
  ];
}

/** @throws Refused 'event.not-found'. */
export async function trainingPlanPaper(db: Database, eventId: string): Promise<Paper> {
  const { from, until, wanted, people } = await trainingPlan(db, eventId);
  const columns = [text({ zh: '单位', en: 'Organisation' }, 10), text({ zh: '岗位', en: 'Post' }, 10), text({ zh: '工号', en: 'Employee no.' }, 6), text({ zh: '姓名', en: 'Name' }, 6), number({ zh: '已受训', en: 'Trained' }, 4), number({ zh: '还差', en: 'Missing' }, 4)];
  const rows = people.map(({ organisation, post, employeeNo, name, attended }) => [organisation, post.name, employeeNo, name, String(attended), String(wanted - attended)]);
  return yearPaper(db, eventId, 'training-plan', { zh: '受训不足名单', en: 'Staff short of training' }, [{ facts: [{ name: { zh: '期间', en: 'Period' }, value: period(from, until) }], table: { columns, rows } }]);
}

const LEVELS: Readonly<Record<number, Words>> = { 5: { zh: '很满意', en: 'Very satisfied' }, 4: { zh: '满意', en: 'Satisfied' }, 3: { zh: '一般', en: 'Neutral' }, 2: { zh: '不满意', en: 'Dissatisfied' }, 1: { zh: '很不满意', en: 'Very dissatisfied' } };
const HELD: Words = { zh: '份数太少，不予显示', en: 'Too few answers to show' };

/** @throws Refused 'event.not-found', 'survey.not-found'. */
export async function surveyPaper(db: Database, eventId: string, surveyId: string): Promise<Paper> {
  const { survey, whole, subjects, months, comments } = await surveyResult(db, eventId, surveyId);
  const counts = [text({ zh: '题目', en: 'Question' }, 14), number({ zh: '份数', en: 'Answers' }, 4), ...SURVEY_LEVELS.map((level) => number(LEVELS[level]!, 4))];
  const lines = (name: Words, figures: SurveyFigures): PaperCell[][] => figures === null
    ? [[name, HELD, ...counts.slice(1).map(() => null)]]
    : survey.questions.map((question, index) => [name, question, String(figures.answers), ...figures.questions[index]!.map(String)]);
  const named = new Map(survey.subjects.map((subject) => [subject.id, subjectWords(subject)]));
  const table = (first: Words, rows: PaperCell[][]): NonNullable<Part['table']> => ({ columns: [text(first, 12), ...counts], rows });
  const parts: Part[] = [{ table: table({ zh: '对象', en: 'Subject' }, [...lines({ zh: '全部', en: 'All' }, whole), ...subjects.flatMap(({ subjectId, figures }) => lines(named.get(subjectId)!, figures))]) }];
  if (months.length > 0) parts.push({ heading: { zh: '按月', en: 'By month' }, table: table({ zh: '月份', en: 'Month' }, months.flatMap(({ month, figures }) => lines({ zh: month, en: month }, figures))) });
  if (comments.length > 0) {
    const rows = comments.filter(({ hidden }) => !hidden).map(({ subjectId, text }) => [subjectId === null ? null : named.get(subjectId)!, text]);
    parts.push({ heading: { zh: '意见', en: 'Comments' }, table: { columns: [text({ zh: '对象', en: 'Subject' }, 12), text({ zh: '意见', en: 'Comment' }, 40)], rows } });
  }
  return yearPaper(db, eventId, 'survey-result', survey.title, parts);
}

function subjectWords({ organisation, post, site }: { readonly organisation: Text | null; readonly post: { readonly name: Text } | null; readonly site: string }): Words {
  const parts = [organisation, post?.name ?? null, site === '' ? null : { zh: site, en: site }].filter((part) => part !== null);
  return { zh: parts.map(({ zh }) => zh).join(' · '), en: parts.map(({ en }) => en).join(' · ') };
}

/** @throws Refused 'event.not-found'. */
export async function yearPaper(db: Database, eventId: string, kind: Paper['kind'], title: Words, parts: readonly Part[]): Promise<Paper> {
  const event = await db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  const { revision } = await programmeHead(db, eventId);
  return put({ kind, title, event: { name: event.name as Text, practice: event.practice }, contest: null, revision }, { parts, landscape: true });
}
