// <settle-screen>: the promoter's side of a settlement, on their own phone, without an account
// and without a network: scanned, worked out again, signed or answered with other figures, kept.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { figuresIn, standing, withClaims, type Claim } from '../../data/settlement-claims';
import { loadMoney, settleSide } from '../../lib/core/money';
import type { Problem } from '../../lib/outcome';
import { keepPaper, keptPapers, type KeptPaper, type Signature } from '../../lib/sign';
import '../../ui/app-bar';
import { formatDate, formatMoment, formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import { waitingScreen } from '../../ui/live-view';
import '../../ui/qr-scanner';
import { saveFile } from '../../ui/save-file';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import './both-sides';
import {
  checkOffer,
  fingerprint,
  readMessage,
  writeMessage,
  type Checked,
  type Message,
} from './exchange';
import { balanceWords, sideOf, type Readable } from './line-words';
import './parcel-view';
import { nightSection, nightsOf } from './run-nights';
import './settlement.css';
import './sign-form';
import { signatureList } from './signature-list';
import './statement-lines';
import './their-figures';

@customElement('settle-screen')
export class SettleScreen extends Screen {
  @state() private isReady = false;
  @state() private checked: Checked | undefined;
  @state() private claims: readonly Claim[] = [];
  @state() private problem: Problem | undefined;
  @state() private isSigning = false;
  /** what is shown back */
  @state() private answer: Message | undefined;
  @state() private papers: readonly KeptPaper[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void loadMoney().then(() => (this.isReady = true));
    void this.#readPapers();
  }

  async #readPapers(): Promise<void> {
    this.papers = await keptPapers();
  }

  async #open(text: string): Promise<void> {
    const message = readMessage(text);
    if (message?.kind !== 'offer') {
      this.problem = { code: 'invalid', message: 'This is no settlement.' };
      return;
    }
    const kept = this.papers.find(({ hash }) => hash === message.hash);
    const own = kept && readMessage(kept.text);
    const mine = own?.kind === 'offer' ? own.signatures : [];
    // what was signed here stands, even if they show it without
    const signatures = [
      ...message.signatures,
      ...mine.filter((one) => !message.signatures.some(({ party }) => party === one.party)),
    ];
    const outcome = await checkOffer({ ...message, signatures });
    this.claims = [];
    this.answer = undefined;
    this.problem = outcome.ok ? undefined : outcome.problem;
    this.checked = outcome.ok ? outcome.value : undefined;
    if (outcome.ok && signatures.some(({ party }) => party === 'promoter'))
      await this.#keep(outcome.value);
  }

  async #keep({ offer }: Checked): Promise<void> {
    await keepPaper({
      hash: offer.hash,
      keptAt: new Date().toISOString(),
      text: writeMessage(offer),
    });
    await this.#readPapers();
  }

  async #signed(checked: Checked, signature: Signature): Promise<void> {
    const offer = { ...checked.offer, signatures: [...checked.offer.signatures, signature] };
    this.checked = { ...checked, offer };
    this.isSigning = false;
    this.answer = { kind: 'answer', signature };
    await this.#keep(this.checked);
  }

  #counter(checked: Checked): void {
    const side = sideOf(this.#readable(checked));
    const theirs = settleSide(figuresIn(withClaims(side, this.claims)));
    if (!theirs.ok) {
      this.problem = theirs.problem;
      return;
    }
    this.problem = undefined;
    this.answer = {
      kind: 'counter',
      hash: checked.offer.hash,
      text: theirs.value.inputText,
      note: null,
    };
  }

  #readable(checked: Checked): Readable {
    const { input, settled, run, offer } = checked;
    const shows = nightsOf(checked, offer.shows);
    return { input, settled, names: offer.names, run, shows };
  }

  #start(): TemplateResult {
    return html`<app-bar
        heading="Settle a show"
        .under=${'For the promoter. No account, no network needed.'}
      ></app-bar>
      <div class="stack-large">
        <section class="stack">
          <p class="soft">
            Scan the codes on the tour manager’s phone. Everything is worked out again here, so that
            you sign what this phone has checked. Nothing is sent anywhere.
          </p>
          ${
            this.problem
              ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
              : nothing
          }
          <qr-scanner
            what="the settlement"
            @received=${(event: CustomEvent<string>) => this.#open(event.detail)}
          ></qr-scanner>
        </section>
        ${this.#kept()}
      </div>`;
  }

  #kept(): TemplateResult | typeof nothing {
    if (this.papers.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="kept">
      <header><h2 id="kept">Signed on this phone</h2></header>
      <ul class="rows">
        ${this.papers.map((paper) => {
          const message = readMessage(paper.text);
          if (message?.kind !== 'offer') return nothing;
          return html`<li>
            <button class="row" @click=${() => this.#open(paper.text)}>
              <span class="main"
                ><span class="title">${message.title}</span
                ><span class="sub"
                  >${formatDate(message.date, 'full')}, ${message.from}, version
                  ${message.version}</span
                ></span
              >
              <span class="end faint">${formatMoment(paper.keptAt)}</span>
            </button>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #sum({ offer, settled, input }: Checked): TemplateResult {
    const { balance } = settled.totals;
    return html`<section class="balance-panel" aria-label="Balance" data-balance=${balance}>
      <p class="soft">${balanceWords(balance, false)}</p>
      <p class="sum figures">${formatMoney(Math.abs(balance), input.currency ?? 'EUR')}</p>
      <p class="faint holds" role="status">
        ${icon('check')}
        <span
          >Worked out again on this phone: the same result. Fingerprint
          <span class="fingerprint">${fingerprint(offer.hash)}</span></span
        >
      </p>
      ${
        offer.reason
          ? html`<p>Amends an earlier version: <strong>${offer.reason}</strong></p>`
          : nothing
      }
    </section>`;
  }

  #figures(checked: Checked): TemplateResult {
    const readable = this.#readable(checked);
    const { input, settled } = readable;
    const both =
      this.claims.length > 0 ? standing(sideOf(readable), settled, this.claims) : undefined;
    const money = (minor: number): string => formatMoney(minor, input.currency ?? 'EUR');
    return html`<details class="fold" ?open=${this.claims.length > 0}>
      <summary>${icon('forward')}Something differs</summary>
      <div class="stack">
        <p class="soft">Write your figure where it is another. You do not sign by this.</p>
        <their-figures
          .readable=${readable}
          .claims=${this.claims}
          ours="They say"
          theirs="You say"
          @claim=${(event: CustomEvent<readonly Claim[]>) => (this.claims = event.detail)}
        ></their-figures>
        ${
          both?.ok
            ? html`<p class="figures" role="status" data-undisputed=${both.value.undisputed}>
                By your figures <strong>${money(both.value.theirs.totals.balance)}</strong>;
                undisputed tonight <strong>${money(both.value.undisputed)}</strong>.
              </p>`
            : nothing
        }
        ${
          both && !both.ok
            ? html`<p class="error" role="alert">
                These figures cannot be: ${both.problem.message}.
              </p>`
            : nothing
        }
        <button
          class="button"
          ?disabled=${this.claims.length === 0}
          @click=${() => this.#counter(checked)}
        >
          ${icon('code')}Answer with these figures
        </button>
      </div>
    </details>`;
  }

  #answered(checked: Checked, answer: Message): TemplateResult {
    const isSigned = answer.kind === 'answer';
    const hasBoth = checked.offer.signatures.length === 2;
    return html`<section class="panel stack" aria-labelledby="answer">
      <h2 id="answer">${isSigned ? 'Show this to the tour manager' : 'Show them your figures'}</h2>
      <p>
        ${
          isSigned
            ? hasBoth
              ? 'Both have signed, and it is kept on this phone. They scan this for their copy.'
              : 'You have signed, and it is kept here. When they have signed too, scan once more.'
            : 'They scan this and see your figures beside theirs.'
        }
      </p>
      <parcel-view
        .text=${writeMessage(answer)}
        label="Your answer as codes"
        file-name="answer.ota"
      ></parcel-view>
      <button class="button" @click=${() => (this.answer = undefined)}>Done</button>
    </section>`;
  }

  #next(checked: Checked): TemplateResult {
    const { offer } = checked;
    const mine = offer.signatures.find(({ party }) => party === 'promoter');
    if (mine)
      return html`<div class="button-row">
        <button class="button" @click=${() => (this.answer = { kind: 'answer', signature: mine })}>
          ${icon('code')}Show my signature
        </button>
        <button
          class="button"
          @click=${() =>
            saveFile(
              `Settlement ${offer.title} ${offer.date}.json`,
              writeMessage(offer),
              'application/json',
            )}
        >
          ${icon('download')}Save
        </button>
        <button class="button" @click=${() => window.print()}>${icon('print')}Print</button>
      </div>`;
    return html`<div class="button-row">
        <button class="button primary" @click=${() => (this.isSigning = true)}>
          ${icon('sign')}Sign for the promoter
        </button>
      </div>
      ${this.#figures(checked)}`;
  }

  #full(checked: Checked): TemplateResult {
    const { offer, input, settled } = checked;
    const readable = this.#readable(checked);
    const { balance } = settled.totals;
    const amount = formatMoney(Math.abs(balance), input.currency ?? 'EUR');
    return html`<app-bar
        .heading=${offer.title || 'Settlement'}
        .kicker=${[offer.date && formatDate(offer.date, 'full'), offer.place]
          .filter(Boolean)
          .join(' · ')}
        .under=${`${offer.from}, version ${offer.version}`}
        .actions=${html`<button class="button" @click=${() => (this.checked = undefined)}>
          ${icon('back')}Scan another
        </button>`}
      ></app-bar>
      <div class="columns">
        <div>
          ${this.#sum(checked)}
          ${this.answer ? this.#answered(checked, this.answer) : this.#next(checked)}
          <section class="section" aria-labelledby="signatures">
            <header><h2 id="signatures">Signatures</h2></header>
            ${signatureList(offer.signatures)}
          </section>
        </div>
        <div>
          <section class="section" aria-labelledby="lines">
            <header><h2 id="lines">Line by line</h2></header>
            <statement-lines shared .readable=${readable}></statement-lines>
          </section>
          ${nightSection(readable.shows ?? [])}
        </div>
      </div>
      <sheet-dialog
        heading="Sign for the promoter"
        .open=${this.isSigning}
        @closed=${() => (this.isSigning = false)}
      >
        ${
          this.isSigning
            ? html`<sign-form
                .hash=${offer.hash}
                party="promoter"
                job="Promoter"
                .statement=${`${amount} ${balance < 0 ? 'due to the promoter' : 'due to the artist'}`}
                @signed=${(event: CustomEvent<Signature>) => this.#signed(checked, event.detail)}
              ></sign-form>`
            : nothing
        }
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult {
    if (!this.isReady) return waitingScreen;
    return this.checked ? this.#full(this.checked) : this.#start();
  }
}
