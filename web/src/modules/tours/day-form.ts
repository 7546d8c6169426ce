// <day-form>: a day of a tour that is not a show: travel, off, rehearsal, promo, press.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { changeDay } from '../../data/date-moves';
import { createDay, observeDay, removeDay, type Day } from '../../data/days';
import { todayOf } from '../../data/evening';
import { observeOrganization } from '../../data/organization';
import { DAY_KIND_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asCode, asOneOf, asOptional, asText, readForm, type Readers } from '../../ui/form-values';
import '../../ui/gone-state';
import { screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/no-access';
import { cityFields } from '../../ui/place-fields';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';

const fields: readonly FieldSpec[] = [
  {
    name: 'kind',
    label: 'What kind of day',
    kind: 'select',
    required: true,
    half: true,
    choices: choicesOf(DAY_KIND_VALUES),
  },
  { name: 'date', label: 'Date', kind: 'date', required: true, half: true },
  { name: 'title', label: 'Title', maxlength: 160 },
  ...cityFields,
  { name: 'zone', label: 'Time zone', kind: 'zone' },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];

@customElement('day-form')
export class DayForm extends Screen {
  @state() private problem: Problem | undefined;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #day = new LiveController(
    this,
    () => (this.#id ? observeDay(this.#id) : undefined),
    () => [this.#id],
  );

  get #id(): string {
    return this.param('id');
  }

  #tourPath(day: Day | undefined): string {
    const tour = day?.tour_id ?? this.query('tour');
    return tour ? `/tours/${tour}` : '/tours';
  }

  #backPath(day: Day | undefined): string {
    return day ? `/days/${day.id}` : this.#tourPath(day);
  }

  async #save({ values, changed }: SavedForm, day: Day | undefined): Promise<void> {
    const kind = asOneOf(DAY_KIND_VALUES)(values['kind'] ?? '');
    const outcome = day
      ? await changeDay(day.id, readForm(changed, readers))
      : await createDay({
          ...readForm(values, readers),
          kind,
          date: values['date'] ?? '',
          tour_id: this.query('tour'),
        });
    if (outcome.ok) go(this.#backPath(day), { replace: true });
    else this.problem = outcome.problem;
  }

  async #remove(day: Day): Promise<void> {
    const outcome = await removeDay(day.id);
    if (outcome.ok) go(this.#tourPath(day), { replace: true });
    else this.problem = outcome.problem;
  }

  #form(day: Day | undefined): TemplateResult {
    return html`<app-bar
        .heading=${day ? 'Edit day' : 'New day'}
        .back=${this.#backPath(day)}
        .backLabel=${day ? 'Day' : 'Tour'}
      ></app-bar>
      <record-form
        .record=${day?.id ?? 'new'}
        .fields=${fields}
        .values=${{
          kind: day?.kind ?? 'off',
          date: day?.date ?? todayOf(this.#organization.value, Date.now()),
          title: day?.title ?? '',
          city: day?.city ?? '',
          country: day?.country ?? '',
          zone: day?.zone ?? '',
          notes: day?.notes ?? '',
        }}
        .problem=${this.problem}
        .saveLabel=${day ? 'Save' : 'Add day'}
        .cancel=${this.#backPath(day)}
        .removeLabel=${day && can('shows', 'delete') ? 'Delete day' : ''}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, day)}
        @remove=${() => day && this.#remove(day)}
      ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('shows', 'write')) return html`<no-access></no-access>`;
    if (!this.#id) return this.#organization.value ? this.#form(undefined) : waitingScreen;
    return screenView(this.#day.state, (day) =>
      day ? this.#form(day) : html`<gone-state what="day" back="/tours"></gone-state>`,
    );
  }
}

const readers: Readers<Values<'days'>> = {
  kind: asOneOf(DAY_KIND_VALUES),
  date: asText,
  title: asOptional,
  city: asOptional,
  country: asCode,
  zone: asOptional,
  notes: asOptional,
};
