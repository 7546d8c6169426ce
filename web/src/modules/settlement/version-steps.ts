// What a show's or a run's settlement has of versions, and the one thing to do next.

import { html, nothing, type TemplateResult } from 'lit';
import { isSignedByBoth, statusOf, type Version } from '../../data/settlements';
import { can } from '../../lib/session';
import { formatMoney } from '../../ui/format';
import { icon } from '../../ui/icon';
import '../../ui/status-badge';
import './amend-panel';
import { balanceWords } from './line-words';
import { moneyRow } from './money-row';
import './settlement.css';

/** A settlement as it stands now, beside its versions. */
export interface Steps {
  /** the newest first */
  readonly versions: readonly Version[];
  /** the canonical text of what the other side would be shown now */
  readonly shownText: string;
  readonly balance: number;
  readonly currency: string;
  /** false: not all has come to this device */
  readonly isWhole: boolean | undefined;
  readonly onPresent: () => void;
  readonly problem: string | undefined;
}

const wasShown = ({ row }: Version): boolean =>
  row.status === 'presented' || row.status === 'agreed';

/** What to know before it is presented. */
export function versionNotes({ versions, shownText }: Steps): TemplateResult | typeof nothing {
  const [newest] = versions;
  if (!newest || !can('finance', 'write')) return nothing;
  if (isSignedByBoth(newest)) return html`<amend-panel .signed=${newest}></amend-panel>`;
  const { reason } = newest.row;
  const hasChanged = wasShown(newest) && newest.row.input_text !== shownText;
  if (!reason && !hasChanged) return nothing;
  return html`<section class="panel stack">
    ${reason ? html`<p>Amends a signed version: <strong>${reason}</strong></p>` : nothing}
    ${
      hasChanged
        ? html`<p role="status">
            These figures changed since they were presented.
            <a href=${`/settlements/${newest.row.id}`}>Open what was presented</a>
          </p>`
        : nothing
    }
  </section>`;
}

function nextStep(steps: Steps): TemplateResult | typeof nothing {
  const { versions, shownText, isWhole, onPresent } = steps;
  const [newest] = versions;
  const link = (words: string): TemplateResult =>
    html`<a class="button primary" href=${`/settlements/${newest?.row.id ?? ''}`}
      >Open<span class="visually-hidden"> what ${words}</span></a
    >`;
  if (newest && isSignedByBoth(newest)) return link('was signed');
  if (isWhole === false)
    return html`<span class="soft" role="status">Still loading: the sum may change.</span>`;
  if (!can('finance', 'write')) return nothing;
  const isShown = newest !== undefined && wasShown(newest);
  if (isShown && newest.row.input_text === shownText) return link('was presented');
  return html`<button class="button primary" @click=${onPresent}>
    ${icon('code')}${
      isShown ? 'Present again' : html`Present<span class="visually-hidden"> to the promoter</span>`
    }
  </button>`;
}

/** The balance and the next step, under the thumb while the figures scroll. */
export function settleBar(steps: Steps): TemplateResult {
  const { balance, currency, problem } = steps;
  return html`<section class="settle-bar" aria-label="Next">
    <p>
      <span class="faint">${balanceWords(balance, true)}</span>
      <strong class="figures">${formatMoney(Math.abs(balance), currency)}</strong>
    </p>
    ${nextStep(steps)}
    ${problem === undefined ? nothing : html`<p class="error" role="alert">${problem}</p>`}
  </section>`;
}

export function versionSection(versions: readonly Version[]): TemplateResult | typeof nothing {
  if (versions.length === 0) return nothing;
  return html`<section class="section" aria-labelledby="versions">
    <header><h2 id="versions">Versions</h2></header>
    <ul class="rows">
      ${versions.map((version) =>
        moneyRow({
          href: `/settlements/${version.row.id}`,
          title: `Version ${version.number}`,
          sub: version.row.reason ?? '',
          amount:
            version.row.balance_minor === null
              ? ''
              : formatMoney(version.row.balance_minor, version.row.currency),
          mark: html`<status-badge status=${statusOf(version)}></status-badge>`,
        }),
      )}
    </ul>
  </section>`;
}
