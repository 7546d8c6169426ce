// <advance-template-form>: a template as text: its sections, a question a line.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { sectionsFrom, sectionsOf } from '../../data/advances';
import { advanceTemplates, type AdvanceTemplate } from '../../data/advances-templates';
import { VENUE_KIND_VALUES } from '../../data/rows.gen';
import { LiveController } from '../../lib/live';
import type { Outcome, Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import '../../ui/gone-state';
import { screenView } from '../../ui/live-view';
import '../../ui/no-access';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';

const SPARE_SECTIONS = 1;
const BACK = '/advance-templates';

@customElement('advance-template-form')
export class AdvanceTemplateForm extends Screen {
  @state() private problem: Problem | undefined;
  /** as many as there were, and those added since */
  @state() private added = SPARE_SECTIONS;
  readonly #template = new LiveController(
    this,
    () => advanceTemplates.one(this.#id),
    () => [this.#id],
  );

  get #id(): string {
    return this.param('id');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('place')) this.added = SPARE_SECTIONS;
  }

  #count(template: AdvanceTemplate): number {
    return sectionsOf(template.sections).length + this.added;
  }

  #fields(template: AdvanceTemplate): readonly FieldSpec[] {
    const parts = Array.from({ length: this.#count(template) }, (_, i): FieldSpec[] => [
      { name: `title${i}`, label: `Section ${i + 1}`, maxlength: 60 },
      {
        name: `lines${i}`,
        label: `Questions of section ${i + 1}`,
        kind: 'textarea',
        hint: i === 0 ? 'One question a line.' : '',
      },
    ]);
    return [
      { name: 'name', label: 'Name', required: true, maxlength: 120, half: true },
      {
        name: 'venue_kind',
        label: 'For',
        kind: 'select',
        half: true,
        choices: choicesOf(VENUE_KIND_VALUES, 'Any room'),
      },
      ...parts.flat(),
    ];
  }

  #texts(template: AdvanceTemplate): FormValues {
    const sections = sectionsOf(template.sections).flatMap(({ title, questions }, i) => [
      [`title${i}`, title] as const,
      [`lines${i}`, questions.map(({ text }) => text).join('\n')] as const,
    ]);
    return {
      name: template.name,
      venue_kind: template.venue_kind ?? '',
      ...Object.fromEntries(sections),
    };
  }

  async #save(template: AdvanceTemplate, { values, changed }: SavedForm): Promise<void> {
    const typed = Array.from({ length: this.#count(template) }, (_, i) => ({
      title: values[`title${i}`] ?? '',
      lines: values[`lines${i}`] ?? '',
    }));
    const isOther = Object.keys(changed).some((name) => /^(title|lines)/.test(name));
    const kind = VENUE_KIND_VALUES.find((value) => value === values['venue_kind']) ?? null;
    this.#finish(
      await advanceTemplates.update(template.id, {
        ...('name' in changed ? { name: (values['name'] ?? '').trim() } : {}),
        ...('venue_kind' in changed ? { venue_kind: kind } : {}),
        ...(isOther ? { sections: sectionsFrom(typed, sectionsOf(template.sections)) } : {}),
      }),
    );
  }

  #finish(outcome: Outcome<unknown>): void {
    if (outcome.ok) go(BACK, { replace: true });
    else this.problem = outcome.problem;
  }

  #full(template: AdvanceTemplate): TemplateResult {
    return html`<app-bar heading="Template" back=${BACK} back-label="Templates"></app-bar>
      <record-form
        .record=${template.id}
        .fields=${this.#fields(template)}
        .values=${this.#texts(template)}
        .problem=${this.problem}
        .extra=${html`<button type="button" class="button" @click=${() => (this.added += 1)}>
          One more section
        </button>`}
        .cancel=${BACK}
        .removeLabel=${can('advance', 'delete') ? 'Delete' : ''}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(template, event.detail)}
        @remove=${async () => this.#finish(await advanceTemplates.remove(template.id))}
      ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('advance', 'write')) return html`<no-access></no-access>`;
    return screenView(this.#template.state, (template) =>
      template
        ? this.#full(template)
        : html`<gone-state what="template" back=${BACK}></gone-state>`,
    );
  }
}
