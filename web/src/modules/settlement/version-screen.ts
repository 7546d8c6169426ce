// <version-screen>: one version of a settlement as it was presented: shown to the promoter, their
// answer taken, signed by both, paid.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeOrganization } from '../../data/organization';
import { settlementPaper } from '../../data/papers';
import {
  addSignature,
  claimsIn,
  giveUp,
  isSignedByBoth,
  keepClaims,
  markPaid,
  observeVersion,
  ofRun,
  ofShow,
  readDocument,
  signatureOf,
  statusOf,
  type Reckoned,
  type Subject,
  type Version,
} from '../../data/settlements';
import { readShows } from '../../data/settlement-shows';
import { claimsBetween, standing, type Claim, type Standing } from '../../data/settlement-claims';
import type { VersionCheck } from '../../data/settlement-check';
import { SubjectMatter } from '../../data/subject-matter';
import { PAYMENT_VALUES } from '../../data/rows.gen';
import { loadMoney, workOut } from '../../lib/core/money';
import { LiveController } from '../../lib/live';
import type { Outcome, Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can, session } from '../../lib/session';
import { isGenuine, type Signature } from '../../lib/sign';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import { choicesOf } from '../../ui/choices';
import { formatDate, formatMoment, formatMoney } from '../../ui/format';
import { asOneOf } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView, waitingScreen } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/no-access';
import '../../ui/qr-parts';
import '../../ui/qr-scanner';
import { saveFile } from '../../ui/save-file';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/status-badge';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import './both-sides';
import { readMessage, writeMessage, type Counter, type Offer } from './exchange';
import { balanceWords, sideOf, type Readable } from './line-words';
import './paper-remark';
import './parcel-view';
import { nightSection, nightsOf } from './run-nights';
import './settlement.css';
import './sign-form';
import { signatureList } from './signature-list';
import './statement-lines';
import './version-check';

interface Found {
  readonly subject: Subject;
  readonly version: Version;
}

type Sheet = 'none' | 'show' | 'take' | 'sign' | 'paid';

/** Where the subject is settled. */
const pathOf = ({ by, id }: Subject): string =>
  by === 'run_id' ? `/runs/${id}` : `/shows/${id}/settlement`;

