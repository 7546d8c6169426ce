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

  #rows(list: readonly Stay[]): TemplateResult {
    return html`<ul class="rows">
      ${list.map((stay) => html`<li><stay-row .stay=${stay}></stay-row></li>`)}
    </ul>`;
  }

  #full(all: readonly Stay[]): TemplateResult {
    const today = todayOf(this.#organization.value, Date.now());
    const ahead = all.filter(({ check_out_on }) => check_out_on >= today);
    const past = all.filter(({ check_out_on }) => check_out_on < today).reverse();
    return html`<div class="stack-large">
      ${ahead.length > 0 ? this.#rows(ahead) : html`<p class="soft">No hotel ahead.</p>`}
      ${
        past.length === 0
          ? nothing
          : html`<details class="fold">
              <summary>
                ${icon('forward')}${past.length === 1 ? '1 past hotel' : `${past.length} past hotels`}
              </summary>
              <div>${this.#rows(past)}</div>
            </details>`
      }
    </div>`;
  }

  protected override render(): TemplateResult {
    const under = travelTabs('/stays');
    return listScreen(this.#stays.state, { ...list, under }, (all) => this.#full(all));
  }
}
