/** The registers of a year, brought in as files the way an office does it. */
import { registerDefinitions, type RegisterKind } from '@leitai/contract/register-kinds';
import type { Clause } from '@leitai/scoring';
import { loadDemo } from '../../../../prisma/demo/index.ts';
import { checklistOf, ITEMS } from './inspections.ts';
import { addDays, chance, postsOf, unitsOf, type Year, type YearPost } from './year.ts';

type Line = Readonly<Record<string, string>>;
const COURSES = ['岗位操作手册', '服务礼仪', '现场“五定”', '应急处置', '标准化基础', '安全作业', '设备巡检', '自查与整改'];
const DOCUMENTS = { outline: '规划', record: '记录', plan: '计划', 'self-check': '自查', assessment: '考核', outcome: '成果' };

export async function playRegisters(year: Year, eventId: string): Promise<void> {
  const { organiser, supervisors: [supervisor] } = year;
  for (const [register, lines] of linesOf(year)) {
    year.signal.throwIfAborted();
    const form = new FormData();
    form.append('file', new Blob([csv(register, lines)]), `${register}.csv`);
    const { importId } = await organiser.upload('POST /api/events/:eventId/registers/:register/import', { eventId, register }, form);
    await organiser.api('POST /api/events/:eventId/registers/:register/import/:importId/confirm', { eventId, register, importId }, { skipFaulty: false, reason: null });
  }
  for (const { id, version } of await organiser.api('GET /api/events/:eventId/registers/:register', { eventId, register: 'incidents' })) {
    await supervisor.api('POST /api/events/:eventId/registers/:register/entries/:lineId/decision', { eventId, register: 'incidents', lineId: id }, { version, accept: true, reason: '经核实有责' });
  }
}

function linesOf(year: Year): (readonly [RegisterKind, readonly Line[]])[] {
  const { on } = year;
  const [units, posts] = [unitsOf(year).map(({ name }) => name.zh), postsOf(year)];
  const from = addDays(on, -364);
  const places = units.flatMap((organisation) => posts.map((post) => ({ organisation, post })));
  const staff = loadDemo().roster.filter(({ organisation, postCode }) => units.includes(organisation) && posts.some((post) => post === postCode));
  const onPost = staff.map(({ employeeNo, name, organisation, postCode }) => ({ employeeNo, name, organisation, post: postCode }));
  const sessions = Array.from({ length: year.size === 'full' ? 40 : 6 }, (_, index) => ({
    number: `${on.slice(0, 4)}-${String(index + 1).padStart(3, '0')}`, day: addDays(from, Math.floor((index * 360) / 40)), course: COURSES[index % COURSES.length]!, trainer: '尹讲师', place: '实训中心', post: posts[index % posts.length]!, plan: '',
  }));
  const plans = plansOf(year, units);
  // The first of them was held, halfway through the year.
  const [held] = plans;
  const planned = { number: `${on.slice(0, 4)}-${held!.number.slice(-3)}`, day: addDays(on, -150), course: COURSES[0]!, trainer: '尹讲师', place: '实训中心', post: posts[0]!, plan: held!.number };
  const attendance = [...sessions, planned].flatMap(({ number, post, plan }) => onPost.filter((one) => one.post === post && (plan === '' || one.organisation === held!.organisation) && chance(year, 'attends', number, one.employeeNo).chance(0.8))
    .map((one) => ({ session: number, ...one, passed: chance(year, 'passes', number, one.employeeNo).chance(0.95) ? '是' : '否' })));
  const taught = (index: number): Line => {
    const { standard, number = '' } = clausesOf(posts[index % posts.length]!)[Math.floor(index / posts.length) % ITEMS]!;
    return { standard, clause: number };
  };
  const editions = posts.flatMap((post, index) => {
    const { standard, title } = clausesOf(post)[0]!;
    const one = { standard, title: title.zh };
    const old = { ...one, edition: '2021', state: '已废止', day: '2021-06-01', until: addDays(from, -30) };
    return [{ ...one, edition: '2025', state: '现行', day: addDays(from, -30), until: '' }, ...(index === 0 ? [old] : [])];
  });
  return [
    ['staffing', places.map(({ organisation, post }) => ({ day: from, organisation, post, headcount: `${6 + chance(year, 'headcount', organisation, post).below(7)}` }))],
    ['on-post', onPost.map((one) => ({ ...one, day: from, until: '' }))],
    ['courses', COURSES.map((title, index) => ({ title, level: '执行', category: index === 4 ? '理论研究' : '岗位技能', hours: '2', trainer: '尹讲师', ...taught(index) }))],
    ['plans', plans],
    ['sessions', [...sessions, planned].map(({ post: _post, ...session }) => session)],
    ['attendance', attendance],
    ['awards', [{ day: addDays(on, -90), kind: '荣誉', title: '示例服务先锋班组', level: '市级', organisation: units[0]!, post: posts[0]!, proof: '示例文号 1' }, { day: addDays(on, -40), kind: '创新成果', title: '示例工具车改进', level: '单位级', organisation: units[1]!, post: posts[1]!, proof: '示例文号 2' }]],
    ['incidents', [{ day: addDays(on, -70), kind: '有责投诉', what: '示例：服务对象反映响应不及时，经核实有责', organisation: units[2]!, post: posts[0]!, reported: '是', handling: '已整改并回访' }]],
    ['standards', editions],
    // One unit still works by the edition that was abolished.
    ['standard-use', places.map(({ organisation, post }) => ({ organisation, post, standard: clausesOf(post)[0]!.standard, edition: organisation === units[2] && post === posts[0] ? '2021' : '2025', day: addDays(on, -60) }))],
    ['documents', units.flatMap((organisation, index) => Object.values(DOCUMENTS).slice(0, index === 1 ? 5 : 6).map((kind) => ({ kind, title: `${on.slice(0, 4)} 年度${kind}（示例）`, organisation, post: posts[0]!, day: addDays(on, -200), kept: '示例档案柜' })))],
    ['quiz', places.map(({ organisation, post }) => ({ day: addDays(on, -45), organisation, post, asked: '10', right: `${8 + chance(year, 'quiz', organisation, post).below(3)}`, topic: '岗位操作手册' }))],
  ];
}

/** One held, one overdue and one to come, each against a clause that the post's checklist cites. */
function plansOf(year: Year, units: readonly string[]) {
  const { on } = year;
  const [post] = postsOf(year);
  const clauses = clausesOf(post!);
  return [-150, -20, 30].map((days, index) => {
    const { standard, number } = clauses[index % clauses.length]!;
    return {
      number: `${on.slice(0, 4)}-P0${index + 1}`, day: addDays(on, days), organisation: units[index % units.length]!, post: post!, standard, clauses: number ?? '', course: COURSES[0]!, trainer: '尹讲师', method: index === 1 ? '师带徒' : '实操演练',
      who: '该岗位在岗人员', charge: '示例负责人',
    };
  });
}

/** What the post's checklist cites, item by item. */
const clausesOf = (post: YearPost): Clause[] => checklistOf(post).modules.flatMap(({ criteria }) => criteria).flatMap(({ clauses: [first] }) => first ?? []);

function csv(register: RegisterKind, lines: readonly Line[]): string {
  const { fields } = registerDefinitions[register];
  return [fields.map(({ words }) => words.zh), ...lines.map((line) => fields.map(({ id }) => line[id] ?? ''))].map((cells) => cells.join(',')).join('\n');
}
