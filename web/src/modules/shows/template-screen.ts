// <template-screen>: a usual day to be planned: its times in a sheet each, what it is called and for what.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeOrganization } from '../../data/organization';
import { linesOf } from '../../data/template-lines';
import { eveningOfTemplate, templates, type ScheduleTemplate } from '../../data/templates';
import { observeTours, type Tour } from '../../data/tours';
import { bothLive, LiveController } from '../../lib/live';
import type { Outcome, Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { readForm } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import '../../ui/no-access';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import '../../ui/time-line';
import { templateFields, templateReaders, templateTexts, useOf } from './template-fields';
import './template-line-form';

const BACK = '/schedule-templates';

type Sheet =
  { readonly kind: 'none' | 'new' | 'use' } | { readonly kind: 'line'; readonly key: string };

@customElement('template-screen')
export class TemplateScreen extends Screen {
  @state() private sheet: Sheet = { kind: 'none' };
  @state() private problem: Problem | undefined;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #tours = new LiveController(this, observeTours);
  readonly #known = new LiveController(
    this,
    () => bothLive(templates.one(this.param('id')), observeTours()),
    () => [this.param('id')],
  );

  get #boundary(): string {
    return this.#organization.value?.day_boundary ?? '06:00';
  }

  #open(sheet: Sheet): void {
    this.problem = undefined;
    this.sheet = sheet;
  }

  #finish(outcome: Outcome<unknown>, then: () => void): void {
    if (outcome.ok) then();
    else this.problem = outcome.problem;
  }

  async #create({ values }: SavedForm): Promise<void> {
    const { name = '', ...use } = readForm(values, templateReaders);
    const outcome = await templates.create({ ...use, name, items: [] });
    this.#finish(outcome, () =>
      go(outcome.ok ? `${BACK}/${outcome.value}` : BACK, { replace: true }),
    );
  }

  async #change(id: string, { changed }: SavedForm): Promise<void> {
    const outcome = await templates.update(id, readForm(changed, templateReaders));
    this.#finish(outcome, () => this.#open({ kind: 'none' }));
  }

  async #remove(id: string): Promise<void> {
    this.#finish(await templates.remove(id), () => go(BACK, { replace: true }));
  }

  #new(tours: readonly Tour[]): TemplateResult {
    return html`<app-bar heading="New template" back=${BACK} back-label="Templates"></app-bar>
      <record-form
        record="new"
        .fields=${templateFields(tours)}
        .values=${templateTexts({ tour_id: this.query('tour') })}
        .problem=${this.problem}
        save-label="Add template"
        .cancel=${BACK}
        @save=${(event: CustomEvent<SavedForm>) => this.#create(event.detail)}
      ></record-form>`;
  }

  #use(template: ScheduleTemplate, tours: readonly Tour[]): TemplateResult {
    return html`<record-form
      .record=${template.id}
      .fields=${templateFields(tours)}
      .values=${templateTexts(template)}
      .problem=${this.problem}
      .removeLabel=${can('schedule', 'delete') ? 'Delete template' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#change(template.id, event.detail)}
      @remove=${() => this.#remove(template.id)}
      @cancel=${() => this.#open({ kind: 'none' })}
    ></record-form>`;
  }

  #inSheet(template: ScheduleTemplate, tours: readonly Tour[]): TemplateResult | typeof nothing {
    const { sheet } = this;
    if (sheet.kind === 'none') return nothing;
    if (sheet.kind === 'use') return this.#use(template, tours);
    const lines = linesOf(template.items);
    return html`<template-line-form
      .template=${template.id}
      .lines=${lines}
      .line=${sheet.kind === 'line' ? lines.find(({ key }) => key === sheet.key) : undefined}
      .boundary=${this.#boundary}
      @finished=${() => this.#open({ kind: 'none' })}
    ></template-line-form>`;
  }

  #heading(): string {
    switch (this.sheet.kind) {
      case 'use':
        return 'Edit template';
      case 'line':
        return 'Edit time';
      case 'new':
      case 'none':
        return 'Add a time';
    }
  }

  #times(template: ScheduleTemplate): TemplateResult {
    const items = eveningOfTemplate(template, this.#boundary);
    return html`<section class="section" aria-labelledby="times">
      <header>
        <h2 id="times">Times</h2>
        <button class="button plain" @click=${() => this.#open({ kind: 'new' })}>
          ${icon('plus')}Add<span class="visually-hidden"> a time</span>
        </button>
      </header>
      ${
        items.length === 0
          ? html`<p class="soft">No times yet. Add them as they are on a usual day.</p>`
          : html`<time-line
              .items=${items}
              editable
              @pick=${(event: CustomEvent<string>) => this.#open({ kind: 'line', key: event.detail })}
            ></time-line>`
      }
      <p class="faint">
        Where a show has its own doors or curfew, these go before the template’s, and what follows
        them goes along.
      </p>
    </section>`;
  }

  #full(template: ScheduleTemplate, tours: readonly Tour[]): TemplateResult {
    return html`<app-bar
        .heading=${template.name}
        .under=${html`${useOf(template, tours, 'Every tour')}
          <sync-mark .state=${template.local}></sync-mark>`}
        back=${BACK}
        back-label="Templates"
        .actions=${html`${historyLink('schedule_templates', template.id)}<button
            class="button"
            @click=${() => this.#open({ kind: 'use' })}
          >
            ${icon('edit')}Edit
          </button>`}
      ></app-bar>
      ${this.#times(template)}
      <sheet-dialog
        .heading=${this.#heading()}
        .open=${this.sheet.kind !== 'none'}
        @closed=${() => this.#open({ kind: 'none' })}
      >
        ${this.#inSheet(template, tours)}
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('schedule', 'write')) return html`<no-access></no-access>`;
    if (!this.param('id')) return screenView(this.#tours.state, (tours) => this.#new(tours));
    return screenView(this.#known.state, ([template, tours]) =>
      template
        ? this.#full(template, tours)
        : html`<gone-state what="template" back=${BACK}></gone-state>`,
    );
  }
}
