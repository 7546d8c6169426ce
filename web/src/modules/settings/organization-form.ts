// <organization-form>: the organization's name, money, zone, where its nights end, and how it signs invoices.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  observeOrganizationView,
  updateOrganization,
  type Organization,
} from '../../data/organization';
import { ORGANIZATION_TYPE_VALUES } from '../../data/rows.gen';
import type { Values } from '../../data/tables';
import { LiveController } from '../../lib/live';
import type { Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { choicesOf, currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOneOf, asOptional, asText, readForm, type Readers } from '../../ui/form-values';
import { liveView } from '../../ui/live-view';
import '../../ui/no-access';
import type { SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';

/** What server/pdf/style.h knows. */
const PAPER_STYLES = [
  { value: 'en-GB', label: 'United Kingdom: 12 May 2026, 1,234.50, A4' },
  { value: 'en-US', label: 'United States: May 12, 2026, 1,234.50, Letter' },
  { value: 'de', label: 'Germany: 12 May 2026, 1.234,50, A4' },
  { value: 'fr', label: 'France: 12 May 2026, 1 234,50, A4' },
  { value: 'es', label: 'Spain: 12 May 2026, 1.234,50, A4' },
  { value: 'nl', label: 'Netherlands: 12 May 2026, 1.234,50, A4' },
];

@customElement('organization-form')
export class OrganizationForm extends Screen {
  @state() private problem: Problem | undefined;
  readonly #organization = new LiveController(this, observeOrganizationView);

  #fields(currency: string): readonly FieldSpec[] {
    return [
      { name: 'name', label: 'Name', required: true, maxlength: 120 },
      {
        name: 'type',
        label: 'Type',
        kind: 'select',
        required: true,
        half: true,
        choices: choicesOf(ORGANIZATION_TYPE_VALUES),
      },
      {
        name: 'default_currency',
        label: 'Currency',
        kind: 'select',
        required: true,
        half: true,
        choices: currencyChoices(currency),
      },
      {
        name: 'zone',
        label: 'Home time zone',
        kind: 'zone',
        required: true,
      },
      {
        name: 'day_boundary',
        label: 'The night ends at',
        kind: 'time',
        required: true,
        hint: 'What happens before this hour still belongs to the evening before.',
      },
      {
        name: 'locale',
        label: 'Papers are written as in',
        kind: 'select',
        required: true,
        choices: PAPER_STYLES,
        hint: 'Dates, amounts and the sheet of PDFs. The app itself follows each device.',
      },
      {
        name: 'legal_name',
        label: 'Name on invoices',
        maxlength: 160,
        hint: 'Left empty: the name above.',
      },
      { name: 'address', label: 'Address on invoices', kind: 'textarea', maxlength: 4000 },
      { name: 'tax_id', label: 'Tax number', maxlength: 60 },
      {
        name: 'bank',
        label: 'Bank details on invoices',
        kind: 'textarea',
        maxlength: 1000,
        hint: 'As they are to be printed. An invoice keeps what stood here when it was issued.',
      },
    ];
  }

  async #save({ changed }: SavedForm, organization: Organization): Promise<void> {
    const outcome = await updateOrganization(
      organization.id,
      readForm(changed, readers),
      readForm(changed, billingReaders),
    );
    if (outcome.ok) go('/settings', { replace: true });
    else this.problem = outcome.problem;
  }

  protected override render(): TemplateResult {
    if (!can('organization', 'write')) return html`<no-access></no-access>`;
    return html`<app-bar heading="Organization" back="/settings" back-label="Settings"></app-bar>
      ${liveView(this.#organization.state, (view) => {
        if (!view) return nothing;
        const { organization, billing } = view;
        return html`<record-form
          .record=${organization.id}
          .fields=${this.#fields(organization.default_currency)}
          .values=${{
            name: organization.name,
            type: organization.type,
            default_currency: organization.default_currency,
            zone: organization.zone,
            day_boundary: organization.day_boundary,
            locale: styleOf(organization.locale),
            legal_name: organization.legal_name,
            address: organization.address,
            tax_id: billing?.tax_id ?? null,
            bank: billing?.bank ?? null,
          }}
          .problem=${this.problem}
          cancel="/settings"
          @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail, organization)}
        ></record-form>`;
      })}`;
  }
}

/** Any other locale is written as the first of them. */
function styleOf(locale: string): string {
  const known = PAPER_STYLES.map(({ value }) => value);
  return (
    known.find((value) => locale === value) ??
    known.find((value) => locale.startsWith(value)) ??
    'en-GB'
  );
}

const readers: Readers<Values<'organizations'>> = {
  name: asText,
  type: asOneOf(ORGANIZATION_TYPE_VALUES),
  default_currency: asText,
  zone: asText,
  day_boundary: asText,
  locale: asText,
  legal_name: asOptional,
  address: asOptional,
};

const billingReaders: Readers<Values<'billing_details'>> = {
  tax_id: asOptional,
  bank: asOptional,
};
