// <app-shell>: the frame around every screen: navigation, sync line, toasts, who may see what.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { LiveController } from '../lib/live';
import { go, Router, type Place } from '../lib/router';
import { can, observeSession, type SessionState } from '../lib/session';
import { observeStorageFull } from '../lib/device';
import { observePrefs } from '../lib/prefs';
import { IDLE, observeSyncStatus } from '../lib/sync/status';
import { observeUndo, undo } from '../lib/undo';
import { checkForUpdate, followUpdate } from '../lib/updates';
import { icon } from '../ui/icon';
import { LightElement } from '../ui/light-element';
import '../ui/person-avatar';
import { Screen } from '../ui/screen';
import { waitingScreen } from '../ui/live-view';
import '../ui/sync-line';
import { toast } from '../ui/toast-region';
import './app-notices';
import { destinationOf, destinations, type Destination } from './destinations';
import './load-failed';
import './not-found';
import { accountPaths, isShared, publicPaths, routes } from './routes';
import { expiredWords, fullWords, isWorthALine, syncWords, type SyncWords } from './sync-words';

type Overlay = 'none' | 'menu' | 'organizations' | 'palette';

const focusFramesMax = 30;

@customElement('app-shell')
export class AppShell extends LightElement {
  @state() private overlay: Overlay = 'none';
  readonly #router = new Router(routes);
  readonly #place = new LiveController(this, () => this.#router.observePlace());
  readonly #session = new LiveController(this, observeSession);
  readonly #sync = new LiveController(this, observeSyncStatus);
  readonly #undo = new LiveController(this, observeUndo);
  readonly #isFull = new LiveController(this, observeStorageFull);
  readonly #prefs = new LiveController(this, observePrefs);
  #screen: HTMLElement | undefined;
  #screenPath = '';
  #shownUndo = 0;
  #isTooOld = false;
  #stop: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.replaceChildren();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    window.addEventListener('keydown', (event) => this.#key(event), { signal });
    void this.#router.start(signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  protected override willUpdate(): void {
    this.#applyTheme();
    this.#announceUndo();
    this.#seekUpdate();
    const place = this.#place.value;
    const session = this.#session.value;
    if (place && session && !this.#redirect(place, session)) this.#show(place);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    followUpdate();
    if (this.overlay === 'palette') void import('./command-palette');
    if (this.overlay === 'menu') void import('./menu-sheet');
    if (this.overlay === 'organizations') void import('./organization-sheet');
  }

