// <radius-sheet>: a radius clause of one show: how far around it and how long nothing else may be.

import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { radiusClauses, type RadiusClause } from '../../data/radius';
import type { Values } from '../../data/tables';
import type { Outcome, Problem } from '../../lib/outcome';
import { can } from '../../lib/session';
import type { Choice } from '../../ui/choice-chips';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional, asText, readForm, type Readers } from '../../ui/form-values';
import { LightElement } from '../../ui/light-element';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import '../../ui/sheet-dialog';

const asCount = (text: string): number => Number(text.trim() || '0');

const readers: Readers<Values<'radius_clauses'>> = {
  show_id: asText,
  distance_km: asCount,
  days_before: asCount,
  days_after: asCount,
  exceptions: asOptional,
};

/** Fires `closed`. Without a clause it makes one. */
@customElement('radius-sheet')
export class RadiusSheet extends LightElement {
  @property({ attribute: false }) clause: RadiusClause | undefined;
  @property({ attribute: false }) shows: readonly Choice[] = [];
  @state() private problem: Problem | undefined;

  #fields(): readonly FieldSpec[] {
    const days = { kind: 'number', inputmode: 'numeric', required: true, half: true } as const;
    return [
      { name: 'show_id', label: 'Show', kind: 'select', required: true, choices: this.shows },
      { name: 'distance_km', label: 'Kilometres around it', ...days, half: false },
      { name: 'days_before', label: 'Days before', ...days },
      { name: 'days_after', label: 'Days after', ...days },
      { name: 'exceptions', label: 'Exceptions', kind: 'textarea' },
    ];
  }

  #end(outcome: Outcome<unknown>): void {
    if (outcome.ok) this.dispatchEvent(new CustomEvent('closed'));
    else this.problem = outcome.problem;
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const { clause } = this;
    this.#end(
      clause
        ? await radiusClauses.update(clause.id, readForm(changed, readers))
        : await radiusClauses.create({
            show_id: values['show_id'] ?? '',
            distance_km: asCount(values['distance_km'] ?? ''),
            days_before: asCount(values['days_before'] ?? ''),
            days_after: asCount(values['days_after'] ?? ''),
            exceptions: asOptional(values['exceptions'] ?? ''),
          }),
    );
  }

  async #remove(): Promise<void> {
    if (this.clause) this.#end(await radiusClauses.remove(this.clause.id));
  }

  protected override render(): TemplateResult {
    const { clause } = this;
    return html`<sheet-dialog
      heading="Radius clause"
      open
      @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}
    >
      <record-form
        .record=${clause?.id ?? 'new'}
        .fields=${this.#fields()}
        .values=${{
          show_id: clause?.show_id ?? this.shows[0]?.value ?? '',
          distance_km: String(clause?.distance_km ?? 100),
          days_before: String(clause?.days_before ?? 30),
          days_after: String(clause?.days_after ?? 30),
          exceptions: clause?.exceptions ?? '',
        }}
        .problem=${this.problem}
        .saveLabel=${clause ? 'Save' : 'Add clause'}
        .removeLabel=${clause && can('finance', 'delete') ? 'Delete clause' : ''}
        @cancel=${() => this.dispatchEvent(new CustomEvent('closed'))}
        @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
        @remove=${() => this.#remove()}
      ></record-form>
    </sheet-dialog>`;
  }
}
