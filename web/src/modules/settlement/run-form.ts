// <run-form>: which shows are settled as one, at which rates, and what is withheld; inside a sheet.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { observeRunChoices, runs, type Run, type RunChoice } from '../../data/runs';
import { LiveController } from '../../lib/live';
import { changing } from '../../lib/operations';
import type { Outcome, Problem } from '../../lib/outcome';
import '../../ui/check-chips';
import { currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { formatDate } from '../../ui/format';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { WITHHOLDINGS, type Texts } from '../../ui/term-fields';
import '../../ui/terms-list';
import { rateTexts, readRunTerms, withheldTexts } from './run-terms';

/** Fires `finished` when it was saved, with the run's id, or left; `removed` when it was deleted. */
@customElement('run-form')
export class RunForm extends LightElement {
  @property({ attribute: false }) run: Run | undefined;
  @property() tour = '';
  /** the tour's */
  @property() currency = 'EUR';
  @state() private chosen: readonly string[] | undefined;
  @state() private own: string | undefined;
  @state() private withheld: readonly Texts[] | undefined;
  @state() private problem: Problem | undefined;
  readonly #shows = new LiveController(
    this,
    () => observeRunChoices(this.tour),
    () => [this.tour],
  );

  /** Those that can be, and those that are. */
  get #choices(): readonly RunChoice[] {
    return (this.#shows.value ?? []).filter(
      ({ show, isPoolable }) => isPoolable || this.#chosen.includes(show.id),
    );
  }

  get #chosen(): readonly string[] {
    return this.chosen ?? this.run?.show_ids ?? [];
  }

  get #currency(): string {
    return this.own ?? this.run?.currency ?? this.currency;
  }

  /** The currencies of its shows other than its own: each needs a rate. */
  get #foreign(): readonly string[] {
    const codes = this.#choices
      .filter(({ show }) => this.#chosen.includes(show.id))
      .flatMap(({ currency }) => currency ?? [])
      .filter((code) => code !== this.#currency);
    return [...new Set(codes)].sort();
  }

  get #withheld(): readonly Texts[] {
    return this.withheld ?? withheldTexts(this.run?.terms, this.#currency);
  }

  /** Of the whole run: what its shows withhold does not count. */
  #withholdings(): TemplateResult {
    return html`<terms-list
        .list=${WITHHOLDINGS}
        .entries=${this.#withheld}
        .errors=${this.problem?.fields ?? {}}
        @edit=${({ detail }: CustomEvent<readonly Texts[]>) => {
          this.problem = undefined;
          this.withheld = detail;
        }}
      ></terms-list>
      <p class="hint">
        From the whole run. What its shows withhold by themselves does not count.
      </p>`;
  }

  #fields(): readonly FieldSpec[] {
    return [
      { name: 'name', label: 'Name', required: true, maxlength: 120, placeholder: 'The promoter' },
      {
        name: 'currency',
        label: 'Settled in',
        kind: 'select',
        required: true,
        choices: currencyChoices(this.#currency),
      },
      ...this.#foreign.map((code) => ({
        name: `rate.${code}`,
        label: `${this.#currency} for one ${code}`,
        inputmode: 'decimal' as const,
        half: true,
        required: true,
        hint: 'Frozen for the run.',
      })),
    ];
  }

  async #save({ values }: SavedForm): Promise<void> {
    const terms = readRunTerms(values, this.#foreign, this.#withheld, this.#currency);
    if (!terms.ok) {
      this.problem = terms.problem;
      return;
    }
    const columns = {
      name: values['name']?.trim() ?? '',
      currency: this.#currency,
      terms: terms.value,
    };
    const { run } = this;
    const outcome = run
      ? await runs.update(run.id, {
          ...columns,
          ...this.#showChange(run),
        })
      : await runs.create({ ...columns, tour_id: this.tour, show_ids: this.#chosen });
    this.#finish(outcome, 'finished');
  }

  /** Two people who add shows at once both get theirs. */
  #showChange({ show_ids }: Run) {
    const shows = changing(show_ids, this.#chosen);
    return shows ? { show_ids: shows } : {};
  }

  async #remove(): Promise<void> {
    if (this.run) this.#finish(await runs.remove(this.run.id), 'removed');
  }

  #finish(outcome: Outcome<string>, name: 'finished' | 'removed'): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent(name, { detail: outcome.value }));
    else this.problem = outcome.problem;
  }

  #chips(): TemplateResult {
    return html`<check-chips
        label="Shows"
        .choices=${this.#choices.map(({ show }) => ({
          value: show.id,
          label: `${show.city ?? show.title}, ${formatDate(show.date, 'short')}`,
        }))}
        .chosen=${this.#chosen}
        @choose=${({ detail }: CustomEvent<readonly string[]>) => (this.chosen = detail)}
      ></check-chips>
      ${
        this.#choices.length === 0
          ? html`<p class="soft">No show of this tour has a versus or plus deal yet.</p>`
          : nothing
      }`;
  }

  protected override render(): TemplateResult {
    const values = {
      name: this.run?.name ?? '',
      currency: this.#currency,
      ...rateTexts(this.run?.terms),
    };
    return html`${this.#chips()}
      <record-form
        .record=${this.run?.id ?? 'new'}
        .fields=${this.#fields()}
        .values=${values}
        .problem=${this.problem}
        .extra=${this.#withholdings()}
        .saveLabel=${this.run ? 'Save' : 'Add'}
        .removeLabel=${this.run ? 'Delete' : ''}
        @edited=${({ detail }: CustomEvent<{ name: string; text: string }>) => {
          if (detail.name === 'currency') this.own = detail.text;
        }}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
        @remove=${() => this.#remove()}
        @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
      ></record-form>`;
  }
}
