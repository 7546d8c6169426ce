// <hold-row>: one hold in a list: date, where, for whom, its rank, and the clock it is under.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HoldAt } from '../../data/holds';
import { formatDate, formatMoment } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import { dateBlock } from '../../ui/show-row';
import '../../ui/sync-mark';
import { answerWords, rankWords } from './hold-words';

@customElement('hold-row')
export class HoldRow extends LightElement {
  @property({ attribute: false }) at: HoldAt | undefined;
  @property({ type: Number }) now = 0;
  /** whether the month is told too, where the list is not grouped by month */
  @property({ type: Boolean }) withMonth = false;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.at) return nothing;
    const { hold, venue, stage } = this.at;
    const isOver = hold.status === 'released' || hold.status === 'expired';
    const isChallenged = hold.status === 'challenged' && hold.answer_by !== null;
    const details = [
      this.withMonth ? formatDate(hold.date, 'short') : '',
      hold.party,
      venue?.city,
      stage?.name,
      hold.is_challenging ? 'challenging' : '',
      hold.expires_at && !isOver && hold.status !== 'confirmed'
        ? `until ${formatMoment(hold.expires_at)}`
        : '',
    ];
    const tone = hold.status === 'confirmed' ? 'good' : isChallenged ? 'warn' : '';
    return html`<a class=${isOver ? 'row is-gone' : 'row'} href=${`/holds/${hold.id}`}>
      ${dateBlock(hold.date)}
      <span class="main">
        <span class="title">${venue?.name ?? 'Venue'}</span>
        <span class="sub">${details.filter(Boolean).join(' · ')}</span>
        ${
          isChallenged
            ? html`<span class="sub clock">${answerWords(hold.answer_by ?? '', this.now)}</span>`
            : nothing
        }
      </span>
      <span class="end">
        ${
          hold.rank === null && hold.local === 'asked' && !isOver
            ? nothing
            : html`<span class="tag ${tone}">${rankWords(hold)}</span>`
        }
        <sync-mark .state=${hold.local}></sync-mark>
      </span>
    </a>`;
  }
}
