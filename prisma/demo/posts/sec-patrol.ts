/** Post SEC_PATROL: patrol, keeping order and drill. */
import { checklist, deduct, measured, module, post } from '../author.ts';

export default post('SEC_PATROL', ['巡逻与秩序维护（队列）', 'Patrol, order and drill'], 25, {
  modules: [
    module('drill', ['队列与器械', 'Drill and equipment'],
      measured('formation', ['停止间与行进间队列', 'Drill at the halt and on the march'],
        ['动作错误，每次扣 2 分', '2 points off for each wrong movement'], 30,
        deduct({ halt: [2, '停止间动作错误', 'Wrong movement at the halt'], march: [2, '行进间动作错误', 'Wrong movement on the march'] }), 'NOS-BA'),
      measured('riot-gear', ['防暴器械操作', 'Handling of riot equipment'],
        ['动作错误，每次扣 3 分', '3 points off for each wrong movement'], 16,
        deduct({ movement: [3, '器械动作错误', 'Wrong movement with equipment'] }), 'GAT594')),
    module('patrol', ['巡更与隐患', 'Rounds and hazards'],
      measured('checkpoints', ['巡更路线与点位打卡', 'Patrol route and checkpoints'],
        ['10 个点位，漏 1 点扣 3 分；误时超过 2 分钟，每点扣 1 分', 'Ten checkpoints: 3 points off for each missed; 1 off for each reached more than 2 minutes off schedule'], 20,
        deduct({
          missed: [3, '漏点', 'Checkpoint missed', { most: 10 }],
          late: [1, '误时超过 2 分钟', 'More than 2 minutes off schedule', { most: 10 }],
        }), 'GAT594'),
      measured('hazards', ['隐患发现（预置 8 处）', 'Hazards found (8 planted)'],
        ['每发现并正确描述 1 处 3 分', '3 points for each hazard found and rightly described'], 24,
        checklist(3, {
          exit: ['安全出口堵塞', 'Emergency exit blocked'],
          extinguisher: ['灭火器压力不足', 'Fire extinguisher under pressure'],
          'fire-door': ['防火门常开', 'Fire door propped open'],
          sign: ['疏散指示灯不亮', 'Exit sign unlit'],
          charging: ['室内违规充电', 'Charging indoors against the rules'],
          window: ['底层窗户未锁', 'Ground-floor window unlocked'],
          cable: ['电线裸露', 'Bare electric wire'],
          parcel: ['可疑遗留包裹', 'Suspicious parcel left behind'],
        }), 'NOS-BA')),
    module('handover', ['记录与交接', 'Records and handover'],
      measured('records', ['记录与交接班', 'Records and shift handover'],
        ['5 项，每项 2 分', 'Five items, 2 points each'], 10,
        checklist(2, {
          time: ['时间、路线记录完整', 'Times and route fully recorded'],
          findings: ['隐患描述与处置记录', 'Hazards and action taken recorded'],
          equipment: ['装备清点交接', 'Equipment counted and handed over'],
          pending: ['未办事项交接', 'Open matters handed over'],
          signatures: ['双方签字', 'Signed by both sides'],
        }), 'GAT594')),
  ],
});
