/** What registers (台账) there are and what stands in their columns: the one definition that is typed in, imported, listed, checked and printed by. No schemas, so that every page may ask. */

/** Plain names in both languages. */
type Words = { readonly zh: string; readonly en: string };
export type RegisterChoice = { readonly id: string; readonly words: Words };
export type RegisterField = {
  readonly id: string;
  readonly words: Words;
  /** `day`: YYYY-MM-DD. `count`: a whole number from 0. `hours`: a decimal with one digit. `organisation`, `post`: one of the event's. */
  readonly type: 'text' | 'day' | 'count' | 'hours' | 'choice' | 'organisation' | 'post';
  /** Further headings a file may give it, in small letters. */
  readonly also?: readonly string[];
  readonly required?: true;
  /** Most characters, or the greatest number. */
  readonly most?: number;
  readonly choices?: readonly RegisterChoice[];
  /** Shows in the template how it is written. */
  readonly example: string;
};
/** What must hold between columns, or between a register and another. */
export type RegisterCheck =
  | { readonly kind: 'at-most'; readonly field: string; readonly other: string }
  | { readonly kind: 'not-before'; readonly field: string; readonly other: string }
  | { readonly kind: 'needed-unless'; readonly field: string; readonly other: string; readonly value: string }
  | { readonly kind: 'one-of'; readonly field: string; readonly other: string }
  /** What stands here stands in a column (columns, joined) of another register; where nothing does, nothing is asked. */
  | { readonly kind: 'refers'; readonly fields: readonly string[]; readonly register: RegisterKind; readonly to: readonly string[] };
export type RegisterDefinition = {
  readonly words: Words;
  /** What it is kept for. */
  readonly lead: Words;
  readonly fields: readonly RegisterField[];
  /** What makes two lines the same: of each part the first column that is filled. */
  readonly key: readonly (readonly string[])[];
  /** The column that says when; null: another register's line says it. */
  readonly day: string | null;
  readonly checks: readonly RegisterCheck[];
  /** Counts only once a second person has confirmed it. */
  readonly decided?: true;
  /** A line may carry a file: a photograph or a PDF. */
  readonly carries?: true;
};

export const REGISTERS = ['staffing', 'on-post', 'courses', 'plans', 'sessions', 'attendance', 'awards', 'incidents', 'standards', 'standard-use', 'documents', 'quiz'] as const;
export type RegisterKind = (typeof REGISTERS)[number];
export const isRegister = (kind: string): kind is RegisterKind => REGISTERS.some((one) => one === kind);

const organisation: RegisterField = { id: 'organisation', words: { zh: '单位', en: 'Organisation' }, type: 'organisation', also: ['单位名称', '所属单位', '责任单位', 'company'], required: true, example: '示例单位' };
const anyPost: RegisterField = { id: 'post', words: { zh: '岗位', en: 'Post' }, type: 'post', also: ['岗位代码', '岗位名称', '责任岗位', 'post code'], example: 'HVAC' };
const post: RegisterField = { ...anyPost, required: true };
const employeeNo: RegisterField = { id: 'employeeNo', words: { zh: '工号', en: 'Employee no.' }, type: 'text', also: ['员工编号', '员工号', 'employee number', 'staff no.'], most: 40, example: 'E0001' };
const name: RegisterField = { id: 'name', words: { zh: '姓名', en: 'Name' }, type: 'text', most: 60, example: '示例姓名' };
const day = (zh: string, en: string, also: readonly string[] = []): RegisterField => ({ id: 'day', words: { zh, en }, type: 'day', also: ['日期', 'date', 'day', ...also], required: true, example: '2027-03-15' });
const text = (id: string, zh: string, en: string, example: string, more: Partial<RegisterField> = {}): RegisterField => ({ id, words: { zh, en }, type: 'text', most: 200, example, ...more });
const choice = (id: string, zh: string, en: string, choices: readonly RegisterChoice[], more: Partial<RegisterField> = {}): RegisterField => ({ id, words: { zh, en }, type: 'choice', choices, example: choices[0]!.words.zh, ...more });
const option = (id: string, zh: string, en: string): RegisterChoice => ({ id, words: { zh, en } });
const yesNo = [option('yes', '是', 'Yes'), option('no', '否', 'No')];
const needed = { required: true } as const;
/** Several clauses as people write them in one cell, one by one; none: the whole standard. */
export const clausesIn = (text: string): string[] => text.split(/[、，,;；\s]+/).filter((part) => part !== '');

