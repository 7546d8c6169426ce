// A shared day sheet as it is read on a phone: facts, what comes when, whom to call.

import { html, nothing, type TemplateResult } from 'lit';
import type { DaySheet, SheetContact, SheetItem, SheetLeg } from '../../lib/shared-page';
import { dialable } from '../../ui/dialable';
import { mapLink } from '../../ui/map-link';
import { words } from '../../ui/words';

type Text = string | null | undefined | false;

export const joined = (separator: string, ...parts: readonly Text[]): string =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '').join(separator);

export const placeOf = ({ venue, show, day, city }: DaySheet): string =>
  joined(
    ', ',
    venue?.name ?? show?.title ?? day?.title ?? (day ? words(day.kind) : undefined),
    city ?? venue?.city,
  );

const call = (phone: string): TemplateResult =>
  html`<a href=${`tel:${dialable(phone)}`}>${phone}</a>`;

/** An address, which opens on a map. */
const address = (...parts: readonly Text[]): TemplateResult | string => {
  const text = joined(', ', ...parts);
  return text
    ? html`<a href=${mapLink(undefined, text)} target="_blank" rel="noopener">${text}</a>`
    : '';
};

const line = (
  at: string,
  title: string,
  quiet: string | TemplateResult,
  isCritical = false,
): TemplateResult =>
  html`<li>
    <span class="at">${at}</span>
    <span class=${isCritical ? 'is-critical' : ''}
      >${title}${quiet ? html`<small>${quiet}</small>` : nothing}</span
    >
  </li>`;

const item = (sheet: DaySheet, one: SheetItem): TemplateResult =>
  line(
    joined(' – ', one.starts, one.ends),
    one.title,
    joined(
      ' · ',
      one.place,
      one.is_hard && 'fixed',
      !one.is_confirmed && 'to be confirmed',
      one.zone !== sheet.zone && one.zone,
      one.notes,
    ),
    one.is_critical,
  );

const leg = (one: SheetLeg): TemplateResult =>
  line(
    joined(' – ', one.departs, one.arrives),
    joined(': ', words(one.mode), one.title),
    joined(' – ', one.departs_place, one.arrives_place),
  );

const contact = (one: SheetContact): TemplateResult =>
  html`<div>
    <p>${one.name}</p>
    <p class="faint">${joined(' · ', one.job, one.company)}</p>
    <p class="button-row">
      ${one.phone ? call(one.phone) : nothing}
      ${one.email ? html`<a href=${`mailto:${one.email}`}>${one.email}</a>` : nothing}
    </p>
  </div>`;

const fact = (label: string, value: TemplateResult | Text): TemplateResult | typeof nothing =>
  value
    ? html`<dt>${label}</dt>
        <dd>${value}</dd>`
    : nothing;

const section = (
  heading: string,
  parts: readonly unknown[],
  content: TemplateResult,
): TemplateResult | typeof nothing =>
  parts.length === 0
    ? nothing
    : html`<section class="section">
        <h2>${heading}</h2>
        ${content}
      </section>`;

/** The whole sheet but for its title. */
export function sheetView(sheet: DaySheet): TemplateResult {
  const { show, venue, tour_manager: tm } = sheet;
  return html`<dl class="facts">
      ${fact('Tour manager', tm ? html`${tm.name} ${tm.phone ? call(tm.phone) : ''}` : null)}
      ${fact('Venue', address(venue?.name, venue?.address, venue?.city))}
      ${fact('Phone', venue?.phone ? call(venue.phone) : null)} ${fact('Doors', show?.doors)}
      ${fact('On stage', show?.starts)} ${fact('Curfew', show?.curfew)}
      ${fact('Promoter', show?.promoter)} ${fact('Load-in', venue?.load_in)}
      ${fact('Stage', venue?.stage)} ${fact('Power', venue?.power)}
    </dl>
    ${section(
      'Schedule',
      sheet.items,
      html`<ol class="shared-lines">
        ${sheet.items.map((one) => item(sheet, one))}
      </ol>`,
    )}
    ${section(
      'Travel',
      sheet.travel,
      html`<ol class="shared-lines">
        ${sheet.travel.map(leg)}
      </ol>`,
    )}
    ${section(
      'Hotel',
      sheet.stays,
      html`<ul class="shared-lines">
        ${sheet.stays.map((stay) =>
          line(
            stay.is_tonight ? 'Tonight' : 'Until today',
            joined(', ', stay.name, stay.room && joined(' ', 'room', stay.room.number)),
            html`${address(stay.address, stay.city)} ${stay.phone ? call(stay.phone) : nothing}`,
          ),
        )}
      </ul>`,
    )}
    ${section('Contacts', sheet.contacts, html`${sheet.contacts.map(contact)}`)}
    ${show?.notes ? html`<p class="prose">${show.notes}</p>` : nothing}`;
}
