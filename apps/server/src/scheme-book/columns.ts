/** The workbook of a scheme: one row per part, in the order of the score sheet; which part it is stands in the first column, and each other column means one thing. */
import type { Text } from '@leitai/contract';

/** `text` as it stands, so that a decimal stays exact; `whole` a whole number; `flag` yes or no; else one of the choices of this field of the engine's words. */
export type CellType = { readonly type: 'text' | 'whole' | 'flag' } | { readonly type: 'choice'; readonly of: string };
/** `needed`: an empty cell is an empty text, to be mended where it stands, and not a part left out. */
export type Field = { readonly column: Column; readonly path: string; readonly cell: CellType; readonly needed?: true };

const text = (zh: string, en: string): Text => ({ zh, en });

/** Headings, in the order they are written; a file may have them in any order, in either language. */
export const COLUMNS = {
  row: text('行类型', 'Row'), id: text('标识', 'ID'), no: text('编号', 'No.'),
  nameZh: text('名称（中文）', 'Name (Chinese)'), nameEn: text('名称（英文）', 'Name (English)'), textZh: text('说明（中文）', 'Text (Chinese)'), textEn: text('说明（英文）', 'Text (English)'),
  kind: text('测或评', 'Kind'), type: text('方式', 'Type'), points: text('分值', 'Points'), least: text('最低分', 'Least points'), group: text('裁判组', 'Judge group'), mayNotApply: text('可不适用', 'May not apply'), conformsFrom: text('合格值≥', 'Conforms from'), conformsUpTo: text('合格值≤', 'Conforms up to'),
  min: text('下限', 'Minimum'), max: text('上限', 'Maximum'), step: text('步长', 'Step'), unitZh: text('单位（中文）', 'Unit (Chinese)'), unitEn: text('单位（英文）', 'Unit (English)'),
  readings: text('读数个数', 'Readings'), take: text('取读数', 'Take'), direction: text('计次方式', 'Direction'), cap: text('封顶', 'Cap'), total: text('合计次数', 'Total count'),
  zero: text('不得分', 'Takes all'), most: text('至多次数', 'Most times'), proportional: text('按比例', 'Proportional'),
  from: text('≥', 'From'), over: text('＞', 'Over'), upTo: text('≤', 'Up to'), below: text('＜', 'Below'),
  per: text('每超', 'For every'), penalty: text('扣', 'Penalty'), started: text('不足也算', 'Started'), cutoff: text('超出不得分', 'Cutoff'), rate: text('每单位得分', 'Rate'), offset: text('起点分', 'Offset'),
  best: text('名次依据', 'Best'), first: text('第一名', 'First'), drop: text('递减', 'Drop'), floor: text('最少', 'Floor'), source: text('数据来源', 'Source'), greatest: text('数据上限', 'Greatest figure'),
  difficulty: text('难度系数', 'Difficulty'), base: text('基准值', 'Base'), factor: text('系数', 'Factor'),
  what: text('要求', 'Needed'), when: text('何时', 'When'), effect: text('后果', 'Effect'), criterion: text('所指评分项', 'Of criterion'), module: text('所指模块', 'Of module'),
  seconds: text('限时（秒）', 'Time limit (s)'), digits: text('小数位', 'Decimals'), mode: text('取整方式', 'Rounding'),
} as const;
export type Column = keyof typeof COLUMNS;

const TEXT: CellType = { type: 'text' };
const field = (column: Column, path: string, cell: CellType = TEXT): Field => ({ column, path, cell });
const needed = (column: Column, path: string): Field => ({ column, path, cell: TEXT, needed: true });
const choice = (column: Column, path: string, of: string): Field => field(column, path, { type: 'choice', of });
const flag = (column: Column, path: string): Field => field(column, path, { type: 'flag' });
const whole = (column: Column, path: string): Field => field(column, path, { type: 'whole' });
const name = (path = 'name'): Field[] => [needed('nameZh', `${path}.zh`), needed('nameEn', `${path}.en`)];
const range = (path: string): Field[] => [field('min', `${path}.min`), field('max', `${path}.max`), field('step', `${path}.step`)];
const counted: readonly Field[] = [needed('id', 'id'), ...name(), needed('points', 'amount'), field('cap', 'cap'), flag('zero', 'zero'), whole('most', 'most')];

