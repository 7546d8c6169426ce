// <invoice-form>: an invoice that is not issued yet: to whom, its lines, its tax.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { invoices, type Invoice } from '../../data/invoices';
import type { Values } from '../../data/tables';
import type { Problem } from '../../lib/outcome';
import { currencyChoices } from '../../ui/choices';
import '../../ui/form-field';
import type { FieldSpec } from '../../ui/form-field';
import { formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import {
  emptyLine,
  invoiceChanges,
  invoiceDraftOf,
  invoiceValuesOf,
  type InvoiceDraft,
  type LineDraft,
} from './invoice-draft';

const LINES_MAX = 100;

/** Fires `saved` with the invoice's id, and `removed`. */
const beside: ReadonlySet<string> = new Set([
  ...['to_name', 'to_address', 'to_tax_id', 'tax_rate', 'due_on', 'notes'],
]);

/** What is wrong is told beside its field, where it has one. */
const isBeside = ({ fields = {} }: Problem): boolean =>
  Object.keys(fields).some((name) => beside.has(name) || name.startsWith('lines.'));

@customElement('invoice-form')
export class InvoiceForm extends LightElement {
  @property({ attribute: false }) invoice: Invoice | undefined;
  /** what a new one starts with */
  @property({ attribute: false }) start: InvoiceDraft | undefined;
  /** what a new one is for */
  @property({ attribute: false }) links: Pick<Values<'invoices'>, 'show_id' | 'tour_id'> = {};
  @state() private typed: Partial<InvoiceDraft> = {};
  @state() private problem: Problem | undefined;

  get #draft(): InvoiceDraft | undefined {
    const before = this.invoice ? invoiceDraftOf(this.invoice) : this.start;
    return before && { ...before, ...this.typed };
  }

  #type(change: Partial<InvoiceDraft>): void {
    this.typed = { ...this.typed, ...change };
  }

  #typeLine(draft: InvoiceDraft, place: number, change: Partial<LineDraft>): void {
    const lines = draft.lines.map((line, i) => (i === place ? { ...line, ...change } : line));
    this.#type({ lines });
  }

  async #save(event: SubmitEvent, draft: InvoiceDraft): Promise<void> {
    event.preventDefault();
    const read = invoiceValuesOf(draft);
    if (!read.ok) {
      this.problem = read.problem;
      return;
    }
    const { invoice } = this;
    const outcome = invoice
      ? await invoices.update(invoice.id, invoiceChanges(read.value, invoice))
      : await invoices.create({ ...read.value, ...this.links, status: 'draft' });
    if (!outcome.ok) {
      this.problem = outcome.problem;
      return;
    }
    this.typed = {};
    this.problem = undefined;
    this.dispatchEvent(new CustomEvent('saved', { detail: outcome.value }));
  }

  async #remove(invoice: Invoice): Promise<void> {
    const outcome = await invoices.remove(invoice.id);
    if (outcome.ok) this.dispatchEvent(new CustomEvent('removed'));
    else this.problem = outcome.problem;
  }

  #field(spec: FieldSpec, value: string, edit: (text: string) => void): TemplateResult {
    return html`<form-field
      .spec=${spec}
      .value=${value}
      .error=${this.problem?.fields?.[spec.name] ?? ''}
      @edit=${(event: CustomEvent<string>) => edit(event.detail)}
    ></form-field>`;
  }

  #line(draft: InvoiceDraft, line: LineDraft, place: number): TemplateResult {
    const spec = (field: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
      name: `lines.${place}.${field}`,
      label,
      required: true,
      ...more,
    });
    const type = (change: Partial<LineDraft>): void => this.#typeLine(draft, place, change);
    return html`<fieldset class="line">
      <legend>Line ${place + 1}</legend>
      ${this.#field(spec('text', 'What for', { maxlength: 200 }), line.text, (text) =>
        type({ text }),
      )}
      <div class="pair">
        ${this.#field(
          spec('quantity', 'How many', { inputmode: 'numeric' }),
          line.quantity,
          (quantity) => type({ quantity }),
        )}
        ${this.#field(spec('amount', 'Each', { inputmode: 'decimal' }), line.amount, (amount) =>
          type({ amount }),
        )}
      </div>
      ${
        draft.lines.length > 1
          ? html`<button
              type="button"
              class="button plain"
              @click=${() => this.#type({ lines: draft.lines.filter((_, i) => i !== place) })}
            >
              ${icon('trash')}Leave out<span class="visually-hidden"> line ${place + 1}</span>
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  #sums(draft: InvoiceDraft): TemplateResult | typeof nothing {
    const read = invoiceValuesOf(draft);
    if (!read.ok) return nothing;
    const { net_minor, tax_minor, total_minor, currency } = read.value;
    return html`<dl class="billed figures">
      <dt>Net</dt>
      <dd>${formatMoney(net_minor, currency)}</dd>
      <dt>Tax</dt>
      <dd>${formatMoney(tax_minor, currency)}</dd>
      <dt>Total</dt>
      <dd>${formatMoney(total_minor, currency)}</dd>
    </dl>`;
  }

  #to(draft: InvoiceDraft): TemplateResult {
    const currency: FieldSpec = {
      name: 'currency',
      label: 'Currency',
      kind: 'select',
      required: true,
      choices: currencyChoices(draft.currency),
    };
    const tax: FieldSpec = { name: 'tax_rate', label: 'Tax in percent', inputmode: 'decimal' };
    return html`${this.#field(
        { name: 'to_name', label: 'To', required: true, maxlength: 160 },
        draft.toName,
        (toName) => this.#type({ toName }),
      )}
      ${this.#field(
        { name: 'to_address', label: 'Address', kind: 'textarea' },
        draft.toAddress,
        (toAddress) => this.#type({ toAddress }),
      )}
      ${this.#field(
        { name: 'to_tax_id', label: 'Their tax number', maxlength: 60 },
        draft.toTaxId,
        (toTaxId) => this.#type({ toTaxId }),
      )}
      <div class="pair">
        ${this.#field(currency, draft.currency, (text) => this.#type({ currency: text }))}
        ${this.#field(tax, draft.tax, (text) => this.#type({ tax: text }))}
        ${this.#field({ name: 'due_on', label: 'Due', kind: 'date' }, draft.dueOn, (dueOn) =>
          this.#type({ dueOn }),
        )}
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const draft = this.#draft;
    if (!draft) return nothing;
    const { invoice, problem } = this;
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.#save(event, draft)}>
      ${this.#to(draft)} ${draft.lines.map((line, place) => this.#line(draft, line, place))}
      ${
        draft.lines.length < LINES_MAX
          ? html`<div>
              <button
                type="button"
                class="button"
                @click=${() => this.#type({ lines: [...draft.lines, emptyLine] })}
              >
                ${icon('plus')}Line
              </button>
            </div>`
          : nothing
      }
      ${this.#sums(draft)}
      ${this.#field({ name: 'notes', label: 'Notes', kind: 'textarea' }, draft.notes, (notes) =>
        this.#type({ notes }),
      )}
      ${
        problem && !isBeside(problem)
          ? html`<p class="form-error" role="alert">${problem.message}</p>`
          : nothing
      }
      <div class="form-actions">
        <button class="button primary">${invoice ? 'Save' : 'Save draft'}</button>
        ${
          invoice
            ? html`<button
                type="button"
                class="button danger"
                @click=${() => this.#remove(invoice)}
              >
                ${icon('trash')}Delete
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }
}
