/** Post PLUMBING: water supply, drainage and general repairs. */
import { checklist, deduct, judged, levels, measure, measured, module, overtime, post, tiers } from '../author.ts';

export default post('PLUMBING', ['设施设备——给排水与综合维修', 'Facilities: plumbing and general maintenance'], 45, {
  modules: [
    module('preparation', ['准备与安全', 'Preparation and safety'],
      measured('isolation', ['关阀与安全准备', 'Isolation and safe preparation'],
        ['5 项，每项 2 分', 'Five items, 2 points each'], 10,
        checklist(2, {
          valve: ['关闭上游阀门', 'Upstream valve closed'],
          drain: ['泄压放水', 'Pressure released and drained'],
          tag: ['阀门挂牌', 'Valve tagged'],
          gear: ['防护用品穿戴', 'Protective gear worn'],
          area: ['作业区围挡与接水', 'Area screened, water caught'],
        }), 'GBT43542')),
    module('installation', ['安装与维修', 'Installation and repair'],
      measured('pressure-test', ['管件安装水压试验', 'Pressure test of the pipework'],
        ['0.6 兆帕保压 10 分钟：压降不超过 0.02 兆帕 30 分，不超过 0.05 兆帕 15 分，其余 0 分；渗漏不得分',
          '0.6 MPa held for 10 minutes: drop up to 0.02 MPa gives 30 points, up to 0.05 MPa 15, otherwise 0; any leak forfeits the criterion'], 30,
        measure(['兆帕（压降）', 'MPa drop'], 0.6, 0.001, tiers([[0.02, 30], [0.05, 15]]), {
          faults: { leak: [30, '渗漏', 'Leak', { zero: true, most: 1 }] },
        }), 'GB50242'),
      measured('dimensions', ['尺寸偏差', 'Deviation of dimensions'],
        ['量 3 处：偏差不超过 1 毫米每处 6 分，不超过 2 毫米 4 分，不超过 3 毫米 2 分，其余 0 分', 'Three places: up to 1 mm off gives 6 points each, up to 2 mm 4, up to 3 mm 2, otherwise 0'], 18,
        measure(['毫米（偏差）', 'mm off'], 100, 0.1, tiers([[1, 6], [2, 4], [3, 2]]), { readings: 3 }), 'GB50242'),
      measured('repair', ['疏通、五金更换', 'Unblocking and replacing fittings'],
        ['步骤错误，每处扣 3 分', '3 points off for each wrong step'], 16,
        deduct({ unblocking: [3, '疏通步骤错误', 'Wrong step in unblocking'], fitting: [3, '五金更换步骤错误', 'Wrong step in replacing fittings'] }), 'GBT43542'),
      judged('workmanship', ['工艺与成品保护', 'Workmanship and protection of finishes'],
        ['按 0–3 级评判管道观感、连接工艺与成品保护', 'Judged 0–3 on look of the pipes, joints and protection of finishes'], 16,
        levels(16,
          ['管道歪斜、接口粗糙，损坏周边饰面', 'Pipes crooked, rough joints, surrounding finishes damaged'],
          ['管道平直，接口完整，饰面无明显损伤', 'Pipes straight, joints whole, no obvious damage to finishes'],
          ['接口洁净、支架均匀，作业前已做遮护', 'Clean joints, evenly spaced supports, finishes covered beforehand'],
          ['观感精致，坡度与间距处处合规，成品如新', 'Fine finish, falls and spacing right everywhere, surroundings as new']),
        'GB50242', 'GBT43542')),
    module('closing', ['用时与清场', 'Time and clearing up'],
      measured('time', ['用时与清场', 'Time and clearing up'],
        ['限时 45 分钟；每超 1 分钟扣 1 分，不足 1 分钟按 1 分钟计；未清场扣 3 分', 'Limit 45 minutes; 1 point off per minute over, a started minute counting as whole; 3 off when the site is not cleared'], 10,
        overtime(10, 45, { unit: 60, minus: 1 }, { 'not-cleared': [3, '未清场', 'Site not cleared', { most: 1 }] }), 'GBT43542')),
  ],
});
