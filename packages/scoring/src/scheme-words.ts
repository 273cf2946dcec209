/** The words of a scheme's fields and choices in the product's two languages: for its editor and for telling versions apart. */
export type Language = 'zh' | 'en';
type Pair = readonly [zh: string, en: string];

const pick = (pair: Pair, language: Language): string => pair[language === 'zh' ? 0 : 1];

/** What a field is called: by itself, or as `parent.field` where the same key means another thing there. A key that is not known shows as itself. */
export function fieldWord(key: string, language: Language): string {
  const words = FIELDS[key] ?? FIELDS[key.split('.').at(-1) ?? ''];
  return words ? pick(words, language) : key;
}

/** What a choice of `field` is called; a value that is no choice shows as itself. */
export function choiceWord(field: string, value: string, language: Language): string {
  const words = CHOICES[field]?.[value] ?? CHOICES[field.split('.').at(-1) ?? '']?.[value];
  return words ? pick(words, language) : value;
}

/** Everything a field may be, in the order it is offered; empty where it is no choice. */
export const choicesOf = (field: string): readonly string[] => Object.keys(CHOICES[field] ?? {});

const FIELDS: Readonly<Record<string, Pair>> = {
  zh: ['中文', 'Chinese'], en: ['英文', 'English'],
  code: ['方案代码', 'Code'], name: ['名称', 'Name'], rule: ['评分说明', 'Rule in words'], max: ['分值', 'Points'], id: ['标识', 'ID'], no: ['编号', 'No.'],
  timeLimitSeconds: ['限时（秒）', 'Time limit (s)'], markRounding: ['给分取整', 'Mark rounding'], digits: ['小数位', 'Decimals'], mode: ['取整方式', 'Rounding'],
  'scheme.max': ['满分', 'Full marks'], modules: ['模块', 'Module'], criteria: ['评分项', 'Criterion'], vetoes: ['一票否决', 'Veto'], kind: ['类型', 'Kind'],
  min: ['最低分', 'Least points'], difficulty: ['难度系数', 'Difficulty'], product: ['折算', 'Product'], base: ['基准值', 'Base'], factor: ['系数', 'Factor'],
  group: ['裁判组', 'Judge group'], mayNotApply: ['可选不适用', 'May not apply'], conformsFrom: ['合格值 ≥', 'Conforms ≥'], conformsUpTo: ['合格值 ≤', 'Conforms ≤'], needs: ['附带要求', 'Needed beside'], what: ['要求', 'What'], when: ['何时', 'When'],
  clauses: ['关联条款', 'Clauses'], standard: ['标准号', 'Standard'], title: ['标准名称', 'Title'], number: ['条款号', 'Clause no.'],
  scale: ['评分方式', 'Scale'], 'scale.type': ['评分方式', 'Scale'], 'scale.min': ['下限', 'From'], 'scale.max': ['上限', 'To'], 'scale.unit': ['单位', 'Unit'],
  step: ['步长', 'Step'], levels: ['档', 'Level'], level: ['档', 'Level'], descriptor: ['基准描述', 'Descriptor'], points: ['得分', 'Points'],
  proportional: ['按比例精确计分', 'Exact proportion'], direction: ['计次方式', 'Direction'], kinds: ['类别', 'Kind'], amount: ['每次', 'Each'], cap: ['封顶', 'Cap'],
  zero: ['不得分', 'Takes all'], most: ['至多次数', 'Most times'], total: ['合计次数', 'Total count'], items: ['检查项', 'Item'],
  readings: ['读数个数', 'Readings'], take: ['取读数', 'Take'], convert: ['换算', 'Conversion'], 'convert.type': ['换算方式', 'Conversion'],
  bands: ['分段', 'Band'], from: ['≥', '≥'], over: ['＞', '>'], upTo: ['≤', '≤'], below: ['＜', '<'],
  full: ['满分', 'Full points'], 'convert.from': ['满分下限', 'Full from'], 'convert.upTo': ['满分上限', 'Full up to'], 'convert.unit': ['每超', 'For every'],
  penalty: ['扣', 'Penalty'], started: ['不足一个单位也算', 'Count started units'], cutoff: ['超出此数不得分', 'Nothing beyond'],
  rate: ['每单位得分', 'Rate'], offset: ['起点分', 'Offset'], 'convert.min': ['最少得', 'At least'], 'convert.max': ['最多得', 'At most'],
  rows: ['换算表', 'Row'], at: ['读数 ≥', 'Reading ≥'], faults: ['另扣', 'Fault'], best: ['名次依据', 'Best is'],
  first: ['第一名得分', 'First'], drop: ['逐名递减', 'Drop'], floor: ['最少得分', 'Floor'], source: ['数据来源', 'Source'], 'derived.most': ['数据上限', 'Greatest figure'], also: ['另计', 'Also'], seeks: ['查找的检查项', 'Looked for'],
  effect: ['后果', 'Effect'], 'effect.type': ['后果', 'Effect'], criterionId: ['所指评分项', 'Criterion'], moduleId: ['所指模块', 'Module'],
};

const CHOICES: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  kind: { measured: ['测量项', 'Measured'], judged: ['评价项', 'Judged'] },
  'scale.type': {
    'pass-fail': ['合格制', 'Pass or fail'], levels: ['分档', 'Levels'], points: ['步进评分', 'Points'], count: ['计次', 'Count'], checklist: ['清单', 'Checklist'],
    measure: ['数值换算', 'Measure'], time: ['计时', 'Time'], 'rank-points': ['按名次', 'By rank'], derived: ['取自记录', 'From records'],
  },
  'convert.type': { bands: ['分段', 'Bands'], 'per-unit': ['每超扣分', 'Penalty per unit'], linear: ['线性', 'Linear'], table: ['换算表', 'Table'] },
  direction: { deduct: ['扣分', 'Deduct'], add: ['加分', 'Add'] },
  best: { least: ['越小越好', 'Least'], most: ['越大越好', 'Most'] },
  take: { greatest: ['取最大', 'Greatest'], least: ['取最小', 'Least'], mean: ['取平均', 'Mean'] },
  what: { note: ['写明理由', 'A note'], evidence: ['拍照取证', 'A photograph'] },
  when: { always: ['每次', 'Always'], full: ['给满分时', 'At full points'], none: ['给最低分时', 'At least points'], extremes: ['给满分或最低分时', 'At full or least points'], 'not-full': ['未给满分时', 'Below full points'] },
  'effect.type': { 'zero-criterion': ['该评分项记零分', 'Criterion scores 0'], 'zero-module': ['该模块记零分', 'Module scores 0'], 'zero-total': ['总分记零分', 'Total is 0'], disqualify: ['取消资格', 'Disqualified'] },
  mode: { 'half-up': ['四舍五入', 'Half up'], 'half-even': ['四舍六入五成双', 'Half even'], up: ['向上', 'Up'], down: ['向下', 'Down'], truncate: ['截尾', 'Truncate'] },
  flag: { true: ['是', 'yes'], false: ['否', 'no'] },
};
