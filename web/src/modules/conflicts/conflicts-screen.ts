// <conflicts-screen>: where two people changed the same, side by side; and what was refused.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  canJoin,
  dismissConflict,
  dismissRefusal,
  keepTheirs,
  observeConflicts,
  observeRefusals,
  observeSettled,
  useBoth,
  useMine,
  type Conflict,
  type ConflictField,
  type ToldRefusal,
  type SettledConflict,
} from '../../data/conflicts';
import { observeShows, type Show } from '../../data/shows';
import { observeTours } from '../../data/tours';
import { observeVenues } from '../../data/venues';
import { LiveController } from '../../lib/live';
import type { Outcome } from '../../lib/outcome';
import '../../ui/app-bar';
import '../../ui/conflict-compare';
import { differenceWords, isDocument } from '../../ui/document-words';
import '../../ui/empty-state';
import { formatDate, formatMoment } from '../../ui/format';
import { liveView } from '../../ui/live-view';
import { Screen } from '../../ui/screen';
import { toast } from '../../ui/toast-region';
import { words } from '../../ui/words';
import { fieldName, fieldValue } from '../../ui/field-words';
import { rowPath } from '../../ui/row-path';

type Side = 'mine' | 'theirs' | 'both';

/** A document is told by what each made of it. */
const told = (
  { field, base }: ConflictField,
  value: unknown,
  nameOf: (id: string) => string | undefined,
  currency: string | undefined,
): string =>
  isDocument(value) ? differenceWords(base, value) : fieldValue(field, value, nameOf, currency);

@customElement('conflicts-screen')
export class ConflictsScreen extends Screen {
  /** conflict id → fields that stay theirs, while others are still to be decided */
  @state() private kept: Readonly<Record<string, readonly string[]>> = {};
  readonly #conflicts = new LiveController(this, observeConflicts);
  readonly #refusals = new LiveController(this, observeRefusals);
  readonly #settled = new LiveController(this, observeSettled);
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

