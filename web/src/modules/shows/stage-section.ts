// <stage-section>: the stages of a venue or festival, each with a line of holds of its own.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Values } from '../../data/tables';
import { stages, type Stage } from '../../data/venues';
import { LiveController } from '../../lib/live';
import type { Outcome, Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import type { FieldSpec } from '../../ui/form-field';
import { asNumber, asText, readForm, type Readers } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';

const fields: readonly FieldSpec[] = [
  { name: 'name', label: 'Name', required: true, maxlength: 120, placeholder: 'Main stage' },
  { name: 'capacity', label: 'Capacity', kind: 'number', inputmode: 'numeric' },
];

const readers: Readers<Values<'stages'>> = { name: asText, capacity: asNumber };

@customElement('stage-section')
export class StageSection extends LightElement {
  @property() venue = '';
  /** the stage whose sheet is open, `new` for one to come */
  @state() private edited = '';
  @state() private problem: Problem | undefined;
  readonly #stages = new LiveController(
    this,
    () => stages.where('venue_id', this.venue),
    () => [this.venue],
  );

  #open(id: string): void {
    this.problem = undefined;
    this.edited = id;
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.#open('');
    else this.problem = outcome.problem;
  }

  async #save({ values, changed }: SavedForm, stage: Stage | undefined): Promise<void> {
    this.#finish(
      stage
        ? await stages.update(stage.id, readForm(changed, readers))
        : await stages.create({
            ...readForm(values, readers),
            venue_id: this.venue,
            name: asText(values['name'] ?? ''),
          }),
    );
  }

  #sheet(stage: Stage | undefined): TemplateResult {
    return html`<sheet-dialog
      heading=${stage ? 'Edit stage' : 'New stage'}
      .open=${this.edited !== ''}
      @closed=${() => this.#open('')}
    >
      ${
        this.edited === ''
          ? nothing
          : html`<record-form
              .record=${this.edited}
              .fields=${fields}
              .values=${{ name: stage?.name ?? '', capacity: String(stage?.capacity ?? '') }}
              .problem=${this.problem}
              .saveLabel=${stage ? 'Save' : 'Add stage'}
              .removeLabel=${stage && can('venues', 'delete') ? 'Delete' : ''}
              @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, stage)}
              @remove=${async () => stage && this.#finish(await stages.remove(stage.id))}
              @cancel=${() => this.#open('')}
            ></record-form>`
      }
    </sheet-dialog>`;
  }

  #row(stage: Stage): TemplateResult {
    const size = stage.capacity === null ? '' : `${stage.capacity.toLocaleString('en-GB')} people`;
    return html`<li>
      <button class="row pick" @click=${() => this.#open(stage.id)}>
        <span class="main">
          <span class="title">${stage.name}</span>
          ${size ? html`<span class="sub figures">${size}</span>` : nothing}
        </span>
        <sync-mark .state=${stage.local}></sync-mark>
        ${icon('forward')}
      </button>
    </li>`;
  }

  protected override render(): TemplateResult {
    const list = this.#stages.value ?? [];
    return html`<section class="section" aria-labelledby="stages">
        <header>
          <h2 id="stages">Stages</h2>
          <button class="button plain" @click=${() => this.#open('new')}>
            ${icon('plus')}Add<span class="visually-hidden"> a stage</span>
          </button>
        </header>
        ${
          list.length === 0
            ? html`<p class="soft">
                One house, one line of holds. Add stages where there are several.
              </p>`
            : html`<ul class="rows">
                ${list.map((stage) => this.#row(stage))}
              </ul>`
        }
      </section>
      ${this.#sheet(list.find(({ id }) => id === this.edited))}`;
  }
}
