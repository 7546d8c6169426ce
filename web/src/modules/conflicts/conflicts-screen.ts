// <conflicts-screen>: where two people changed the same, side by side; and what was refused.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  dismissConflict,
  dismissRefusal,
  keepTheirs,
  observeConflicts,
  observeRefusals,
  useMine,
  type Conflict,
  type Refusal,
} from '../../data/conflicts';
import { observeShows, type Show } from '../../data/shows';
import { observeTours } from '../../data/tours';
import { observeVenues } from '../../data/venues';
import { LiveController } from '../../lib/live';
import type { Outcome } from '../../lib/outcome';
import '../../ui/app-bar';
import '../../ui/conflict-compare';
import '../../ui/empty-state';
import { formatDate, formatMoment } from '../../ui/format';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import { toast } from '../../ui/toast-region';
import { words } from '../../ui/words';
import { fieldName, fieldValue } from '../../ui/field-words';
import { settled, type Choices, type Side } from './settle';

const paths: Readonly<Record<string, string>> = {
  shows: '/shows/',
  tours: '/tours/',
  people: '/people/',
  expenses: '/expenses/',
  travel: '/travel/',
  days: '/days/',
  venues: '/venues/',
};

@customElement('conflicts-screen')
export class ConflictsScreen extends Screen {
  /** conflict id → field → side, while not every field has one */
  @state() private chosen: Readonly<Record<string, Choices>> = {};
  readonly #conflicts = new LiveController(this, observeConflicts);
  readonly #refusals = new LiveController(this, observeRefusals);
  readonly #shows = new LiveController(this, observeShows);
  readonly #tours = new LiveController(this, observeTours);
  readonly #venues = new LiveController(this, observeVenues);

  #show(id: string): Show | undefined {
    return this.#shows.value?.find((row) => row.id === id);
  }

  /** Where and when: what tells the shows of a tour apart, as they share a title. */
  #placeOf({ venue_id, city, date }: Show): string {
    const venue = this.#venues.value?.find((row) => row.id === venue_id);
    return [venue?.city ?? city, formatDate(date, 'full')].filter(Boolean).join(', ');
  }

  readonly #nameOf = (id: string): string | undefined =>
    this.#show(id)?.title ??
    this.#venues.value?.find((row) => row.id === id)?.name ??
    this.#tours.value?.find((row) => row.id === id)?.name;

  #tell(outcome: Outcome<unknown>): void {
    if (!outcome.ok) toast(outcome.problem.message);
  }

  /** Once every field has a side, the conflict is settled in one go. */
  async #choose(conflict: Conflict, field: string, side: Side): Promise<void> {
    const choices = { ...this.chosen[conflict.id], [field]: side };
    this.chosen = { ...this.chosen, [conflict.id]: choices };
    const decision = settled(conflict.fields, choices);
    if (!decision) return;
    this.#tell(
      decision.mine.length === 0
        ? await keepTheirs(conflict)
        : await useMine({ ...conflict, fields: decision.mine }),
    );
  }

  #fields(conflict: Conflict): TemplateResult {
    const choices = this.chosen[conflict.id] ?? {};
    return html`${conflict.fields
      .filter(({ field }) => choices[field] === undefined)
      .map(
        ({ field, mine, theirs }) =>
          html`<conflict-compare
            .field=${fieldName(field)}
            .mine=${fieldValue(field, mine, this.#nameOf)}
            .theirs=${fieldValue(field, theirs, this.#nameOf)}
            .their=${conflict.their_name ?? 'Someone else'}
            .when=${conflict.their_at ? formatMoment(conflict.their_at) : ''}
            @choose=${(event: CustomEvent<Side>) => this.#choose(conflict, field, event.detail)}
          ></conflict-compare>`,
      )}`;
  }

  #deletion(conflict: Conflict): TemplateResult {
    const who = conflict.their_name ?? 'Someone else';
    const isMineDeletion = conflict.fields.length === 0;
    return html`<p>
        ${
          isMineDeletion
            ? `You deleted this while ${who} was changing it. It is still here.`
            : `${who} deleted this while you were changing it.`
        }
      </p>
      <div class="button-row">
        ${
          isMineDeletion
            ? html`<button class="button" @click=${async () => this.#tell(await useMine(conflict))}>
                Delete it anyway
              </button>`
            : nothing
        }
        <button class="button" @click=${async () => this.#tell(await dismissConflict(conflict))}>
          ${isMineDeletion ? 'Keep it' : 'All right'}
        </button>
      </div>`;
  }

  #conflict(conflict: Conflict): TemplateResult {
    const name = this.#nameOf(conflict.row_id);
    const path = paths[conflict.table_name];
    const kind = words(conflict.table_name.replace(/s$/, ''));
    const show = this.#show(conflict.row_id);
    const about = show ? `${kind} · ${this.#placeOf(show)}` : kind;
    return html`<li class="panel stack">
      <h3>
        ${name && path ? html`<a href=${`${path}${conflict.row_id}`}>${name}</a>` : kind}
        ${name ? html`<span class="faint">${about}</span>` : nothing}
      </h3>
      ${
        conflict.kind === 'delete' || conflict.fields.length === 0
          ? this.#deletion(conflict)
          : this.#fields(conflict)
      }
    </li>`;
  }

  #refusal(refusal: Refusal): TemplateResult {
    const values = Object.entries(refusal.values).map(
      ([field, value]) => `${fieldName(field)}: ${fieldValue(field, value, this.#nameOf)}`,
    );
    return html`<li class="panel stack">
      <div>
        <h3>${refusal.label}</h3>
        <p class="soft">${refusal.message}</p>
      </div>
      ${values.length > 0 ? html`<p class="faint">${values.join(' · ')}</p>` : nothing}
      <div class="button-row">
        <button class="button" @click=${async () => this.#tell(await dismissRefusal(refusal.n))}>
          Seen<span class="visually-hidden">: ${refusal.label}</span>
        </button>
      </div>
    </li>`;
  }

  #full(conflicts: readonly Conflict[]): TemplateResult {
    const refusals = this.#refusals.value ?? [];
    if (conflicts.length === 0 && refusals.length === 0) {
      return html`<empty-state
        symbol="check"
        heading="Nothing to decide"
        text=${
          'When two people change the same field while one of them is offline, ' +
          'both values stand here side by side.'
        }
        .actions=${html`<a class="button" href="/today">Go to today</a>`}
      ></empty-state>`;
    }
    return html`<div class="stack-large">
      ${
        conflicts.length > 0
          ? html`<section class="section" aria-labelledby="both">
              <h2 id="both">Changed by two people</h2>
              <ul class="stack">
                ${conflicts.map((conflict) => this.#conflict(conflict))}
              </ul>
            </section>`
          : nothing
      }
      ${
        refusals.length > 0
          ? html`<section class="section" aria-labelledby="refused">
              <h2 id="refused">Not accepted</h2>
              <ul class="stack">
                ${refusals.map((refusal) => this.#refusal(refusal))}
              </ul>
            </section>`
          : nothing
      }
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="Conflicts"
        under="The server’s value stands until you decide."
      ></app-bar>
      ${liveView(this.#conflicts.state, (conflicts) => this.#full(conflicts))}`;
  }
}
