/** Post ELECTRICIAN: electrical wiring and fault finding. */
import { checklist, deduct, judged, levels, measured, module, outcomes, overtime, post, veto } from '../author.ts';

export default post('ELECTRICIAN', ['设施设备——电工维修', 'Facilities: electrician'], 60, {
  modules: [
    module('safety', ['安全与仪表', 'Safety and instruments'],
      measured('measures', ['安全措施（验电、挂牌、绝缘用品）', 'Safety measures (voltage test, warning tag, insulated gear)'],
        ['缺一项扣 10 分', '10 points off for each missing'], 20,
        deduct({
          test: [10, '未验电', 'Voltage not tested', { most: 1 }],
          tag: [10, '未挂牌', 'Warning tag not hung', { most: 1 }],
          gear: [10, '未用绝缘用品', 'Insulated gear not used', { most: 1 }],
        }), 'GB26860'),
      measured('instruments', ['仪表使用', 'Use of instruments'],
        ['量程、表笔错误，每次扣 2 分', '2 points off for each wrong range or wrong use of the probes'], 10,
        deduct({ range: [2, '量程错误', 'Wrong range'], probes: [2, '表笔错误', 'Probes used wrongly'] }), 'NOS-DG')),
    module('wiring', ['接线与排故', 'Wiring and fault finding'],
      measured('power-up', ['电路接线（交流接触器正反转）', 'Circuit wiring (forward and reverse by AC contactors)'],
        ['通电一次成功 30 分，二次成功 15 分，否则 0 分', 'Works at the first power-up 30 points, at the second 15, otherwise 0'], 30,
        outcomes(
          [0, ['未成功', 'Not working'], ['两次通电均未正常运转', 'Does not run correctly at either power-up']],
          [15, ['二次成功', 'Second time'], ['第二次通电正反转正常', 'Runs forward and reverse at the second power-up']],
          [30, ['一次成功', 'First time'], ['第一次通电正反转正常', 'Runs forward and reverse at the first power-up']]),
        'NOS-DG'),
      judged('workmanship', ['接线工艺', 'Workmanship of the wiring'],
        ['按 0–3 级评判布线、压接与编号', 'Judged 0–3 on routing, terminations and numbering'], 15,
        levels(15,
          ['导线交叉凌乱，露铜或压接松动', 'Wires crossed and tangled, bare copper or loose terminals'],
          ['导线入槽，压接牢固，少数线头不齐', 'Wires in the trunking, firm terminals, a few uneven ends'],
          ['横平竖直，压接规范，线号齐全', 'Straight runs, correct terminations, all wires numbered'],
          ['布局合理美观，分色分束，便于检修', 'Well-planned and handsome, sorted by colour and bundle, easy to service']),
        'NOS-DG'),
      measured('faults', ['故障排查（3 处）', 'Fault finding (3 faults)'],
        ['每查明并排除 1 处 5 分', '5 points for each fault found and cleared'], 15,
        checklist(5, {
          coil: ['接触器线圈断路', 'Contactor coil open'],
          interlock: ['联锁触点接错', 'Interlock contact miswired'],
          button: ['按钮触点接触不良', 'Poor contact in a push-button'],
        }), 'NOS-DG')),
    module('closing', ['用时与复原', 'Time and site'],
      measured('time', ['用时与场地复原', 'Time and site restored'],
        ['限时 60 分钟；每超 1 分钟扣 1 分，不足 1 分钟按 1 分钟计；场地未复原扣 3 分', 'Limit 60 minutes; 1 point off per minute over, a started minute counting as whole; 3 off when the site is not restored'], 10,
        overtime(10, 60, { unit: 60, minus: 1 }, { 'not-restored': [3, '场地未复原', 'Site not restored', { most: 1 }] }), 'NOS-DG')),
  ],
  vetoes: [
    veto('live-work-or-short', ['带电接线，或短路跳闸：终止并记 0 分', 'Wiring live, or a short circuit that trips the breaker: stopped with 0'], { type: 'zero-total' }),
  ],
});
