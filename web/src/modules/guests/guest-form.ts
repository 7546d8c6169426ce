// <guest-form>: a guest asked for, added or changed, inside a sheet.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { decideGuest, guests, runsGuestLists, type Guest, type GuestList } from '../../data/guests';
import { PASS_TYPE_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import type { Outcome, Problem } from '../../lib/outcome';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import {
  asNumber,
  asOneOf,
  asOptional,
  asText,
  readForm,
  type Readers,
} from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';

/** Fires `finished` when it was saved, taken off or left. */
@customElement('guest-form')
export class GuestForm extends LightElement {
  @property({ attribute: false }) guest: Guest | undefined;
  @property({ attribute: false }) list: GuestList | undefined;
  @state() private problem: Problem | undefined;

  get #fields(): readonly FieldSpec[] {
    return [
      { name: 'name', label: 'Name', required: true, maxlength: 120 },
      { name: 'plus', label: 'Brings', kind: 'number', half: true, inputmode: 'numeric' },
      {
        name: 'pass_type',
        label: 'Pass',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(PASS_TYPE_VALUES),
      },
      { name: 'email', label: 'E-mail', kind: 'email' },
      { name: 'notes', label: 'Notes', maxlength: 400, placeholder: 'What the door should know' },
    ];
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    if (this.guest) {
      this.#finish(await guests.update(this.guest.id, withCount(readForm(changed, readers))));
      return;
    }
    const fresh = withCount(readForm(values, readers));
    this.#finish(
      await guests.create({
        ...fresh,
        name: fresh.name ?? '',
        guest_list_id: this.list?.id ?? '',
        status: runsGuestLists() ? 'approved' : 'requested',
      }),
    );
  }

  /** Taken off, not deleted: what the doors know of them stays, and so does who asked. */
  async #cancel(): Promise<void> {
    if (this.guest) this.#finish(await decideGuest(this.guest, 'cancelled'));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    const { guest } = this;
    const remove = runsGuestLists() ? 'Take off' : 'Cancel request';
    return html`<record-form
      .record=${guest?.id ?? 'new'}
      .fields=${this.#fields}
      .values=${{
        name: guest?.name ?? '',
        plus: String(guest?.plus ?? 0),
        pass_type: guest?.pass_type ?? 'ticket',
        email: guest?.email ?? '',
        notes: guest?.notes ?? '',
      }}
      .problem=${this.problem}
      .saveLabel=${guest ? 'Save' : runsGuestLists() ? 'Add' : 'Ask'}
      .removeLabel=${guest && guest.status !== 'cancelled' ? remove : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${this.#cancel}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}

type Count = { plus?: number | null };

/** Nobody else comes along where the field is left empty. */
const withCount = <T extends Count>(values: T): Omit<T, 'plus'> & { plus?: number } => {
  const { plus, ...rest } = values;
  return plus === undefined ? rest : { ...rest, plus: plus ?? 0 };
};

const readers: Readers<Omit<Values<'guests'>, 'plus'> & Count> = {
  name: asText,
  plus: asNumber,
  pass_type: asOneOf(PASS_TYPE_VALUES),
  email: asOptional,
  notes: asOptional,
};
