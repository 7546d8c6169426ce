// <import-screen>: a file becomes a tour: choose, look at what would be created, correct, confirm.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  COLUMN_MEANINGS,
  COLUMN_WORDS,
  previewImport,
  runImport,
  takeSharedFile,
  type ColumnMeaning,
  type DayOrder,
  type ImportReading,
  type ImportTarget,
} from '../../data/import';
import { observeOrganization } from '../../data/organization';
import { observeTours } from '../../data/tours';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import { currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import '../../ui/form-field';
import { icon } from '../../ui/icon';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import './import-preview';
import './import-screen.css';
import { tourNameOf } from './tour-name';

interface Chosen {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly meanings: readonly ColumnMeaning[] | undefined;
  readonly dayOrder: DayOrder;
}

const nameField: FieldSpec = {
  name: 'tour-name',
  label: 'Name of the tour',
  required: true,
  maxlength: 120,
};

function createWords(count: number): string {
  if (count === 0) return 'Nothing to create yet';
  return count === 1 ? 'Create 1 date' : `Create ${count} dates`;
}

@customElement('import-screen')
export class ImportScreen extends Screen {
  @state() private chosen: Chosen | undefined;
  @state() private reading: ImportReading | undefined;
  @state() private problem: Problem | undefined;
  @state() private isOver = false;
  @state() private isBusy = false;
  @state() private tourId = '';
  @state() private tourName = '';
  @state() private artist = '';
  @state() private currency = '';
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #tours = new LiveController(this, observeTours);

  override connectedCallback(): void {
    super.connectedCallback();
    this.tourId = this.query('tour') ?? '';
    void takeSharedFile().then((file) => file && this.#take(file));
  }

  async #take(file: File): Promise<void> {
    this.isOver = false;
    this.tourName = tourNameOf(file.name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    await this.#read({ name: file.name, bytes, meanings: undefined, dayOrder: 'guess' });
  }

  async #read(chosen: Chosen): Promise<void> {
    const outcome = await previewImport(chosen.bytes, chosen);
    this.chosen = chosen;
    this.problem = outcome.ok ? undefined : outcome.problem;
    this.reading = outcome.ok ? outcome.value : undefined;
  }

  async #mean(index: number, text: string): Promise<void> {
    const { chosen, reading } = this;
    const meaning = COLUMN_MEANINGS.find((one) => one === text);
    if (!chosen || !reading || !meaning) return;
    const meanings = reading.columns.map((column, i) => (i === index ? meaning : column.meaning));
    await this.#read({ ...chosen, meanings });
  }

  #forget(): void {
    this.chosen = undefined;
    this.reading = undefined;
    this.problem = undefined;
  }

  async #create(event: Event): Promise<void> {
    event.preventDefault();
    const { reading } = this;
    if (!reading) return;
    const currency = this.currency || this.#organization.value?.default_currency || 'EUR';
    const target: ImportTarget = this.tourId
      ? { kind: 'existing', tourId: this.tourId }
      : { kind: 'new', name: this.tourName.trim(), artist: this.artist.trim(), currency };
    this.isBusy = true;
    const outcome = await runImport(reading, target);
    this.isBusy = false;
    if (outcome.ok) go(`/tours/${outcome.value.tourId}`);
    else this.problem = outcome.problem;
  }

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void this.#take(file);
    else this.isOver = false;
  };

  readonly #pick = (event: Event): void => {
    const control = event.currentTarget;
    if (!(control instanceof HTMLInputElement)) return;
    const file = control.files?.[0];
    if (file) void this.#take(file);
    control.value = '';
  };

  #chooser(): TemplateResult {
    return html`<div
        class=${this.isOver ? 'drop is-over' : 'drop'}
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.isOver = true;
        }}
        @dragleave=${() => (this.isOver = false)}
        @drop=${this.#drop}
      >
        ${icon('file')}
        <p class="title">Drop the tour’s spreadsheet here</p>
        <p class="soft">CSV or iCal. You see what would be created before anything is.</p>
        <label class="button primary file-button"
          >Choose a file<input
            type="file"
            accept=".csv,.tsv,.txt,.ics,text/csv,text/calendar"
            @change=${this.#pick}
        /></label>
      </div>
      ${this.#problemLine()}`;
  }

  #columns(reading: ImportReading): TemplateResult | typeof nothing {
    if (reading.columns.length === 0) return nothing;
    const choices = COLUMN_MEANINGS.map((value) => ({
      value,
      label: sentence(COLUMN_WORDS[value]),
    }));
    return html`<section class="section" aria-labelledby="columns">
      <h2 id="columns">What each column means</h2>
      <div class="meanings">
        ${reading.columns.map(
          (column, i) =>
            html`<form-field
              .spec=${{
                name: `column${i}`,
                label: column.header || `Column ${i + 1}`,
                kind: 'select',
                required: true,
                choices,
                hint: column.samples.join(', '),
              }}
              .value=${column.meaning}
              @edit=${(event: CustomEvent<string>) => this.#mean(i, event.detail)}
            ></form-field>`,
        )}
      </div>
    </section>`;
  }

  #dayOrder(reading: ImportReading, chosen: Chosen): TemplateResult | typeof nothing {
    const isDoubtful = reading.records.some((record) =>
      record.problems.some(({ code }) => code === 'guessed_order'),
    );
    if (!isDoubtful && chosen.dayOrder === 'guess') return nothing;
    return html`<choice-chips
      label="Dates like 3/11 mean"
      name="day-order"
      look="segments"
      .value=${reading.dayOrder}
      .choices=${[
        { value: 'dmy', label: '3 November' },
        { value: 'mdy', label: 'March 11' },
      ]}
      @choose=${(event: CustomEvent<string>) =>
        this.#read({ ...chosen, dayOrder: event.detail === 'mdy' ? 'mdy' : 'dmy' })}
    ></choice-chips>`;
  }

  #problemLine(): TemplateResult | typeof nothing {
    if (!this.problem) return nothing;
    return html`<p class="form-error" role="alert">${this.problem.message}</p>`;
  }

  #target(): TemplateResult {
    const tours = this.#tours.value ?? [];
    const currency = this.currency || this.#organization.value?.default_currency || 'EUR';
    const select = { kind: 'select', required: true } as const;
    const tourField: FieldSpec = {
      ...select,
      name: 'tour',
      label: 'Tour',
      choices: [
        { value: '', label: 'A new tour' },
        ...tours.map(({ id, name }) => ({ value: id, label: name })),
      ],
    };
    const currencyField: FieldSpec = {
      ...select,
      name: 'currency',
      label: 'Currency',
      choices: currencyChoices(currency),
    };
    const edit =
      (take: (text: string) => void) =>
      (event: CustomEvent<string>): void =>
        take(event.detail);
    return html`<section class="section" aria-labelledby="target">
      <h2 id="target">Where it goes</h2>
      <form-field
        .spec=${tourField}
        .value=${this.tourId}
        @edit=${edit((text) => (this.tourId = text))}
      ></form-field>
      ${
        this.tourId
          ? nothing
          : html`<form-field
                .spec=${nameField}
                .value=${this.tourName}
                @edit=${edit((text) => (this.tourName = text))}
              ></form-field>
              <div class="pair">
                <form-field
                  .spec=${{ name: 'artist', label: 'Artist', maxlength: 120 }}
                  .value=${this.artist}
                  @edit=${edit((text) => (this.artist = text))}
                ></form-field>
                <form-field
                  .spec=${currencyField}
                  .value=${currency}
                  @edit=${edit((text) => (this.currency = text))}
                ></form-field>
              </div>`
      }
    </section>`;
  }

  #preview(reading: ImportReading, chosen: Chosen): TemplateResult {
    const count = reading.readyCount;
    return html`<form class="stack-large" @submit=${this.#create}>
      <div class="toolbar">
        <p class="soft">${icon('file')}${chosen.name}</p>
        <button type="button" class="button plain" @click=${this.#forget}>Other file</button>
      </div>
      <div class="columns">
        <div>
          <import-preview .reading=${reading}></import-preview>
        </div>
        <div>
          <div class="form">${this.#target()}</div>
          ${this.#dayOrder(reading, chosen)} ${this.#columns(reading)}
        </div>
      </div>
      ${this.#problemLine()}
      <div class="confirm">
        <button class="button primary" ?disabled=${count === 0 || this.isBusy}>
          ${createWords(count)}
        </button>
        <p class="faint">All at once, and one undo takes it all back.</p>
      </div>
    </form>`;
  }

  protected override render(): TemplateResult {
    if (!can('shows', 'write')) return html`<no-access></no-access>`;
    const { reading, chosen } = this;
    return html`<app-bar heading="Import"></app-bar>
      ${reading && chosen ? this.#preview(reading, chosen) : this.#chooser()}`;
  }
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
