// <hold-screen>: one hold in the line for its date: its rank, its clock, and what can be asked for.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  askFor,
  holds,
  isLive,
  makeShow,
  observeHolds,
  stackOf,
  stepsOf,
  type Hold,
  type HoldAt,
  type HoldStep,
} from '../../data/holds';
import { observeOrganization } from '../../data/organization';
import { observeShows, type Show } from '../../data/shows';
import { SubjectMatter } from '../../data/subject-matter';
import { observeTours, type Tour } from '../../data/tours';
import { stages, type Stage } from '../../data/venues';
import { bothLive, LiveController } from '../../lib/live';
import { knownZone, minutesOf } from '../../lib/night';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import { instantOf, wallClock } from '../../lib/zone';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import { addDays } from '../../ui/calendar';
import { Clock } from '../../ui/clock';
import { formatDate, formatMoment, placeName } from '../../ui/format';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional } from '../../ui/form-values';
import '../../ui/gone-state';
import { historyLink } from '../../ui/history-link';
import { icon } from '../../ui/icon';
import { screenView } from '../../ui/live-view';
import { noteSection, taskSection } from '../../ui/matter-sections';
import '../../ui/no-access';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { mapLink } from '../../ui/map-link';
import { reachButtons } from '../../ui/reach-buttons';
import { Screen } from '../../ui/screen';
import '../../ui/sheet-dialog';
import '../../ui/sync-mark';
import { toast } from '../../ui/toast-region';
import './booking.css';
import { showField, stageField, tourField } from './hold-fields';
import { answerWords, ordinal, rankWords, stepWords } from './hold-words';

const fields = (choices: HoldChoices): readonly FieldSpec[] => [
  { name: 'party', label: 'Held for', required: true, maxlength: 160 },
  {
    name: 'date',
    label: 'Date',
    kind: 'date',
    required: true,
    hint: 'On another date it stands at the end of the line.',
  },
  ...(choices.stages.length > 0 ? [stageField(choices.stages)] : []),
  tourField(choices.tours),
  showField(choices.shows),
  { name: 'expires', label: 'Runs out on', kind: 'date', hint: 'At the end of that day.' },
  { name: 'contact', label: 'Contact at the venue' },
  { name: 'notes', label: 'Notes', kind: 'textarea' },
];

/** What a hold can be for. */
interface HoldChoices {
  readonly stages: readonly Stage[];
  readonly tours: readonly Tour[];
  readonly shows: readonly Show[];
}

const hoursChoices = [24, 48, 72].map((hours) => ({
  value: String(hours),
  label: `${hours} hours`,
}));

