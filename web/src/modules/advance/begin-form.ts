// <begin-form>: an advance begins: from which questions, whom to ask, and by when.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { beginAdvance, sectionsOf, type Section } from '../../data/advances';
import { advanceTemplates, starter } from '../../data/advances-templates';
import type { Show } from '../../data/shows';
import type { Venue } from '../../data/venues';
import { addDays } from '../../lib/core';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';

const BUILT_IN = 'starter';
const DAYS_BEFORE = 7;

const countOf = (sections: readonly Section[]): number =>
  sections.reduce((sum, { questions }) => sum + questions.length, 0);

@customElement('begin-form')
export class BeginForm extends LightElement {
  @property({ attribute: false }) show: Show | undefined;
  @property({ attribute: false }) venue: Venue | undefined;
  @state() private problem: Problem | undefined;
  readonly #templates = new LiveController(this, () => advanceTemplates.all());

  /** That for this kind of room comes first. */
  #choices(): readonly { readonly value: string; readonly label: string }[] {
    const kind = this.venue?.kind;
    const own = [...(this.#templates.value ?? [])].sort(
      (a, b) => Number(b.venue_kind === kind) - Number(a.venue_kind === kind),
    );
    return [
      ...own.map(({ id, name, sections }) => ({
        value: id,
        label: `${name} (${countOf(sectionsOf(sections))})`,
      })),
      { value: BUILT_IN, label: `The usual questions (${countOf(starter)})` },
    ];
  }

  #fields(): readonly FieldSpec[] {
    return [
      {
        name: 'template',
        label: 'Questions',
        kind: 'select',
        required: true,
        choices: this.#choices(),
      },
      { name: 'contact_name', label: 'Who answers', half: true, maxlength: 120 },
      { name: 'contact_email', label: 'Their e-mail', kind: 'email', half: true },
      { name: 'due_on', label: 'Answers wanted by', kind: 'date' },
    ];
  }

  async #save({ values }: SavedForm): Promise<void> {
    const template = this.#templates.value?.find(({ id }) => id === values['template']);
    const outcome = await beginAdvance(
      this.show?.id ?? '',
      template ? sectionsOf(template.sections) : starter,
      {
        name: asOptional(values['contact_name'] ?? ''),
        email: asOptional(values['contact_email'] ?? ''),
        due: asOptional(values['due_on'] ?? ''),
      },
    );
    if (!outcome.ok) this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    const { show } = this;
    if (this.#templates.state.kind === 'waiting') return html`<skeleton-rows></skeleton-rows>`;
    return html`<record-form
      .record=${show?.id ?? ''}
      .fields=${this.#fields()}
      .values=${{
        template: this.#choices()[0]?.value ?? BUILT_IN,
        contact_email: show?.promoter_email ?? '',
        due_on: show ? addDays(show.date, -DAYS_BEFORE) : '',
      }}
      .problem=${this.problem}
      save-label="Begin the advance"
      .cancel=${`/shows/${show?.id ?? ''}`}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
    ></record-form>`;
  }
}
