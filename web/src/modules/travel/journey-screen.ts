// <journey-screen>: a leg with the rest of its journey, as boarding passes, and who is on it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { audienceWords } from '../../data/audience';
import { observeOrganization } from '../../data/organization';
import { SubjectMatter } from '../../data/subject-matter';
import {
  addPassengers,
  observeJourney,
  passengers,
  type Journey,
  type JourneyLeg,
  type Traveller,
} from '../../data/travel';
import { LiveController } from '../../lib/live';
import { knownZone } from '../../lib/night';
import type { Problem } from '../../lib/outcome';
import { can, currentUserId } from '../../lib/session';
import { wallClock } from '../../lib/zone';
import '../../ui/app-bar';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional, readForm } from '../../ui/form-values';
import { countdown } from '../../ui/format';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import '../../ui/journey-pass';
import type { OwnSeat } from '../../ui/journey-pass';
import { screenView } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/person-avatar';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import { words } from '../../ui/words';
import './people-sheet';
import './travel.css';
import './trip-costs';

const seatFields: readonly FieldSpec[] = [
  { name: 'seat', label: 'Seat, berth or bunk', half: true },
  { name: 'reference', label: 'Own reference', half: true },
  { name: 'ticket', label: 'Ticket number' },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];

type Sheet =
  | { readonly kind: 'seat'; readonly id: string }
  | { readonly kind: 'people'; readonly legId: string };

/** Time to change between two legs; a connection that is missed says so. */
export function changeWords(before: JourneyLeg, after: JourneyLeg): string {
  const { arrives_at } = before.leg;
  const { departs_at } = after.leg;
  if (!arrives_at || !departs_at) return '';
  const [from, to] = [Date.parse(arrives_at), Date.parse(departs_at)];
  if (to < from) return 'Leaves before the leg before arrives';
  return `${countdown(from, to)} to change`;
}