@customElement('version-screen')
export class VersionScreen extends Screen {
  @state() private isReady = false;
  @state() private sheet: Sheet = 'none';
  @state() private problem: Problem | undefined;
  /** what was found of the version when it was worked out again */
  @state() private check: VersionCheck | undefined;
  @state() private method: (typeof PAYMENT_VALUES)[number] = 'cash';
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #found = new LiveController(
    this,
    () => observeVersion(this.param('id')),
    () => [this.param('id')],
  );
  readonly #about = new SubjectMatter(this, () => ({
    subject: 'settlements',
    id: this.param('id'),
    showId: this.#found.value?.version.row.show_id ?? null,
    tourId: this.#found.value?.subject.tourId ?? null,
  }));

  override connectedCallback(): void {
    super.connectedCallback();
    void loadMoney().then(() => (this.isReady = true));
  }

  #close(): void {
    this.sheet = 'none';
    this.problem = undefined;
  }

  #readable({ version }: Found): Readable | undefined {
    const found = workOut(version.row.input_text ?? '');
    if (!found) return undefined;
    const { input, settled, run } = found;
    const { names } = readDocument(version.row.input);
    const shows = nightsOf(found, readShows(version.row.input));
    return { input, settled, names, run, shows };
  }

  #offer({ version, subject }: Found): Offer {
    const { row } = version;
    return {
      kind: 'offer',
      title: subject.title,
      date: subject.date,
      place: subject.place,
      from: this.#organization.value?.name ?? '',
      version: version.number,
      reason: row.reason,
      names: readDocument(row.input).names,
      shows: readShows(row.input).map(({ name, names }) => ({ name, names })),
      text: row.input_text ?? '',
      hash: row.result_hash ?? '',
      signatures: version.signatures.map(signatureOf),
    };
  }

  async #sign(found: Found, signature: Signature): Promise<void> {
    const outcome = await addSignature(found.subject, found.version, signature);
    if (!outcome.ok) {
      this.problem = outcome.problem;
      return;
    }
    const isLast = found.version.signatures.length === 1;
    // the other side wants to see it: signed by both, or to sign in its turn
    this.sheet = 'show';
    if (isLast) toast('Both have signed');
  }

  async #take(found: Found, text: string): Promise<void> {
    this.problem = undefined;
    const message = readMessage(text);
    if (message?.kind === 'answer') return this.#takeSignature(found, message.signature);
    if (message?.kind === 'counter') return this.#takeFigures(found, message);
    this.problem = { code: 'invalid', message: 'This is no answer to a settlement.' };
  }

  async #takeSignature(found: Found, signature: Signature): Promise<void> {
    if (signature.party !== 'promoter' || !(await isGenuine(signature))) {
      this.problem = { code: 'invalid', message: 'This signature does not hold.' };
      return;
    }
    const outcome = await addSignature(found.subject, found.version, signature);
    if (!outcome.ok) {
      this.problem = outcome.problem;
      return;
    }
    const isDone = found.version.signatures.length === 1;
    this.sheet = isDone ? 'none' : 'sign';
    toast(isDone ? 'Both have signed' : `${signature.name} has signed. Now you.`);
  }

  /** The version as it was presented, with these claims. */
  #reckoned({ subject, version }: Found, ours: Readable, claims: readonly Claim[]): Reckoned {
    const { input } = version.row;
    return subject.by === 'run_id'
      ? ofRun(subject.id, sideOf(ours), readShows(input), claims)
      : ofShow(subject.id, { ...readDocument(input), claims });
  }

  async #takeFigures(found: Found, counter: Counter): Promise<void> {
    const ours = this.#readable(found);
    const sent = workOut(counter.text);
    const theirs = sent && { run: sent.run, shows: sent.run ? sent.shows : [sent.input] };
    const claims = ours && theirs && claimsBetween(sideOf(ours), theirs);
    if (!claims || counter.hash !== found.version.row.result_hash) {
      this.problem = { code: 'invalid', message: 'These figures are of another settlement.' };
      return;
    }
    const outcome = await keepClaims(this.#reckoned(found, ours, claims));
    if (!outcome.ok) {
      this.problem = outcome.problem;
      return;
    }
    this.#close();
    toast(claims.length === 0 ? 'Their figures are ours' : 'Their figures stand beside ours');
    // what one side has signed is not touched: the differences are a new version's
    if (outcome.value !== found.version.row.id) go(`/settlements/${outcome.value}`);
  }

  async #paid({ version, subject }: Found): Promise<void> {
    const now = new Date();
    const outcome = await markPaid(subject, version, this.method, subject.date, now);
    if (outcome.ok) this.#close();
    else this.problem = outcome.problem;
  }

  async #paper({ version, subject }: Found): Promise<void> {
    const outcome = await settlementPaper(version.row.id);
    if (outcome.ok)
      saveFile(`Settlement ${subject.title} ${subject.date}.pdf`, outcome.value, 'application/pdf');
    else toast(`The PDF could not be fetched. ${outcome.problem.message}`);
  }

  async #giveUp({ version, subject }: Found): Promise<void> {
    const outcome = await giveUp(version);
    if (outcome.ok) go(pathOf(subject), { replace: true });
    else toast(outcome.problem.message);
  }

  #sum(found: Found, readable: Readable): TemplateResult {
    const { row } = found.version;
    const { balance } = readable.settled.totals;
    return html`<section class="balance-panel" aria-label="Balance" data-balance=${balance}>
      <p class="soft">${balanceWords(balance, true)}</p>
      <p class="sum figures">
        ${formatMoney(Math.abs(balance), readable.input.currency ?? row.currency)}
      </p>
      ${row.presented_at ? html`<p class="soft">Presented ${formatMoment(row.presented_at)}</p>` : nothing}
      ${this.#checked(found, readable)}
      ${row.reason ? html`<p>Amends a signed version: <strong>${row.reason}</strong></p>` : nothing}
    </section>`;
  }

  #checked({ version }: Found, readable: Readable | undefined): TemplateResult {
    return html`<version-check
      .version=${version}
      .readable=${readable}
      @checked=${(event: CustomEvent<VersionCheck>) => (this.check = event.detail)}
    ></version-check>`;
  }

  get #isSound(): boolean {
    return (this.check?.faults.length ?? 0) === 0;
  }

  get #brokenParties(): readonly Signature['party'][] {
    return (this.check?.faults ?? []).flatMap((one) =>
      one.kind === 'signature' ? [one.party] : [],
    );
  }

  /** The one thing to do next, first. */
  #actions(found: Found): TemplateResult | typeof nothing {
    const { version } = found;
    const [ours, theirs] = (['artist', 'promoter'] as const).map((side) =>
      version.signatures.some(({ party }) => party === side),
    );
    if (!can('finance', 'write')) return nothing;
    const button = (
      sheet: Sheet,
      label: string,
      symbol: 'code' | 'camera' | 'sign' | 'money',
      isFirst: boolean,
    ): TemplateResult =>
      html`<button
        class=${isFirst ? 'button primary' : 'button'}
        @click=${() => (this.sheet = sheet)}
      >
        ${icon(symbol)}${label}
      </button>`;
    const isOwed = statusOf(version) === 'signed' && this.#isSound;
    if (isSignedByBoth(version))
      return html`<div class="button-row">
        ${isOwed ? button('paid', 'Mark as paid', 'money', true) : nothing}
        ${button('show', 'Give them their copy', 'code', false)}
      </div>`;
    return html`<div class="button-row">
      ${ours || !this.#isSound ? nothing : button('sign', 'Sign', 'sign', true)}
      ${button('show', 'Show to the promoter', 'code', Boolean(ours) && !theirs)}
      ${theirs ? nothing : button('take', 'Take their answer', 'camera', false)}
    </div>`;
  }

  #papers(found: Found): TemplateResult {
    const { subject } = found;
    return html`<section class="section" aria-labelledby="papers">
      <header class="no-print"><h2 id="papers">Papers</h2></header>
      <div class="button-row">
        <button class="button" @click=${() => this.#paper(found)}>${icon('download')}PDF</button>
        <button class="button" @click=${() => window.print()}>${icon('print')}Print</button>
        <button
          class="button"
          @click=${() =>
            saveFile(
              `Settlement ${subject.title} ${subject.date}.json`,
              writeMessage(this.#offer(found)),
              'application/json',
            )}
        >
          ${icon('download')}File
        </button>
        ${this.#drop(found)}
      </div>
      <paper-remark .version=${found.version} ?writable=${can('finance', 'write')}></paper-remark>
    </section>`;
  }

  /** Both sides of it, where the other says other figures. */
  #standing({ version }: Found, readable: Readable): Outcome<Standing> | undefined {
    const claims = claimsIn(version.row.input);
    if (claims.length === 0) return undefined;
    return standing(sideOf(readable), readable.settled, claims);
  }

  #differences(
    found: Found,
    readable: Readable,
    both: Outcome<Standing> | undefined,
  ): TemplateResult | typeof nothing {
    const claims = claimsIn(found.version.row.input);
    if (claims.length === 0) return nothing;
    return html`<both-sides .readable=${readable} .claims=${claims} .both=${both}></both-sides> ${
        found.version.signatures.length === 0 && can('finance', 'write')
          ? html`<div class="button-row">
              <a class="button" href=${pathOf(found.subject)}>Settle the differences</a>
            </div>`
          : nothing
      }`;
  }

  #sheetBody(found: Found, readable: Readable): TemplateResult | typeof nothing {
    const { version } = found;
    const { balance } = readable.settled.totals;
    const amount = formatMoney(Math.abs(balance), version.row.currency);
    const state = session();
    switch (this.sheet) {
      case 'none':
        return nothing;
      case 'show':
        return html`<div class="stack">
          <p>
            On the promoter’s phone open <strong>${location.origin}/settle</strong> and scan. It
            works without a network once it was open there, and needs no account.
          </p>
          <parcel-view
            .text=${writeMessage(this.#offer(found))}
            file-name=${`settlement ${found.subject.date}.ota`}
          ></parcel-view>
          <details class="fold">
            <summary>${icon('forward')}Open the page on their phone</summary>
            <qr-parts
              .parts=${[`${location.origin}/settle`]}
              label="The address of the page as a code"
            ></qr-parts>
          </details>
          ${
            version.signatures.some(({ party }) => party === 'promoter')
              ? nothing
              : html`<button class="button wide" @click=${() => (this.sheet = 'take')}>
                  ${icon('camera')}Take their answer
                </button>`
          }
        </div>`;
      case 'take':
        return html`<qr-scanner
          what="the answer on their phone"
          starts
          @received=${(event: CustomEvent<string>) => this.#take(found, event.detail)}
        ></qr-scanner>`;
      case 'sign':
        return html`<sign-form
          .hash=${version.row.result_hash ?? ''}
          party="artist"
          .name=${state.kind === 'signed-in' ? (state.user.name ?? '') : ''}
          job="Tour manager"
          .statement=${`${amount} ${balance < 0 ? 'due to the promoter' : 'due to the artist'}`}
          @signed=${(event: CustomEvent<Signature>) => this.#sign(found, event.detail)}
        ></sign-form>`;
      case 'paid':
        return html`<div class="stack">
          <p class="figures"><strong>${amount}</strong> changed hands.</p>
          <choice-chips
            label="By"
            name="method"
            .value=${this.method}
            .choices=${choicesOf(PAYMENT_VALUES)}
            @choose=${(event: CustomEvent<string>) =>
              (this.method = asOneOf(PAYMENT_VALUES)(event.detail))}
          ></choice-chips>
          <button class="button primary" @click=${() => this.#paid(found)}>Mark as paid</button>
        </div>`;
    }
  }

  /** Not worked out yet, or what was shown cannot be read. */
  #unpresented(found: Found): TemplateResult {
    const { row } = found.version;
    if (row.input_text !== null)
      return html`<div class="stack">${this.#checked(found, undefined)}</div>`;
    return html`<div class="stack">
      ${row.reason ? html`<p>Amends a signed version: <strong>${row.reason}</strong></p>` : nothing}
      <p class="soft">This version was not presented yet.</p>
      <div class="button-row">
        <a class="button primary" href=${pathOf(found.subject)}>Go on with it</a>
        ${this.#drop(found)}
      </div>
    </div>`;
  }

  #drop(found: Found): TemplateResult | typeof nothing {
    if (found.version.signatures.length > 0 || isSignedByBoth(found.version)) return nothing;
    if (!can('finance', 'delete')) return nothing;
    return html`<button class="button danger" @click=${() => this.#giveUp(found)}>
      ${icon('trash')}Give up this version
    </button>`;
  }

  #full(found: Found): TemplateResult {
    const { version, subject } = found;
    const readable = this.#readable(found);
    const both = readable && this.#standing(found, readable);
    const titles = {
      none: '',
      show: isSignedByBoth(version) ? 'Their copy' : 'Show to the promoter',
      take: 'Their answer',
      sign: 'Sign for the artist',
      paid: 'Paid',
    };
    return html`<app-bar
        .heading=${`Settlement, version ${version.number}`}
        .back=${pathOf(subject)}
        .backLabel=${subject.by === 'run_id' ? 'Run' : 'Settlement'}
        .kicker=${html`${subject.title} · ${formatDate(subject.date, 'full')}
          <sync-mark .state=${version.row.local}></sync-mark>`}
        .actions=${html`<status-badge status=${statusOf(version)}></status-badge>
          ${historyLink('settlements', version.row.id)}`}
      ></app-bar>
      ${
        readable
          ? html`<div class="columns">
                <div>
                  ${this.#sum(found, readable)} ${this.#actions(found)}
                  <section class="section" aria-labelledby="signatures">
                    <header><h2 id="signatures">Signatures</h2></header>
                    ${signatureList(version.signatures.map(signatureOf), this.#brokenParties)}
                  </section>
                  ${this.#papers(found)} ${taskSection(this.#about)} ${noteSection(this.#about)}
                </div>
                <div>
                  <section class="section" aria-labelledby="lines">
                    <header><h2 id="lines">Line by line</h2></header>
                    <statement-lines shared .readable=${readable}></statement-lines>
                  </section>
                  ${nightSection(readable.shows ?? [], both?.ok ? both.value : undefined)}
                  ${this.#differences(found, readable, both)}
                </div>
              </div>
              <sheet-dialog
                .heading=${titles[this.sheet]}
                .open=${this.sheet !== 'none'}
                @closed=${() => this.#close()}
              >
                ${
                  this.problem
                    ? html`<p class="error" role="alert">${this.problem.message}</p>`
                    : nothing
                }
                ${this.#sheetBody(found, readable)}
              </sheet-dialog>`
          : this.#unpresented(found)
      }`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    if (!this.isReady) return waitingScreen;
    return screenView(this.#found.state, (found) =>
      found ? this.#full(found) : html`<gone-state what="settlement" back="/tours"></gone-state>`,
    );
  }
}
