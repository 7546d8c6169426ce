// <runs-screen>: the runs of a tour: shows whose guarantees and percentages are settled as one.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeRunsOfTour, reckonRun, type RunMoney } from '../../data/runs';
import { observeTour, type Tour } from '../../data/tours';
import { loadMoney } from '../../lib/core/money';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import { formatMoney } from '../../ui/format';
import '../../ui/gone-state';
import { listScreen } from '../../ui/list-screen';
import { screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { moneyRow } from './money-row';
import './run-form';

@customElement('runs-screen')
export class RunsScreen extends Screen {
  @state() private isReady = false;
  @state() private isAdding = false;
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #tour = new LiveController(this, () => observeTour(this.#id), this.#key);
  readonly #runs = new LiveController(this, () => observeRunsOfTour(this.#id), this.#key);

  override connectedCallback(): void {
    super.connectedCallback();
    void loadMoney().then(() => (this.isReady = true));
  }

  get #id(): string {
    return this.param('id');
  }

  #run(money: RunMoney): TemplateResult {
    const { run, shows } = money;
    const outcome = shows.length > 0 ? reckonRun(money) : undefined;
    const count = shows.length === 1 ? '1 show' : `${shows.length} shows`;
    const note = outcome && !outcome.ok ? 'cannot be settled yet' : '';
    return moneyRow({
      href: `/runs/${run.id}`,
      title: run.name,
      sub: [count, note].filter(Boolean).join(', '),
      amount: outcome?.ok ? formatMoney(outcome.value.settled.totals.balance, run.currency) : '',
      mark: html`<sync-mark .state=${run.local}></sync-mark>`,
    });
  }

  #screen(tour: Tour): TemplateResult {
    return html`${listScreen(
        this.#runs.state,
        {
          heading: 'Runs',
          under: 'Shows that are settled as one.',
          back: { path: `/tours/${tour.id}`, label: tour.name },
          resource: 'finance',
          add: { label: 'Run', first: 'Add a run', to: () => (this.isAdding = true) },
          empty: {
            symbol: 'sign',
            heading: 'No runs',
            text: 'Where a promoter’s shows are settled as one, so that a good night makes up for a bad one, they are a run.',
          },
          isEmpty: (found) => found.length === 0,
        },
        (found) =>
          html`<ul class="rows">
            ${found.map((one) => this.#run(one))}
          </ul>`,
      )}
      <sheet-dialog
        heading="New run"
        .open=${this.isAdding}
        @closed=${() => (this.isAdding = false)}
      >
        ${
          this.isAdding
            ? html`<run-form
                .tour=${tour.id}
                .currency=${tour.currency ?? 'EUR'}
                @finished=${({ detail }: CustomEvent<string | undefined>) => {
                  this.isAdding = false;
                  if (detail) go(`/runs/${detail}`);
                }}
              ></run-form>`
            : nothing
        }
      </sheet-dialog>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'read')) return html`<no-access></no-access>`;
    if (!this.isReady) return waitingScreen;
    return screenView(this.#tour.state, (tour) =>
      tour ? this.#screen(tour) : html`<gone-state what="tour" back="/tours"></gone-state>`,
    );
  }
}
