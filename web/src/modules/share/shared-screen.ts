// <shared-screen>: what a link opens, for whoever has it: no account, nothing kept of them.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Outcome } from '../../lib/outcome';
import { openShared, type SharedPage, type SharedTour, type TourFile } from '../../lib/shared-page';
import { isIntact, isOurKey, tourPage } from '../../lib/tour-file';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatMoment } from '../../ui/format';
import { icon } from '../../ui/icon';
import { waitingScreen } from '../../ui/live-view';
import { saveFile } from '../../ui/save-file';
import { Screen } from '../../ui/screen';
import './advance-view';
import './share.css';
import { joined, placeOf, sheetView } from './sheet-view';

type Trust = 'checking' | 'ours' | 'broken';

@customElement('shared-screen')
export class SharedScreen extends Screen {
  @state() private page: Outcome<SharedPage> | undefined;
  @state() private trust: Trust = 'checking';
  #asked = '';

  override connectedCallback(): void {
    super.connectedCallback();
    const robots = document.createElement('meta');
    robots.name = 'robots';
    robots.content = 'noindex, nofollow';
    document.head.append(robots);
  }

  protected override updated(): void {
    const token = this.param('token');
    if (token === this.#asked) return;
    this.#asked = token;
    void this.#open(token);
  }

  async #open(token: string): Promise<void> {
    this.page = undefined;
    this.page = await openShared(token);
    if (this.page.ok && this.page.value.kind === 'tour_file') await this.#check(this.page.value);
  }

  async #check(shared: SharedTour): Promise<void> {
    const [isWhole, isOurs] = await Promise.all([isIntact(shared), isOurKey(shared)]);
    this.trust = isWhole && isOurs ? 'ours' : 'broken';
  }

  #tour(shared: SharedTour): TemplateResult {
    if (this.trust === 'checking') return waitingScreen;
    if (this.trust === 'broken')
      return html`<empty-state
        role="alert"
        symbol="alert"
        heading="This tour is not what was signed"
        text="Do not rely on it. Ask whoever sent the link for a new one."
      ></empty-state>`;
    const tour = JSON.parse(shared.file) as TourFile;
    const save = (): void =>
      saveFile(`${tour.tour}.html`, tourPage(shared, location.origin), 'text/html');
    return html`<app-bar
        heading=${tour.tour}
        .kicker=${tour.artist}
        .under=${`As of ${formatMoment(tour.made_at)}, signed`}
      ></app-bar>
      <div class="stack-large">
        <div class="no-print">
          <button class="button primary wide" @click=${save}>
            ${icon('download')}Save to open without a network
          </button>
        </div>
        <div>
          ${tour.sheets.map(
            (sheet) =>
              html`<details>
                <summary>${joined(' · ', sheet.date_words, placeOf(sheet))}</summary>
                <div class="stack-large">${sheetView(sheet)}</div>
              </details>`,
          )}
        </div>
      </div>`;
  }

  #calendar(address: string): TemplateResult {
    return html`<app-bar heading="Calendar"></app-bar>
      <div class="stack">
        <p class="soft">Your calendar asks for changes by itself, about once an hour.</p>
        <a class="button primary wide" href=${address.replace(/^https?:/, 'webcal:')}
          >${icon('calendar')}Add to my calendar</a
        >
        <p class="faint share-address">${address}</p>
      </div>`;
  }

  #shown(page: SharedPage): TemplateResult {
    switch (page.kind) {
      case 'tour_file':
        return this.#tour(page);
      case 'calendar':
        return this.#calendar(page.address);
      case 'advance':
        return html`<app-bar
            heading=${joined(', ', page.show.venue, page.show.city) || page.advance.name}
            .kicker=${joined(' · ', page.show.artist, page.show.date_words)}
            .under=${
              page.advance.due_words ? `Please answer until ${page.advance.due_words}` : nothing
            }
          ></app-bar>
          <advance-view .token=${this.param('token')} .page=${page}></advance-view>`;
      case 'day_sheet':
        return html`<app-bar
            heading=${placeOf(page.sheet)}
            .kicker=${joined(
              ' · ',
              page.sheet.artist ?? page.sheet.organization,
              page.sheet.tour,
              page.sheet.person && `for ${page.sheet.person.name}`,
            )}
            .under=${joined(' · ', page.sheet.date_words, page.sheet.zone_words)}
          ></app-bar>
          <div class="stack-large">
            ${sheetView(page.sheet)}
            <p class="faint">
              As of ${page.sheet.printed_words}. Open the link again for the newest.
            </p>
            <div class="no-print">
              <button class="button" @click=${() => print()}>${icon('print')}Print</button>
            </div>
          </div>`;
    }
  }

  #closed(code: string, message: string): TemplateResult {
    return html`<h1 class="visually-hidden" tabindex="-1">A shared link</h1>
      <empty-state
        role="alert"
        symbol=${code === 'offline' ? 'offline' : 'lock'}
        heading=${code === 'gone' ? 'This link does not open any more' : 'This did not open'}
        text=${message}
        .actions=${
          code === 'gone'
            ? nothing
            : html`<button class="button" @click=${() => this.#open(this.#asked)}>
                Try again
              </button>`
        }
      ></empty-state>`;
  }

  protected override render(): TemplateResult {
    const { page } = this;
    if (!page) return waitingScreen;
    return page.ok
      ? this.#shown(page.value)
      : this.#closed(page.problem.code, page.problem.message);
  }
}
