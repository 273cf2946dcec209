/** Post FIRE_CONTROL: fire control room and CCTV duty. */
import { checklist, deduct, judged, levels, measured, module, post, tally, veto } from '../author.ts';

export default post('FIRE_CONTROL', ['消控与监控值机', 'Fire-control and CCTV duty'], 25, {
  modules: [
    module('alarm', ['火警与信号', 'Alarms and signals'],
      measured('procedure', ['火警处置流程（确认—手自动转换—119—启动预案）', 'Handling an alarm (confirm – switch to automatic – call 119 – start the plan)'],
        ['漏步骤每步扣 6 分；超过 3 分钟未确认扣 10 分', '6 points off for each step left out; 10 off when not confirmed within 3 minutes'], 36,
        deduct({
          omitted: [6, '漏步骤', 'Step left out'],
          late: [10, '超过 3 分钟未确认', 'Not confirmed within 3 minutes', { most: 1 }],
        }), 'GB25506', 'NOS-XF'),
      measured('signals', ['故障、屏蔽识别', 'Faults and isolations recognised'],
        ['6 条预置信号，每条 3 分', 'Six planted signals, 3 points each'], 18,
        checklist(3, {
          detector: ['探测器故障', 'Detector fault'],
          loop: ['回路断线', 'Loop open circuit'],
          supply: ['主电源故障', 'Mains supply fault'],
          isolated: ['点位屏蔽', 'Point isolated'],
          valve: ['水流指示器动作', 'Flow switch operated'],
          feedback: ['联动反馈缺失', 'Interlock feedback missing'],
        }), 'GB25506', 'GB25201')),
    module('cctv', ['监控与记录', 'CCTV and records'],
      measured('retrieval', ['监控调阅与取证导出', 'Footage found and exported as evidence'],
        ['3 项任务，每项按时完成 6 分，超时完成减半', 'Three tasks, 6 points each when done in time, half when done late'], 18,
        tally(3, {
          done: [6, '按时完成', 'Done in time'],
          late: [3, '超时完成', 'Done late'],
          undone: [0, '未完成', 'Not done'],
        }), 'GB25506'),
      measured('log', ['值班记录填写', 'Duty log'],
        ['8 项，每项 1.5 分', 'Eight items, 1.5 points each'], 12,
        checklist(1.5, {
          date: ['日期班次', 'Date and shift'],
          staff: ['值班人员', 'Staff on duty'],
          mode: ['设备工作状态', 'Working state of equipment'],
          alarms: ['火警信息', 'Alarms'],
          faults: ['故障信息', 'Faults'],
          actions: ['处置经过', 'Action taken'],
          handover: ['交接事项', 'Matters handed over'],
          signature: ['双人签字', 'Two signatures'],
        }), 'GB25201')),
    module('communication', ['联络与保密', 'Communication and confidentiality'],
      judged('phrases', ['联络用语与保密', 'Radio and telephone phrases, confidentiality'],
        ['按 0–3 级评判通话用语、信息准确与保密意识', 'Judged 0–3 on phrases used, accuracy of information and confidentiality'], 16,
        levels(16,
          ['通话要素缺失，或泄露监控内容', 'Essential elements missing, or footage disclosed'],
          ['要素齐全，用语基本规范，未泄密', 'Elements complete, phrases broadly correct, nothing disclosed'],
          ['用语简明规范，复诵确认，主动核实身份', 'Concise correct phrases, read back, identity checked unasked'],
          ['多方联络有条不紊，信息分级告知，全程留痕', 'Several parties handled in good order, each told what it may know, all of it logged']),
        'NOS-XF', 'GB25506')),
  ],
  vetoes: [
    veto('interlock-not-automatic', ['未将联动置于自动：不合格，不计成绩', 'Interlock not set to automatic: failed, no result'], { type: 'disqualify' }),
  ],
});
