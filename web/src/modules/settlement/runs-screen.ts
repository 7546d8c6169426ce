// <runs-screen>: the runs of a tour: shows whose guarantees and percentages are settled as one.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { observeRunsOfTour, reckonRun, type RunMoney } from '../../data/runs';
import { observeTour, type Tour } from '../../data/tours';
import { loadMoney } from '../../lib/core/money';
import { LiveController } from '../../lib/live';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/empty-state';
import { formatMoney } from '../../ui/format';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView, screenView, waitingScreen } from '../../ui/live-view';
import '../../ui/no-access';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
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
    return html`<li>
      <a class="row" href=${`/runs/${run.id}`}>
        <span class="main"
          ><span class="title">${run.name}</span
          ><span class="sub">${[count, note].filter(Boolean).join(', ')}</span></span
        >
        <span class="end"
          ><sync-mark .state=${run.local}></sync-mark>
          <span class="amount"
            >${
              outcome?.ok ? formatMoney(outcome.value.settled.totals.balance, run.currency) : ''
            }</span
          ></span
        >
      </a>
    </li>`;
  }

  #add(label: string, isPrimary: boolean): TemplateResult | typeof nothing {
    if (!can('finance', 'write')) return nothing;
    return html`<button
      class=${isPrimary ? 'button primary' : 'button'}
      @click=${() => (this.isAdding = true)}
    >
      ${isPrimary ? nothing : icon('plus')}${label}
    </button>`;
  }

  #full(found: readonly RunMoney[]): TemplateResult {
    if (found.length === 0)
      return html`<empty-state
        symbol="sign"
        heading="No runs"
        text="Where a promoter’s shows are settled as one, so that a good night makes up for a bad
          one, they are a run."
        .actions=${this.#add('Add a run', true)}
      ></empty-state>`;
    return html`<ul class="rows">
      ${found.map((one) => this.#run(one))}
    </ul>`;
  }

  #screen(tour: Tour): TemplateResult {
    return html`<app-bar
        heading="Runs"
        .back=${`/tours/${tour.id}`}
        .backLabel=${tour.name}
        .under=${'Shows that are settled as one.'}
        .actions=${this.#add('Run', false)}
      ></app-bar>
      ${liveView(this.#runs.state, (found) => this.#full(found))}
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
