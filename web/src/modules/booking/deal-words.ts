// A deal in words: one line, its terms one by one, what changed between versions, and the offer.

import { changedTerms, type Deal } from '../../data/deals';
import {
  countryName,
  formatDate,
  formatMoment,
  formatMoney,
  formatRate,
  locale,
} from '../../ui/format';
import { words } from '../../ui/words';
import { saidIn } from '../../ui/term-texts';
import { draftOf, stepTerms } from './deal-draft';
import { isAsked, type Term } from '../../ui/term-fields';
import { ALL_TERMS, TERM_LISTS } from './deal-fields';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

const bases: Readonly<Record<string, string>> = {
  gross: 'the gross',
  adjusted_gross: 'the gross less fees',
  net_gross: 'the gross less tax',
  net: 'net',
};

/** "€1,000.00 versus 80% of net"; what is not said yet stays a dash. */
export function dealLine(
  deal: Pick<Deal, 'type' | 'currency' | 'guarantee_minor' | 'share' | 'basis'>,
): string {
  const fee =
    deal.guarantee_minor === null ? '–' : formatMoney(deal.guarantee_minor, deal.currency);
  const rate = deal.share === null ? '–' : formatRate(deal.share);
  const part = `${rate} of ${bases[deal.basis ?? ''] ?? '–'}`;
  switch (deal.type) {
    case 'flat':
      return `${fee} flat`;
    case 'door':
      return part;
    case 'versus':
      return `${fee} versus ${part}`;
    case 'plus':
      return `${fee} plus ${part}`;
  }
}

function valueWords(term: Term, value: unknown, currency: string): string {
  if (value === null || value === undefined || value === '') return '';
  const chosen = term.choices?.find((one) => one.value === value);
  if (chosen) return chosen.label;
  switch (term.kind) {
    case 'money':
      return formatMoney(Number(value), currency);
    case 'rate':
      return formatRate(value as number | string);
    case 'count':
      return Number(value).toLocaleString(locale());
    default:
      return String(value);
  }
}

const lower = (letter: string): string => letter.toLowerCase();

const labelOf = ({ label }: Term): string => label.replace(/, %.*$/, (rest) => rest.slice(3));

/** Every term that is said, but for what the one line says, in the order in which it is asked. */
export function dealFacts(deal: Deal): readonly Fact[] {
  const row: Readonly<Record<string, unknown>> = { ...deal };
  const single = ALL_TERMS.filter(({ name }) => name !== 'type' && name !== 'currency').map(
    (term) => ({
      label: labelOf(term),
      value: valueWords(
        term,
        row[term.kind === 'money' ? `${term.name}_minor` : term.name],
        deal.currency,
      ),
    }),
  );
  return [...single, ...listFacts(deal)].filter(({ value }) => value !== '');
}

/** One line for each bonus, step, withholding and rate. */
function listFacts(deal: Deal): readonly Fact[] {
  const { texts } = draftOf(deal);
  const terms = (deal.terms ?? {}) as Readonly<Record<string, unknown>>;
  return TERM_LISTS.flatMap((list) => {
    const entries = Array.isArray(terms[list.name]) ? (terms[list.name] as object[]) : [];
    return entries.map((entry) => {
      const said = entry as Readonly<Record<string, unknown>>;
      const asked = stepTerms(list, texts).filter((term) => isAsked(term, saidIn(said)));
      const parts = asked.map((term, i) => {
        const value = said[term.name] ?? said[`${term.name}_minor`];
        const text = valueWords(term, value, deal.currency);
        if (!text || (i === 0 && term.choices)) return text;
        return `${labelOf(term)} ${term.choices ? text.toLowerCase() : text}`.replace(/^./, lower);
      });
      return { label: list.title, value: parts.filter(Boolean).join(', ') };
    });
  });
}

export interface TermChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Field by field, what one version says otherwise than the one before it. */
export function termChanges(before: Deal, after: Deal): readonly TermChange[] {
  return changedTerms(before, after).flatMap((field) => {
    const term = ALL_TERMS.find(({ name, kind }) =>
      kind === 'money' ? `${name}_minor` === field : name === field,
    );
    const say = (deal: Deal): string => {
      if (field === 'terms')
        return listFacts(deal)
          .map(({ label, value }) => `${label}: ${value}`)
          .join('; ');
      const value: unknown = deal[field];
      if (term) return valueWords(term, value, deal.currency);
      if (field === 'expires_at' && typeof value === 'string') return formatMoment(value);
      return typeof value === 'string' ? value : '';
    };
    const label = term ? labelOf(term) : field === 'terms' ? 'Lists' : words(field);
    const change = { label, before: say(before) || '–', after: say(after) || '–' };
    return change.before === change.after ? [] : [change];
  });
}

/** What an offer is about, besides its terms. */
export interface OfferOccasion {
  readonly artist: string;
  readonly date: string;
  readonly venue: string | undefined;
  readonly city: string | null;
  readonly country: string | null;
  readonly capacity: number | null;
  readonly tiers: readonly {
    readonly name: string;
    readonly price_minor: number;
    readonly currency: string | null;
    readonly allotment: number | null;
  }[];
  readonly costs: readonly string[];
}

/** The offer as plain text, to be sent however people send it. */
export function offerText(deal: Deal, about: OfferOccasion): string {
  const place = [about.venue, about.city, countryName(about.country)].filter(Boolean).join(', ');
  const tickets = about.tiers.map((tier) => {
    const count = tier.allotment === null ? '' : ` × ${tier.allotment.toLocaleString(locale())}`;
    return `  ${tier.name}: ${formatMoney(tier.price_minor, tier.currency ?? deal.currency)}${count}`;
  });
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, ...lines];
  return [
    `Offer for ${about.artist}, version ${deal.version}`,
    `${formatDate(about.date, 'full')} · ${place}`,
    ...(about.capacity === null ? [] : [`Capacity ${about.capacity.toLocaleString(locale())}`]),
    ...(deal.counterparty ? [`To ${deal.counterparty}`] : []),
    '',
    dealLine(deal),
    ...section(
      'Terms',
      dealFacts(deal).map(({ label, value }) => `  ${label}: ${value}`),
    ),
    ...section('Tickets', tickets),
    ...section(
      'Costs of the show',
      about.costs.map((cost) => `  ${cost}`),
    ),
    ...section('Notes', deal.notes ? [deal.notes] : []),
    ...(deal.expires_at ? ['', `The offer stands until ${formatMoment(deal.expires_at)}.`] : []),
    '',
  ].join('\n');
}
