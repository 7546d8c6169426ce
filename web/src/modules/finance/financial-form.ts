// <financial-form>: the money agreed for a show; only for roles that may see it.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  observeFinancialOfShow,
  saveFinancialOfShow,
  type ShowFinancial,
} from '../../data/financials';
import { observeOrganization } from '../../data/organization';
import { observeShow } from '../../data/shows';
import { moneyText, readMoney } from '../../lib/core';
import { LiveController } from '../../lib/live';
import { failure, type Problem } from '../../lib/outcome';
import { go } from '../../lib/router';
import { can } from '../../lib/session';
import '../../ui/app-bar';
import { currencyChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asOptional } from '../../ui/form-values';
import '../../ui/gone-state';
import { liveView, screenView } from '../../ui/live-view';
import '../../ui/no-access';
import type { FormValues, SavedForm } from '../../ui/record-form';
import '../../ui/record-form';
import { Screen } from '../../ui/screen';

const amounts = [
  ['guarantee', 'guarantee_minor'],
  ['deposit', 'deposit_minor'],
  ['ticket', 'ticket_price_minor'],
] as const;

type Amounts = { [K in (typeof amounts)[number][1]]?: number | null };

@customElement('financial-form')
export class FinancialForm extends Screen {
  @state() private problem: Problem | undefined;
  readonly #key = (): readonly unknown[] => [this.#id];
  readonly #organization = new LiveController(this, observeOrganization);
  readonly #show = new LiveController(this, () => observeShow(this.#id), this.#key);
  readonly #financial = new LiveController(this, () => observeFinancialOfShow(this.#id), this.#key);

  get #id(): string {
    return this.param('id');
  }

  #fields(currency: string): readonly FieldSpec[] {
    return [
      { name: 'guarantee', label: 'Guarantee', inputmode: 'decimal', half: true },
      {
        name: 'currency',
        label: 'Currency',
        kind: 'select',
        required: true,
        half: true,
        choices: currencyChoices(currency),
      },
      { name: 'deposit', label: 'Deposit', inputmode: 'decimal', half: true },
      { name: 'ticket', label: 'Ticket price', inputmode: 'decimal', half: true },
      {
        name: 'deal',
        label: 'Deal in words',
        kind: 'textarea',
        placeholder: 'Guarantee versus 80 % of net',
      },
      { name: 'notes', label: 'Notes', kind: 'textarea' },
    ];
  }

  /** The changed amounts in minor units, or what cannot be read of them. */
  #amounts(texts: FormValues, changed: FormValues, currency: string): Amounts | Problem {
    const result: Amounts = {};
    for (const [field, column] of amounts) {
      const text = texts[field]?.trim() ?? '';
      if (!(field in changed) && !('currency' in changed && text !== '')) continue;
      if (text === '') {
        result[column] = null;
        continue;
      }
      const read = readMoney(text, currency);
      if (!read.ok) {
        const { code, message } = read.problem;
        return failure(code, message, { [field]: message }).problem;
      }
      result[column] = read.value;
    }
    return result;
  }

  async #save({ values, changed }: SavedForm): Promise<void> {
    const currency = values['currency'] ?? 'EUR';
    const read = this.#amounts(values, changed, currency);
    if ('code' in read) {
      this.problem = read;
      return;
    }
    const outcome = await saveFinancialOfShow(this.#id, {
      ...read,
      currency,
      ...('deal' in changed ? { deal: asOptional(changed['deal'] ?? '') } : {}),
      ...('notes' in changed ? { notes: asOptional(changed['notes'] ?? '') } : {}),
    });
    if (outcome.ok) go(`/shows/${this.#id}`, { replace: true });
    else this.problem = outcome.problem;
  }

  #form(financial: ShowFinancial | undefined): TemplateResult {
    const currency = financial?.currency ?? this.#organization.value?.default_currency ?? 'EUR';
    const text = (minor: number | null | undefined): string =>
      minor === null || minor === undefined ? '' : moneyText(minor, currency);
    return html`<record-form
      .record=${financial?.id ?? 'new'}
      .fields=${this.#fields(currency)}
      .values=${{
        guarantee: text(financial?.guarantee_minor),
        deposit: text(financial?.deposit_minor),
        ticket: text(financial?.ticket_price_minor),
        currency,
        deal: financial?.deal ?? '',
        notes: financial?.notes ?? '',
      }}
      .problem=${this.problem}
      .cancel=${`/shows/${this.#id}`}
      @save=${(event: CustomEvent<SavedForm>) => this.#save(event.detail)}
    ></record-form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!can('finance', 'write')) return html`<no-access></no-access>`;
    return screenView(this.#show.state, (show) =>
      show
        ? html`<app-bar
              heading="Deal"
              .back=${`/shows/${show.id}`}
              .backLabel=${show.title}
            ></app-bar>
            ${liveView(this.#financial.state, (financial) =>
              this.#organization.value ? this.#form(financial) : nothing,
            )}`
        : html`<gone-state what="show" back="/tours"></gone-state>`,
    );
  }
}
