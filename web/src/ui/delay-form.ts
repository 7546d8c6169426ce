// <delay-form>: "we are running late": how late, what moves, what breaks, and what to do about it.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Broken, Choice, Lateness, Spread, Step } from '../lib/delay';
import type { Outcome } from '../lib/outcome';
import './choice-chips';
import type { Choice as Chip } from './choice-chips';
import { brokenWords, choiceWords, lateWords } from './delay-words';
import { formatTime } from './format';
import { icon } from './icon';
import { LightElement } from './light-element';
import type { TimelineItem } from './time-line';
import './delay-form.css';

const STEP = 5;
const MOST = 240;
const usual = 15;
const modes: readonly Chip[] = [
  { value: 'start', label: 'Starts late' },
  { value: 'end', label: 'Goes on for longer' },
];

const added = (steps: readonly Step[], { id, minutes }: Step): readonly Step[] => {
  const known = steps.find((step) => step.id === id);
  const others = steps.filter((step) => step.id !== id);
  return [...others, { id, minutes: minutes + (known?.minutes ?? 0) }];
};

/** What is cut before it need not be moved as far. */
const lessBy = (shifts: readonly Step[], minutes: number): readonly Step[] =>
  shifts.flatMap((step) =>
    step.minutes > minutes ? [{ ...step, minutes: step.minutes - minutes }] : [],
  );

