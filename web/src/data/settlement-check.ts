// Whether a version is what was signed: worked out anew, and its fingerprint, its balance and each
// signature compared with what came.

import { compare, settle, workOut, type SettlementInput } from '../lib/core/money';
import { SETTLEMENT_VERSION } from '../lib/core-money.gen';
import { hashOf, isGenuine, type Signature } from '../lib/sign';
import {
  isSignedByBoth,
  presentable,
  readDocument,
  signatureOf,
  type Version,
} from './settlements';

/** One thing that is not as it was signed. */
export type Fault =
  | { readonly kind: 'unreadable' }
  /** the figures come to another fingerprint than the one kept */
  | { readonly kind: 'hash'; readonly found: string; readonly kept: string }
  /** a figure of the signed text that the entry it was worked out from does not have */
  | {
      readonly kind: 'figure';
      readonly record: string;
      readonly field: string;
      readonly item: number;
      readonly signed: number;
      readonly kept: number;
    }
  /** entries were added or taken out beside the text */
  | { readonly kind: 'entries' }
  | { readonly kind: 'currency'; readonly found: string; readonly kept: string }
  | { readonly kind: 'balance'; readonly found: number; readonly kept: number | null }
  /** missing: kept as signed by both without this side's */
  | {
      readonly kind: 'signature';
      readonly party: Signature['party'];
      readonly name: string;
      readonly why: 'missing' | 'other result' | 'not genuine';
    };

export interface VersionCheck {
  /** whether this app can work out what the version's engine did */
  readonly isWorkedOut: boolean;
  /** what differs, the gravest first; none: it is what was signed */
  readonly faults: readonly Fault[];
  /** sides whose signature came without a key to check it by */
  readonly keyless: readonly Signature['party'][];
}

const PARTIES = ['artist', 'promoter'] as const;

/** Where the entries that it was worked out from are not what the text says. */
function entryFaults({ row }: Version, signed: SettlementInput): readonly Fault[] {
  const entered = readDocument(row.input).settlement;
  if (Object.keys(entered).length === 0) return []; // only the text was kept
  const shown = presentable(entered);
  const settled = settle(shown);
  if (settled.ok && settled.value.inputText === row.input_text) return [];
  const compared = compare({ shows: [shown] }, { shows: [signed] });
  const differences = compared.ok ? compared.value.differences : [];
  if (differences.length === 0) return [{ kind: 'entries' }];
  return differences.map(({ record, field, index, ours, theirs }) => ({
    kind: 'figure',
    record,
    field,
    item: index,
    signed: theirs,
    kept: ours,
  }));
}

async function resultFaults(version: Version): Promise<readonly Fault[]> {
  const { row } = version;
  const found = workOut(row.input_text ?? '');
  // text that is not as core writes it is none
  if (!found || found.settled.inputText !== row.input_text) return [{ kind: 'unreadable' }];
  const { input, settled, shows } = found;
  const hash = await hashOf(settled.inputText, settled.resultText);
  const faults: Fault[] = [];
  if (hash !== row.result_hash)
    faults.push({ kind: 'hash', found: hash, kept: row.result_hash ?? '' });
  if (shows.length === 0) faults.push(...entryFaults(version, input));
  if (input.currency !== row.currency)
    faults.push({ kind: 'currency', found: input.currency ?? '', kept: row.currency });
  if (settled.totals.balance !== row.balance_minor)
    faults.push({ kind: 'balance', found: settled.totals.balance, kept: row.balance_minor });
  return faults;
}

const isKeyless = ({ publicKey, signature }: Signature): boolean => !publicKey && !signature;

async function signatureFaults(version: Version): Promise<readonly Fault[]> {
  const signatures = version.signatures.map(signatureOf);
  const faults = await Promise.all(
    signatures.map(async (one): Promise<readonly Fault[]> => {
      const fault = { kind: 'signature', party: one.party, name: one.name } as const;
      if (one.hash !== version.row.result_hash) return [{ ...fault, why: 'other result' }];
      if (isKeyless(one) || (await isGenuine(one))) return [];
      return [{ ...fault, why: 'not genuine' }];
    }),
  );
  const missing = isSignedByBoth(version)
    ? PARTIES.filter((party) => !signatures.some((one) => one.party === party))
    : [];
  return [
    ...faults.flat(),
    ...missing.map((party): Fault => ({ kind: 'signature', party, name: '', why: 'missing' })),
  ];
}

/** `loadMoney` must have resolved, and the version have been presented. */
export async function checkVersion(version: Version): Promise<VersionCheck> {
  const signed = await signatureFaults(version);
  const results = await resultFaults(version);
  // another engine may rightly come to another result: what it can tell is only who signed
  const isWorkedOut =
    results.length === 0 || (version.row.engine ?? SETTLEMENT_VERSION) === SETTLEMENT_VERSION;
  const keyless = version.signatures.map(signatureOf).filter(isKeyless);
  return {
    isWorkedOut,
    faults: [...(isWorkedOut ? results : []), ...signed],
    keyless: keyless.map(({ party }) => party),
  };
}
