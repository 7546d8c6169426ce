// Which screen the address names: a router on the Navigation API.
// Where it is missing, clicks and the back button do the same job.

import { LiveValue, type Live } from './live';

/** One screen. `load` defines the element `tag`; it is called before the screen is shown. */
export interface Route {
  /** as `/shows/:id` */
  readonly path: string;
  readonly tag: string;
  readonly load: () => Promise<unknown>;
}

/** Where the user is. */
export interface Place {
  readonly tag: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly url: URL;
}

type Matcher = (url: URL) => Readonly<Record<string, string>> | undefined;

/** A URLPattern would say the same, but takes too long to be asked for each link of a screen. */
function compile(path: string): Matcher {
  const names = [...path.matchAll(/:(\w+)/g)].map((found) => found[1] ?? '');
  const shape = new RegExp(`^${path.replaceAll(/:\w+/g, '([^/]+)')}/?$`);
  return (url) => {
    const found = shape.exec(url.pathname);
    if (!found) return undefined;
    return Object.fromEntries(
      names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? '')]),
    );
  };
}

let screens: readonly Matcher[] = [];

/** Whether a path of the app has a screen: a link to none is not shown. */
export function hasScreen(path: string): boolean {
  const url = new URL(path, location.href);
  return screens.some((match) => match(url) !== undefined);
}

export class Router {
  readonly #routes: readonly { readonly route: Route; readonly match: Matcher }[];
  readonly #place = new LiveValue<Place | undefined>(undefined);
  #wanted = 0;

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({ route, match: compile(route.path) }));
  }

  /**
   * Undefined until the first screen is loaded; unknown addresses have the tag `not-found`, screens
   * whose code does not arrive `load-failed`.
   */
  observePlace(): Live<Place | undefined> {
    return this.#place;
  }

  get place(): Place | undefined {
    return this.#place.value;
  }

  start(signal: AbortSignal): Promise<void> {
    screens = this.#routes.map(({ match }) => match);
    if ('navigation' in window) this.#followNavigation(signal);
    else this.#followClicks(signal);
    return this.#show(new URL(location.href));
  }

  #followNavigation(signal: AbortSignal): void {
    navigation.addEventListener(
      'navigate',
      (event) => {
        if (!event.canIntercept || event.hashChange || event.downloadRequest !== null) return;
        // a reload is interceptable too, and would then never reload
        if (event.formData || event.navigationType === 'reload') return;
        const url = new URL(event.destination.url);
        if (isServerPath(url)) return;
        event.intercept({ handler: () => this.#show(url) });
      },
      { signal },
    );
  }

  #followClicks(signal: AbortSignal): void {
    const show = (): void => void this.#show(new URL(location.href));
    globalThis.addEventListener('popstate', show, { signal });
    globalThis.addEventListener('ota:navigated', show, { signal });
    globalThis.addEventListener(
      'click',
      (event) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return;
        const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
        if (!link || link.origin !== location.origin || link.target || link.download) return;
        if (isServerPath(new URL(link.href))) return;
        event.preventDefault();
        history.pushState(null, '', link.href);
        show();
      },
      { signal },
    );
  }

  async #show(url: URL): Promise<void> {
    const wanted = (this.#wanted += 1);
    for (const { route, match } of this.#routes) {
      const params = match(url);
      if (!params) continue;
      const isLoaded = await arrives(route);
      if (wanted !== this.#wanted) return;
      const { path } = route;
      const tag = isLoaded ? route.tag : 'load-failed';
      this.#place.set({ tag, path, params, search: url.searchParams, url });
      return;
    }
    this.#place.set({ tag: 'not-found', path: '*', params: {}, search: url.searchParams, url });
  }
}

/** Whether the code of a screen could be loaded. */
const arrives = (route: Route): Promise<boolean> =>
  route.load().then(
    () => true,
    (error: unknown) => {
      console.error(error);
      return false;
    },
  );

const isServerPath = (url: URL): boolean =>
  /^\/(auth|rest|api|realtime|storage|healthz|readyz|metrics|dev)(\/|$)/.test(url.pathname);

/** Goes to a path of the app; `replace` leaves no entry behind for the back button. */
export function go(path: string, { replace = false } = {}): void {
  if ('navigation' in window) {
    navigation.navigate(path, { history: replace ? 'replace' : 'auto' });
    return;
  }
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  globalThis.dispatchEvent(new Event('ota:navigated'));
}