/** `plan` answers what a request does. Fires `apply` with the Lateness. */
@customElement('delay-form')
export class DelayForm extends LightElement {
  @property({ attribute: false }) items: readonly TimelineItem[] = [];
  /** the item to begin with */
  @property() late = '';
  @property({ attribute: false }) plan: (
    request: Lateness,
  ) => Outcome<Spread<TimelineItem>> | undefined = () => undefined;
  @state() private request: Lateness = {
    late: '',
    minutes: usual,
    mode: 'start',
    cuts: [],
    shifts: [],
  };
  @state() private agreed: ReadonlySet<string> = new Set();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('late')) this.#ask({ late: this.late });
  }

  /** Another lateness is another plan: what was chosen for the old one is forgotten. */
  #ask(part: Partial<Lateness>): void {
    this.request = { ...this.request, cuts: [], shifts: [], ...part };
    this.agreed = new Set();
  }

  #choose(broken: Broken, choice: Choice): void {
    const { cuts, shifts } = this.request;
    if (choice.kind === 'agree') this.agreed = new Set([...this.agreed, broken.key]);
    if (choice.kind === 'shorten')
      this.request = {
        ...this.request,
        cuts: added(cuts, choice),
        shifts: lessBy(shifts, choice.minutes),
      };
    if (choice.kind === 'move') this.request = { ...this.request, shifts: added(shifts, choice) };
  }

  #step(by: number): TemplateResult {
    const { minutes } = this.request;
    const next = Math.max(-MOST, Math.min(MOST, minutes + by));
    return html`<button
      class="button icon-only"
      aria-label=${by < 0 ? '5 minutes less' : '5 minutes more'}
      @click=${() => this.#ask({ minutes: next })}
    >
      ${icon(by < 0 ? 'minus' : 'plus')}
    </button>`;
  }

  #howLate(): TemplateResult {
    const { request, items } = this;
    const item = items.find(({ id }) => id === request.late);
    return html`<div class="field">
        <div class="label-line"><label for="late-item">What is late</label></div>
        <select
          id="late-item"
          @change=${(event: Event) =>
            event.target instanceof HTMLSelectElement &&
            this.#ask({ late: event.target.value, mode: 'start' })}
        >
          ${items.map(
            ({ id, title, startsAt, zone }) =>
              html`<option value=${id} ?selected=${id === request.late}>
                ${formatTime(startsAt, zone)} ${title}
              </option>`,
          )}
        </select>
      </div>
      ${
        item?.endsAt
          ? html`<choice-chips
              label="How"
              name="delay-mode"
              look="segments"
              .value=${request.mode}
              .choices=${modes}
              @choose=${(event: CustomEvent<string>) =>
                this.#ask({ mode: event.detail === 'end' ? 'end' : 'start' })}
            ></choice-chips>`
          : nothing
      }
      <div class="how-late">
        ${this.#step(-STEP)}
        <output aria-live="polite"
          >${request.mode === 'end' ? howLong(request.minutes) : lateWords(request.minutes)}</output
        >
        ${this.#step(STEP)}
      </div>`;
  }

  #moves(answer: Spread<TimelineItem>): TemplateResult {
    if (answer.moved.length === 0) return html`<p class="soft">Nothing moves.</p>`;
    return html`<ul class="moves" aria-label="What moves">
      ${answer.moved.map(({ item, to }) => {
        const time = (at: string): string => formatTime(at, item.zone);
        const isStart = Date.parse(item.startsAt) !== Date.parse(to.startsAt);
        const [old, fresh] = isStart
          ? [time(item.startsAt), time(to.startsAt)]
          : [`–${time(item.endsAt ?? '')}`, `–${time(to.endsAt ?? '')}`];
        return html`<li>
          <span>${item.title}</span>
          <span class="figures"
            ><del>${old}</del><span class="visually-hidden"> becomes </span
            ><strong>${fresh}</strong></span
          >
        </li>`;
      })}
    </ul>`;
  }

  #broken(broken: Broken): TemplateResult {
    return html`<li class="broken">
      <p>${icon('alert')}<span>${brokenWords(broken)}</span></p>
      <div class="button-row">
        ${broken.choices.map(
          (choice) =>
            html`<button class="button long" @click=${() => this.#choose(broken, choice)}>
              ${choiceWords(choice)}
            </button>`,
        )}
      </div>
    </li>`;
  }

  /** What was chosen, each to be taken back by one tap. */
  #chosen(): TemplateResult | typeof nothing {
    const { cuts, shifts } = this.request;
    const title = (id: string): string => this.items.find((item) => item.id === id)?.title ?? '';
    const without = (steps: readonly Step[], id: string): readonly Step[] =>
      steps.filter((step) => step.id !== id);
    const chip = (words: string, drop: () => void): TemplateResult =>
      html`<button class="button" @click=${drop}>${words}${icon('close')}</button>`;
    if (cuts.length + shifts.length === 0) return nothing;
    return html`<div class="button-row" aria-label="Chosen">
      ${cuts.map(({ id, minutes }) =>
        chip(`${title(id)} −${minutes} min`, () => {
          this.request = { ...this.request, cuts: without(cuts, id) };
        }),
      )}
      ${shifts.map(({ id, minutes }) =>
        chip(`${title(id)} +${minutes} min`, () => {
          this.request = { ...this.request, shifts: without(shifts, id) };
        }),
      )}
    </div>`;
  }

  #answer(answer: Spread<TimelineItem>): TemplateResult {
    const open = answer.broken.filter(({ key }) => !this.agreed.has(key));
    const count = answer.moved.length;
    const times = count === 1 ? 'Move 1 time' : `Move ${count} times`;
    const left = open.length === 1 ? '1 problem stays' : `${open.length} problems stay`;
    return html`${this.#moves(answer)} ${this.#chosen()}
      ${
        open.length === 0
          ? count > 0
            ? html`<p class="fits">${icon('check')}Nothing breaks.</p>`
            : nothing
          : html`<ul class="breaks" aria-label="What breaks">
              ${open.map((broken) => this.#broken(broken))}
            </ul>`
      }
      <div class="form-actions">
        <button
          class="button primary"
          ?disabled=${count === 0}
          @click=${() =>
            this.dispatchEvent(new CustomEvent<Lateness>('apply', { detail: this.request }))}
        >
          ${open.length > 0 ? `${times}, ${left}` : times}
        </button>
      </div>`;
  }

  protected override render(): TemplateResult {
    const outcome = this.request.late === '' ? undefined : this.plan(this.request);
    return html`<div class="form">
      ${this.#howLate()}
      ${
        outcome === undefined
          ? nothing
          : outcome.ok
            ? this.#answer(outcome.value)
            : html`<p class="form-error" role="alert">${outcome.problem.message}</p>`
      }
    </div>`;
  }
}

/** "20 min longer", "5 min shorter" */
const howLong = (minutes: number): string =>
  minutes === 0
    ? 'as planned'
    : lateWords(minutes).replace('late', 'longer').replace('early', 'shorter');
