// The guest lists as they are printed for the promoter: totals, then who is approved, list by list.

import { html, type TemplateResult } from 'lit';
import { headsOf, type ListBook, type PassTotal } from '../../data/guests';
import { words } from '../../ui/words';
import './guest-paper.css';

const list = ({ list: { name, allotment }, guests, given }: ListBook): TemplateResult =>
  html`<table>
    <caption>
      ${name}: ${given} of ${allotment} places
    </caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">People</th>
        <th scope="col">Pass</th>
        <th scope="col">Notes</th>
      </tr>
    </thead>
    <tbody>
      ${guests
        .filter(({ status }) => status === 'approved')
        .map(
          (guest) =>
            html`<tr>
              <td>${guest.name}${guest.plus > 0 ? ` +${guest.plus}` : ''}</td>
              <td>${headsOf(guest)}</td>
              <td>${words(guest.pass_type)}</td>
              <td>${guest.notes ?? ''}</td>
            </tr>`,
        )}
    </tbody>
  </table>`;

/** Only printed. `where`: the room and its city. */
export function guestPaper(
  title: string,
  where: string,
  books: readonly ListBook[],
  totals: readonly PassTotal[],
): TemplateResult {
  const all = totals.reduce((sum, { heads }) => sum + heads, 0);
  const parts = totals.map(({ pass, heads }) => `${words(pass)} ${heads}`);
  return html`<article class="guest-paper">
    <p class="headline">${title}</p>
    <p>${where}</p>
    <p class="in-all">
      <strong>${all === 1 ? '1 person' : `${all} people`}</strong>:
      ${parts.join(', ') || 'nobody yet'}
    </p>
    ${books.map(list)}
  </article>`;
}
