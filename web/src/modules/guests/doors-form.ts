// <doors-form>: the doors of a show: added, renamed, and deleted while nobody came in by them.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { doors, leaveDoor, type Door } from '../../data/doors';
import { takePlaces, usedBy, type DoorBook } from '../../data/guests-doors';
import type { Outcome } from '../../lib/outcome';
import type { FieldSpec } from '../../ui/form-field';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import { holderWords, lostWords } from './door-words';

const fields: readonly FieldSpec[] = [
  { name: 'name', label: 'Name', required: true, maxlength: 60, placeholder: 'Front, stage door' },
];

@customElement('doors-form')
export class DoorsForm extends LightElement {
  @property() showId = '';
  @property({ attribute: false }) book: DoorBook = { doors: [], guests: [] };
  @property({ attribute: false }) nameOf: (userId: string) => string | undefined = () => undefined;
  /** '' for a new one, or the id of the door that is renamed */
  @state() private renamed = '';
  /** a fresh form after each save */
  @state() private saved = 0;

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

  /** Where another device holds places, or a door without one does: they can be taken back. */
  #places(door: Door, unused: number): TemplateResult | typeof nothing {
    if (door.stand === 'here') {
      return html`<button
        class="button plain"
        @click=${async () => this.#tell(await leaveDoor(door))}
      >
        Leave ${door.name} with this device
      </button>`;
    }
    if (unused === 0 || door.stand === 'asked') return nothing;
    const places = unused === 1 ? 'the place' : `the ${unused} places`;
    return html`<details class="fold">
      <summary>${icon('forward')}Take ${places} of ${door.name} back</summary>
      <div class="stack">
        <p class="soft">
          ${door.stand === 'other' ? lostWords : 'No device checks in here. Other doors can then be given them.'}
        </p>
        <button class="button" @click=${async () => this.#tell(await takePlaces(door))}>
          Take back ${unused}
        </button>
      </div>
    </details>`;
  }

  #row(door: Door): TemplateResult {
    const { inside, unused } = usedBy(this.book, door.id);
    const holder = holderWords(door, this.nameOf);
    const count = `${inside === 0 ? 'Nobody' : inside} in, ${unused} to come`;
    return html`<li>
      <div class="row">
        <span class="main">
          <span class="title">${door.name}</span>
          <span class="sub">${[count, holder].filter(Boolean).join(' · ')}</span>
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
      ${this.#places(door, unused)}
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
