// <contact-section>: whom to call about a show: its own people, the house's, the tour's.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { contacts, observeContactsOfShow, type Contact } from '../../data/contacts';
import type { Show } from '../../data/shows';
import type { Values } from '../../data/tables';
import { LiveController } from '../../lib/live';
import type { Outcome, Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import '../../ui/contact-row';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional, asText, readForm, type Readers } from '../../ui/form-values';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/sheet-dialog';

@customElement('contact-section')
export class ContactSection extends LightElement {
  @property({ attribute: false }) show: Show | undefined;
  @state() private edited = '';
  @state() private problem: Problem | undefined;
  readonly #contacts = new LiveController(
    this,
    () => (this.show ? observeContactsOfShow(this.show.id) : undefined),
    () => [this.show?.id, this.show?.venue_id, this.show?.tour_id],
  );

  async #open(id: string): Promise<void> {
    if (id !== '') await import('../../ui/record-form');
    this.problem = undefined;
    this.edited = id;
  }

  get #fields(): readonly FieldSpec[] {
    const { show } = this;
    return [
      { name: 'name', label: 'Name', required: true, maxlength: 120 },
      { name: 'job', label: 'What for', half: true, placeholder: 'Stage manager' },
      { name: 'company', label: 'Company', half: true },
      { name: 'phone', label: 'Phone', kind: 'tel', half: true },
      { name: 'email', label: 'E-mail', kind: 'email', half: true },
      {
        name: 'of',
        label: 'Belongs to',
        kind: 'select',
        required: true,
        choices: [
          { value: 'show', label: 'This show' },
          ...(show?.venue_id ? [{ value: 'venue', label: 'The venue, for every show there' }] : []),
          ...(show?.tour_id ? [{ value: 'tour', label: 'The tour, every day' }] : []),
        ],
      },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  #place(of: string): Values<'contacts'> {
    const { show } = this;
    return {
      venue_id: of === 'venue' ? (show?.venue_id ?? null) : null,
      tour_id: of === 'tour' ? (show?.tour_id ?? null) : null,
      show_id: of === 'show' ? (show?.id ?? null) : null,
    };
  }

  async #save({ values, changed }: SavedForm, contact: Contact | undefined): Promise<void> {
    const place = contact && !('of' in changed) ? {} : this.#place(values['of'] ?? 'show');
    this.#finish(
      contact
        ? await contacts.update(contact.id, { ...readForm(changed, readers), ...place })
        : await contacts.create({
            ...readForm(values, readers),
            ...place,
            name: asText(values['name'] ?? ''),
          }),
    );
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) void this.#open('');
    else this.problem = outcome.problem;
  }

  #form(contact: Contact | undefined): TemplateResult {
    const of = contact?.tour_id ? 'tour' : contact?.venue_id ? 'venue' : 'show';
    return html`<record-form
      .record=${this.edited}
      .fields=${this.#fields}
      .values=${{
        name: contact?.name ?? '',
        job: contact?.job ?? '',
        company: contact?.company ?? '',
        phone: contact?.phone ?? '',
        email: contact?.email ?? '',
        notes: contact?.notes ?? '',
        of,
      }}
      .problem=${this.problem}
      .saveLabel=${contact ? 'Save' : 'Add contact'}
      .removeLabel=${contact ? 'Delete' : ''}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, contact)}
      @remove=${async () => contact && this.#finish(await contacts.remove(contact.id))}
      @cancel=${() => this.#open('')}
    ></record-form>`;
  }

  #row(contact: Contact, mayWrite: boolean): TemplateResult {
    const job = [contact.job, contact.company].filter(Boolean).join(' · ') || null;
    return html`<li>
      <contact-row
        .person=${{ ...contact, job }}
        leads=${mayWrite ? 'pick' : 'nowhere'}
        @pick=${() => this.#open(contact.id)}
      ></contact-row>
    </li>`;
  }

  /** The show's promoter, where nobody wrote them down with more. */
  #promoter(list: readonly Contact[]): TemplateResult | typeof nothing {
    const { promoter, promoter_email } = this.show ?? {};
    const isKnown = list.some(
      ({ name, company, email }) =>
        [name, company].includes(promoter ?? '') || (email !== null && email === promoter_email),
    );
    if (!this.show || !promoter_email || isKnown) return nothing;
    const { id, local } = this.show;
    const name = promoter ?? promoter_email;
    return html`<li>
      <contact-row
        .person=${{ id, name, job: 'Promoter', phone: null, email: promoter_email, local }}
        leads="nowhere"
      ></contact-row>
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const list = this.#contacts.value ?? [];
    const mayWrite = can('people', 'write');
    const promoter = this.#promoter(list);
    const isEmpty = list.length === 0 && promoter === nothing;
    if (isEmpty && !mayWrite) return nothing;
    return html`<section class="section" aria-labelledby="contacts">
      <header>
        <h2 id="contacts">Contacts</h2>
        ${
          mayWrite
            ? html`<button class="button plain" @click=${() => this.#open('new')}>
                ${icon('plus')}Add<span class="visually-hidden"> contact</span>
              </button>`
            : nothing
        }
      </header>
      ${
        isEmpty
          ? html`<p class="soft">
              Nobody yet. The house’s people are offered at every show there.
            </p>`
          : html`<ul class="rows">
              ${promoter} ${list.map((contact) => this.#row(contact, mayWrite))}
            </ul>`
      }
      <sheet-dialog
        .heading=${this.edited === 'new' ? 'New contact' : 'Contact'}
        .open=${this.edited !== ''}
        @closed=${() => this.#open('')}
      >
        ${this.edited === '' ? nothing : this.#form(list.find(({ id }) => id === this.edited))}
      </sheet-dialog>
    </section>`;
  }
}

const readers: Readers<Values<'contacts'>> = {
  name: asText,
  job: asOptional,
  company: asOptional,
  phone: asOptional,
  email: asOptional,
  notes: asOptional,
};
