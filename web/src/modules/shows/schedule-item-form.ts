// <schedule-item-form>: one time of a day, at its own time or so long after another, in a sheet.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { audienceChanges, audienceOf, type Audience } from '../../data/audience';
import { observePeople } from '../../data/people';
import { TEAM_VALUES } from '../../data/rows.gen';
import { changeItem, leadersFor, type RunningDay } from '../../data/running-day';
import { scheduleItems, type ScheduleItem } from '../../data/schedule';
import { SubjectMatter } from '../../data/subject-matter';
import type { Changes, Values } from '../../data/tables';
import { loadPlan } from '../../lib/core/plan';
import { LiveController } from '../../lib/live';
import { clockText, eveningInstant, knownZone } from '../../lib/night';
import { failure, type Outcome, type Problem } from '../../lib/outcome';
import '../../ui/audience-picker';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional, asTruth, readForm, type Readers } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import { noteSection, taskSection } from '../../ui/matter-sections';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { words } from '../../ui/words';
import { endOf } from './item-times';
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

/** Fires `finished` when it was saved, deleted or left. */
@customElement('schedule-item-form')
export class ScheduleItemForm extends LightElement {
  @property({ attribute: false }) item: ScheduleItem | undefined;
  @property({ attribute: false }) day: RunningDay | undefined;
  @state() private problem: Problem | undefined;
  /** as picked since the form was opened */
  @state() private audience: Audience | undefined;
  /** the item that it follows, as chosen in the form; empty for a time of its own */
  @state() private leader = '';
  /** as typed in the form */
  @state() private zone = '';
  readonly #about = new SubjectMatter(this, () => ({
    subject: 'schedule_items',
    id: this.item?.id ?? '',
    showId: this.item?.show_id ?? null,
  }));
  readonly #people = new LiveController(this, observePeople);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('item') && this.hasUpdated) return;
    if (changed.get('item')?.id === this.item?.id && this.hasUpdated) return;
    this.audience = undefined;
    this.zone = this.item?.zone ?? '';
    const leader = this.item?.after_id ?? '';
    this.leader = this.day?.schedule.some(({ id }) => id === leader) ? leader : '';
  }

  /** What the item's times were told in when the form was opened. */
  get #zone(): string {
    return this.item?.zone ?? this.day?.zone ?? 'UTC';
  }

  get #typedZone(): string {
    return this.zone.trim() ? knownZone(this.zone.trim()) : (this.day?.zone ?? 'UTC');
  }

  get #fields(): readonly FieldSpec[] {
    const leaders = this.day ? leadersFor(this.day, this.item?.id) : [];
    return [
      ...kindFields,
      ...leaderFields(
        'after_id',
        leaders.map(({ id, title, starts_at, zone }) => ({
          id,
          title,
          clock: clockText(starts_at, zone),
        })),
      ),
      startField(this.leader !== ''),
      { name: 'ends', label: 'To', kind: 'time', half: true },
      {
        name: 'zone',
        label: 'Time zone',
        kind: 'zone',
        half: true,
        hint: `Times in ${this.#typedZone}; before ${this.day?.boundary ?? ''} is after midnight of this evening.`,
      },
      placeField,
      { name: 'notes', label: 'Notes', kind: 'textarea' },
      { name: 'is_confirmed', label: 'Confirmed', kind: 'check', half: true },
      hardField,
      criticalField,
    ];
  }

  #texts(): FormValues {
    const { item } = this;
    return {
      kind: item?.kind ?? 'load_in',
      title: item?.title ?? '',
      after_id: this.leader,
      offset_minutes: String(item?.offset_minutes ?? 0),
      starts: clockText(item?.starts_at, this.#zone),
      ends: clockText(item?.ends_at, this.#zone),
      zone: this.#zone,
      place: item?.place ?? '',
      notes: item?.notes ?? '',
      is_confirmed: flag(item?.is_confirmed),
      is_hard: flag(item?.is_hard),
      is_critical: flag(item?.is_critical),
    };
  }

  /** The time and the link: whichever of both was chosen decides the other. */
  #when(values: FormValues): Values<'schedule_items'> | undefined {
    const leader = this.day?.schedule.find(({ id }) => id === this.leader);
    if (!leader) {
      const starts = values['starts'] ?? '';
      if (starts === '') return undefined;
      return { starts_at: this.#at(starts), after_id: null, offset_minutes: null };
    }
    const offset = Number(values['offset_minutes'] ?? '0');
    if (!Number.isInteger(offset)) return undefined;
    return {
      starts_at: new Date(Date.parse(leader.starts_at) + offset * 60_000).toISOString(),
      after_id: leader.id,
      offset_minutes: offset,
    };
  }

  #at(clock: string): string {
    const { date = '', boundary = '06:00' } = this.day ?? {};
    return eveningInstant(date, clock, this.#typedZone, boundary);
  }

  /** Undefined where it would be over before it begins. */
  #ends({ ends = '' }: FormValues, startsAt: string): { ends_at: string | null } | undefined {
    if (ends === '') return { ends_at: null };
    const ends_at = endOf(this.#at(ends), startsAt);
    return ends_at === undefined ? undefined : { ends_at };
  }

  #refuse(field: string, words: string): void {
    this.problem = failure('invalid', words, { [field]: words }).problem;
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const { day, item } = this;
    const kind = asKind(values['kind'] ?? '');
    const title = values['title']?.trim() || words(kind);
    const when = this.#when(values);
    if (!day) return;
    if (!when?.starts_at) {
      this.#refuse('starts', 'When is it?');
      return;
    }
    const isMoved = ['starts', 'after_id', 'offset_minutes', 'zone'].some(
      (name) => name in changed,
    );
    const starts = isMoved || !item ? when.starts_at : item.starts_at;
    const ends = this.#ends(values, starts);
    // what follows another keeps its length
    const isEnding = 'ends' in changed || 'zone' in changed || (isMoved && !this.leader);
    if (!ends && (isEnding || !item)) {
      this.#refuse('ends', 'It would be over before it begins.');
      return;
    }
    const zone = this.#typedZone;
    if (item) {
      const own: Changes<'schedule_items'> = {
        ...readForm(changed, readers),
        ...('ends' in changed || 'zone' in changed ? ends : {}),
        ...('zone' in changed ? { zone } : {}),
        ...(isMoved ? when : {}),
        ...('title' in changed ? { title } : {}),
        ...audienceChanges(audienceOf(item), this.audience ?? audienceOf(item)),
      };
      await loadPlan();
      this.#finish(await changeItem(day, item.id, own));
      return;
    }
    this.#finish(
      await scheduleItems.create({
        ...readForm(values, readers),
        ...ends,
        ...when,
        ...audienceOf(this.audience),
        kind,
        title,
        starts_at: when.starts_at,
        zone,
        show_id: day.show?.id ?? null,
        day_id: day.dayId,
      }),
    );
  }

  async #remove(): Promise<void> {
    if (this.item) this.#finish(await scheduleItems.remove(this.item.id));
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('finished'));
    else this.problem = outcome.problem;
  }

  #edited({ detail }: CustomEvent<{ readonly name: string; readonly text: string }>): void {
    if (detail.name === 'after_id') this.leader = detail.text;
    if (detail.name === 'zone') this.zone = detail.text;
  }

  protected override render(): TemplateResult {
    return html`<record-form
        .record=${this.item?.id ?? 'new'}
        .fields=${this.#fields}
        .values=${this.#texts()}
        .problem=${this.problem}
        .extra=${html`<audience-picker
          .picked=${this.audience ?? audienceOf(this.item)}
          .people=${this.#people.value ?? []}
          .teams=${choicesOf(TEAM_VALUES)}
          @pick=${(event: CustomEvent<Audience>) => (this.audience = event.detail)}
        ></audience-picker>`}
        .saveLabel=${this.item ? 'Save' : 'Add'}
        .removeLabel=${this.item ? 'Delete' : ''}
        @edited=${this.#edited}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
        @remove=${this.#remove}
        @cancel=${() => this.dispatchEvent(new CustomEvent('finished'))}
      ></record-form>
      ${this.item ? [taskSection(this.#about), noteSection(this.#about)] : nothing}`;
  }
}

const readers: Readers<Values<'schedule_items'>> = {
  ...timeReaders,
  notes: asOptional,
  is_confirmed: asTruth,
};
