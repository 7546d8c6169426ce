// <share-screen>: the links of a show, a day, a tour or a person: make one, pass it on, withdraw it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeRecord } from '../../data/record';
import {
  addressOf,
  createLink,
  observeLinksOf,
  stateOf,
  withdrawLink,
  type ShareKind,
  type ShareLink,
  type ShareSubject,
} from '../../data/share-links';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import { Clock } from '../../ui/clock';
import '../../ui/empty-state';
import { ago, formatMoment } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import './share.css';

const titles: Readonly<Record<ShareKind, string>> = {
  day_sheet: 'Day sheet',
  advance: 'Advance, for the venue to answer',
  tour_file: 'Whole tour, to keep offline',
  calendar: 'Calendar feed',
};

const WHAT_LINKS_SHOW =
  'Whoever has a link sees what it is for, without an account: never money, never what is hidden ' +
  'from everybody. Withdraw it and it opens no more.';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const lives = [
  { value: '7', label: 'A week' },
  { value: '30', label: '30 days' },
  { value: '0', label: 'Until withdrawn' },
];

const kindsOf = ({ show_id, day_id, tour_id }: ShareSubject): readonly ShareKind[] => {
  // answers come in as if by whoever made the link
  if (show_id) return can('advance', 'write') ? ['day_sheet', 'advance'] : ['day_sheet'];
  if (day_id) return ['day_sheet'];
  return tour_id ? ['tour_file', 'calendar'] : ['calendar'];
};

/** The server tells it to the hour. */
function openedWords(lastUsedAt: string | null, now: number): string {
  if (lastUsedAt === null) return 'not opened yet';
  const at = Date.parse(lastUsedAt);
  return now - at < HOUR_MS ? 'opened within the hour' : `opened ${ago(at, now)}`;
}

@customElement('share-screen')
export class ShareScreen extends Screen {
  @state() private days = '30';
  readonly #clock = new Clock(this);
  readonly #links = new LiveController(
    this,
    () => observeLinksOf(this.#subject),
    () => [this.place?.url.search],
  );
  readonly #record = new LiveController(
    this,
    () => observeRecord(...this.#about),
    () => [this.place?.url.search],
  );

  get #subject(): ShareSubject {
    const [show_id, day_id, tour_id, person_id] = ['show_id', 'day_id', 'tour_id', 'person_id'].map(
      (name) => this.query(name),
    );
    return {
      ...(show_id ? { show_id } : {}),
      ...(day_id ? { day_id } : {}),
      ...(tour_id ? { tour_id } : {}),
      ...(person_id ? { person_id } : {}),
    };
  }

  get #about(): ['shows' | 'days' | 'tours' | 'people', string] {
    const { show_id, day_id, tour_id, person_id = '' } = this.#subject;
    if (show_id) return ['shows', show_id];
    if (day_id) return ['days', day_id];
    return tour_id ? ['tours', tour_id] : ['people', person_id];
  }

  async #make(kind: ShareKind): Promise<void> {
    const days = Number(this.days);
    // a feed that ends by itself leaves a calendar that quietly goes stale
    const expires =
      days === 0 || kind === 'calendar' ? null : new Date(Date.now() + days * DAY_MS).toISOString();
    const outcome = await createLink(kind, this.#subject, expires);
    if (!outcome.ok) toast(outcome.problem.message);
  }

  async #pass(link: ShareLink): Promise<void> {
    const url = addressOf(link);
    if ('share' in navigator) {
      try {
        await navigator.share({ title: titles[link.kind], url });
        return;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return;
      }
    }
    await this.#copy(link);
  }

  async #copy(link: ShareLink): Promise<void> {
    try {
      await navigator.clipboard.writeText(addressOf(link));
      toast('Link copied');
    } catch {
      toast('This browser does not copy by itself. Hold the address to copy it.');
    }
  }

  async #withdraw(link: ShareLink): Promise<void> {
    const outcome = await withdrawLink(link.id);
    if (!outcome.ok) toast(outcome.problem.message);
  }

  #state(link: ShareLink): string {
    const now = this.#clock.now;
    switch (stateOf(link, now)) {
      case 'withdrawn':
        return 'Withdrawn';
      case 'expired':
        return 'Expired';
      case 'open':
        return [
          link.expires_at
            ? `opens until ${formatMoment(link.expires_at)}`
            : 'opens until withdrawn',
          openedWords(link.last_used_at, now),
        ].join(' · ');
    }
  }

  #link(link: ShareLink): TemplateResult {
    const isOpen = stateOf(link, this.#clock.now) === 'open';
    return html`<li class="panel stack">
      <div>
        <p class="title">${titles[link.kind]} <sync-mark .state=${link.local}></sync-mark></p>
        <p class="soft">${this.#state(link)}</p>
      </div>
      ${
        isOpen
          ? html`<p class="faint share-address">${addressOf(link)}</p>
              ${
                link.kind === 'calendar'
                  ? html`<p class="soft">
                      In a calendar choose to subscribe, or to add one “from URL”, and paste this
                      address. From then on it follows every change by itself.
                    </p>`
                  : nothing
              }
              <div class="button-row">
                ${
                  link.kind === 'calendar'
                    ? html`<button class="button primary" @click=${() => this.#copy(link)}>
                        Copy address
                      </button>`
                    : html`<button class="button primary" @click=${() => this.#pass(link)}>
                          Share
                        </button>
                        <button class="button" @click=${() => this.#copy(link)}>Copy</button>`
                }
                ${
                  can('shares', 'write', link.owner_id)
                    ? html`<button class="button plain" @click=${() => this.#withdraw(link)}>
                        Withdraw
                      </button>`
                    : nothing
                }
              </div>`
          : nothing
      }
    </li>`;
  }

  #maker(): TemplateResult {
    const kinds = kindsOf(this.#subject);
    const expires = kinds.some((kind) => kind !== 'calendar');
    return html`<section class="stack">
      ${
        expires
          ? html`<choice-chips
              label="How long it opens"
              .choices=${lives}
              name="days"
              .value=${this.days}
              @choose=${(event: CustomEvent<string>) => (this.days = event.detail)}
            ></choice-chips>`
          : nothing
      }
      <div class="stack">
        ${kinds.map(
          (kind) =>
            html`<button class="button wide" @click=${() => this.#make(kind)}>
              ${icon(kind === 'calendar' ? 'calendar' : 'plus')}${titles[kind]}
            </button>`,
        )}
      </div>
    </section>`;
  }

  protected override render(): TemplateResult {
    const [table, id] = this.#about;
    return html`<app-bar
        heading="Share"
        .under=${this.#record.value?.title ?? nothing}
        back=${`/${table}/${id}`}
      ></app-bar>
      <div class="stack-large">
        <p class="soft prose">${WHAT_LINKS_SHOW}</p>
        ${can('shares', 'write') ? this.#maker() : nothing}
        ${liveView(this.#links.state, (links) =>
          links.length === 0
            ? html`<empty-state
                symbol="mail"
                heading="Nothing is shared yet"
                text="A link is made at once, also without a signal; it opens as soon as this device has synced."
              ></empty-state>`
            : html`<ul class="stack">
                ${links.map((link) => this.#link(link))}
              </ul>`,
        )}
      </div>`;
  }
}
