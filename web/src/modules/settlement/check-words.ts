// What is not as it was signed, in words: which figure, which side, both values.

import type { Fault } from '../../data/settlement-check';
import { MONEY_CHOICES, MONEY_RECORDS } from '../../lib/core-money.gen';
import { FX_DIGITS, RATE_DIGITS, unscaled } from '../../lib/core/record';
import { formatMoney, formatRate } from '../../ui/format';
import { words } from '../../ui/words';
import { fingerprint } from './exchange';
import type { Readable } from './line-words';

const SIDES = { artist: 'the artist', promoter: 'the promoter' } as const;

/** What a signed figure is, by the kind of its field. */
function valueWords(record: string, field: string, value: number, currency: string): string {
  const records: Readonly<
    Record<string, { readonly fields: Readonly<Record<string, { readonly kind: string }>> }>
  > = MONEY_RECORDS;
  const kind = records[record]?.fields[field]?.kind ?? 'count';
  const choices = (MONEY_CHOICES as Readonly<Record<string, readonly string[]>>)[kind];
  if (choices) return words(choices[value] ?? 'unset');
  if (kind === 'money') return formatMoney(value, currency);
  if (kind === 'rate') return formatRate(unscaled(BigInt(value), RATE_DIGITS));
  if (kind === 'fx') return unscaled(BigInt(value), FX_DIGITS);
  if (kind === 'flag') return value === 0 ? 'no' : 'yes';
  return String(value);
}

function figureWords(fault: Fault & { readonly kind: 'figure' }, readable: Readable): string {
  const { record, field, item, signed, kept } = fault;
  const lists: Readonly<Record<string, readonly string[]>> = readable.names;
  const own = readable.input.currency ?? 'EUR';
  const name = record === 'input' ? 'The deal' : (lists[record]?.[item] ?? `${record} ${item + 1}`);
  const [a, b] = [signed, kept].map((value) => valueWords(record, field, value, own));
  return `${name}, ${field.replaceAll('_', ' ')}: ${a} in the figures that were shown, ${b} beside them.`;
}

function signatureWords(fault: Fault & { readonly kind: 'signature' }): string {
  const { party, name, why } = fault;
  switch (why) {
    case 'missing':
      return `It says that both have signed, and the signature of ${SIDES[party]} is not here.`;
    case 'other result':
      return `${name} signed another result than this.`;
    case 'not genuine':
      return `The signature of ${name} for ${SIDES[party]} does not hold: the name, the time or the result is not what was signed.`;
  }
}

/** One sentence for what differs. */
export function faultWords(fault: Fault, readable: Readable | undefined): string {
  switch (fault.kind) {
    case 'unreadable':
      return 'The figures that were shown cannot be read.';
    case 'hash':
      return `The figures come to the fingerprint ${fingerprint(fault.found)}, and ${
        fault.kept ? `${fingerprint(fault.kept)} was kept.` : 'none was kept.'
      }`;
    case 'figure':
      return readable ? figureWords(fault, readable) : `Another ${fault.record}.`;
    case 'entries':
      return 'The entries beside the figures are not those that were shown.';
    case 'currency':
      return `The figures are in ${fault.found}, and ${fault.kept} was kept.`;
    case 'balance': {
      const own = readable?.input.currency ?? 'EUR';
      const kept = fault.kept === null ? 'none' : formatMoney(fault.kept, own);
      return `The figures come to a balance of ${formatMoney(fault.found, own)}, and ${kept} was kept.`;
    }
    case 'signature':
      return signatureWords(fault);
  }
}
