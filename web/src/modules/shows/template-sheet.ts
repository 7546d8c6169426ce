// <template-sheet>: lays a usual day on this one, and keeps this one as a usual day.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RunningDay } from '../../data/running-day';
import {
  applyTemplate,
  missingTimes,
  observeTemplatesFor,
  templateOf,
  templates,
  type LayableTemplate,
  type TemplateDay,
} from '../../data/templates';
import { LiveController } from '../../lib/live';
import { clockText } from '../../lib/night';
import type { Outcome, Problem } from '../../lib/outcome';
import { readForm } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { liveView } from '../../ui/live-view';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { templateFields, templateReaders, templateTexts, useOf } from './template-fields';

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
    () =>
      this.day &&
      observeTemplatesFor(this.day.tourId, this.day.venue?.kind ?? null, placeOf(this.day)),
    () =>
      this.day ? [this.day.tourId, this.day.venue?.kind, ...Object.values(placeOf(this.day))] : [],
  );

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  #template(layable: LayableTemplate, day: RunningDay): TemplateResult {
    const { template } = layable;
    const times = missingTimes(layable.times, day.schedule);
    const summary = times
      .map(({ title, starts_at, zone }) => `${clockText(starts_at, zone)} ${title}`)
      .join(', ');
    return html`<li class="template">
      <p>
        <strong>${template.name}</strong>
        <span class="faint">${useOf(template, this.#tours)}</span>
      </p>
      <p class="soft figures">${summary || 'The day has all of these times already.'}</p>
      <div class="button-row">
        ${
          times.length === 0
            ? nothing
            : html`<button
                class="button"
                @click=${async () => this.#finish(await applyTemplate(layable, day.schedule))}
              >
                ${icon('plus')}Add ${times.length === 1 ? '1 time' : `${times.length} times`}
              </button>`
        }
        <a class="button" href=${`/schedule-templates/${template.id}`}>
          ${icon('edit')}Edit<span class="visually-hidden"> ${template.name}</span>
        </a>
      </div>
    </li>`;
  }

  get #tours(): readonly { readonly id: string; readonly name: string }[] {
    return this.day?.tourId ? [{ id: this.day.tourId, name: 'This tour' }] : [];
  }

  async #keep({ values }: SavedForm, day: RunningDay): Promise<void> {
    const { name = '', ...use } = readForm(values, templateReaders);
    this.#finish(await templates.create({ ...use, name, items: templateOf(day.schedule) }));
  }

  #keeping(day: RunningDay): TemplateResult {
    return html`<record-form
      record="template"
      .fields=${templateFields(this.#tours)}
      .values=${templateTexts({ venue_kind: day.venue?.kind ?? null })}
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
              ${list.map((one) => this.#template(one, day))}
            </ul>`,
      )}
      ${this.problem ? html`<p class="error" role="alert">${this.problem.message}</p>` : nothing}
      <div class="button-row">
        ${
          day.schedule.length > 0
            ? html`<button class="button" @click=${() => (this.isKeeping = true)}>
                Keep this day as a template
              </button>`
            : nothing
        }
        <a
          class=${day.schedule.length > 0 ? 'button plain' : 'button plain flush'}
          href="/schedule-templates"
          >All templates</a
        >
      </div>
    </div>`;
  }
}
