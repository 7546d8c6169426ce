// <guest-list-form>: a list with its allotment and until when guests may be asked for.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guestLists, type GuestList } from '../../data/guests';
import type { Show } from '../../data/shows';
import { clockText } from '../../lib/night';
import { wallClock } from '../../lib/zone';
import type { Outcome, Problem } from '../../lib/outcome';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { cutoffOf } from './cutoff';

/** Fires `finished` when it was saved, deleted or left. */
@customElement('guest-list-form')
export class GuestListForm extends LightElement {
  @property({ attribute: false }) list: GuestList | undefined;
  @property({ attribute: false }) show: Show | undefined;
  /** a list with guests is kept: deleting it would take them along */
  @property({ type: Boolean }) empty = false;
  @property() zone = 'UTC';
  @property() boundary = '06:00';
  @state() private problem: Problem | undefined;

  get #fields(): readonly FieldSpec[] {
    return [
      {
        name: 'name',
        label: 'Name',
        required: true,
        half: true,
        maxlength: 120,
        placeholder: 'Artist, label, press',
      },
      {
        name: 'allotment',
        label: 'Places',
        kind: 'number',
        required: true,
        half: true,
        inputmode: 'numeric',
        hint: 'Everybody counts, also who comes along.',
      },
      { name: 'cutoff_date', label: 'Requests until', kind: 'date', half: true },
      { name: 'cutoff_time', label: 'at', kind: 'time', half: true, hint: `Time in ${this.zone}.` },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  async #save({ values }: SavedForm): Promise<void> {
    const row = {
      name: (values['name'] ?? '').trim(),
      allotment: Number(values['allotment']),
      cutoff_at: cutoffOf(values['cutoff_date'] ?? '', values['cutoff_time'] ?? '', {
        date: this.show?.date ?? '',
        zone: this.zone,
        boundary: this.boundary,
      }),
      notes: asOptional(values['notes'] ?? ''),
    };
    this.#finish(
      this.list
        ? await guestLists.update(this.list.id, changesOf(this.list, row))
        : await guestLists.create({ ...row, show_id: this.show?.id ?? '' }),
    );
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    const { list } = this;
    return html`<record-form
      .record=${list?.id ?? 'new'}
      .fields=${this.#fields}
      .values=${{
        name: list?.name ?? '',
        allotment: String(list?.allotment ?? ''),
        cutoff_date: list?.cutoff_at ? wallClock(list.cutoff_at, this.zone).date : '',
        cutoff_time: clockText(list?.cutoff_at, this.zone),
        notes: list?.notes ?? '',
      }}
      .problem=${this.problem}
      .saveLabel=${list ? 'Save' : 'Add'}
      .removeLabel=${list && this.empty ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${async () => list && this.#finish(await guestLists.remove(list.id))}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}

type ListValues = Pick<GuestList, 'name' | 'allotment' | 'cutoff_at' | 'notes'>;

/** Only what is another, so that others' edits stand. */
function changesOf(list: GuestList, row: ListValues): Partial<ListValues> {
  const isSameMoment =
    row.cutoff_at !== null && list.cutoff_at !== null
      ? Date.parse(row.cutoff_at) === Date.parse(list.cutoff_at)
      : row.cutoff_at === list.cutoff_at;
  return {
    ...(row.name === list.name ? {} : { name: row.name }),
    ...(row.allotment === list.allotment ? {} : { allotment: row.allotment }),
    ...(isSameMoment ? {} : { cutoff_at: row.cutoff_at }),
    ...(row.notes === list.notes ? {} : { notes: row.notes }),
  };
}
