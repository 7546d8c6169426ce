// <travel-screen>: the journeys ahead, by day.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeTravelFrom, type Travel } from '../../data/travel';
import { LiveController } from '../../lib/live';
import { knownZone } from '../../lib/night';
import { can } from '../../lib/session';
import { wallClock } from '../../lib/zone';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatDate } from '../../ui/format';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import { travelTabs } from './travel-tabs';
import '../../ui/travel-row';

const dayMs = 86_400_000;
const aheadMax = 100;
const allMax = 500;

@customElement('travel-screen')
export class TravelScreen extends Screen {
  @state() private withPast = false;
  readonly #legs = new LiveController(
    this,
    () =>
      this.withPast
        ? observeTravelFrom('', allMax)
        : observeTravelFrom(new Date(Date.now() - dayMs).toISOString(), aheadMax),
    () => [this.withPast],
  );

  #full(legs: readonly Travel[]): TemplateResult {
    if (legs.length === 0) {
      return html`<empty-state
        symbol="bus"
        heading="No journeys ahead"
        text="Flights, trains and the bus call stand here with times on the clock of each place."
        .actions=${
          can('travel', 'write')
            ? html`<a class="button primary" href="/travel/new">Add a journey</a>
                ${this.#pastButton()}`
            : this.#pastButton()
        }
      ></empty-state>`;
    }
    const days = Map.groupBy(legs, (leg) =>
      leg.departs_at ? wallClock(leg.departs_at, knownZone(leg.departs_zone)).date : '',
    );
    return html`<div class="stack-large">
      ${[...days].map(
        ([date, onDay]) =>
          html`<section class="section" aria-labelledby=${`d${date}`}>
            <h2 id=${`d${date}`}>${date ? formatDate(date, 'long') : 'Without a time'}</h2>
            <ul class="rows">
              ${onDay.map((leg) => html`<li><travel-row .leg=${leg}></travel-row></li>`)}
            </ul>
          </section>`,
      )}
      ${this.#pastButton()}
    </div>`;
  }

  #pastButton(): TemplateResult | typeof nothing {
    if (this.withPast) return nothing;
    return html`<div>
      <button class="button plain" @click=${() => (this.withPast = true)}>
        Show past journeys
      </button>
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="Travel"
        .under=${travelTabs('/travel')}
        .actions=${
          can('travel', 'write')
            ? html`<a class="button" href="/travel/new">${icon('plus')}New journey</a>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#legs.state, (legs) => this.#full(legs))}`;
  }
}
