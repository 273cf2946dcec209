/** Post CANTEEN_COOK: knife work, hot dishes and pastry of a staff canteen. */
import { atLeast, deduct, judged, levels, measure, measured, module, needing, overtime, post, tally, tiers, veto } from '../author.ts';

export default post('CANTEEN_COOK', ['食堂烹饪（刀工、热菜、面点）', 'Canteen cooking (knife work, hot dishes, pastry)'], 60, {
  modules: [
    module('preparation', ['卫生与刀工', 'Hygiene and knife work'],
      measured('hygiene', ['个人卫生与生熟分开', 'Personal hygiene, raw and cooked kept apart'],
        ['违规每次扣 5 分', '5 points off for each breach'], 15,
        deduct({ personal: [5, '个人卫生违规', 'Breach of personal hygiene'], 'raw-cooked': [5, '生熟未分开', 'Raw and cooked not kept apart'] }), 'GB31654'),
      measured('knife', ['刀工（丝、片均匀度）', 'Knife work (evenness of shreds and slices)'],
        ['抽 10 根：粗细差不超过 1 毫米每根 1.5 分，不超过 2 毫米 1 分，否则 0 分', 'Ten pieces sampled: up to 1 mm uneven gives 1.5 points each, up to 2 mm 1, otherwise 0'], 15,
        tally(10, {
          fine: [1.5, '差 1 毫米以内', 'Within 1 mm'],
          fair: [1, '差 1 至 2 毫米', 'Over 1 and up to 2 mm'],
          uneven: [0, '差 2 毫米以上', 'Over 2 mm'],
        }), 'NOS-CS'),
      measured('yield', ['原料利用率', 'Yield of ingredients'],
        ['净料率达标 8 分，低于标准 5 个百分点以内 5 分，其余 0 分；达标记 0', 'Yield at or above standard 8 points, up to 5 percentage points below it 5, otherwise 0; enter 0 when the standard is met'], 8,
        measure(['百分点（低于标准）', 'percentage points below'], 100, 0.1, tiers([[0, 8], [5, 5]])), 'NOS-CS')),
    module('dish', ['出品质量', 'Quality of the dish'],
      needing(judged('taste', ['热菜色香味形', 'Hot dish: colour, aroma, taste and shape'],
        ['盲评，只见作品号；按 0–3 级评判；0 级与 3 级写明理由，0 级附照片', 'Judged blind, by work number only, 0–3; reasons in writing for 0 and 3, a photograph for 0'], 35,
        levels(35,
          ['生、焦或咸淡失当，难以食用', 'Raw, burnt or badly seasoned; hard to eat'],
          ['熟度与调味合格，色形一般', 'Cooked through and rightly seasoned, ordinary in colour and shape'],
          ['色泽鲜亮，味型准确，质感适口', 'Bright colour, true flavour, pleasing texture'],
          ['色香味形俱佳，火候精到，层次分明而有特色', 'Excellent in all four, precise heat, layered and distinctive']),
        'NOS-CS'), { what: 'note', when: 'extremes' }, { what: 'evidence', when: 'none' }),
      measured('core-temperature', ['中心温度', 'Core temperature'],
        ['不低于 70℃ 得 10 分，否则 0 分', '70 °C or more gives 10 points, otherwise 0'], 10,
        measure(['℃', '°C'], 120, 0.1, atLeast(70, 10)), 'GB31654'),
      measured('portion', ['出品重量与成本', 'Weight and cost of the portion'],
        ['重量、成本与规定的偏差取大者：不超过 5% 得 10 分，不超过 10% 得 6 分，超过 10% 得 0 分', 'The greater of the deviations of weight and cost: up to 5 % gives 10 points, up to 10 % 6, over 10 % 0'], 10,
        measure(['%（偏差）', '% off'], 100, 0.1, tiers([[5, 10], [10, 6]])), 'NOS-CS')),
    module('closing', ['用时与收台', 'Time and clearing up'],
      measured('time', ['用时与收台', 'Time and clearing up'],
        ['限时 60 分钟；每超 1 分钟扣 1 分，不足 1 分钟按 1 分钟计；未收台扣 3 分', 'Limit 60 minutes; 1 point off per minute over, a started minute counting as whole; 3 off when the bench is not cleared'], 7,
        overtime(7, 60, { unit: 60, minus: 1 }, { 'not-cleared': [3, '未收台', 'Bench not cleared', { most: 1 }] }), 'NOS-CS')),
  ],
  vetoes: [
    veto('spoiled-or-banned', ['使用变质或违禁原料：记 0 分', 'Spoiled or banned ingredients used: 0'], { type: 'zero-total' }),
  ],
});
