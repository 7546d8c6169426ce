// <send-sheet>: the link for the venue with its mail, ready to copy, share or write.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { sendAdvance, type AdvanceBook } from '../../data/advances';
import { addressOf, withdrawLink, type ShareLink } from '../../data/share-links';
import type { Outcome } from '../../lib/outcome';
import { formatDate, formatMoment } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { copyText, shareText } from '../../ui/share-text';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import { mailSubject, mailText, type MailFacts } from './advance-words';

const DAY_MS = 86_400_000;
/** the link still opens for questions about the settlement */
const DAYS_AFTER = 14;

@customElement('send-sheet')
export class SendSheet extends LightElement {
  @property({ attribute: false }) book: AdvanceBook | undefined;
  @property({ attribute: false }) link: ShareLink | undefined;
  @property({ attribute: false }) facts: Omit<MailFacts, 'address'> | undefined;
  @state() private isBusy = false;

  #tell(outcome: Outcome<unknown>): void {
    if (!outcome.ok) toast(outcome.problem.message);
  }

  async #make(book: AdvanceBook, date: string): Promise<void> {
    this.isBusy = true;
    const end = Math.max(Date.parse(`${date}T00:00:00Z`), Date.now()) + DAYS_AFTER * DAY_MS;
    this.#tell(await sendAdvance(book.advance, new Date(end).toISOString()));
    this.isBusy = false;
  }

  #mail(facts: MailFacts, link: ShareLink, to: string | null): TemplateResult {
    const [subject, text] = [mailSubject(facts), mailText(facts)];
    const href = `mailto:${to ?? ''}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
    return html`<div class="stack">
      <pre>${text}</pre>
      <div class="button-row">
        <a class="button primary" href=${href}>${icon('mail')}Write the mail</a>
        <button class="button" @click=${() => shareText(subject, text, 'The mail is copied.')}>
          Share
        </button>
        <button class="button" @click=${() => copyText(facts.address, 'The link is copied.')}>
          Copy the link
        </button>
      </div>
      <p class="faint">
        <sync-mark .state=${link.local}></sync-mark>
        ${
          link.local === 'synced'
            ? `Opens until ${link.expires_at ? formatMoment(link.expires_at) : 'it is withdrawn'}.`
            : 'The link opens as soon as this device has a signal.'
        }
        ${link.last_used_at ? `Last opened ${formatMoment(link.last_used_at)}.` : ''}
      </p>
      <button class="button danger" @click=${async () => this.#tell(await withdrawLink(link.id))}>
        Withdraw the link
      </button>
    </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { book, link, facts } = this;
    if (!book || !facts) return nothing;
    if (link) {
      return this.#mail({ ...facts, address: addressOf(link) }, link, book.advance.contact_email);
    }
    return html`<div class="stack">
      <p class="soft">
        Whoever has the link answers these questions on their phone, without an account. It shows
        the questions, the answers and the show's times, and no money. It opens until two weeks
        after ${formatDate(facts.date, 'long')}, and you can withdraw it.
      </p>
      <button
        class="button primary"
        ?disabled=${this.isBusy}
        @click=${() => this.#make(book, facts.date)}
      >
        Make the link
      </button>
    </div>`;
  }
}
