// A row of a list that leads somewhere, with an amount at its end.

import { html, type TemplateResult } from 'lit';

export interface MoneyRow {
  readonly href: string;
  readonly title: string;
  readonly sub: string;
  /** what stands below the title is why it cannot be worked out */
  readonly isWrong?: boolean;
  /** empty where there is none */
  readonly amount: string;
  /** what stands before the amount */
  readonly mark?: TemplateResult;
}

export const moneyRow = ({ href, title, sub, isWrong, amount, mark }: MoneyRow): TemplateResult =>
  html`<li>
    <a class="row" href=${href}>
      <span class="main"
        ><span class="title">${title}</span
        ><span class=${isWrong ? 'sub error' : 'sub'}>${sub}</span></span
      >
      <span class="end">${mark} <span class="amount">${amount}</span></span>
    </a>
  </li>`;