@customElement('hold-screen')
export class HoldScreen extends Screen {
  /** the sheet that is open: a step that cannot be taken back, or the details */
  @state() private sheet: '' | 'release' | 'challenge' | 'edit' = '';
  @state() private hours = '48';
  @state() private problem: Problem | undefined;
  readonly #clock = new Clock(this);
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #about = new SubjectMatter(this, () => ({
    subject: 'holds',
    id: this.param('id'),
  }));
  readonly #holds = new LiveController(this, observeHolds);
  /** read with the first look at the form */
  readonly #plans = new LiveController(
    this,
    () =>
      this.sheet === 'edit'
        ? bothLive(bothLive(observeTours(), observeShows()), stages.all())
        : undefined,
    () => [this.sheet === 'edit'],
  );

  async #ask(hold: Hold, step: HoldStep): Promise<void> {
    this.sheet = '';
    const outcome = await askFor(hold, step, Number(this.hours));
    if (!outcome.ok) toast(outcome.problem.message);
  }

  /** What others lose or have to do is said before it is asked for. */
  #tap(hold: Hold, step: HoldStep): void {
    if (step === 'release' || step === 'challenge') this.sheet = step;
    else void this.#ask(hold, step);
  }

  #standing({ hold }: HoldAt, stack: readonly Hold[]): TemplateResult {
    const place = hold.rank === null ? '–' : ordinal(hold.rank);
    return html`<div class="standing" data-status=${hold.status}>
      <p class="rank">${hold.status === 'confirmed' ? icon('check') : place}</p>
      <div>
        <p class="strong">${rankWords(hold)}</p>
        <p class="soft">${this.#standingWords(hold, stack)}</p>
        <sync-mark .state=${hold.local}></sync-mark>
      </div>
    </div>`;
  }

  #standingWords(hold: Hold, stack: readonly Hold[]): string {
    const above = stack.findIndex(({ id }) => id === hold.id);
    const winner = stack.slice(0, Math.max(above, 0)).find(({ status }) => status === 'confirmed');
    if (hold.status === 'confirmed') return 'The date is yours.';
    if (hold.status === 'released') return 'You let it go. A new hold gets the next free rank.';
    if (hold.status === 'expired') return 'It ran out. A new hold gets the next free rank.';
    if (hold.rank === null) return 'The server gives the rank when it hears of it.';
    if (hold.status === 'challenged' && hold.answer_by)
      return `${answerWords(hold.answer_by, this.#clock.now)}, until ${formatMoment(hold.answer_by)}. Then it is lost.`;
    if (winner) return `Confirmed for ${winner.party}. You move up if that is taken back.`;
    if (hold.is_challenging) return 'You challenged those before you. They have to answer.';
    if (hold.rank === 1) return 'You have the first right to this date.';
    return above === 1 ? 'One is before you.' : `${above} are before you.`;
  }

  #line({ hold }: HoldAt, stack: readonly Hold[]): TemplateResult | typeof nothing {
    if (!isLive(hold)) return nothing;
    return html`<section class="section" aria-labelledby="line">
      <h2 id="line">In line for this date</h2>
      <ol class="rows line">
        ${stack.map(
          (one) =>
            html`<li>
              <a
                class="row"
                href=${`/holds/${one.id}`}
                aria-current=${one.id === hold.id ? 'true' : nothing}
              >
                <span class="place figures">${one.rank ?? '–'}</span>
                <span class="main">
                  <span class="title">${one.party}</span>
                  <span class="sub">${this.#lineWords(one)}</span>
                </span>
                <span class="end">
                  ${one.status === 'confirmed' ? html`<span class="tag good">Confirmed</span>` : nothing}
                  ${one.is_challenging ? html`<span class="tag signal">Challenging</span>` : nothing}
                  ${one.status === 'challenged' ? html`<span class="tag warn">Challenged</span>` : nothing}
                  <sync-mark .state=${one.local}></sync-mark>
                </span>
              </a>
            </li>`,
        )}
      </ol>
    </section>`;
  }

  #lineWords(hold: Hold): string {
    if (hold.status === 'challenged' && hold.answer_by)
      return answerWords(hold.answer_by, this.#clock.now);
    if (hold.status !== 'confirmed' && hold.expires_at)
      return `until ${formatMoment(hold.expires_at)}`;
    return hold.contact ?? '';
  }

  #facts({ hold, stage }: HoldAt): TemplateResult {
    const facts: readonly (readonly [string, string | null | undefined])[] = [
      ['Stage', stage?.name],
      ['Runs out', hold.expires_at && formatMoment(hold.expires_at)],
      ['Contact', hold.contact],
      ['Notes', hold.notes],
    ];
    return html`<section class="section" aria-labelledby="details">
      <header>
        <h2 id="details">Details</h2>
        ${
          can('booking', 'write')
            ? html`<button class="button plain" @click=${() => (this.sheet = 'edit')}>
                ${icon('edit')}Edit
              </button>`
            : nothing
        }
      </header>
      <dl class="facts">
        <dt>Held for</dt>
        <dd>${hold.party}</dd>
        ${facts.map(([label, value]) =>
          value
            ? html`<dt>${label}</dt>
                <dd class="prose">${value}</dd>`
            : nothing,
        )}
      </dl>
    </section>`;
  }

  #steps(at: HoldAt, stack: readonly Hold[]): TemplateResult | typeof nothing {
    const { hold } = at;
    if (!can('booking', 'write')) return nothing;
    const [first, ...others] = stepsOf(hold, stack);
    const show = hold.show_id
      ? html`<a class="button" href=${`/shows/${hold.show_id}`}>${icon('show')}Open the show</a>`
      : hold.status === 'confirmed' && can('shows', 'write')
        ? html`<button class="button primary" @click=${() => this.#makeShow(at)}>
            ${icon('show')}Add the show
          </button>`
        : nothing;
    if (!first) return show === nothing ? nothing : html`<div class="button-row">${show}</div>`;
    const isForward = first === 'confirm' || first === 'challenge';
    const look = isForward ? 'button primary' : 'button';
    return html`<div class="button-row steps">
      ${show}
      <button class=${look} @click=${() => this.#tap(hold, first)}>${stepWords[first]}</button>
      ${others.map(
        (step) =>
          html`<button class="button danger" @click=${() => this.#tap(hold, step)}>
            ${stepWords[step]}
          </button>`,
      )}
    </div>`;
  }

  async #makeShow(at: HoldAt): Promise<void> {
    const outcome = await makeShow(at);
    if (outcome.ok) go(`/shows/${outcome.value}`);
    else toast(outcome.problem.message);
  }

  #releaseSheet(hold: Hold, stack: readonly Hold[]): TemplateResult {
    const next = stack.find(({ rank }) => rank !== null && rank > (hold.rank ?? Infinity));
    return html`<div class="stack">
      <p>
        ${next ? `${next.party} moves up in your place. ` : ''}A release cannot be taken back:
        whoever holds this date again stands at the end of the line.
      </p>
      <div class="button-row">
        <button class="button primary" @click=${() => this.#ask(hold, 'release')}>
          Release the date
        </button>
        <button class="button plain" @click=${() => (this.sheet = '')}>Keep it</button>
      </div>
    </div>`;
  }

  #challengeSheet(hold: Hold): TemplateResult {
    return html`<div class="stack">
      <p>
        Everyone before you has to confirm or release in this time; whoever does not loses the date.
        Challenge only when you are ready to confirm.
      </p>
      <choice-chips
        label="Time to answer"
        name="hours"
        .value=${this.hours}
        .choices=${hoursChoices}
        @choose=${(event: CustomEvent<string>) => (this.hours = event.detail)}
      ></choice-chips>
      <div class="button-row">
        <button class="button primary" @click=${() => this.#ask(hold, 'challenge')}>
          Challenge
        </button>
        <button class="button plain" @click=${() => (this.sheet = '')}>Not yet</button>
      </div>
    </div>`;
  }

  async #save(hold: Hold, zone: string, { changed }: SavedForm): Promise<void> {
    const expires = changed['expires'];
    const outcome = await holds.update(hold.id, {
      ...('party' in changed ? { party: changed['party']?.trim() ?? '' } : {}),
      ...('date' in changed ? { date: changed['date'] ?? '' } : {}),
      ...('stage_id' in changed ? { stage_id: asOptional(changed['stage_id'] ?? '') } : {}),
      ...('tour_id' in changed ? { tour_id: asOptional(changed['tour_id'] ?? '') } : {}),
      ...('show_id' in changed ? { show_id: asOptional(changed['show_id'] ?? '') } : {}),
      ...('contact' in changed ? { contact: asOptional(changed['contact'] ?? '') } : {}),
      ...('notes' in changed ? { notes: asOptional(changed['notes'] ?? '') } : {}),
      ...(expires === undefined
        ? {}
        : { expires_at: expires ? instantOf(expires, minutesOf('24:00'), zone) : null }),
    });
    if (outcome.ok) this.sheet = '';
    this.problem = outcome.ok ? undefined : outcome.problem;
  }

  #editSheet({ hold, venue }: HoldAt): TemplateResult | typeof nothing {
    if (!this.#plans.value) return nothing;
    const [[tours, shows], places] = this.#plans.value;
    const own = places.filter(({ venue_id }) => venue_id === hold.venue_id);
    const zone = knownZone(venue?.zone ?? this.#organization.value?.zone);
    const end = hold.expires_at ? wallClock(hold.expires_at, zone) : undefined;
    return html`<record-form
      .record=${hold.id}
      .fields=${fields({ stages: own, tours, shows })}
      .values=${{
        party: hold.party,
        date: hold.date,
        stage_id: hold.stage_id ?? '',
        tour_id: hold.tour_id ?? '',
        show_id: hold.show_id ?? '',
        expires: end ? (end.minutes === 0 ? addDays(end.date, -1) : end.date) : '',
        contact: hold.contact ?? '',
        notes: hold.notes ?? '',
      }}
      .problem=${this.problem}
      @cancel=${() => (this.sheet = '')}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(hold, zone, event.detail)}
    ></record-form>`;
  }

  #sheet(at: HoldAt, stack: readonly Hold[]): TemplateResult {
    const headings = {
      '': '',
      release: 'Release this date?',
      challenge: 'Challenge those before you',
      edit: 'Edit hold',
    };
    return html`<sheet-dialog
      .heading=${headings[this.sheet]}
      .open=${this.sheet !== ''}
      @closed=${() => (this.sheet = '')}
    >
      ${this.sheet === 'release' ? this.#releaseSheet(at.hold, stack) : nothing}
      ${this.sheet === 'challenge' ? this.#challengeSheet(at.hold) : nothing}
      ${this.sheet === 'edit' ? this.#editSheet(at) : nothing}
    </sheet-dialog>`;
  }

  /** Whom to ring about it: the house. */
  #reach({ venue }: HoldAt): TemplateResult | typeof nothing {
    if (!venue) return nothing;
    const words = [venue.name, venue.address, venue.city].filter(Boolean).join(' ');
    return html`<div class="button-row">
      ${reachButtons({ phone: venue.phone, map: mapLink(venue, words) })}
    </div>`;
  }

  #full(at: HoldAt, all: readonly HoldAt[]): TemplateResult {
    const { hold, venue, stage } = at;
    const stack = stackOf(
      hold,
      all.map((one) => one.hold),
    );
    return html`<app-bar
        .heading=${venue?.name ?? 'Hold'}
        back="/holds"
        back-label="Holds"
        .kicker=${formatDate(hold.date, 'full')}
        .under=${[hold.party, stage?.name, placeName(venue?.city ?? null, venue?.country ?? null)]
          .filter(Boolean)
          .join(' · ')}
        .actions=${historyLink('holds', hold.id)}
      ></app-bar>
      <div class="columns">
        <div>
          <div class="stack">${this.#standing(at, stack)} ${this.#steps(at, stack)}</div>
          ${this.#line(at, stack)} ${this.#reach(at)}
        </div>
        <div>${this.#facts(at)} ${taskSection(this.#about)} ${noteSection(this.#about)}</div>
      </div>
      ${this.#sheet(at, stack)}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('booking', 'read')) return html`<no-access></no-access>`;
    return screenView(this.#holds.state, (all) => {
      const at = all.find(({ hold }) => hold.id === this.param('id'));
      return at ? this.#full(at, all) : html`<gone-state what="hold" back="/holds"></gone-state>`;
    });
  }
}
