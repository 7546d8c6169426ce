// What the map and the routing of a tour share: the way of its shows, and core's part that reckons it.

import { html, type nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import { observeOrganization } from '../../data/organization';
import { observeRadius, type RadiusView } from '../../data/radius';
import { cityOf, observeTourRoute, type Stop, type TourRoute } from '../../data/route';
import { loadPlan } from '../../lib/core/plan';
import { LiveController } from '../../lib/live';
import '../../ui/gone-state';
import { screenView, waitingScreen } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import type { MapStop } from './tour-map';

export abstract class RouteScreen extends Screen {
  @state() private isReady = false;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #radius = new LiveController(this, observeRadius);
  readonly #route = new LiveController(
    this,
    () => observeTourRoute(this.param('id')),
    () => [this.param('id')],
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void loadPlan().then(() => (this.isReady = true));
  }

  protected get today(): string {
    return todayOf(this.#organization.value, Date.now());
  }

  protected get radius(): RadiusView | undefined {
    return this.#radius.value;
  }

  protected abstract full(route: TourRoute): TemplateResult;

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#route.state, (route) => {
      if (!route) return html`<gone-state what="tour" back="/tours"></gone-state>`;
      return this.isReady ? this.full(route) : waitingScreen;
    });
  }
}

/** What is drawn of the stops that are somewhere, numbered as they come. */
export const mapStops = (
  stops: readonly Stop[],
  look: (stop: Stop) => string,
): readonly MapStop[] =>
  stops.flatMap((stop, i) => {
    const { show, place, isExact } = stop;
    if (!place) return [];
    return [{ id: show.id, label: cityOf(stop), number: i + 1, place, isExact, look: look(stop) }];
  });