  #key(event: KeyboardEvent): void {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (this.#signedIn?.current) this.overlay = this.overlay === 'palette' ? 'none' : 'palette';
    }
  }

  get #signedIn(): Extract<SessionState, { kind: 'signed-in' }> | undefined {
    const session = this.#session.value;
    return session?.kind === 'signed-in' ? session : undefined;
  }

  #applyTheme(): void {
    const theme = this.#prefs.value?.theme ?? 'system';
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }

  /** Every write can be undone: the newest one gets a toast. */
  #announceUndo(): void {
    const newest = this.#undo.value?.at(-1);
    if (!newest || newest.id <= this.#shownUndo) return;
    this.#shownUndo = newest.id;
    toast(newest.label, { label: 'Undo', run: () => this.#undoIt(newest.id) });
  }

  /** The server no longer takes this version: a newer one is looked for at once, and offered. */
  #seekUpdate(): void {
    const isTooOld = this.#sync.value?.problem?.code === 'client_too_old';
    if (isTooOld && !this.#isTooOld) void checkForUpdate();
    this.#isTooOld = isTooOld;
  }

  async #undoIt(id: number): Promise<void> {
    const outcome = await undo(id);
    toast(outcome.ok ? 'Undone' : outcome.problem.message);
  }

  /** Sends people where they must go first; true when they were sent. */
  #redirect(place: Place, session: SessionState): boolean {
    const { pathname, search, hash } = place.url;
    if (isShared(pathname)) return false;
    if (session.kind === 'starting') return !publicPaths.has(pathname);
    if (session.kind === 'signed-out') {
      if (publicPaths.has(pathname)) return false;
      const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search + hash)}`;
      go(`/sign-in${next}`, { replace: true });
      return true;
    }
    if (!session.current && !accountPaths.has(pathname)) {
      const isNew = session.belongings.length === 0;
      go(isNew ? '/organizations/new' : '/organizations', { replace: true });
      return true;
    }
    return false;
  }

  #show(place: Place): void {
    // another organization or role makes a new screen: what it may show is asked anew
    const { organizationId = '', role = '' } = this.#signedIn?.current ?? {};
    const key = `${place.url.pathname}?${place.search.toString()}#${organizationId}:${role}`;
    if (this.#screenPath === key) return;
    const isFirst = this.#screenPath === '';
    this.#screenPath = key;
    const screen = document.createElement(place.tag);
    if (screen instanceof Screen) screen.place = place;
    this.#screen = screen;
    this.overlay = 'none';
    if (isFirst) return;
    window.scrollTo(0, 0);
    this.#focusHeading(screen, focusFramesMax);
  }

  /** A new screen takes the focus, so that a keyboard or screen reader starts at its top. */
  #focusHeading(screen: HTMLElement, framesLeft: number): void {
    requestAnimationFrame(() => {
      if (this.#screen !== screen) return;
      if (screen.contains(document.activeElement)) return;
      const target = screen.querySelector<HTMLElement>('h1[tabindex]');
      if (target) target.focus();
      else if (framesLeft > 0) this.#focusHeading(screen, framesLeft - 1);
    });
  }

  #attention(): number {
    const status = this.#sync.value;
    return status ? status.conflicts + status.refusals : 0;
  }

  #link(destination: Destination, current: string): TemplateResult {
    const count = destination.path === '/conflicts' ? this.#attention() : 0;
    return html`<li>
      <a href=${destination.path} aria-current=${destination.path === current ? 'page' : nothing}
        >${icon(destination.icon)}${destination.label}${
          count > 0 ? html`<span class="badge-count">${count}</span>` : nothing
        }</a
      >
    </li>`;
  }

  #sidebar(current: string): TemplateResult {
    const allowed = destinations.filter(({ needs }) => !needs || can(needs[0], needs[1]));
    const words = this.#syncWords();
    const name = this.#signedIn?.current?.name ?? '';
    return html`<nav class="sidebar" aria-label="Main">
      <button class="organization-button" @click=${() => (this.overlay = 'organizations')}>
        <person-avatar .name=${name} square></person-avatar>
        <span class="name"
          >${name}<small>${this.#signedIn?.current?.role ?? ''}</small
          ><span class="visually-hidden">, switch organization</span></span
        >
        ${icon('expand')}
      </button>
      <button class="search-button" @click=${() => (this.overlay = 'palette')}>
        ${icon('search')}Search<kbd>${isApple() ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <ul>
        ${allowed.filter((d) => d.group === 'daily').map((d) => this.#link(d, current))}
      </ul>
      <ul>
        ${allowed.filter((d) => d.group === 'organization').map((d) => this.#link(d, current))}
      </ul>
      <sync-line
        class="foot"
        .tone=${words.tone}
        .text=${words.text}
        .href=${words.href}
      ></sync-line>
    </nav>`;
  }

  #tabbar(current: string): TemplateResult {
    const tab = (path: string, label: string, name: Parameters<typeof icon>[0]): TemplateResult =>
      html`<a href=${path} aria-current=${path === current ? 'page' : nothing}
        >${icon(name)}${label}</a
      >`;
    const attention = this.#attention();
    return html`<nav class="tabbar" aria-label="Main">
      ${tab('/today', 'Today', 'today')} ${tab('/tours', 'Tours', 'tours')}
      <a class="add" href="/expenses/new">${icon('plus')}Expense</a>
      ${tab('/people', 'People', 'people')}
      <button aria-haspopup="dialog" @click=${() => (this.overlay = 'menu')}>
        ${icon('menu')}More${
          attention > 0
            ? html`<span class="badge-count"
                >${attention}<span class="visually-hidden"> need a look</span></span
              >`
            : nothing
        }
      </button>
    </nav>`;
  }

  #syncWords(): SyncWords {
    if (this.#isFull.value) return fullWords;
    if (this.#signedIn?.isExpired) return expiredWords;
    return syncWords(this.#sync.value ?? IDLE);
  }

  #overlays(): TemplateResult | typeof nothing {
    const close = (): void => {
      this.overlay = 'none';
    };
    switch (this.overlay) {
      case 'none':
        return nothing;
      case 'palette':
        return html`<command-palette @closed=${close}></command-palette>`;
      case 'menu':
        return html`<menu-sheet
          .attention=${this.#attention()}
          @closed=${close}
          @organizations=${() => (this.overlay = 'organizations')}
          @search=${() => (this.overlay = 'palette')}
        ></menu-sheet>`;
      case 'organizations':
        return html`<organization-sheet @closed=${close}></organization-sheet>`;
    }
  }

  protected override render(): TemplateResult {
    const hasNav = this.#signedIn?.current !== undefined;
    const path = this.#place.value?.url.pathname;
    const current = path === undefined ? '' : destinationOf(path);
    const words = this.#syncWords();
    return html`<a class="skip-link" href="#main">Skip to content</a>
      <div class=${hasNav ? 'frame has-nav' : 'frame'}>
        ${hasNav ? this.#sidebar(current) : nothing}
        <div class="content">
          ${
            hasNav && isWorthALine(words)
              ? html`<header class="top">
                  <sync-line
                    .tone=${words.tone}
                    .text=${words.text}
                    .href=${words.href}
                  ></sync-line>
                </header>`
              : nothing
          }
          <main id="main" tabindex="-1">${this.#screen ?? waitingScreen}</main>
          <app-notices></app-notices>
        </div>
        ${hasNav ? this.#tabbar(current) : nothing}
      </div>
      <p class="visually-hidden" role="status">${hasNav ? (words.spoken ?? words.text) : ''}</p>
      <toast-region></toast-region>
      ${this.#overlays()}`;
  }
}

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);