@customElement('journey-screen')
export class JourneyScreen extends Screen {
  @state() private sheet: Sheet | undefined;
  @state() private problem: Problem | undefined;
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #journey = new LiveController(
    this,
    () => observeJourney(this.param('id')),
    () => [this.param('id')],
  );

  readonly #about = new SubjectMatter(this, () => ({
    subject: 'travel',
    id: this.param('id'),
    tourId: this.#journey.value?.leg.tour_id ?? null,
    showId: this.#journey.value?.leg.show_id ?? null,
  }));

  #own({ travellers }: JourneyLeg): OwnSeat | undefined {
    const me = currentUserId();
    const mine = travellers.find(({ person }) => person?.user_id && person.user_id === me);
    if (!mine?.person) return undefined;
    const { seat, ticket, reference } = mine.passenger;
    return { name: mine.person.name, seat, ticket, reference };
  }

  #traveller({ passenger, person }: Traveller): TemplateResult {
    const facts = [
      passenger.seat ? `Seat ${passenger.seat}` : '',
      passenger.reference ?? '',
      passenger.ticket ? `Ticket ${passenger.ticket}` : '',
      passenger.notes ?? '',
    ];
    const name = person?.name ?? 'Somebody';
    const body = html`<person-avatar .name=${name}></person-avatar>
      <span class="main">
        <span class="title">${name}</span>
        <span class="sub figures">${facts.filter(Boolean).join(' · ') || 'No seat yet'}</span>
      </span>`;
    return can('travel', 'write')
      ? html`<button
          class="row pick"
          @click=${() => (this.sheet = { kind: 'seat', id: passenger.id })}
        >
          ${body}${icon('edit')}
        </button>`
      : html`<div class="row">${body}</div>`;
  }

  #party(one: JourneyLeg): TemplateResult | typeof nothing {
    const mayWrite = can('travel', 'write');
    if (one.travellers.length === 0 && !mayWrite) return nothing;
    const count = one.travellers.length;
    return html`<section class="section" aria-labelledby="party">
      <header>
        <h2 id="party">Passengers${count > 0 ? html` · ${count}` : nothing}</h2>
        ${
          mayWrite
            ? html`<button
                class="button plain"
                @click=${() => (this.sheet = { kind: 'people', legId: one.leg.id })}
              >
                ${icon('plus')}Add<span class="visually-hidden"> passengers</span>
              </button>`
            : nothing
        }
      </header>
      ${
        count === 0
          ? html`<p class="soft">
              Nobody is named yet. Each passenger sees their own seat, ticket and reference.
            </p>`
          : html`<ul class="rows">
              ${one.travellers.map((who) => html`<li>${this.#traveller(who)}</li>`)}
            </ul>`
      }
    </section>`;
  }

  async #saveSeat(traveller: Traveller, { changed }: SavedForm): Promise<void> {
    const outcome = await passengers.update(
      traveller.passenger.id,
      readForm(changed, {
        seat: asOptional,
        reference: asOptional,
        ticket: asOptional,
        notes: asOptional,
      }),
    );
    this.problem = outcome.ok ? undefined : outcome.problem;
    if (outcome.ok) this.sheet = undefined;
  }

  async #removeSeat(traveller: Traveller): Promise<void> {
    this.sheet = undefined;
    await passengers.remove(traveller.passenger.id);
  }

  #sheetView(journey: Journey): TemplateResult | typeof nothing {
    const { sheet } = this;
    if (!sheet) return nothing;
    const close = (): void => {
      this.sheet = undefined;
      this.problem = undefined;
    };
    const travellers = journey.legs.flatMap((one) => one.travellers);
    if (sheet.kind === 'people') {
      const one = journey.legs.find(({ leg }) => leg.id === sheet.legId);
      const on = new Set(one?.travellers.map(({ passenger }) => passenger.person_id));
      return html`<people-sheet
        heading="Who travels?"
        done="Add"
        .people=${journey.people.filter(({ id }) => !on.has(id))}
        @closed=${close}
        @picked=${async (event: CustomEvent<readonly string[]>) => {
          close();
          if (one) await addPassengers(one.leg, event.detail);
        }}
      ></people-sheet>`;
    }
    const who = travellers.find(({ passenger }) => passenger.id === sheet.id);
    if (!who) return nothing;
    const { passenger } = who;
    return html`<sheet-dialog heading=${who.person?.name ?? 'Passenger'} open @closed=${close}>
      <record-form
        .record=${passenger.id}
        .fields=${seatFields}
        .values=${{
          seat: passenger.seat ?? '',
          reference: passenger.reference ?? '',
          ticket: passenger.ticket ?? '',
          notes: passenger.notes ?? '',
        }}
        .problem=${this.problem}
        remove-label="Remove from journey"
        @cancel=${close}
        @save=${(event: CustomEvent<SavedForm>) => this.#saveSeat(who, event.detail)}
        @remove=${() => this.#removeSeat(who)}
      ></record-form>
    </sheet-dialog>`;
  }

  #passes(journey: Journey): TemplateResult {
    const { legs, leg } = journey;
    return html`<ol class="passes">
      ${legs.map((one, i) => {
        const before = legs[i - 1];
        const part = legs.length > 1 ? `Leg ${i + 1} of ${legs.length}` : '';
        const change = before ? changeWords(before, one) : '';
        return html`<li>
          ${change ? html`<p class="change">${icon('clock')}${change}</p>` : nothing}
          <journey-pass
            .leg=${one.leg}
            .own=${this.#own(one)}
            .legLabel=${part}
            .href=${one.leg.id === leg.id ? '' : `/travel/${one.leg.id}`}
          ></journey-pass>
        </li>`;
      })}
    </ol>`;
  }

  #actions(journey: Journey): TemplateResult {
    const { leg, legs } = journey;
    const isLast = legs.at(-1)?.leg.id === leg.id;
    return html`${historyLink('travel', leg.id)}
    ${
      can('travel', 'write')
        ? html`${
              isLast
                ? html`<a class="button" href=${`/travel/new?after=${leg.id}`}
                    >${icon('plus')}Connection</a
                  >`
                : nothing
            } <a class="button" href=${`/travel/${leg.id}/edit`}>${icon('edit')}Edit</a>`
        : nothing
    }`;
  }

  #full(journey: Journey): TemplateResult {
    const { leg, legs } = journey;
    const here = legs.find((one) => one.leg.id === leg.id);
    const route = [leg.departs_place, leg.arrives_place].filter(Boolean).join(' → ');
    const currency = this.#organization.value?.default_currency ?? 'EUR';
    const on = wallClock(leg.departs_at ?? Date.now(), knownZone(leg.departs_zone)).date;
    const heading = leg.title ?? (route || words(leg.mode));
    return html`<app-bar
        .heading=${heading}
        .under=${audienceWords(leg) || nothing}
        .back=${leg.show_id ? `/shows/${leg.show_id}` : '/travel'}
        .backLabel=${leg.show_id ? 'Show' : 'Travel'}
        .actions=${this.#actions(journey)}
      ></app-bar>
      <div class="columns">
        <div>${this.#passes(journey)}</div>
        <div>
          ${leg.notes ? html`<p class="prose soft">${leg.notes}</p>` : nothing}
          ${here ? this.#party(here) : nothing}
          <trip-costs
            .of=${{
              category: 'travel',
              travel_id: leg.id,
              tour_id: leg.tour_id,
              show_id: leg.show_id,
              on,
              what: heading,
              currency,
            }}
            .costs=${journey.costs}
          ></trip-costs>
          ${taskSection(this.#about)} ${noteSection(this.#about)}
        </div>
      </div>
      ${this.#sheetView(journey)}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return screenView(this.#journey.state, (journey) =>
      journey ? this.#full(journey) : html`<gone-state what="journey" back="/travel"></gone-state>`,
    );
  }
}
