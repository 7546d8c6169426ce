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
import '../../ui/travel-row';
import '../../ui/virtual-list';
import { travelTabs } from './travel-tabs';

const dayMs = 86_400_000;
const HEADING_REM = 3.5;
const LEG_REM = 5.25;

/** A leg, or the day that begins above it; '' for those without a time. */
interface Item {
  readonly id: string;
  readonly leg?: Travel;
}

function itemsOf(legs: readonly Travel[]): readonly Item[] {
  const days = Map.groupBy(legs, (leg) =>
    leg.departs_at ? wallClock(leg.departs_at, knownZone(leg.departs_zone)).date : '',
  );
  return [...days].flatMap(([day, onDay]) => [
    { id: day },
    ...onDay.map((leg) => ({ id: leg.id, leg })),
  ]);
}

@customElement('travel-screen')
export class TravelScreen extends Screen {
  @state() private withPast = false;
  readonly #legs = new LiveController(
    this,
    () =>
      this.withPast
        ? observeTravelFrom('')
        : observeTravelFrom(new Date(Date.now() - dayMs).toISOString()),
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
    const items = itemsOf(legs);
    return html`<div class="stack-large">
      <virtual-list
        label="Journeys"
        .items=${items}
        .heightOf=${(i: number) => (items[i]?.leg ? LEG_REM : HEADING_REM)}
        .row=${(i: number) => this.#item(items[i])}
      ></virtual-list>
      ${this.#pastButton()}
    </div>`;
  }

  #item(item: Item | undefined): TemplateResult {
    return item?.leg
      ? html`<travel-row .leg=${item.leg}></travel-row>`
      : html`<h2>${item?.id ? formatDate(item.id, 'long') : 'Without a time'}</h2>`;
  }

  #pastButton(): TemplateResult | typeof nothing {
    if (this.withPast) return nothing;
    return html`<div>
      <button class="button plain flush" @click=${() => (this.withPast = true)}>
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
