// How to reach a person, a house or a hotel: call, message, write, map, each with one tap.

import { html, nothing, type TemplateResult } from 'lit';
import { dialable } from './dialable';
import { icon, type IconName } from './icon';

export interface Reach {
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  /** where it opens on a map (map-link.ts) */
  readonly map?: string;
}

/** Links for a button row: only what is known. */
export function reachButtons({ phone, email, map }: Reach): TemplateResult {
  const link = (href: string, symbol: IconName, label: string): TemplateResult =>
    html`<a class="button" href=${href}>${icon(symbol)}${label}</a>`;
  return html`${
    phone
      ? html`${link(`tel:${dialable(phone)}`, 'call', 'Call')}
        ${link(`sms:${dialable(phone)}`, 'message', 'Message')}`
      : nothing
  }
  ${email ? link(`mailto:${email}`, 'mail', 'Write') : nothing}
  ${
    map
      ? html`<a class="button" href=${map} target="_blank" rel="noopener">${icon('pin')}Map</a>`
      : nothing
  }`;
}
