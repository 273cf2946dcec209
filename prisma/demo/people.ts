/** Invents the demonstration's people: contestants and judges. Nobody in it is real. */
import { CONTESTS, INSTITUTIONS, ORGANISATIONS } from './programme.ts';
import { seeded } from './random.ts';
import type { Random } from './random.ts';
import type { Gender, JudgeRow, RosterRow } from './types.ts';

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'];
const GIVEN: Readonly<Record<Gender, readonly string[]>> = {
  男: ['建国', '志强', '文博', '海涛', '国良', '卫东', '晓峰', '家明', '立新', '永康', '俊峰', '振华', '长青', '学军', '浩然', '新民', '广平', '子健', '春生', '云飞', '大勇', '一鸣', '宏伟', '金山', '少华', '鹏', '勇', '刚', '斌', '毅', '锋', '栋'],
  女: ['书琴', '静怡', '晓梅', '丽华', '佳怡', '雨桐', '春兰', '秀英', '玉珍', '海燕', '思敏', '雪梅', '桂芳', '文静', '婷婷', '慧玲', '红霞', '美娟', '月华', '淑贞', '诗涵', '欣悦', '小芳', '凤云', '素琴', '盼', '洁', '芬', '萍', '霞', '琳', '媛'],
};
/** Two pairs of real homonyms, as any roster of this size has: the same name in two organisations. */
const HOMONYMS = [
  { from: { post: 'CLEAN_INDOOR', code: 'HX' }, to: { post: 'GREEN_OUTDOOR', code: 'LR' } },
  { from: { post: 'SEC_GATE', code: 'AP' }, to: { post: 'FIRE_RESPONSE', code: 'JH' } },
] as const;

/** 264 contestants in the order of the programme. Names are unique but for the two homonyms; employee numbers always are. */
export function inventRoster(): RosterRow[] {
  const random = seeded(20270520);
  const name = namer(random);
  const hired = new Map<string, number>();
  const rows = CONTESTS.flatMap(({ code, shortName, places, womenPercent }) =>
    spread(random, code, places).map((organisation): Omit<RosterRow, 'no'> => {
      const gender: Gender = random.below(100) < womenPercent ? '女' : '男';
      const number = (hired.get(organisation.code) ?? 100) + 1 + random.below(17);
      hired.set(organisation.code, number);
      return {
        name: name(gender), gender, organisation: organisation.name.zh,
        postCode: code, post: shortName.zh, employeeNo: `${organisation.code}${String(number).padStart(4, '0')}`,
      };
    }));
  for (const { from, to } of HOMONYMS) {
    const source = find(rows, from.post, from.code);
    Object.assign(find(rows, to.post, to.code), { name: source.name, gender: source.gender });
  }
  return rows.map((row, index) => ({ no: index + 1, ...row }));
}

/** A chief and five judges per post, then two reserves; seats 4 and 5 come from the companies, so that recusal has something to find. */
export function inventJudges(taken: readonly RosterRow[]): JudgeRow[] {
  const random = seeded(20270521);
  const name = namer(random, taken.map((row) => row.name));
  const companies = ORGANISATIONS.map((one) => one.name.zh);
  const judge = (code: string, post: string, role: JudgeRow['role'], seat: number): Omit<JudgeRow, 'no'> => {
    const gender = random.pick<Gender>(['男', '女']);
    const organisation = seat >= 4 ? random.pick(companies) : random.pick(INSTITUTIONS);
    return { name: name(gender), gender, organisation, postCode: code, post, role, seat };
  };
  const seated = CONTESTS.flatMap(({ code, shortName }) => [
    judge(code, shortName.zh, '裁判长', 0),
    ...[1, 2, 3, 4, 5].map((seat) => judge(code, shortName.zh, '裁判', seat)),
  ]);
  const reserves = [judge('', '', '候补裁判', 0), judge('', '', '候补裁判', 0)];
  return [...seated, ...reserves].map((row, index) => ({ no: index + 1, ...row }));
}

/** Hands out names that nobody has had before. */
function namer(random: Random, taken: readonly string[] = []): (gender: Gender) => string {
  const used = new Set(taken);
  return (gender) => {
    for (;;) {
      const name = random.pick(SURNAMES) + random.pick(GIVEN[gender]);
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };
}

/** Every organisation sends at least one; the rest of the places go by lot, with three tickets for each speciality of a company. */
function spread(random: Random, post: string, places: number): (typeof ORGANISATIONS)[number][] {
  const tickets = ORGANISATIONS.flatMap((one) => (one.specialities.includes(post) ? [one, one, one] : [one]));
  const extra = Array.from({ length: places - ORGANISATIONS.length }, () => random.pick(tickets));
  return random.shuffle([...ORGANISATIONS, ...extra]);
}

function find(rows: readonly Omit<RosterRow, 'no'>[], post: string, code: string): Omit<RosterRow, 'no'> {
  const found = rows.find((row) => row.postCode === post && row.employeeNo.startsWith(code));
  if (!found) throw new Error(`nobody from ${code} on ${post}`);
  return found;
}
