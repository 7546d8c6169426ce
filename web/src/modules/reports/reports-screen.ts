// <reports-screen>: a tour's money in tables: which report, of which days, and out as a file.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  csvOf,
  fetchReport,
  observeReport,
  readableReports,
  type FileFormat,
  type MadeReport,
  type Report,
  type ReportScope,
  type ReportSection,
  type ReportSlug,
} from '../../data/reports';
import { observeTours, type Tour } from '../../data/tours';
import { LiveController } from '../../lib/live';
import '../../ui/app-bar';
import '../../ui/choice-chips';
import '../../ui/empty-state';
import { formatMoney } from '../../ui/format';
import '../../ui/form-field';
import '../../ui/gone-state';
import { icon } from '../../ui/icon';
import { liveView, screenView } from '../../ui/live-view';
import '../../ui/no-access';
import { saveFile } from '../../ui/save-file';
import { Screen } from '../../ui/screen';
import { toast } from '../../ui/toast-region';
import './report-table';
import './reports-screen.css';
import { resultsOf } from './results-of';

const TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

@customElement('reports-screen')
export class ReportsScreen extends Screen {
  @state() private chosen: ReportSlug | undefined;
  @state() private tourId = '';
  @state() private from = '';
  @state() private to = '';
  readonly #tours = new LiveController(this, observeTours);
  readonly #made = new LiveController(
    this,
    () => this.#observe(),
    () => [this.#slug, this.#tour?.id, this.from, this.to],
  );

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.#made.value) return;
    // the figures are painted first; without the chart they are whole
    requestAnimationFrame(() => setTimeout(() => import('./result-chart').catch(() => undefined)));
  }

  get #slug(): ReportSlug | undefined {
    const readable = readableReports();
    const wanted = this.chosen ?? this.query('report');
    return (readable.find(({ slug }) => slug === wanted) ?? readable[0])?.slug;
  }

  get #tour(): Tour | undefined {
    const tours = this.#tours.value ?? [];
    const asked = this.param('id');
    if (asked) return tours.find(({ id }) => id === asked);
    const wanted = this.tourId || this.query('tour');
    return (
      tours.find(({ id }) => id === wanted) ??
      tours.find(({ status }) => status === 'active') ??
      tours[0]
    );
  }

  get #scope(): ReportScope {
    return {
      tourId: this.#tour?.id ?? '',
      from: this.from || undefined,
      to: this.to || undefined,
    };
  }

  #observe(): ReturnType<typeof observeReport> | undefined {
    const slug = this.#slug;
    return slug && this.#tour ? observeReport(slug, this.#scope) : undefined;
  }

  async #save(made: MadeReport, format: FileFormat): Promise<void> {
    const slug = this.#slug;
    if (!slug) return;
    const outcome = format === 'csv' ? csvOf(made) : await fetchReport(slug, this.#scope, format);
    if (outcome.ok)
      saveFile(`${this.#tour?.name ?? 'Tour'} ${slug}.${format}`, outcome.value, TYPES[format]);
    else toast(outcome.problem.message);
  }

  #section(section: ReportSection, currency: string): TemplateResult | typeof nothing {
    if (section.rows.length === 0) return nothing;
    const id = `section-${section.name}`;
    return html`<section class="section" aria-labelledby=${id}>
      <h2 id=${id}>${section.title}</h2>
      ${this.#chart(section, currency)}
      <report-table .section=${section} currency=${currency}></report-table>
    </section>`;
  }

  /** The result of each show as a bar; the table below says the same. */
  #chart(section: ReportSection, currency: string): TemplateResult | typeof nothing {
    const results = resultsOf(section);
    if (results.length < 2) return nothing;
    return html`<result-chart .results=${results} currency=${currency}></result-chart>`;
  }

  #missing({ missing }: Report): TemplateResult | typeof nothing {
    if (missing.length === 0) return nothing;
    const parts = missing.map(({ currency, count }) => `${count} in ${currency}`).join(', ');
    return html`<p class="faint">Left out because no exchange rate was noted: ${parts}.</p>`;
  }

  /** What a tour's profit comes to, before all the columns. */
  #outcome({ report, sections, currency }: Report): TemplateResult | typeof nothing {
    const cell = sections[0]?.rows.at(-1)?.cells[2];
    if (report !== 'profit-and-loss' || typeof cell !== 'number') return nothing;
    return html`<p>
      <span class="soft">${cell < 0 ? 'Loss so far' : 'Profit so far'}</span><br />
      <span class="outcome figures">${formatMoney(Math.abs(cell), currency)}</span>
    </p>`;
  }

  #files(made: MadeReport): TemplateResult {
    return html`<div class="actions files">
      ${(['csv', 'xlsx', 'pdf'] as const).map(
        (format) =>
          html`<button class="button" @click=${() => void this.#save(made, format)}>
            ${icon('download')}${format.toUpperCase()}
          </button>`,
      )}
      <button class="button" @click=${() => window.print()}>${icon('print')}Print</button>
    </div>`;
  }

  #full(made: MadeReport): TemplateResult {
    if (!made.report.ok)
      return html`<empty-state
        role="alert"
        symbol="alert"
        heading="This report cannot be made"
        text=${made.report.problem.message}
      ></empty-state>`;
    const report = made.report.value;
    return html`${this.#outcome(report)} ${this.#files(made)} ${this.#missing(report)}
    ${report.sections.map((section) => this.#section(section, report.currency))}`;
  }

  #choices(tours: readonly Tour[]): TemplateResult {
    const day = (name: 'from' | 'to', label: string): TemplateResult =>
      html`<form-field
        .spec=${{ name, label, kind: 'date' }}
        .value=${this[name]}
        @edit=${({ detail }: CustomEvent<string>) => (this[name] = detail)}
      ></form-field>`;
    return html`<choice-chips
        label="Report"
        name="report"
        .value=${this.#slug ?? ''}
        .choices=${readableReports().map(({ slug, title }) => ({ value: slug, label: title }))}
        @choose=${({ detail }: CustomEvent<ReportSlug>) => (this.chosen = detail)}
      ></choice-chips>
      <div class="scope">
        ${
          this.param('id')
            ? nothing
            : html`<form-field
                class="whole"
                .spec=${{
                  name: 'tour',
                  label: 'Tour',
                  kind: 'select',
                  required: true,
                  choices: tours.map(({ id, name }) => ({ value: id, label: name })),
                }}
                .value=${this.#tour?.id ?? ''}
                @edit=${({ detail }: CustomEvent<string>) => (this.tourId = detail)}
              ></form-field>`
        }
        ${day('from', 'From')} ${day('to', 'To')}
      </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (readableReports().length === 0) return html`<no-access></no-access>`;
    return screenView(this.#tours.state, (tours) =>
      this.param('id') && !this.#tour
        ? html`<gone-state what="tour" back="/tours"></gone-state>`
        : html`<app-bar
              heading="Reports"
              .back=${this.param('id') ? `/tours/${this.param('id')}` : ''}
              .backLabel=${this.#tour?.name ?? ''}
            ></app-bar>
            ${
              tours.length === 0
                ? html`<empty-state
                    symbol="money"
                    heading="Nothing to report yet"
                    text="Reports add up a tour. Make one first."
                    .actions=${html`<a class="button primary" href="/tours/new">Make a tour</a>`}
                  ></empty-state>`
                : html`<div class="stack-large">
                    ${this.#choices(tours)}
                    ${liveView(this.#made.state, (made) => this.#full(made))}
                  </div>`
            }`,
    );
  }
}
