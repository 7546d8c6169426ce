// <schedule-item-form>: one time of an evening, added or changed inside a sheet.

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { audienceChanges, audienceOf, type Audience } from '../../data/audience';
import { observePeople } from '../../data/people';
import { SCHEDULE_KIND_VALUES, TEAM_VALUES } from '../../data/rows.gen';
import {
  createScheduleItem,
  removeScheduleItem,
  updateScheduleItem,
  type ScheduleItem,
} from '../../data/schedule';
import type { Show } from '../../data/shows';
import type { Values } from '../../data/tables';
import { LiveController } from '../../lib/live';
import { clockText, eveningInstant } from '../../lib/night';
import type { Outcome, Problem } from '../../lib/outcome';
import '../../ui/audience-picker';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOneOf, asOptional, asText, asTruth, readForm, type Readers } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { words } from '../../ui/words';

/** Fires `finished` when it was saved, deleted or left. */
@customElement('schedule-item-form')
export class ScheduleItemForm extends LightElement {
  @property({ attribute: false }) item: ScheduleItem | undefined;
  @property({ attribute: false }) show: Show | undefined;
  @property() zone = 'UTC';
  @property() boundary = '06:00';
  @state() private problem: Problem | undefined;
  /** as picked since the form was opened */
  @state() private audience: Audience | undefined;
  readonly #people = new LiveController(this, observePeople);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('item') && changed.get('item')?.id !== this.item?.id) this.audience = undefined;
  }

  get #fields(): readonly FieldSpec[] {
    return [
      {
        name: 'kind',
        label: 'What',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(SCHEDULE_KIND_VALUES),
      },
      {
        name: 'title',
        label: 'Title',
        half: true,
        maxlength: 120,
        placeholder: 'As the kind says',
      },
      { name: 'starts', label: 'From', kind: 'time', required: true, half: true },
      { name: 'ends', label: 'To', kind: 'time', half: true },
      {
        name: 'place',
        label: 'Where',
        maxlength: 160,
        hint: `Times in ${this.zone}; before ${this.boundary} is after midnight of this evening.`,
      },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
      { name: 'is_confirmed', label: 'Confirmed', kind: 'check', half: true },
      { name: 'is_hard', label: 'Cannot move', kind: 'check', half: true },
    ];
  }

  #texts(): FormValues {
    const { item } = this;
    const zone = item?.zone ?? this.zone;
    return {
      kind: item?.kind ?? 'load_in',
      title: item?.title ?? '',
      starts: clockText(item?.starts_at, zone),
      ends: clockText(item?.ends_at, zone),
      place: item?.place ?? '',
      notes: item?.notes ?? '',
      is_confirmed: item?.is_confirmed ? 'true' : '',
      is_hard: item?.is_hard ? 'true' : '',
    };
  }

  #values(texts: FormValues): Values<'schedule_items'> {
    const zone = this.item?.zone ?? this.zone;
    const at = (time: string): string =>
      eveningInstant(this.show?.date ?? '', time, zone, this.boundary);
    const values = readForm(texts, readers);
    const { starts, ends } = texts;
    return {
      ...values,
      ...(starts ? { starts_at: at(starts) } : {}),
      ...(ends === undefined ? {} : { ends_at: ends ? at(ends) : null }),
    };
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const kind = asOneOf(SCHEDULE_KIND_VALUES)(values['kind'] ?? '');
    const title = values['title']?.trim() || words(kind);
    if (this.item) {
      const own = {
        ...('title' in changed ? { title } : {}),
        ...audienceChanges(audienceOf(this.item), this.audience ?? audienceOf(this.item)),
      };
      this.#finish(await updateScheduleItem(this.item.id, { ...this.#values(changed), ...own }));
      return;
    }
    const fresh = this.#values(values);
    this.#finish(
      await createScheduleItem({
        ...fresh,
        ...audienceOf(this.audience),
        kind,
        title,
        starts_at: fresh.starts_at ?? '',
        zone: this.zone,
        show_id: this.show?.id ?? null,
      }),
    );
  }

  async #remove(): Promise<void> {
    if (this.item) this.#finish(await removeScheduleItem(this.item.id));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    return html`<record-form
      .record=${this.item?.id ?? 'new'}
      .fields=${this.#fields}
      .values=${this.#texts()}
      .problem=${this.problem}
      .extra=${html`<audience-picker
        .picked=${this.audience ?? audienceOf(this.item)}
        .people=${this.#people.value ?? []}
        .teams=${choicesOf(TEAM_VALUES)}
        @pick=${(event: CustomEvent<Audience>) => (this.audience = event.detail)}
      ></audience-picker>`}
      .saveLabel=${this.item ? 'Save' : 'Add'}
      .removeLabel=${this.item ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${this.#remove}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}

const readers: Readers<Values<'schedule_items'>> = {
  kind: asOneOf(SCHEDULE_KIND_VALUES),
  title: asText,
  place: asOptional,
  notes: asOptional,
  is_confirmed: asTruth,
  is_hard: asTruth,
};
