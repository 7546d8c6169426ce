// <doors-form>: the doors of a show: added, renamed, and deleted while nobody came in by them.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { doors, type Door, type DoorBook } from '../../data/guests-doors';
import type { Outcome } from '../../lib/outcome';
import type { FieldSpec } from '../../ui/form-field';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';

const fields: readonly FieldSpec[] = [
  { name: 'name', label: 'Name', required: true, maxlength: 60, placeholder: 'Front, stage door' },
];

@customElement('doors-form')
export class DoorsForm extends LightElement {
  @property() showId = '';
  @property({ attribute: false }) book: DoorBook = { doors: [], guests: [] };
  /** '' for a new one, or the id of the door that is renamed */
  @state() private renamed = '';
  /** a fresh form after each save */
  @state() private saved = 0;

  #inBy(door: Door): number {
    return this.book.guests
      .flatMap(({ admissions }) => admissions)
      .filter(({ door_id }) => door_id === door.id)
      .reduce((sum, { heads }) => sum + heads, 0);
  }

  #tell(outcome: Outcome<unknown>): void {
    if (!outcome.ok) {
      toast(outcome.problem.message);
      return;
    }
    this.renamed = '';
    this.saved += 1;
  }

  async #save({ values }: SavedForm): Promise<void> {
    const name = (values['name'] ?? '').trim();
    this.#tell(
      this.renamed
        ? await doors.update(this.renamed, { name })
        : await doors.create({ show_id: this.showId, name }),
    );
  }

  #row(door: Door): TemplateResult {
    const inside = this.#inBy(door);
    return html`<li>
      <div class="row">
        <span class="main">
          <span class="title">${door.name}</span>
          <span class="sub">${inside === 0 ? 'Nobody in yet' : `${inside} in`}</span>
        </span>
        <span class="end">
          <sync-mark .state=${door.local}></sync-mark>
          <button
            class="button icon-only"
            aria-label=${`Rename ${door.name}`}
            @click=${() => (this.renamed = door.id)}
          >
            ${icon('edit')}
          </button>
          ${
            inside === 0
              ? html`<button
                  class="button icon-only"
                  aria-label=${`Delete ${door.name}`}
                  @click=${async () => this.#tell(await doors.remove(door.id))}
                >
                  ${icon('trash')}
                </button>`
              : nothing
          }
        </span>
      </div>
    </li>`;
  }

  protected override render(): TemplateResult {
    const door = this.book.doors.find(({ id }) => id === this.renamed);
    return html`<div class="stack">
      <ul class="rows">
        ${this.book.doors.map((one) => this.#row(one))}
      </ul>
      <record-form
        .record=${`${this.renamed} ${this.saved}`}
        .fields=${fields}
        .values=${{ name: door?.name ?? '' }}
        .saveLabel=${door ? 'Rename' : 'Add door'}
        .cancelLabel=${door ? 'Cancel' : 'Clear'}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
        @cancel=${() => {
          this.renamed = '';
          this.saved += 1;
        }}
      ></record-form>
    </div>`;
  }
}
