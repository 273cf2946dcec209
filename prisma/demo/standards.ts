/** The standards the sixteen posts rest on, by the key the posts cite them with. */
import type { Clause, Text } from '@leitai/scoring';
import { SOURCE } from './source.ts';

const clause = (standard: string, zh: string, en: string): Clause => ({ standard, title: { zh, en } });

/** Where a document has no published number its key stands in for one; README.md says which were checked against a source. */
export const STANDARDS = {
  GBT43542: clause('GB/T 43542-2023', '机关办公区域物业服务监管和评价规范', 'Specification for supervision and evaluation of property services in government office areas'),
  GB37487: clause('GB 37487-2019', '公共场所卫生管理规范', 'Hygiene management of public places'),
  GBT19095: clause('GB/T 19095-2019', '生活垃圾分类标志', 'Signs for classification of municipal solid waste'),
  CJJT287: clause('CJJ/T 287-2018', '园林绿化养护标准', 'Standard for maintenance of landscape greening'),
  'CZ-SX': clause('CZ-SX', '常州实训课件：会议服务、花灌木修剪、室内绿化养护、防疫消杀操作规程', 'Changzhou training courseware: conference service, shrub pruning, indoor plant care and disinfection procedures'),
  'DB32-HY': clause('DB32-HY', '江苏省地方标准《党政机关会议服务工作规范》', 'Jiangsu local standard: conference service in Party and government offices'),
  'DB32-AQ': clause('DB32-AQ', '江苏省地方标准《党政机关办公场所安全管理规范》', 'Jiangsu local standard: security management of Party and government office premises'),
  'DB44-2394': clause('DB44/T 2394-2022', '机关事务管理 会议服务', 'Government offices administration: conference service'),
  'DB3301-0298': clause('DB3301/T 0298-2024', '机关事务管理 会议服务规范', 'Government offices administration: specification for conference service'),
  GAT594: clause('GA/T 594-2006', '保安服务操作规程与质量控制', 'Operating procedures and quality control of security services'),
  'NOS-BA': clause('NOS 4-07-05-01', '国家职业技能标准 保安员', 'National occupational skills standard: security guard'),
  'NOS-XF': clause('NOS 4-07-05-04', '国家职业技能标准 消防设施操作员', 'National occupational skills standard: fire-protection facility operator'),
  GBT40248: clause('GB/T 40248-2021', '人员密集场所消防安全管理', 'Fire safety management of assembly occupancies'),
  GB25506: clause('GB 25506-2010', '消防控制室通用技术要求', 'General technical requirements for fire control rooms'),
  GB25201: clause('GB 25201-2010', '建筑消防设施的维护管理', 'Maintenance management of building fire-protection facilities'),
  'NOS-DG': clause('NOS 6-31-01-03', '国家职业技能标准 电工', 'National occupational skills standard: electrician'),
  GB26860: clause('GB 26860-2011', '电力安全工作规程 发电厂和变电站电气部分', 'Safety code of electric power industry: electrical part of power plants and substations'),
  WST396: clause('WS/T 396-2012', '公共场所集中空调通风系统清洗消毒规范', 'Cleaning and disinfection of central air-conditioning ventilation systems in public places'),
  GB50242: clause('GB 50242-2002', '建筑给水排水及采暖工程施工质量验收规范', 'Acceptance of construction quality of building water supply, drainage and heating works'),
  GB31654: clause('GB 31654-2021', '食品安全国家标准 餐饮服务通用卫生规范', 'National food safety standard: general hygiene for catering services'),
  GB14934: clause('GB 14934-2016', '食品安全国家标准 消毒餐（饮）具', 'National food safety standard: disinfected tableware'),
  'NOS-CS': clause('NOS 4-03-02-01/02', '国家职业技能标准 中式烹调师、中式面点师', 'National occupational skills standard: Chinese cook, Chinese pastry cook'),
  'NOS-CT': clause('NOS 4-03-02-05', '国家职业技能标准 餐厅服务员', 'National occupational skills standard: restaurant attendant'),
} as const satisfies Record<string, Clause>;

export type StandardKey = keyof typeof STANDARDS;

/** What a post's own standard is called. It is invented like the companies: its fifth chapter has one clause for every criterion, in the order of the list. */
export const OWN = /^DEMO \d\d$/;
/** @returns none for a scheme that is no post's. */
export function ownClauses(postCode: string, { zh, en }: Text, criterionId: string): Clause[] {
  const [posts, criteria] = [Object.keys(SOURCE), SOURCE[postCode]];
  if (!criteria) return [];
  const standard = `DEMO ${String(posts.indexOf(postCode) + 1).padStart(2, '0')}`;
  return [{ standard, title: { zh: `${zh}操作规范（示例）`, en: `${en}: operating procedure (example)` }, number: `5.${Object.keys(criteria).indexOf(criterionId) + 1}` }];
}
