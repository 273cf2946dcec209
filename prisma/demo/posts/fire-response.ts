/** Post FIRE_RESPONSE: first response from the miniature fire station. */
import { checklist, deduct, measured, module, post, slower, stopwatch, tiers, veto } from '../author.ts';

export default post('FIRE_RESPONSE', ['消防应急（微型消防站）', 'Fire response (miniature fire station)'], 15, {
  modules: [
    module('speed', ['速度项目', 'Speed events'],
      measured('suit', ['战斗服穿着', 'Putting on the fire suit'],
        ['不超过 40 秒 10 分，不超过 50 秒 7 分，不超过 60 秒 4 分，超过 60 秒 0 分', 'Up to 40 seconds 10 points, up to 50 seconds 7, up to 60 seconds 4, over 60 seconds 0'], 10,
        stopwatch(300, 0.01, tiers([[40, 10], [50, 7], [60, 4]])), 'NOS-XF'),
      measured('hose', ['一人两盘水带连接', 'Two hoses coupled by one person'],
        ['基准时间 15 秒得 30 分；每慢 1 秒扣 1 分，不足 1 秒按 1 秒计；脱口、扭圈超过 360° 每处扣 5 分',
          'Within the base time of 15 seconds 30 points; 1 off per second slower, a started second counting as whole; 5 off for each coupling that parts or hose twisted more than 360°'], 30,
        stopwatch(300, 0.01, slower(30, 15, 1, 1), {
          parted: [5, '接口脱口', 'Coupling parted'],
          twisted: [5, '扭圈超过 360°', 'Twisted more than 360°'],
        }), 'NOS-XF')),
    module('handling', ['器材操作', 'Use of equipment'],
      measured('extinguisher', ['灭火器选用与操作', 'Choosing and using an extinguisher'],
        ['选型错误，本项不得分；步骤错误每步扣 5 分', 'The wrong type forfeits the criterion; 5 points off for each wrong step'], 20,
        deduct({
          'wrong-type': [20, '灭火器选型错误', 'Wrong type of extinguisher', { zero: true, most: 1 }],
          step: [5, '步骤错误', 'Wrong step'],
        }), 'NOS-XF', 'GBT40248'),
      measured('hydrant', ['室内消火栓出水程序', 'Water from the indoor hydrant'],
        ['程序错误，每处扣 4 分', '4 points off for each error of procedure'], 15,
        deduct({ procedure: [4, '程序错误', 'Error of procedure'] }), 'NOS-XF'),
      measured('return', ['器材归位', 'Equipment returned'],
        ['未归位或放置不当，每处扣 2 分', '2 points off for each thing not returned or put back wrongly'], 10,
        deduct({ misplaced: [2, '未归位', 'Not returned'] }), 'GBT40248')),
    module('briefing', ['口述处置', 'Spoken response'],
      measured('first-fire', ['初起火灾处置口述', 'Spoken account of handling a fire at its start'],
        ['报警 6 要素与疏散 4 要素，每项 1.5 分', 'Six elements of the alarm call and four of evacuation, 1.5 points each'], 15,
        checklist(1.5, {
          address: ['报警：详细地址', 'Call: full address'],
          burning: ['报警：燃烧物质', 'Call: what is burning'],
          size: ['报警：火势大小', 'Call: how large the fire is'],
          trapped: ['报警：有无人员被困', 'Call: whether anyone is trapped'],
          contact: ['报警：报警人姓名电话', 'Call: caller’s name and number'],
          meet: ['报警：派人路口接应', 'Call: someone sent to meet the engines'],
          announce: ['疏散：广播通知', 'Evacuation: announcement made'],
          route: ['疏散：引导走安全出口', 'Evacuation: led to the emergency exits'],
          smoke: ['疏散：低姿捂口鼻、不乘电梯', 'Evacuation: low, mouth covered, no lifts'],
          count: ['疏散：到集合点清点人数', 'Evacuation: heads counted at the assembly point'],
        }), 'GBT40248')),
  ],
  vetoes: [
    veto('power-not-confirmed-off', ['电气火灾情景出水前未确认断电：室内消火栓出水程序记 0 分', 'Water released on an electrical fire before the power was confirmed off: 0 for the hydrant'],
      { type: 'zero-criterion', criterionId: 'hydrant' }),
  ],
});
