// <template-sheet>: lays a usual day on this one, and keeps this one as a usual day.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { VENUE_KIND_VALUES } from '../../data/rows.gen';
import type { RunningDay } from '../../data/running-day';
import {
  applyTemplate,
  missingTimes,
  observeTemplatesFor,
  templateOf,
  templates,
  timesOfTemplate,
  type ScheduleTemplate,
  type TemplateDay,
} from '../../data/templates';
import { LiveController } from '../../lib/live';
import { clockText } from '../../lib/night';
import type { Outcome, Problem } from '../../lib/outcome';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOneOf } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { liveView } from '../../ui/live-view';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { words } from '../../ui/words';

/** The day as a template needs to know it. */
const placeOf = (day: RunningDay): TemplateDay => ({
  date: day.date,
  zone: day.zone,
  boundary: day.boundary,
  showId: day.show?.id ?? null,
  dayId: day.dayId,
  doorsAt: day.show?.doors_at ?? null,
  curfewAt: day.show?.curfew_at ?? null,
  curfew: day.venue?.curfew ?? null,
});

/** Fires `finished` when a template was laid on the day or kept. */
@customElement('template-sheet')
export class TemplateSheet extends LightElement {
  @property({ attribute: false }) day: RunningDay | undefined;
  @state() private isKeeping = false;
  @state() private problem: Problem | undefined;
  readonly #templates = new LiveController(
    this,
    () => observeTemplatesFor(this.day?.tourId ?? null, this.day?.venue?.kind ?? null),
    () => [this.day?.tourId, this.day?.venue?.kind],
  );

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  #template(template: ScheduleTemplate, day: RunningDay): TemplateResult {
    const place = placeOf(day);
    const times = missingTimes(timesOfTemplate(template, place), day.schedule);
    const kinds = [
      template.tour_id ? 'This tour' : '',
      template.venue_kind ? words(template.venue_kind) : '',
    ];
    const summary = times
      .map(({ title, starts_at, zone }) => `${clockText(starts_at, zone)} ${title}`)
      .join(', ');
    return html`<li class="template">
      <p>
        <strong>${template.name}</strong>
        <span class="faint">${kinds.filter(Boolean).join(' · ')}</span>
      </p>
      <p class="soft figures">${summary || 'The day has all of these times already.'}</p>
      <div class="button-row">
        ${
          times.length === 0
            ? nothing
            : html`<button
                class="button"
                @click=${async () =>
                  this.#finish(await applyTemplate(template, place, day.schedule))}
              >
                ${icon('plus')}Add ${times.length === 1 ? '1 time' : `${times.length} times`}
              </button>`
        }
        <button class="button danger" @click=${() => templates.remove(template.id)}>
          ${icon('trash')}Delete<span class="visually-hidden"> ${template.name}</span>
        </button>
      </div>
    </li>`;
  }

  get #fields(): readonly FieldSpec[] {
    return [
      { name: 'name', label: 'Name', required: true, maxlength: 120, placeholder: 'Club show' },
      {
        name: 'tour',
        label: 'For',
        kind: 'select',
        required: true,
        half: true,
        choices: [
          { value: '', label: 'Every tour' },
          ...(this.day?.tourId ? [{ value: this.day.tourId, label: 'This tour' }] : []),
        ],
      },
      {
        name: 'kind',
        label: 'Kind of venue',
        kind: 'select',
        half: true,
        choices: choicesOf(VENUE_KIND_VALUES, 'Any'),
      },
    ];
  }

  async #keep({ values }: SavedForm, day: RunningDay): Promise<void> {
    const kind = values['kind'] ?? '';
    this.#finish(
      await templates.create({
        name: values['name']?.trim() ?? '',
        tour_id: values['tour'] || null,
        venue_kind: kind ? asOneOf(VENUE_KIND_VALUES)(kind) : null,
        items: templateOf(day.schedule),
      }),
    );
  }

  #keeping(day: RunningDay): TemplateResult {
    return html`<record-form
      record="template"
      .fields=${this.#fields}
      .values=${{ name: '', tour: '', kind: day.venue?.kind ?? '' }}
      .problem=${this.problem}
      save-label="Keep as template"
      @save=${(event: CustomEvent<SavedForm>) => this.#keep(event.detail, day)}
      @cancel=${() => (this.isKeeping = false)}
    ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { day } = this;
    if (!day) return nothing;
    if (this.isKeeping) return this.#keeping(day);
    return html`<div class="stack">
      ${liveView(this.#templates.state, (list) =>
        list.length === 0
          ? html`<p class="soft">
              No templates yet. Plan one day well, then keep it here for the next ones.
            </p>`
          : html`<ul class="stack">
              ${list.map((template) => this.#template(template, day))}
            </ul>`,
      )}
      ${this.problem ? html`<p class="error" role="alert">${this.problem.message}</p>` : nothing}
      ${
        day.schedule.length > 0
          ? html`<button class="button" @click=${() => (this.isKeeping = true)}>
              Keep this day as a template
            </button>`
          : nothing
      }
    </div>`;
  }
}
