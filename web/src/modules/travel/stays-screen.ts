// <stays-screen>: the hotels ahead, each with how far its rooms are given out.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { todayOf } from '../../data/evening';
import { observeOrganization } from '../../data/organization';
import { stays, type Stay } from '../../data/stays';
import { LiveController } from '../../lib/live';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { icon } from '../../ui/icon';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import '../../ui/stay-row';
import { travelTabs } from './travel-tabs';

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
    if (all.length === 0) {
      return html`<empty-state
        symbol="bed"
        heading="No hotels yet"
        text="Rooms, who sleeps in them on which nights, and one list for the desk."
        .actions=${
          can('travel', 'write')
            ? html`<a class="button primary" href="/stays/new">Add a hotel</a>`
            : nothing
        }
      ></empty-state>`;
    }
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
    return html`<app-bar
        heading="Hotels"
        .under=${travelTabs('/stays')}
        .actions=${
          can('travel', 'write')
            ? html`<a class="button" href="/stays/new">${icon('plus')}New hotel</a>`
            : nothing
        }
      ></app-bar>
      ${liveView(this.#stays.state, (all) => this.#full(all))}`;
  }
}
