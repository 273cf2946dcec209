/** What the audit says, Chinese first. */
import type { AuditFault } from '@leitai/database';

export const HELP = `npm run audit -- verify [--event ID] [--json]
  逐条核对事件链,并只凭记录重算全部成绩;有任何不符,指出位置并以 1 退出。
  Walks every chain of events and recomputes every result from the record alone; names each place that does not hold, and exits with 1.

  --event ID   只核对一个活动 / one event only
  --json       结果为 JSON / the outcome as JSON

  DATABASE_URL、REDIS_URL 指定服务器;未指定时用 npm start 的内置数据库(LEITAI_DATA)。
  DATABASE_URL and REDIS_URL name the servers; without them the embedded ones of npm start are used (LEITAI_DATA).
`;

const TABLES: Readonly<Record<AuditFault['table'], string>> = {
  contest_event: '事件 event', contest: '赛项 contest', mark: '给分 mark', note: '备注 note', evidence: '佐证 evidence', sheet: '评分表 sheet', judge: '裁判 judge', result: '成绩 result',
  entrant: '参评对象 entrant', recusal: '回避 recusal', appeal: '申诉 appeal', appeal_evidence: '申诉证据 appeal evidence', sign_off: '签字 sign-off', recheck: '复核 recheck', correction: '更正 correction', points_import: '外来分数 points brought in', indicator_value: '指标数据 indicator', paper_entry: '纸质录入 paper entry', inspection_round: '检查 inspection', inspection_visit: '检查记录 inspection record', attempt: '计时 timer',
  signature: '签名 signature', scheme_version: '评分方案 scheme', draw: '抽签 draw', certificate: '证书 certificate', certificate_revocation: '证书撤销 revocation', check_setting: '考核规则 check', post_qualification: '岗位资格 qualification', qualification_suspension: '资格暂停 suspension', live: '榜单 board', programme: '全年记录 programme', finding: '不符合项 finding', finding_settings: '整改设置 finding settings', programme_event: '全年事件 programme event',
  year_evaluation: '年度评价 year evaluation',
  register_entry: '台账 register', survey: '满意度测评 survey', survey_subject: '测评对象 survey subject',
  demonstration_round: '年度评定 demonstration round', demonstration_application: '示范岗申报 application', demonstration_item: '自评 self-score', demonstration_file: '申报证据 application file',
  demonstration_decision: '评定结论 decision', demonstration_objection: '异议 objection', plaque: '授牌 plaque', plaque_check: '年度复核 re-check', plaque_withdrawal: '撤销示范岗 plaque withdrawal',
};

/** Long values are cut: the place is what counts. */
const LONGEST = 160;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '—';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export function faultLine({ seq, table, row, column, expected, found }: AuditFault): string {
  const place = `${TABLES[table]} ${row}${column === '*' ? '' : ` · ${column}`}${seq === null ? '' : ` · #${seq}`}`;
  return `  ✗ ${place}\n      应为 expected ${shown(expected)}\n      实为 found    ${shown(found)}`;
}

export const progressLine = (name: string, events: number): string => `${name} · ${events} 条事件 events`;

export const contestLine = (name: string, events: number, results: number, faults: number): string =>
  `${faults === 0 ? '✓' : '✗'} ${name} · ${events} 条事件 events · ${results} 个成绩 results${faults === 0 ? '' : ` · ${faults} 处不符 faults`}`;

export const programmeLine = (name: string, events: number, faults: number): string =>
  `${faults === 0 ? '✓' : '✗'} ${name} · 全年记录 programme · ${events} 条事件 events${faults === 0 ? '' : ` · ${faults} 处不符 faults`}`;

export const summaryLine = (contests: number, events: number, results: number, faults: number): string =>
  faults === 0
    ? `核对通过:${contests} 个赛项、${events} 条事件、${results} 个成绩都与记录一致。\nOK: ${contests} contests, ${events} events and ${results} results agree with the record.`
    : `核对未通过:${faults} 处不符。\nNOT OK: ${faults} places do not agree with the record.`;
