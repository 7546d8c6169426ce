// The shows of a run as its settlement has them: named, and each to be opened line by line.

import { html, nothing, type TemplateResult } from 'lit';
import { settle, type WorkedOut } from '../../lib/core/money';
import { NO_NAMES, type SettlementNames, type Standing } from '../../data/settlement-claims';
import { formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import type { Night } from './line-words';
import './settlement.css';
import './statement-lines';

/** What both sides call a show of a run, and its entries. */
export interface NightNames {
  readonly name: string;
  readonly names: SettlementNames;
}

/** The shows of a text, by the names that came with it; none where it is one show's own. */
export const nightsOf = ({ shows }: WorkedOut, named: readonly NightNames[]): readonly Night[] =>
  shows.flatMap((input, i): readonly Night[] => {
    const settled = settle(input);
    const { name, names } = named[i] ?? { name: `Show ${i + 1}`, names: NO_NAMES };
    const currency = input.currency ?? 'EUR';
    return settled.ok
      ? [{ name, currency, readable: { input, settled: settled.value, names } }]
      : [];
  });

/** Each night line by line, with what the other side has otherwise. */
export function nightSection(
  nights: readonly Night[],
  both?: Standing,
): TemplateResult | typeof nothing {
  if (nights.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="nights">
    <header><h2 id="nights">Each show by itself</h2></header>
    <div class="statement">
      ${nights.map(
        ({ name, currency, readable }, i) =>
          html`<details class="part night" ?open=${both?.first?.show === i}>
            <summary>
              ${icon('forward')}<span class="what">${name}</span
              ><span class="figures amount"
                >${formatMoney(readable.settled.totals.take, currency)}</span
              >
            </summary>
            <statement-lines
              shared
              class="lines"
              .readable=${readable}
              .theirs=${both?.nights[i]}
              .first=${both?.first?.show === i ? both.first.line : -1}
            ></statement-lines>
          </details>`,
      )}
    </div>
  </section>`;
}
