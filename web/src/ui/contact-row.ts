// <contact-row>: a person, and one tap to call or write to them.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { dialable } from './dialable';
import { icon } from './icon';
import { LightElement } from './light-element';
import './person-avatar';
import './sync-mark';
import type { RowSync } from './sync-mark';

export interface PersonFacts {
  readonly id: string;
  readonly name: string;
  readonly job: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly local: RowSync;
}

/** `leads` to the person's page, fires `pick`, or does neither. */
@customElement('contact-row')
export class ContactRow extends LightElement {
  @property({ attribute: false }) person: PersonFacts | undefined;
  @property() leads: 'page' | 'pick' | 'nowhere' = 'page';

  protected override render(): TemplateResult | typeof nothing {
    const { person } = this;
    if (!person) return nothing;
    const action = (href: string, name: Parameters<typeof icon>[0], verb: string): TemplateResult =>
      html`<a class="button icon-only" href=${href} aria-label=${`${verb} ${person.name}`}
        >${icon(name)}</a
      >`;
    const words = html`<span class="title">${person.name}</span>
      ${person.job ? html`<span class="sub">${person.job}</span>` : nothing}`;
    const pick = (): boolean => this.dispatchEvent(new CustomEvent('pick', { detail: person.id }));
    return html`<div class="row">
      <person-avatar .name=${person.name}></person-avatar>
      ${
        this.leads === 'pick'
          ? html`<button class="main" @click=${pick}>${words}</button>`
          : this.leads === 'page'
            ? html`<a class="main cover" href=${`/people/${person.id}`}>${words}</a>`
            : html`<span class="main">${words}</span>`
      }
      <span class="end">
        <sync-mark .state=${person.local}></sync-mark>
        ${
          person.phone
            ? html`${action(`sms:${dialable(person.phone)}`, 'message', 'Message')}
              ${action(`tel:${dialable(person.phone)}`, 'call', 'Call')}`
            : person.email
              ? action(`mailto:${person.email}`, 'mail', 'Write to')
              : nothing
        }
      </span>
    </div>`;
  }
}
