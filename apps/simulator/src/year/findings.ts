/** Findings of a year in every state of their life, each played step by step by whom it belongs to. */
import { createHash, randomUUID } from 'node:crypto';
import type { FindingOpening, FindingStep, Severity } from '@leitai/contract';
import { PHOTO } from '../beside.ts';
import { command, type Client } from '../client.ts';
import type { Nonconforming } from './visits.ts';
import { addDays, type Year } from './year.ts';

/** How far a finding comes. */
type Life = 'opened' | 'planned' | 'rectified' | 'closed' | 'sent-back' | 'extended' | 'withdrawn' | 'reported' | 'improving' | 'revised' | 'next-round';
/** `late`: it was due days ago, so that whatever is done now is too late and the product escalates it. */
type Case = { readonly life: Life; readonly late?: true; readonly severity?: Severity; readonly complaint?: true };
const CASES: readonly Case[] = [
  { life: 'revised', late: true }, { life: 'next-round', late: true }, { life: 'closed', late: true }, { life: 'opened', late: true }, { life: 'planned', late: true },
  { life: 'closed' }, { life: 'closed', severity: 'minor' }, { life: 'closed', complaint: true }, { life: 'reported', severity: 'serious' }, { life: 'sent-back' },
  { life: 'rectified' }, { life: 'extended' }, { life: 'withdrawn' }, { life: 'improving' }, { life: 'planned' }, { life: 'opened' },
];
const STEPS = 'POST /api/events/:eventId/findings/:findingId/steps';
type Own<S> = S extends unknown ? Omit<S, 'commandId' | 'at'> : never;

export async function playFindings(year: Year, eventId: string, items: readonly Nonconforming[]): Promise<void> {
  // What is late was found some weeks ago, so that improvements have been observed; of the newest the last days are still to come.
  const old = items.filter(({ day }) => day <= addDays(year.on, -45));
  const late = CASES.filter((one) => one.late);
  const rest = CASES.filter((one) => !one.late);
  const chosen = [...late.map((one, index) => ({ one, item: old.at(-1 - (index % old.length)) })), ...rest.map((one, index) => ({ one, item: items.at(-1 - (index % items.length)) }))];
  /** Items of visits that have their finding: what is found there again was seen by itself. */
  const taken = new Set<string>();
  for (const [index, { one, item }] of chosen.entries()) {
    year.signal.throwIfAborted();
    year.moved('findings', index / chosen.length);
    if (item) await new Finding(year, eventId, item, taken).live(one);
  }
}

class Finding {
  private readonly year: Year;
  private readonly eventId: string;
  private readonly item: Nonconforming;
  private readonly taken: Set<string>;
  private id = '';

  constructor(year: Year, eventId: string, item: Nonconforming, taken: Set<string>) {
    this.year = year;
    this.eventId = eventId;
    this.item = item;
    this.taken = taken;
  }

