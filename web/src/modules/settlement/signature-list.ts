// Who has signed a settlement, when, and how their name looks.

import { html, nothing, type TemplateResult } from 'lit';
import type { Signature } from '../../lib/sign';
import { formatMoment } from '../../ui/format';
import { icon } from '../../ui/icon';
import { drawingPicture } from '../../ui/signature-pad';

const sides = { artist: 'For the artist', promoter: 'For the promoter' } as const;

/** `broken`: sides whose signature was checked and does not hold. */
export function signatureList(
  signatures: readonly Signature[],
  broken: readonly Signature['party'][] = [],
): TemplateResult {
  const of = (party: Signature['party']): TemplateResult => {
    const found = signatures.find((one) => one.party === party);
    const isBroken = broken.includes(party);
    return html`<li class=${isBroken ? 'signature is-broken' : 'signature'}>
      <p class="faint">${sides[party]}</p>
      ${
        found
          ? html`${found.drawing ? drawingPicture(found.drawing) : nothing}
              <p class="name">
                ${icon(isBroken ? 'alert' : 'check')}<strong>${found.name}</strong>
              </p>
              ${isBroken ? html`<p class="broken">This signature does not hold.</p>` : nothing}
              <p class="faint">
                ${[found.job, formatMoment(found.signedAt)].filter(Boolean).join(', ')}
              </p>`
          : html`<p class="soft">Not signed yet</p>`
      }
    </li>`;
  };
  return html`<ul class="signatures">
    ${of('artist')} ${of('promoter')}
  </ul>`;
}
