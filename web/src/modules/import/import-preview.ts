// <import-preview>: every row of a file: what it would become, or why it would not.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImportReading, ImportRecord, RecordProblem } from '../../data/import';
import { COLUMN_WORDS } from '../../data/import';
import '../../ui/choice-chips';
import { formatDate, formatMoney, placeName } from '../../ui/format';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { dateBlock } from '../../ui/show-row';
import { words } from '../../ui/words';
import { clockWords, sortRecords, tally } from './preview-words';

@customElement('import-preview')
export class ImportPreview extends LightElement {
  @property({ attribute: false }) reading: ImportReading | undefined;
  @state() private filter = 'all';

  #problem(problem: RecordProblem): TemplateResult {
    const field =
      problem.column === 'ignored' ? 'This row' : sentence(COLUMN_WORDS[problem.column]);
    const value = problem.value ? ` (“${problem.value}”)` : '';
    return html`<li class=${problem.isError ? 'is-error' : ''}>
      ${icon(problem.isError ? 'alert' : 'note')}
      <span
        ><span class="visually-hidden">${problem.isError ? 'Problem: ' : 'Note: '}</span>${field}
        ${problem.words}${value}</span
      >
    </li>`;
  }

  #record(record: ImportRecord): TemplateResult {
    const isShow = record.kind === 'show';
    const title = isShow
      ? record.city || record.title || record.venue || 'Without a name'
      : [words(record.kind), record.city].filter(Boolean).join(' · ');
    const details = [
      record.date ? formatDate(record.date, 'full') : '',
      isShow ? record.venue || (record.city ? record.title : '') : record.title,
      placeName(null, record.country || null),
      clockWords('doors', record.doorsMinute),
      clockWords('show', record.startMinute),
      record.capacity === undefined ? '' : `cap. ${record.capacity}`,
      record.guaranteeMinor === undefined
        ? ''
        : formatMoney(record.guaranteeMinor, record.currency),
    ];
    return html`<li class=${record.isReady ? '' : 'is-left'}>
      <div class="row">
        ${
          record.date
            ? dateBlock(record.date)
            : html`<span class="date-block"><span class="day">?</span></span>`
        }
        <span class="main">
          <span class="title">${title}</span>
          <span class="sub">${details.filter(Boolean).join(' · ')}</span>
          ${
            record.problems.length > 0
              ? html`<ul class="problems">
                  ${record.problems.map((problem) => this.#problem(problem))}
                </ul>`
              : nothing
          }
        </span>
        <span class="end">
          ${
            record.isReady
              ? isShow
                ? html`<span class="faint">${words(record.status || 'idea')}</span>`
                : nothing
              : html`<span class="tag bad">Left out</span>`
          }
          <span class="faint">line ${record.line}</span>
        </span>
      </div>
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { reading } = this;
    if (!reading) return nothing;
    const { shows, days, left, noted } = tally(reading.records);
    const shown = sortRecords(reading.records).filter((record) =>
      this.filter === 'left'
        ? !record.isReady
        : this.filter === 'noted'
          ? record.problems.length > 0
          : true,
    );
    return html`<section class="section" aria-labelledby="preview">
      <div role="status">
        <h2 id="preview">
          ${shows === 1 ? '1 show' : `${shows} shows`}${
            days > 0 ? `, ${days === 1 ? '1 other day' : `${days} other days`}` : ''
          }
        </h2>
        <p class="soft">
          ${
            left === 0
              ? 'Every row can be taken.'
              : `${left === 1 ? '1 row is' : `${left} rows are`} left out.`
          }
        </p>
      </div>
      ${
        left + noted > 0
          ? html`<choice-chips
              label="Rows"
              name="preview-filter"
              look="segments"
              .value=${this.filter}
              .choices=${[
                { value: 'all', label: `All ${reading.records.length}` },
                { value: 'noted', label: `To check ${noted}` },
                { value: 'left', label: `Left out ${left}` },
              ]}
              @choose=${(event: CustomEvent<string>) => (this.filter = event.detail)}
            ></choice-chips>`
          : nothing
      }
      <ol class="rows">
        ${shown.map((record) => this.#record(record))}
      </ol>
    </section>`;
  }
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
