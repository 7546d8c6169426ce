// <month-grid>: one month as a table of days, each with the entries that fall on it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { firstWeekday, monthOf, weeksOf } from './calendar';
import { formatDate, locale } from './format';
import { LightElement } from './light-element';
import '../styles/month.css';

export interface MonthEntry {
  readonly date: string;
  readonly label: string;
  /** full words for who cannot see the grid */
  readonly description: string;
  /** where it leads; without one it is told quietly, as somebody else's */
  readonly href?: string;
  /** a tone of the status, or `day` for days that are not shows */
  readonly tone: string;
}

@customElement('month-grid')
export class MonthGrid extends LightElement {
  /** YYYY-MM */
  @property() month = '';
  @property() today = '';
  @property({ attribute: false }) entries: readonly MonthEntry[] = [];

  #day(date: string): TemplateResult {
    const entries = this.entries.filter((entry) => entry.date === date);
    const isInside = monthOf(date) === this.month;
    return html`<td
      class=${isInside ? (date === this.today ? 'is-today' : '') : 'outside'}
      aria-current=${date === this.today ? 'date' : nothing}
    >
      <span class="date"
        ><span class="visually-hidden">${formatDate(date, 'long')}</span
        ><span aria-hidden="true">${Number(date.slice(8))}</span></span
      >
      ${entries.map((entry) => {
        const words = html`<span class="visually-hidden">${entry.description}</span
          ><span aria-hidden="true">${entry.label}</span>`;
        return entry.href === undefined
          ? html`<span class="told">${words}</span>`
          : html`<a href=${entry.href} data-tone=${entry.tone}>${words}</a>`;
      })}
    </td>`;
  }

  protected override render(): TemplateResult {
    const weeks = weeksOf(this.month, firstWeekday(locale()));
    return html`<table class="month">
      <caption>
        ${formatDate(`${this.month}-01`, 'month')}
      </caption>
      <thead>
        <tr>
          ${(weeks[0] ?? []).map(
            (date) => html`<th scope="col">${formatDate(date, 'weekday')}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${weeks.map(
          (week) =>
            html`<tr>
              ${week.map((date) => this.#day(date))}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