export const registerDefinitions: { readonly [K in RegisterKind]: RegisterDefinition } = {
  staffing: {
    words: { zh: '在岗人数', en: 'Headcount' }, lead: { zh: '各单位各岗位的在岗人数，自该日起算，直到下一条', en: 'How many people each unit has on each post, from this day until the next line' },
    fields: [day('起算日期', 'From', ['自', 'from']), organisation, post, { id: 'headcount', words: { zh: '在岗人数', en: 'Headcount' }, type: 'count', also: ['人数'], most: 9999, required: true, example: '24' }],
    key: [['organisation'], ['post'], ['day']], day: 'day', checks: [],
  },
  'on-post': {
    words: { zh: '在岗人员', en: 'People on post' }, lead: { zh: '谁在哪个岗位：实训计划从这里找人', en: 'Who is on which post: the training plan looks here' },
    fields: [{ ...employeeNo, ...needed }, { ...name, ...needed }, organisation, post, day('到岗日期', 'On post since', ['到岗', 'since']), { id: 'until', words: { zh: '离岗日期', en: 'Left on' }, type: 'day', also: ['离岗'], example: '' }],
    key: [['employeeNo']], day: 'day', checks: [{ kind: 'not-before', field: 'until', other: 'day' }],
  },
  courses: {
    words: { zh: '课程', en: 'Courses' }, lead: { zh: '三个层面、四个类别的课程，与所讲的标准条款', en: 'Courses on three levels and of four kinds, with the clause each teaches' },
    fields: [
      text('title', '课程', 'Course', '空调机组巡检操作', { also: ['课程名称'], ...needed, most: 100 }),
      choice('level', '层面', 'Level', [option('operation', '执行', 'Operation'), option('management', '管理', 'Management'), option('decision', '决策', 'Decision')]),
      choice('category', '类别', 'Category', [option('skill', '岗位技能', 'Post skills'), option('theory', '理论研究', 'Theory'), option('management', '管理规范', 'Management rules'), option('certification', '认证考核', 'Certification')]),
      { id: 'hours', words: { zh: '学时', en: 'Hours' }, type: 'hours', also: ['课时'], most: 999, required: true, example: '2' },
      text('trainer', '讲师', 'Trainer', '示例讲师', { also: ['师资', '教师'], most: 60 }),
      text('standard', '标准编号', 'Standard', 'DB3204/T 1001', { also: ['标准'], most: 100 }), text('clause', '条款', 'Clause', '5.2', { also: ['条款号'], most: 40 }),
    ],
    key: [['title']], day: null, checks: [],
  },
  plans: {
    words: { zh: '实训计划', en: 'Training plans' }, lead: { zh: '针对失分条款的实训；场次填计划号，效果见“失分与改进”', en: 'Training against clauses that lose points; sessions name the plan, by which its effect is seen' },
    fields: [
      text('number', '计划号', 'Plan no.', '2027-P01', { also: ['计划编号'], ...needed, most: 40 }), day('计划日期', 'Planned for', ['完成期限', '计划完成日期']), organisation, post,
      text('standard', '标准编号', 'Standard', 'DB3204/T 1001', { also: ['标准'], ...needed, most: 100 }), text('clauses', '条款', 'Clauses', '5.2、5.3', { also: ['条款号'], most: 100 }),
      text('course', '课程', 'Course', '空调机组巡检操作', { also: ['课程名称'], ...needed, most: 100 }), text('trainer', '讲师', 'Trainer', '示例讲师', { also: ['师资', '教师'], most: 60 }),
      choice('method', '方法', 'Method', [option('practice', '实操演练', 'Practice'), option('lecture', '集中授课', 'Lecture'), option('on-post', '岗位练兵', 'Drill on post'), option('mentor', '师带徒', 'Mentoring'), option('drill', '应急演练', 'Emergency drill')], { also: ['实训方法', '培训方法'], ...needed }),
      text('who', '参训人员', 'For whom', '示例姓名', { also: ['参加人员'], ...needed }), text('charge', '负责人', 'In charge', '示例负责人', { most: 60 }),
    ],
    key: [['number']], day: 'day', checks: [],
  },
  sessions: {
    words: { zh: '培训场次', en: 'Training sessions' }, lead: { zh: '每一场培训：何时、何课、谁讲、在哪里', en: 'Each training session: when, what, by whom and where' },
    fields: [
      text('number', '场次号', 'Session no.', '2027-001', { also: ['场次', '场次编号'], ...needed, most: 40 }), day('日期', 'Date', ['培训日期']),
      text('course', '课程', 'Course', '空调机组巡检操作', { also: ['课程名称'], ...needed, most: 100 }), text('trainer', '讲师', 'Trainer', '示例讲师', { also: ['师资', '教师'], most: 60 }), text('place', '地点', 'Place', '实训中心', { most: 100 }),
      text('plan', '实训计划号', 'Training plan', '', { also: ['计划号'], most: 40 }),
    ],
    key: [['number']], day: 'day', checks: [{ kind: 'refers', fields: ['course'], register: 'courses', to: ['title'] }, { kind: 'refers', fields: ['plan'], register: 'plans', to: ['number'] }],
  },
  attendance: {
    words: { zh: '参训记录', en: 'Attendance' }, lead: { zh: '每场培训谁到了、是否合格；没有工号的以单位加姓名认定', en: 'Who came to each session, and passed; without a number people go by unit and name' },
    fields: [text('session', '场次号', 'Session no.', '2027-001', { also: ['场次', '场次编号'], ...needed, most: 40 }), employeeNo, name, organisation, post, choice('passed', '合格', 'Passed', yesNo, { also: ['是否合格'] })],
    key: [['session'], ['employeeNo', 'name'], ['organisation']], day: null,
    checks: [{ kind: 'one-of', field: 'employeeNo', other: 'name' }, { kind: 'refers', fields: ['session'], register: 'sessions', to: ['number'] }],
  },
  awards: {
    words: { zh: '荣誉与成果', en: 'Honours' }, lead: { zh: '荣誉、标准、创新成果，须有证明', en: 'Honours, standards and innovations, with proof' },
    fields: [
      day('日期', 'Date', ['获得日期']), choice('kind', '种类', 'Kind', [option('honour', '荣誉', 'Honour'), option('standard', '标准', 'Standard'), option('innovation', '创新成果', 'Innovation')], needed),
      text('title', '名称', 'Title', '市级工人先锋号', { also: ['荣誉名称', '成果名称'], ...needed }),
      choice('level', '级别', 'Level', [option('city', '市级', 'City'), option('national', '国家级', 'National'), option('province', '省级', 'Province'), option('unit', '单位级', 'Unit')], needed),
      organisation, anyPost, text('proof', '证明', 'Proof', '证书编号或文号', { also: ['证明材料', '文号'], ...needed }),
    ],
    key: [['day'], ['title'], ['organisation']], day: 'day', checks: [], carries: true,
  },
  incidents: {
    words: { zh: '投诉与事故', en: 'Incidents' }, lead: { zh: '有责投诉与安全责任事故；由第二人确认后才计入，因为事故一票否决', en: 'Complaints with responsibility and safety accidents; they count once a second person has confirmed them, since an accident is a veto' },
    fields: [
      day('日期', 'Date', ['发生日期']), choice('kind', '种类', 'Kind', [option('complaint', '有责投诉', 'Complaint with responsibility'), option('accident', '安全责任事故', 'Safety accident')], needed),
      text('what', '经过', 'What happened', '服务对象书面投诉，经核实有责', { also: ['事由', '情况'], ...needed }), organisation, anyPost,
      choice('reported', '按规定上报', 'Reported', yesNo, { also: ['是否上报', '上报'], ...needed }), text('handling', '处理', 'Handling', '已整改并回访', { also: ['处理情况'] }),
    ],
    key: [['day'], ['kind'], ['organisation'], ['what']], day: 'day', checks: [], decided: true,
  },
  standards: {
    words: { zh: '标准目录', en: 'Standards' }, lead: { zh: '标准的各个版本，现行、修订或废止，自何日至何日', en: 'Editions of standards: valid, revised or abolished, from which day to which' },
    fields: [
      text('standard', '标准编号', 'Standard', 'DB3204/T 1001', { also: ['编号', '标准号'], ...needed, most: 100 }), text('title', '名称', 'Title', '空调系统运行服务规范', { also: ['标准名称'], ...needed }),
      text('edition', '版本', 'Edition', '2025', { also: ['版次', '年号'], ...needed, most: 40 }),
      choice('state', '状态', 'State', [option('valid', '现行', 'Valid'), option('revised', '已修订', 'Revised'), option('abolished', '已废止', 'Abolished')], needed),
      day('实施日期', 'In force from', ['实施', 'from']), { id: 'until', words: { zh: '停用日期', en: 'Until' }, type: 'day', also: ['废止日期', '修订日期'], example: '' },
    ],
    key: [['standard'], ['edition']], day: 'day', checks: [{ kind: 'needed-unless', field: 'until', other: 'state', value: 'valid' }, { kind: 'not-before', field: 'until', other: 'day' }],
  },
  'standard-use': {
    words: { zh: '在用标准', en: 'Standards in use' }, lead: { zh: '各岗位现场用的是哪个版本，何日核查', en: 'Which edition each post has at the workplace, and when that was checked' },
    fields: [organisation, post, text('standard', '标准编号', 'Standard', 'DB3204/T 1001', { also: ['编号', '标准号'], ...needed, most: 100 }), text('edition', '版本', 'Edition', '2025', { also: ['版次', '年号'], ...needed, most: 40 }), day('核查日期', 'Checked on', ['核查'])],
    key: [['organisation'], ['post'], ['standard'], ['day']], day: 'day', checks: [{ kind: 'refers', fields: ['standard', 'edition'], register: 'standards', to: ['standard', 'edition'] }],
  },
  documents: {
    words: { zh: '档案资料', en: 'Documents' }, lead: { zh: '规划、记录、计划、自查、考核、成果六类，以及存放在哪里', en: 'Six kinds of documents, and where each is kept' },
    fields: [
      choice('kind', '类别', 'Kind', [option('outline', '规划', 'Outline'), option('record', '记录', 'Record'), option('plan', '计划', 'Plan'), option('self-check', '自查', 'Self-check'), option('assessment', '考核', 'Assessment'), option('outcome', '成果', 'Outcome')], needed),
      text('title', '题名', 'Title', '2027年标准实施计划', { also: ['名称', '文件名称'], ...needed }), organisation, post, day('形成日期', 'Made on', ['形成']), text('kept', '存放处', 'Kept at', '文号或存放位置', { also: ['文号', '存放位置'], ...needed }),
    ],
    key: [['organisation'], ['post'], ['kind'], ['title']], day: 'day', checks: [], carries: true,
  },
  quiz: {
    words: { zh: '知晓抽问', en: 'Knowledge quiz' }, lead: { zh: '现场抽问：问了几人，答对几人', en: 'Asked at the workplace: how many people, and how many answered right' },
    fields: [day('日期', 'Date', ['抽问日期']), organisation, post, { id: 'asked', words: { zh: '抽问人数', en: 'People asked' }, type: 'count', also: ['人数'], most: 999, required: true, example: '10' }, { id: 'right', words: { zh: '答对人数', en: 'Right answers' }, type: 'count', also: ['答对'], most: 999, required: true, example: '9' }, text('topic', '抽问内容', 'Topic', '岗位操作手册', { also: ['内容'] })],
    key: [['day'], ['organisation'], ['post'], ['topic']], day: 'day', checks: [{ kind: 'at-most', field: 'right', other: 'asked' }],
  },
};
