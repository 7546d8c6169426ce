// <routing-screen>: which of their open dates the shows should be on: what is fixed, what is free,
// the rules, and what another order would save; applied as one change that can be undone.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { notes } from '../../data/notes';
import { breachesOf } from '../../data/radius';
import { cityOf, stopsOf, type Stop, type TourRoute } from '../../data/route';
import {
  afterMoves,
  applyMoves,
  freedomOf,
  heldDates,
  isOpen,
  movesOf,
  proposalOf,
  routingPlan,
  stretchOf,
  type Freedom,
  type Move,
  type RoutingPlan,
} from '../../data/route-plan';
import type { RouteAnswer, RouteScore } from '../../lib/core/plan';
import type { Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import '../../ui/empty-state';
import { formatDate } from '../../ui/format';
import '../../ui/form-field';
import { icon } from '../../ui/icon';
import '../../ui/no-access';
import '../../ui/problem-list.css';
import '../../ui/radius-note';
import { driveWords, kmWords } from '../../ui/way-words';
import { middleOf } from './atlas';
import { mapStops, RouteScreen } from './route-screen';
import './routing-screen.css';
import './tour-map';
import './travel.css';

/** Hours at the wheel between two days: what the rule allows a driver, or what the party bears. */
const hoursOfRule: Readonly<Record<string, number>> = { eu: 9, us: 10, none: 12 };
const hourChoices = [6, 8, 9, 10, 12, 16, 20];
const runChoices = [0, 2, 3, 4, 5, 6, 7];
const closedKinds: ReadonlySet<string> = new Set(['off', 'rehearsal', 'promo', 'press']);

interface Proposal {
  readonly plan: RoutingPlan;
  readonly answer: RouteAnswer;
  readonly moves: readonly Move[];
}

@customElement('routing-screen')
export class RoutingScreen extends RouteScreen {
  @state() private freedoms: ReadonlyMap<string, Freedom> = new Map();
  /** days that were opened or closed by hand */
  @state() private days: ReadonlyMap<string, boolean> = new Map();
  @state() private runMax = 5;
  @state() private hours: number | undefined;
  @state() private proposal: Proposal | undefined;
  @state() private problem: Problem | undefined;
  @state() private kept = '';

  #freedom(stop: Stop, route: TourRoute): Freedom {
    return this.freedoms.get(stop.show.id) ?? freedomOf(stop, route.holds);
  }

  #hours({ tour }: TourRoute): number {
    return this.hours ?? hoursOfRule[tour.driver_rule] ?? 12;
  }

  #isClosed(date: string, route: TourRoute): boolean {
    const isGiven = route.days.some((day) => day.date === date && closedKinds.has(day.kind));
    return this.days.get(date) ?? isGiven;
  }

  /** Something was chosen: what was proposed for other choices is gone. */
  #changed(): void {
    this.proposal = undefined;
    this.problem = undefined;
    this.kept = '';
  }

  #look(route: TourRoute, stops: readonly Stop[], dates: readonly string[]): void {
    const plan = routingPlan(
      stops,
      route.holds,
      dates,
      {
        freedoms: new Map(stops.map((stop) => [stop.show.id, this.#freedom(stop, route)])),
        closed: new Set(dates.filter((date) => this.#isClosed(date, route))),
        runMax: this.runMax,
        driveHours: this.#hours(route),
      },
      this.today,
    );
    const found = proposalOf(plan);
    this.problem = found.ok ? undefined : found.problem;
    this.proposal = found.ok
      ? { plan, answer: found.value, moves: movesOf(plan, found.value) }
      : undefined;
    void this.updateComplete.then(() => this.querySelector('#found')?.scrollIntoView());
  }

  #choice(stop: Stop, route: TourRoute): TemplateResult {
    const held = heldDates(stop, route.holds).filter((date) => date !== stop.show.date);
    const choices = [
      { value: 'fixed', label: 'Stays' },
      ...(held.length > 0 ? [{ value: 'holds', label: `Held dates · ${held.length + 1}` }] : []),
      { value: 'any', label: 'Any day' },
    ];
    return html`<li class="freedom">
      <div>
        <p class="title">${cityOf(stop)}</p>
        <p class="soft figures">
          ${formatDate(stop.show.date)}${stop.isExact ? nothing : ' · no position, left out'}
        </p>
      </div>
      <choice-chips
        class="bare"
        look="segments"
        label=${`${cityOf(stop)} can be on`}
        name=${`free-${stop.show.id}`}
        .value=${this.#freedom(stop, route)}
        .choices=${choices}
        @choose=${(event: CustomEvent<string>) => {
          const freedom = choices.find(({ value }) => value === event.detail)?.value;
          if (freedom !== 'fixed' && freedom !== 'holds' && freedom !== 'any') return;
          this.freedoms = new Map([...this.freedoms, [stop.show.id, freedom]]);
          this.#changed();
        }}
      ></choice-chips>
    </li>`;
  }

  #rules(route: TourRoute, stops: readonly Stop[], dates: readonly string[]): TemplateResult {
    const taken = new Set(stops.map(({ show }) => show.date));
    const free = dates.filter((date) => !taken.has(date) && date >= this.today);
    return html`<section class="section" aria-labelledby="rules">
      <h2 id="rules">Rules</h2>
      <div class="form">
        <div class="pair">
          <form-field
            .spec=${{
              name: 'run',
              label: 'A day off after',
              kind: 'select',
              required: true,
              choices: runChoices.map((n) => ({
                value: String(n),
                label: n === 0 ? 'No limit' : `${n} shows`,
              })),
            }}
            .value=${String(this.runMax)}
            @edit=${(event: CustomEvent<string>) => {
              this.runMax = Number(event.detail);
              this.#changed();
            }}
          ></form-field>
          <form-field
            .spec=${{
              name: 'hours',
              label: 'At the wheel a day, at most',
              kind: 'select',
              required: true,
              choices: hourChoices.map((n) => ({ value: String(n), label: `${n} hours` })),
            }}
            .value=${String(this.#hours(route))}
            @edit=${(event: CustomEvent<string>) => {
              this.hours = Number(event.detail);
              this.#changed();
            }}
          ></form-field>
        </div>
        ${
          free.length === 0
            ? nothing
            : html`<fieldset class="field">
                <legend>Free days that may be used</legend>
                <div class="chips">
                  ${free.map(
                    (date) =>
                      html`<label
                        ><input
                          type="checkbox"
                          .checked=${!this.#isClosed(date, route)}
                          @change=${() => {
                            this.days = new Map([
                              ...this.days,
                              [date, !this.#isClosed(date, route)],
                            ]);
                            this.#changed();
                          }}
                        />${formatDate(date)}</label
                      >`,
                  )}
                </div>
              </fieldset>`
        }
      </div>
    </section>`;
  }

  #figure(label: string, now: string, then: string): TemplateResult {
    return html`<div>
      <dt>${label}</dt>
      <dd>
        ${then}${now === then ? nothing : html` <span class="was figures">instead of ${now}</span>`}
      </dd>
    </div>`;
  }

  #saved(now: RouteScore, then: RouteScore): string {
    const [metres, seconds] = [now.metres - then.metres, now.seconds - then.seconds];
    if (metres > 0)
      return `Saves about ${kmWords(metres)} and ${driveWords(seconds)} at the wheel.`;
    const better = [
      then.late < now.late ? 'it keeps the drivers within their hours' : '',
      then.tired < now.tired ? 'it has the days off' : '',
      then.unplaced < now.unplaced ? 'every show has a day' : '',
    ].filter(Boolean);
    return `${kmWords(-metres)} more, but ${better.join(' and ')}.`;
  }

  #broken({ late, tired, unplaced }: RouteScore): readonly string[] {
    return [
      late > 0 ? `${driveWords(late)} of driving beyond what the days between allow` : '',
      tired > 0 ? `${tired === 1 ? '1 show' : `${tired} shows`} without the day off before` : '',
      unplaced > 0 ? `${unplaced === 1 ? '1 show' : `${unplaced} shows`} without a day` : '',
    ].filter(Boolean);
  }

  async #apply(moves: readonly Move[]): Promise<void> {
    const outcome = await applyMoves(moves);
    this.#changed();
    if (!outcome.ok) this.problem = outcome.problem;
  }

  async #keep({ answer, moves }: Proposal): Promise<void> {
    const list = moves.map(
      ({ stop, from, to }) => `${cityOf(stop)}: ${formatDate(from)} to ${formatDate(to)}`,
    );
    const { now, proposed } = answer;
    const outcome = await notes.create({
      subject: 'tours',
      subject_id: this.param('id'),
      body: [`Routing idea. ${this.#saved(now, proposed)}`, ...list].join('\n'),
      visibility: 'management',
    });
    if (outcome.ok) this.kept = 'Kept as a note on the tour.';
    else this.problem = outcome.problem;
  }

  #moveList(moves: readonly Move[]): TemplateResult {
    return html`<table class="moves">
      <caption class="visually-hidden">
        What would move
      </caption>
      <thead>
        <tr>
          <th scope="col">Show</th>
          <th scope="col">Now</th>
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        ${moves.map(
          ({ stop, from, to }) =>
            html`<tr>
              <th scope="row">${cityOf(stop)}</th>
              <td class="figures">${formatDate(from)}</td>
              <td class="figures">${formatDate(to)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #warnings(moves: readonly Move[]): TemplateResult | typeof nothing {
    const view = this.radius;
    if (!view) return nothing;
    const dates = new Map(moves.map(({ stop, to }) => [stop.show.id, to]));
    const then = <T extends { readonly show: { readonly id: string; readonly date: string } }>(
      one: T,
    ): T => ({ ...one, show: { ...one.show, date: dates.get(one.show.id) ?? one.show.date } });
    const breaches = breachesOf(view.clauses.map(then), view.shows.map(then)).filter(
      ({ held, broken }) => dates.has(held.show.id) || dates.has(broken.show.id),
    );
    return html`<radius-note .breaches=${breaches}></radius-note>`;
  }

  #proposalView(proposal: Proposal): TemplateResult {
    const { plan, answer, moves } = proposal;
    const { now, proposed } = answer;
    const broken = this.#broken(proposed);
    if (moves.length === 0) {
      return html`<section class="section" aria-labelledby="found">
        <h2 id="found">No better order</h2>
        <p class="soft">Within these rules, no other order was found that is shorter.</p>
        ${this.#problems(broken)}
      </section>`;
    }
    return html`<section class="section" aria-labelledby="found">
      <h2 id="found">
        ${moves.length === 1 ? '1 show would move' : `${moves.length} shows would move`}
      </h2>
      <p role="status">${this.#saved(now, proposed)}</p>
      <dl class="figures-line">
        ${this.#figure('Road, estimated', kmWords(now.metres), kmWords(proposed.metres))}
        ${this.#figure('At the wheel, estimated', driveWords(now.seconds), driveWords(proposed.seconds))}
      </dl>
      <tour-map
        label="The order that is proposed"
        .stops=${mapStops(afterMoves(plan.stops, moves), ({ show }) =>
          moves.some((one) => one.stop.show.id === show.id) ? 'today' : 'next',
        )}
        .formerly=${plan.stops.flatMap(({ place }) => (place ? [place] : []))}
      ></tour-map>
      <p class="soft">The dashed line is how it is now.</p>
      ${this.#problems(broken)} ${this.#warnings(moves)} ${this.#moveList(moves)}
      <p class="soft">
        Times and schedules move along. Journeys, hotels and holds stay as they are.
      </p>
      <div class="button-row">
        <button class="button primary" @click=${() => this.#apply(moves)}>
          ${moves.length === 1 ? 'Move the show' : `Move ${moves.length} shows`}
        </button>
        <button class="button" @click=${() => this.#keep(proposal)}>
          ${icon('note')}Keep as an idea
        </button>
      </div>
      <p class="soft" role="status">${this.kept}</p>
    </section>`;
  }

  #problems(list: readonly string[]): TemplateResult | typeof nothing {
    if (list.length === 0) return nothing;
    return html`<ul class="problems">
      ${list.map((one) => html`<li>${icon('alert')}<span>Still ${one}.</span></li>`)}
    </ul>`;
  }

  protected override full(route: TourRoute): TemplateResult {
    const { tour } = route;
    const stops = stopsOf(route.shows, middleOf);
    const dates = stretchOf(stops, route.holds, this.today, tour.ends_on);
    const open = stops.filter((stop) => isOpen(stop) && dates.includes(stop.show.date));
    const bar = html`<app-bar
      heading="Routing"
      .kicker=${tour.name}
      .back=${`/tours/${tour.id}/map`}
      back-label="Map"
    ></app-bar>`;
    if (open.length === 0) {
      return html`${bar}<empty-state
          symbol="tours"
          heading="Nothing is open"
          text="Shows that are an idea or held can be ordered anew; those ahead are all further along."
          .actions=${html`<a class="button" href=${`/tours/${tour.id}`}>See the dates</a>`}
        ></empty-state>`;
    }
    return html`${bar}
      <div class="columns">
        <div>
          <section class="section" aria-labelledby="open">
            <h2 id="open">Open shows</h2>
            <p class="soft">All others stay where they are.</p>
            <ul class="freedoms">
              ${open.map((stop) => this.#choice(stop, route))}
            </ul>
          </section>
          ${this.#rules(route, stops, dates)}
          <div>
            <button class="button primary" @click=${() => this.#look(route, stops, dates)}>
              Find a better order
            </button>
          </div>
          ${
            this.problem
              ? html`<p class="form-error" role="alert">${this.problem.message}</p>`
              : nothing
          }
        </div>
        <div>${this.proposal ? this.#proposalView(this.proposal) : nothing}</div>
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return can('shows', 'write') ? super.render() : html`<no-access></no-access>`;
  }
}
