// A commission while it is written: its fields, its texts, and the values that the texts say.

import type { Commission, commissions } from '../../data/commissions';
import { COMMISSION_BASE_VALUES, COMMISSION_MODE_VALUES, TIMING_VALUES } from '../../data/rows.gen';
import type { Show } from '../../data/shows';
import { moneyText, readMoney } from '../../lib/core';
import { percentText, readPercent } from '../../lib/core/amount';
import { failure, success, type Outcome } from '../../lib/outcome';
import type { Choice } from '../../ui/choice-chips';
import { currencyChoices, showChoices } from '../../ui/choices';
import type { FieldSpec } from '../../ui/form-field';
import { asNumber, asOneOf, asOptional, asTruth } from '../../ui/form-values';
import type { FormValues } from '../../ui/record-form';

const told = (choices: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(choices).map(([value, label]) => ({ value, label }));

export const baseWords: Readonly<Record<Commission['base'], string>> = {
  guarantee: 'the guarantee',
  take: 'the artist’s take',
  earnings: 'the take and the bonuses',
  all: 'the walkout, reimbursements and merch too',
};

/** `shows`: those of the tour, one of which it can be for; `own`: its currency. */
export const commissionFields = (
  shows: readonly Show[],
  commission: Commission | undefined,
  own: string,
): readonly FieldSpec[] => [
  { name: 'payee', label: 'Who', required: true, maxlength: 160 },
  { name: 'rate', label: 'Share in percent', required: true, inputmode: 'decimal', half: true },
  {
    name: 'base',
    label: 'Of',
    kind: 'select',
    required: true,
    half: true,
    choices: told(baseWords),
  },
  {
    name: 'less_minor',
    label: 'Less first',
    inputmode: 'decimal',
    half: true,
    hint: 'Such as production, before the share is taken.',
  },
  {
    name: 'currency',
    label: 'In',
    kind: 'select',
    required: true,
    half: true,
    choices: currencyChoices(commission?.currency ?? '', own),
    hint: 'As the deal.',
  },
  {
    name: 'show_id',
    label: 'For',
    kind: 'select',
    required: true,
    choices: showChoices(shows, 'Every show of the tour'),
    hint: 'For one show it stands instead of what the same payee gets of every show.',
  },
  {
    name: 'mode',
    label: 'Paid',
    kind: 'select',
    required: true,
    half: true,
    choices: told({ inclusive: 'By the artist', exclusive: 'By the promoter' }),
  },
  {
    name: 'timing',
    label: 'Taken',
    kind: 'select',
    required: true,
    half: true,
    choices: told({ before: 'Before tax', after: 'After tax' }),
  },
  { name: 'position', label: 'Order', kind: 'number', half: true, hint: 'The lowest comes first.' },
  {
    name: 'is_after_prior',
    label: 'Only of what the ones before leave',
    kind: 'check',
    half: true,
  },
];

export const commissionTexts = (
  commission: Commission | undefined,
  position: number,
  own: string,
): FormValues => ({
  payee: commission?.payee ?? '',
  rate: commission ? percentText(commission.rate) : '',
  base: commission?.base ?? 'take',
  less_minor: commission?.less_minor
    ? moneyText(commission.less_minor, commission.currency ?? own)
    : '',
  currency: commission?.currency ?? own,
  show_id: commission?.show_id ?? '',
  mode: commission?.mode ?? 'inclusive',
  timing: commission?.timing ?? 'before',
  position: String(commission?.position ?? position),
  is_after_prior: commission?.is_after_prior ? 'true' : '',
});

type Values = Omit<Parameters<typeof commissions.create>[0], 'tour_id'>;

const refuse = (field: string, why: string) => failure('invalid', why, { [field]: why });

export function commissionValues(texts: FormValues, own: string): Outcome<Values> {
  const rate = readPercent(texts['rate'] ?? '');
  if (rate === undefined) return refuse('rate', 'Type a share of at most 100 %.');
  const said = (texts['less_minor'] ?? '').trim();
  const less = said === '' ? success(0) : readMoney(said, texts['currency'] ?? own);
  if (!less.ok) return refuse('less_minor', less.problem.message);
  if (less.value < 0) return refuse('less_minor', 'An amount below zero is none.');
  return success({
    payee: texts['payee']?.trim() ?? '',
    rate,
    base: asOneOf(COMMISSION_BASE_VALUES)(texts['base'] ?? ''),
    less_minor: less.value,
    // without an amount it is the same for deals in any currency
    currency: less.value > 0 ? (texts['currency'] ?? own) : null,
    show_id: asOptional(texts['show_id'] ?? ''),
    mode: asOneOf(COMMISSION_MODE_VALUES)(texts['mode'] ?? ''),
    timing: asOneOf(TIMING_VALUES)(texts['timing'] ?? ''),
    position: asNumber(texts['position'] ?? '') ?? 0,
    is_after_prior: asTruth(texts['is_after_prior'] ?? ''),
  });
}
