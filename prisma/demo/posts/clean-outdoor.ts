/** Post CLEAN_OUTDOOR: outdoor cleaning and waste sorting. */
import { checklist, deduct, measure, measured, module, overtime, perPiece, post, tiers } from '../author.ts';

export default post('CLEAN_OUTDOOR', ['室外保洁与垃圾分类', 'Outdoor cleaning and waste sorting'], 25, {
  modules: [
    module('safety', ['防护与配药', 'Protection and dilution'],
      measured('protection', ['安全防护与警示', 'Protection and warning'],
        ['反光衣、手套、警示桩、口罩 4 项，每项 2.5 分', 'Four items, 2.5 points each: reflective vest, gloves, warning posts, mask'], 10,
        checklist(2.5, {
          vest: ['反光衣穿着规范', 'Reflective vest properly worn'],
          gloves: ['手套佩戴', 'Gloves worn'],
          posts: ['警示桩摆放到位', 'Warning posts in position'],
          mask: ['口罩佩戴', 'Mask worn'],
        }), 'GBT43542'),
      measured('dilution', ['消杀药剂配比', 'Dilution of disinfectant'],
        ['与目标浓度的误差：不超过 5% 得 10 分，不超过 10% 得 6 分，不超过 20% 得 3 分，其余 0 分',
          'Error against the target concentration: up to 5 % gives 10 points, up to 10 % 6, up to 20 % 3, otherwise 0'], 10,
        measure(['%（误差）', '% error'], 100, 0.1, tiers([[5, 10], [10, 6], [20, 3]])), 'GBT43542')),
    module('work', ['清扫与分类', 'Sweeping and sorting'],
      measured('sorting', ['垃圾分类投放（40 件样品）', 'Waste sorting (40 samples)'],
        ['投放正确每件 1 分', '1 point for each sample in the right bin'], 40,
        measure(['件（正确）', 'items correct'], 40, 1, perPiece(1, 40)), 'GBT19095'),
      measured('sweeping', ['路面清扫（划定 50 平方米）', 'Sweeping (a marked 50 m² of paving)'],
        ['遗留烟头、纸屑、落叶，每处扣 1 分', '1 point off for each cigarette end, scrap of paper or fallen leaf left behind'], 20,
        deduct({
          'cigarette-end': [1, '遗留烟头', 'Cigarette end left'],
          paper: [1, '遗留纸屑', 'Paper left'],
          leaf: [1, '遗留落叶', 'Leaves left'],
        }), 'GBT43542'),
      measured('bins', ['垃圾桶清洗与标识朝向', 'Bins washed, signs facing outward'],
        ['桶身、桶盖、内袋、标识、周边 5 项，每项 2 分', 'Five items, 2 points each: body, lid, liner, sign, surroundings'], 10,
        checklist(2, {
          body: ['桶身无污渍', 'Body free of stains'],
          lid: ['桶盖清洁且闭合', 'Lid clean and closed'],
          liner: ['内袋更换并翻边', 'Liner changed and folded over'],
          sign: ['分类标识完整、朝外', 'Sorting sign whole and facing outward'],
          around: ['周边地面无散落', 'Ground around free of litter'],
        }), 'GBT19095', 'GBT43542')),
    module('closing', ['用时', 'Time'],
      measured('time', ['用时', 'Time'],
        ['限时 25 分钟；每超 30 秒扣 1 分，不足 30 秒按 30 秒计；超 5 分钟不得分',
          'Limit 25 minutes; 1 point off per 30 seconds over, a started 30 seconds counting as whole; nothing beyond 5 minutes over'], 10,
        overtime(10, 25, { unit: 30, minus: 1, cutoff: 300 }), 'GBT43542')),
  ],
});