  /** Without the fields that were left as they are. */
  #undecided(conflict: Conflict): Conflict {
    const kept = this.kept[conflict.id] ?? [];
    return { ...conflict, fields: conflict.fields.filter(({ field }) => !kept.includes(field)) };
  }

  /** Mine is written at once, field by field; theirs stands already. The last one ends it. */
  async #choose(conflict: Conflict, field: string, side: Side): Promise<void> {
    if (side === 'mine') this.#tell(await useMine(conflict, field));
    else if (side === 'both') this.#tell(await useBoth(conflict, field));
    else if (conflict.fields.length === 1) this.#tell(await keepTheirs(conflict));
    else this.kept = { ...this.kept, [conflict.id]: [...(this.kept[conflict.id] ?? []), field] };
  }

  #fields(conflict: Conflict): TemplateResult {
    const me = conflict.isFromHere ? 'You, on this device' : 'You, on another device';
    return html`${conflict.fields.map(
      (one) =>
        html`<conflict-compare
          .field=${fieldName(one.field)}
          .mine=${told(one, one.mine, this.#nameOf, conflict.currency)}
          .theirs=${told(one, one.theirs, this.#nameOf, conflict.currency)}
          ?joins=${canJoin(one)}
          .their=${conflict.their_name ?? 'Someone else'}
          .when=${conflict.their_at ? formatMoment(conflict.their_at) : ''}
          .me=${`${me}, sent ${formatMoment(conflict.created_at)}`}
          @choose=${(event: CustomEvent<Side>) => this.#choose(conflict, one.field, event.detail)}
        ></conflict-compare>`,
    )}`;
  }

  #deletion(conflict: Conflict): TemplateResult {
    const who = conflict.their_name ?? 'Someone else';
    const isMineDeletion = conflict.isHere;
    return html`<p>
        ${
          isMineDeletion
            ? `You deleted this while ${who} was changing it. It is still here.`
            : `${who} deleted this while you were changing it. What you wrote is kept below; ` +
              'once it is brought back, you can use it.'
        }
      </p>
      ${isMineDeletion ? nothing : this.#written(conflict)}
      <div class="button-row">
        ${
          isMineDeletion
            ? html`<button class="button" @click=${async () => this.#tell(await useMine(conflict))}>
                Delete it anyway
              </button>`
            : html`<a class="button" href="/deleted">Recently deleted</a>`
        }
        <button class="button" @click=${async () => this.#tell(await dismissConflict(conflict))}>
          ${isMineDeletion ? 'Keep it' : 'All right'}
        </button>
      </div>`;
  }

  /** What I had written, where there is nothing to compare it with. */
  #written({ fields, currency }: Conflict): TemplateResult {
    return html`<dl class="facts">
      ${fields.map(
        ({ field, mine }) =>
          html`<dt>${fieldName(field)}</dt>
            <dd class="prose">${fieldValue(field, mine, this.#nameOf, currency)}</dd>`,
      )}
    </dl>`;
  }

  #heading(conflict: Conflict): TemplateResult {
    const name = this.#nameOf(conflict.row_id) ?? conflict.name;
    const path = rowPath(conflict.table_name, conflict.row_id);
    const kind = words(conflict.table_name.replace(/s$/, ''));
    const show = this.#show(conflict.row_id);
    const about = show ? `${kind} · ${this.#placeOf(show)}` : kind;
    return html`<h3>
      ${name && path ? html`<a href=${path}>${name}</a>` : kind}
      ${name ? html`<span class="faint">${about}</span>` : nothing}
    </h3>`;
  }

  #conflict(conflict: Conflict): TemplateResult {
    return html`<li class="panel stack">
      ${this.#heading(conflict)}
      ${
        conflict.kind === 'delete'
          ? this.#deletion(conflict)
          : this.#fields(this.#undecided(conflict))
      }
    </li>`;
  }

  #settledOne(conflict: SettledConflict): TemplateResult {
    const { by, now, resolved_at, kind, fields, currency } = conflict;
    const who = by ?? 'Someone else';
    const lines = fields.map(({ field, mine, settled }) => {
      const current = now ? fieldValue(field, now[field], this.#nameOf, currency) : 'deleted';
      const yours = fieldValue(field, mine, this.#nameOf, currency);
      return html`<dt>${fieldName(field)}</dt>
        <dd>
          ${settled === 'mine' ? `${current}, as you wrote` : `${current}, you wrote ${yours}`}
        </dd>`;
    });
    const canUse = kind === 'edit' && now && fields.some(({ settled }) => settled !== 'mine');
    return html`<li class="panel stack">
      ${this.#heading(conflict)}
      <p class="soft">Settled by ${who}, ${formatMoment(resolved_at ?? '')}.</p>
      ${kind === 'edit' ? html`<dl class="facts">${lines}</dl>` : nothing}
      ${
        canUse
          ? html`<div class="button-row">
              <button
                class="button plain flush"
                @click=${async () => this.#tell(await useMine(conflict))}
              >
                Use mine after all
              </button>
            </div>`
          : nothing
      }
    </li>`;
  }

  #refusal(refusal: ToldRefusal): TemplateResult {
    const values = Object.entries(refusal.values).map(
      ([field, value]) =>
        `${fieldName(field)}: ${fieldValue(field, value, this.#nameOf, refusal.currency)}`,
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
    const settled = this.#settled.value ?? [];
    return html`<div class="stack-large">
      ${this.#open(conflicts, refusals)}
      ${this.#section(
        'settled',
        'Settled since',
        settled.map((conflict) => this.#settledOne(conflict)),
      )}
    </div>`;
  }

  #open(conflicts: readonly Conflict[], refusals: readonly ToldRefusal[]): TemplateResult {
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
    return html`${this.#section(
      'both',
      'Changed by two people',
      conflicts.map((conflict) => this.#conflict(conflict)),
    )}${this.#section(
      'refused',
      'Not accepted',
      refusals.map((refusal) => this.#refusal(refusal)),
    )}`;
  }

  #section(
    id: string,
    heading: string,
    entries: readonly TemplateResult[],
  ): TemplateResult | typeof nothing {
    if (entries.length === 0) return nothing;
    return html`<section class="section" aria-labelledby=${id}>
      <h2 id=${id}>${heading}</h2>
      <ul class="stack">
        ${entries}
      </ul>
    </section>`;
  }

  protected override render(): TemplateResult {
    return html`<app-bar
        heading="Conflicts"
        under="The server’s value stands until you decide."
      ></app-bar>
      ${liveView(this.#conflicts.state, (conflicts) => this.#full(conflicts))}`;
  }
}
