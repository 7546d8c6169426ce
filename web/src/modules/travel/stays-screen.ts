// <stays-screen>: the hotels ahead, each with how far its rooms are given out.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import { observeOrganization } from '../../data/organization';
import { stays, type Stay } from '../../data/stays';
import { LiveController } from '../../lib/live';
import { icon } from '../../ui/icon';
import { listScreen, type ListSpec } from '../../ui/list-screen';
import { Screen } from '../../ui/screen';
import '../../ui/stay-row';
import '../../ui/virtual-list';
import { whenOpened } from '../../ui/when-opened';
import { travelTabs } from './travel-tabs';

const list: ListSpec<readonly Stay[]> = {
  heading: 'Hotels',
  resource: 'travel',
  add: { label: 'New hotel', first: 'Add a hotel', to: '/stays/new' },
  empty: {
    symbol: 'bed',
    heading: 'No hotels yet',
    text: 'Rooms, who sleeps in them on which nights, and one list for the desk.',
  },
  isEmpty: (all) => all.length === 0,
};

@customElement('stays-screen')
export class StaysScreen extends Screen {
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #stays = new LiveController(this, stays.all);

  #rows(label: string, list: readonly Stay[]): TemplateResult {
    return html`<virtual-list
      label=${label}
      .items=${list}
      .row=${(i: number) => html`<stay-row .stay=${list[i]}></stay-row>`}
    ></virtual-list>`;
  }

  #full(all: readonly Stay[]): TemplateResult {
    const today = todayOf(this.#organization.value, Date.now());
    const ahead = all.filter(({ check_out_on }) => check_out_on >= today);
    const past = all.filter(({ check_out_on }) => check_out_on < today).reverse();
    return html`<div class="stack-large">
      ${ahead.length > 0 ? this.#rows('Hotels ahead', ahead) : html`<p class="soft">No hotel ahead.</p>`}
      ${
        past.length === 0
          ? nothing
          : html`<details class="fold">
              <summary>
                ${icon('forward')}${past.length === 1 ? '1 past hotel' : `${past.length} past hotels`}
              </summary>
              <div>${whenOpened(() => this.#rows('Past hotels', past))}</div>
            </details>`
      }
    </div>`;
  }

  protected override render(): TemplateResult {
    const under = travelTabs('/stays');
    return listScreen(this.#stays.state, { ...list, under }, (all) => this.#full(all));
  }
}