  async live({ life, late, severity = 'general', complaint }: Case): Promise<void> {
    const { supervisors: [supervisor, second] } = this.year;
    const { leader } = this.item.unit;
    this.id = await this.open(severity, late ? addDays(this.item.day, 3) : this.soon(), complaint);
    if (life === 'opened') return;
    if (life === 'withdrawn') {
      await this.step(this.item.inspector, { step: 'withdraw', reason: '现场复核：与标准要求不矛盾' });
      await this.step(supervisor, { step: 'answer-withdrawal', granted: true, note: '同意撤销' });
      return;
    }
    await this.step(leader, { step: 'acknowledge', owner: '石主管' });
    if (life === 'extended') {
      await this.step(leader, { step: 'extend', until: addDays(this.soon(), 7), reason: '配件到货晚于预期' });
      await this.step(supervisor, { step: 'answer-extension', granted: true, note: '同意延期一次' });
    }
    if (life === 'planned') await this.plan();
    if (life === 'planned' || life === 'extended') return;
    if (life === 'reported') await this.step(leader, { step: 'report', text: '已停用并更换，全员重新交底。' });
    await this.putRight();
    if (life === 'rectified') return;
    if (life === 'sent-back') {
      await this.recheck(false);
      await this.putRight();
    }
    await this.recheck(true);
    if (life === 'improving') await this.step(supervisor, { step: 'improve', measure: '纳入班前检查表，班长每日核对', since: this.year.on, days: 30 });
    if (life !== 'revised' && life !== 'next-round') return;
    await this.step(supervisor, { step: 'improve', measure: '划线定位，责任到人', since: addDays(this.year.on, -40), days: 30 });
    if (life === 'revised') {
      await this.step(supervisor, { step: 'review', effective: true, note: '观察期内同一条款未再出现', revision: { before: '应定期检查', after: '应每班检查并记录' }, due: null });
      await this.step(second, { step: 'approve', version: `${this.year.on.slice(0, 4)}-2` });
      return;
    }
    await this.open('general', this.soon(), undefined, addDays(this.year.on, -15));
    await this.step(supervisor, { step: 'review', effective: false, note: '同一条款、同一单位再次出现', revision: null, due: this.soon() });
  }

  /** A few days after the year's last: to be put right yet. */
  private soon(): string {
    return addDays(this.year.on, 5);
  }

  private async open(severity: Severity, due: string, complaint?: true, foundOn = this.item.day): Promise<string> {
    const { unit, postId, contestId, entrantId, criterion, inspector } = this.item;
    const place = `${entrantId}/${criterion.id}`;
    const again = this.taken.has(place);
    const source: FindingOpening['source'] = complaint ? { type: 'complaint', words: '服务热线转办' } : again ? { type: 'hand' } : { type: 'visit', contestId, entrantId, criterionId: criterion.id };
    if (source.type === 'visit') this.taken.add(place);
    const [cited] = criterion.clauses;
    const clause = again && cited ? { standard: cited.standard, title: cited.title, number: cited.number ?? '', text: '', mark: '' } : null;
    const { findingId } = await inspector.api('POST /api/events/:eventId/findings', { eventId: this.eventId }, {
      ...command(), organisationId: unit.id, postId, site: '', subject: `${criterion.name.zh}：不符合`, severity, measured: '现场查看与检查表要求不符', required: criterion.rule.zh, clause, foundOn, due, owner: '', source,
    });
    return findingId;
  }

  private async plan(): Promise<string> {
    const id = randomUUID();
    await this.step(this.item.unit.leader, { step: 'plan', cause: '班前检查漏项，交接时未核对', measures: [{ id, text: '立即纠正并向班组交底', due: this.soon() }] });
    return id;
  }

  private async putRight(): Promise<void> {
    const { leader } = this.item.unit;
    const measureId = await this.plan();
    const form = new FormData();
    const fields = { ...command(), stage: 'proof', measureId, caption: '示意图，不是现场照片', sha256: createHash('sha256').update(PHOTO).digest('hex'), type: 'image/jpeg' };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([PHOTO], { type: 'image/jpeg' }), 'photo.jpg');
    await leader.upload('POST /api/events/:eventId/findings/:findingId/photos', { eventId: this.eventId, findingId: this.id }, form);
    await this.step(leader, { step: 'done', measureId, note: '' });
    await this.step(leader, { step: 'rectify' });
  }

  private recheck(passed: boolean): Promise<unknown> {
    const items = [{ text: this.item.criterion.name.zh, method: 'ask' as const, outcome: passed, note: passed ? '' : '仍有一处未改' }];
    return this.step(this.item.inspector, { step: 'recheck', items, note: passed ? '' : '请按措施逐项落实', due: passed ? null : this.soon() });
  }

  private step(who: Client, body: Own<FindingStep>): Promise<unknown> {
    return who.api(STEPS, { eventId: this.eventId, findingId: this.id }, { ...command(), ...body } as FindingStep);
  }
}
