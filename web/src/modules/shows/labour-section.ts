// <labour-section>: local hands called for a show: how many, from when to when, paid for how long.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { labourCalls, type LabourCall } from '../../data/labour';
import type { RunningDay } from '../../data/running-day';
import type { Values } from '../../data/tables';
import { clockText, eveningInstant } from '../../lib/night';
import { failure, type Outcome, type Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import { lengthWords } from '../../ui/delay-words';
import type { FieldSpec } from '../../ui/form-field';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { endOf } from './item-times';

const minutesInHour = 60;

const fields: readonly FieldSpec[] = [
  { name: 'job', label: 'Who', required: true, maxlength: 120, half: true, placeholder: 'Loaders' },
  {
    name: 'heads',
    label: 'How many',
    kind: 'number',
    required: true,
    half: true,
    inputmode: 'numeric',
  },
  { name: 'starts', label: 'From', kind: 'time', required: true, half: true },
  { name: 'ends', label: 'To', kind: 'time', half: true },
  {
    name: 'hours',
    label: 'Paid for at least, in hours',
    kind: 'number',
    inputmode: 'decimal',
    hint: 'A delay that keeps them longer says what it costs.',
  },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];

const HOURS_MAX = 48;

/** Past the day boundary, too; as told where that would take too long. */
const overAt = (ends: string, starts: string | undefined): string =>
  (starts ? endOf(ends, starts) : undefined) ?? ends;

/** What cannot be meant, by the field it stands in. */
function slipOf(call: Values<'labour_calls'>): Readonly<Record<string, string>> | undefined {
  const { starts_at, ends_at, minimum_minutes } = call;
  if (starts_at && ends_at && Date.parse(ends_at) < Date.parse(starts_at))
    return { ends: 'It would be over before it begins.' };
  const hours = (minimum_minutes ?? 0) / minutesInHour;
  return hours >= 0 && hours <= HOURS_MAX ? undefined : { hours: `From 0 to ${HOURS_MAX} hours.` };
}

@customElement('labour-section')
export class LabourSection extends LightElement {
  @property({ attribute: false }) day: RunningDay | undefined;
  @state() private edited = '';
  @state() private problem: Problem | undefined;

  async #open(id: string): Promise<void> {
    if (id !== '') await import('../../ui/record-form');
    this.problem = undefined;
    this.edited = id;
  }

  #values(texts: SavedForm['values'], day: RunningDay): Values<'labour_calls'> {
    const at = (clock: string): string => eveningInstant(day.date, clock, day.zone, day.boundary);
    const hours = texts['hours']?.replace(',', '.') ?? '';
    return {
      job: texts['job']?.trim() ?? '',
      heads: Number(texts['heads'] || '1'),
      starts_at: texts['starts'] ? at(texts['starts']) : '',
      ends_at: texts['ends']
        ? overAt(at(texts['ends']), texts['starts'] && at(texts['starts']))
        : null,
      minimum_minutes: hours ? Math.round(Number(hours) * minutesInHour) : null,
      notes: texts['notes']?.trim() || null,
    };
  }

  async #save({ values, changed }: SavedForm, call: LabourCall | undefined): Promise<void> {
    const { day } = this;
    if (!day?.show) return;
    const all = this.#values(values, day);
    const slip = slipOf(all);
    if (slip) {
      this.problem = failure('invalid', Object.values(slip).join(' '), slip).problem;
      return;
    }
    if (!call) {
      const { job = '', starts_at = '' } = all;
      this.#finish(await labourCalls.create({ ...all, job, starts_at, show_id: day.show.id }));
      return;
    }
    const written: Readonly<Record<string, keyof Values<'labour_calls'>>> = {
      ...{ job: 'job', heads: 'heads', starts: 'starts_at', ends: 'ends_at', notes: 'notes' },
      hours: 'minimum_minutes',
    };
    const own = Object.keys(changed).flatMap((name) => written[name] ?? []);
    const part: Values<'labour_calls'> = Object.fromEntries(
      Object.entries(all).filter(([name]) => own.some((field) => field === name)),
    );
    this.#finish(await labourCalls.update(call.id, part));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) void this.#open('');
    else this.problem = outcome.problem;
  }

  #form(call: LabourCall | undefined, zone: string): TemplateResult {
    const minimum = call?.minimum_minutes ?? null;
    return html`<record-form
      .record=${this.edited}
      .fields=${fields}
      .values=${{
        job: call?.job ?? '',
        heads: String(call?.heads ?? 1),
        starts: clockText(call?.starts_at, zone),
        ends: clockText(call?.ends_at, zone),
        hours: minimum === null ? '' : String(minimum / minutesInHour),
        notes: call?.notes ?? '',
      }}
      .problem=${this.problem}
      .saveLabel=${call ? 'Save' : 'Add call'}
      .removeLabel=${call ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, call)}
      @remove=${async () => call && this.#finish(await labourCalls.remove(call.id))}
      @cancel=${() => this.#open('')}
    ></record-form>`;
  }

  #row(call: LabourCall, zone: string): TemplateResult {
    const span = [call.starts_at, call.ends_at].flatMap((at) => (at ? [clockText(at, zone)] : []));
    const minimum = call.minimum_minutes
      ? `paid for ${lengthWords(call.minimum_minutes)} at least`
      : '';
    return html`<li>
      <div class="row">
        <button class="main" @click=${() => this.#open(call.id)}>
          <span class="title">${call.heads} × ${call.job}</span>
          <span class="sub figures"
            >${[span.join('–'), minimum, call.notes].filter(Boolean).join(' · ')}</span
          >
        </button>
        <span class="end"><sync-mark .state=${call.local}></sync-mark></span>
      </div>
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { day } = this;
    if (!day?.show || !can('schedule', 'write')) return nothing;
    const call = day.calls.find(({ id }) => id === this.edited);
    return html`<section class="section" aria-labelledby="labour">
      <header>
        <h2 id="labour">Local crew</h2>
        <button class="button plain" @click=${() => this.#open('new')}>
          ${icon('plus')}Add<span class="visually-hidden"> call</span>
        </button>
      </header>
      ${
        day.calls.length === 0
          ? html`<p class="soft">No loaders or runners called.</p>`
          : html`<ul class="rows">
              ${day.calls.map((one) => this.#row(one, day.zone))}
            </ul>`
      }
      <sheet-dialog
        .heading=${call ? 'Local crew' : 'New call'}
        .open=${this.edited !== ''}
        @closed=${() => this.#open('')}
      >
        ${this.edited === '' ? nothing : this.#form(call, day.zone)}
      </sheet-dialog>
    </section>`;
  }
}