/** What each row holds, where it stands in the scheme, and under which row. `under` a criterion is everything but modules and vetoes. */
export const ROWS = {
  scheme: { name: text('方案', 'Scheme'), at: '', fields: [
    needed('id', 'code'), ...name(), needed('points', 'max'), whole('seconds', 'timeLimitSeconds'), whole('digits', 'markRounding.digits'), choice('mode', 'markRounding.mode', 'mode'),
  ] },
  module: { name: text('模块', 'Module'), at: 'modules', fields: [needed('id', 'id'), ...name()] },
  criterion: { name: text('评分项', 'Criterion'), at: 'criteria', fields: [
    needed('id', 'id'), needed('no', 'no'), ...name(), needed('textZh', 'rule.zh'), needed('textEn', 'rule.en'), choice('kind', 'kind', 'kind'), choice('type', 'scale.type', 'scale.type'),
    needed('points', 'max'), field('least', 'min'), field('group', 'group'), flag('mayNotApply', 'mayNotApply'), field('conformsFrom', 'conformsFrom'), field('conformsUpTo', 'conformsUpTo'), field('difficulty', 'difficulty'), field('base', 'product.base'), field('factor', 'product.factor'),
    ...range('scale'), field('unitZh', 'scale.unit.zh'), field('unitEn', 'scale.unit.en'), whole('readings', 'scale.readings'), choice('take', 'scale.take', 'take'),
    choice('direction', 'scale.direction', 'direction'), field('cap', 'scale.cap'), whole('total', 'scale.total'), flag('proportional', 'scale.proportional'),
    choice('best', 'scale.best', 'best'), field('first', 'scale.first'), field('drop', 'scale.drop'), field('floor', 'scale.floor'), field('source', 'scale.source'), field('greatest', 'scale.most'),
  ] },
  conversion: { name: text('换算', 'Conversion'), at: 'scale.convert', fields: [
    choice('type', 'type', 'convert.type'), field('points', 'full'), field('from', 'from'), field('upTo', 'upTo'), field('per', 'unit'), field('penalty', 'penalty'), flag('started', 'started'),
    field('cutoff', 'cutoff'), field('rate', 'rate'), field('offset', 'offset'), field('min', 'min'), field('max', 'max'),
  ] },
  level: { name: text('档', 'Level'), at: 'scale.levels', fields: [whole('no', 'level'), ...name(), needed('textZh', 'descriptor.zh'), needed('textEn', 'descriptor.en'), needed('points', 'points')] },
  kind: { name: text('类别', 'Kind'), at: 'scale.kinds', fields: counted },
  item: { name: text('检查项', 'Item'), at: 'scale.items', fields: [needed('id', 'id'), ...name(), needed('points', 'points')] },
  band: { name: text('分段', 'Band'), at: 'scale.convert.bands', fields: [field('from', 'from'), field('over', 'over'), field('upTo', 'upTo'), field('below', 'below'), needed('points', 'points')] },
  point: { name: text('换算表', 'Table'), at: 'scale.convert.rows', fields: [needed('from', 'at'), needed('points', 'points')] },
  fault: { name: text('另扣', 'Fault'), at: 'scale.faults', fields: counted },
  also: { name: text('另计', 'Also'), at: 'scale.also', fields: [needed('id', 'id'), ...name(), choice('direction', 'direction', 'direction'), needed('points', 'amount'), field('cap', 'cap')] },
  seek: { name: text('查找项', 'Sought'), at: 'scale.seeks', fields: [needed('id', 'id'), ...name()] },
  clause: { name: text('条款', 'Clause'), at: 'clauses', fields: [needed('id', 'standard'), ...name('title'), field('no', 'number')] },
  need: { name: text('附带要求', 'Need'), at: 'needs', fields: [choice('what', 'what', 'what'), choice('when', 'when', 'when')] },
  veto: { name: text('一票否决', 'Veto'), at: 'vetoes', fields: [
    needed('id', 'id'), ...name(), choice('effect', 'effect.type', 'effect.type'), field('criterion', 'effect.criterionId'), field('module', 'effect.moduleId'),
  ] },
} as const satisfies Readonly<Record<string, { readonly name: Text; readonly at: string; readonly fields: readonly Field[] }>>;
export type RowType = keyof typeof ROWS;
export const ROW_TYPES = Object.keys(ROWS) as RowType[];
/** Rows that stand under a criterion, in the order they are written. */
export const PARTS = ROW_TYPES.filter((type) => !['scheme', 'module', 'criterion', 'veto'].includes(type));
