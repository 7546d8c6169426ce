// <template-line-form>: one time of a template, at a time of its own or so long after another, in a sheet.

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { audienceOf, type Audience } from '../../data/audience';
import { observePeople } from '../../data/people';
import { TEAM_VALUES } from '../../data/rows.gen';
import {
  clockOf,
  leadersOf,
  newKey,
  withLine,
  withoutLine,
  type TemplateLine,
  type TemplateLines,
} from '../../data/template-lines';
import { changeLines } from '../../data/templates';
import { LiveController } from '../../lib/live';
import { failure, type Outcome, type Problem } from '../../lib/outcome';
import '../../ui/audience-picker';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { readForm } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { words } from '../../ui/words';
import {
  asKind,
  criticalField,
  flag,
  hardField,
  kindFields,
  leaderFields,
  placeField,
  startField,
  timeReaders,
} from './time-fields';

/** As far as a time may be from the one that it follows, either way. */
const OFFSET_MAX = 2 * 24 * 60;
const LENGTH_MAX = 24 * 60;

/** Fires `finished` when it was saved, deleted or left. */
@customElement('template-line-form')
export class TemplateLineForm extends LightElement {
  @property() template = '';
  @property({ attribute: false }) lines: TemplateLines = [];
  @property({ attribute: false }) line: TemplateLine | undefined;
  /** "06:00": before it is after midnight */
  @property() boundary = '';
  @state() private problem: Problem | undefined;
  /** as picked since the form was opened */
  @state() private audience: Audience | undefined;
  /** the line that it follows, as chosen in the form; empty for a time of its own */
  @state() private leader = '';
  readonly #people = new LiveController(this, observePeople);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && changed.get('line')?.key === this.line?.key) return;
    if (this.hasUpdated && !changed.has('line')) return;
    this.audience = undefined;
    this.leader = this.line?.follows ?? '';
  }

  get #fields(): readonly FieldSpec[] {
    const leaders = leadersOf(this.lines, this.line?.key);
    return [
      ...kindFields,
      ...leaderFields(
        'follows',
        leaders.map((line) => ({
          id: line.key,
          title: line.title,
          clock: clockOf(this.lines, line),
        })),
      ),
      startField(this.leader !== '', `Before ${this.boundary} is after midnight.`),
      {
        name: 'minutes',
        label: 'Minutes it takes',
        kind: 'number',
        half: true,
        inputmode: 'numeric',
      },
      { ...placeField, half: false },
      hardField,
      criticalField,
    ];
  }

  #texts(): FormValues {
    const { line } = this;
    return {
      kind: line?.kind ?? 'load_in',
      title: line?.title ?? '',
      follows: this.leader,
      offset_minutes: String(line?.offset_minutes ?? 0),
      starts: line ? clockOf(this.lines, line) : '',
      minutes: String(line?.minutes ?? ''),
      place: line?.place ?? '',
      is_hard: flag(line?.is_hard),
      is_critical: flag(line?.is_critical),
    };
  }

  #refuse(field: string, told: string): undefined {
    this.problem = failure('invalid', told, { [field]: told }).problem;
    return undefined;
  }

  #when(values: FormValues): Pick<TemplateLine, 'at' | 'follows' | 'offset_minutes'> | undefined {
    if (!this.lines.some(({ key }) => key === this.leader)) {
      const at = values['starts'] ?? '';
      return at === '' ? this.#refuse('starts', 'When is it?') : { at };
    }
    const offset = Number(values['offset_minutes'] ?? '0');
    return Number.isInteger(offset) && Math.abs(offset) <= OFFSET_MAX
      ? { follows: this.leader, offset_minutes: offset }
      : this.#refuse('offset_minutes', 'Whole minutes, at most two days.');
  }

  #length(text: string): { minutes?: number } | undefined {
    if (text.trim() === '') return {};
    const minutes = Number(text);
    return Number.isInteger(minutes) && minutes > 0 && minutes <= LENGTH_MAX
      ? { minutes }
      : this.#refuse('minutes', 'Whole minutes, at most a day.');
  }

  async #save({ values }: SavedForm): Promise<void> {
    const when = this.#when(values);
    const length = when && this.#length(values['minutes'] ?? '');
    if (!when || !length) return;
    const { title, place, is_hard, is_critical } = readForm(values, timeReaders);
    const kind = asKind(values['kind'] ?? '');
    const { visibility, teams, person_ids } = this.audience ?? audienceOf(this.line);
    const made: TemplateLine = {
      key: this.line?.key ?? newKey(),
      kind,
      title: title || words(kind),
      ...when,
      ...length,
      ...(place ? { place } : {}),
      ...(is_hard ? { is_hard } : {}),
      ...(is_critical ? { is_critical } : {}),
      ...(visibility === 'everyone' ? {} : { visibility }),
      ...(visibility === 'assigned' ? { teams, person_ids } : {}),
    };
    this.#finish(await changeLines(this.template, (lines) => withLine(lines, made)));
  }

  async #remove(key: string): Promise<void> {
    this.#finish(await changeLines(this.template, (lines) => withoutLine(lines, key)));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    return html`<record-form
      .record=${this.line?.key ?? 'new'}
      .fields=${this.#fields}
      .values=${this.#texts()}
      .problem=${this.problem}
      .extra=${html`<audience-picker
        .picked=${this.audience ?? audienceOf(this.line)}
        .people=${this.#people.value ?? []}
        .teams=${choicesOf(TEAM_VALUES)}
        @pick=${(event: CustomEvent<Audience>) => (this.audience = event.detail)}
      ></audience-picker>`}
      .saveLabel=${this.line ? 'Save' : 'Add'}
      .removeLabel=${this.line ? 'Delete' : ''}
      @edited=${({ detail }: CustomEvent<{ readonly name: string; readonly text: string }>) => {
        if (detail.name === 'follows') this.leader = detail.text;
      }}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
      @remove=${() => this.line && this.#remove(this.line.key)}
      @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
    ></record-form>`;
  }
}
