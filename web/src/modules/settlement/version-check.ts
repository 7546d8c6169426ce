// <version-check>: worked out again on this device, a version is what was signed, or what of it is
// not.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Version } from '../../data/settlements';
import { checkVersion, type VersionCheck } from '../../data/settlement-check';
import { icon } from '../../ui/icon';
import { LightElement } from '../../ui/light-element';
import { faultWords } from './check-words';
import { fingerprint } from './exchange';
import type { Readable } from './line-words';
import './settlement.css';

/** Fires `checked` with a VersionCheck. core's money part must be loaded. */
@customElement('version-check')
export class VersionCheckMark extends LightElement {
  @property({ attribute: false }) version: Version | undefined;
  /** the version as it can be read, for the names of its entries */
  @property({ attribute: false }) readable: Readable | undefined;
  @state() private check: VersionCheck | undefined;
  #checked = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('version') && this.version) void this.#work(this.version);
  }

  async #work(version: Version): Promise<void> {
    const key = JSON.stringify([version.row, version.signatures]);
    if (key === this.#checked) return;
    this.#checked = key;
    const check = await checkVersion(version);
    if (key !== this.#checked) return;
    this.check = check;
    this.dispatchEvent(new CustomEvent<VersionCheck>('checked', { detail: check }));
  }

  /** What holds, no more than was checked. */
  #holds({ row, signatures }: Version, { isWorkedOut, keyless }: VersionCheck): TemplateResult {
    const checked = signatures.length - keyless.length;
    const signed =
      checked === 0 ? '' : checked === 1 ? ' The signature holds.' : ' Both signatures hold.';
    const unchecked =
      keyless.length === 0
        ? ''
        : ` Signed by name only, without a device’s key, for the ${keyless.join(' and the ')}.`;
    const result = isWorkedOut
      ? 'Worked out again on this device: the same result.'
      : 'Worked out by another version of this app, and not checked here.';
    return html`<p
      class="faint holds"
      role="status"
      data-check=${isWorkedOut ? 'holds' : 'unchecked'}
    >
      ${icon(isWorkedOut ? 'check' : 'help')}
      <span
        >${result}${signed}${unchecked} Fingerprint
        <span class="fingerprint">${fingerprint(row.result_hash ?? '')}</span></span
      >
    </p>`;
  }

  #differs({ signatures }: Version, { faults }: VersionCheck): TemplateResult {
    const isSigned = signatures.length > 0;
    return html`<section class="differing" role="alert" data-check="differs">
      <p>
        ${icon('alert')}
        <strong>This is not what was ${isSigned ? 'signed' : 'presented'}.</strong>
      </p>
      <ul>
        ${faults.map((fault) => html`<li>${faultWords(fault, this.readable)}</li>`)}
      </ul>
      <p>
        ${
          isSigned
            ? 'Do not pay by it. The other side’s phone keeps the copy that was signed there: compare the two.'
            : 'Do not sign it. Present the settlement again.'
        }
      </p>
    </section>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { version, check } = this;
    if (!version || !check) return nothing;
    return check.faults.length > 0 ? this.#differs(version, check) : this.#holds(version, check);
  }
}
