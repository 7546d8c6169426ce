// Runs: shows of a tour whose guarantees and percentages are settled as one, by core.

import { inCurrency } from '../lib/core/amount';
import {
  readSettlementText,
  settle,
  settleRun,
  type LineName,
  type Settlement as Settled,
  type SettlementInput,
  type SettlementRun,
} from '../lib/core/money';
import type { Live } from '../lib/live';
import { failure, success, type Outcome } from '../lib/outcome';
import { received } from './payments';
import { resource } from './resource';
import type { Rows } from './rows.gen';
import { dealInForce, runInput, settlementInput, settlementNames } from './settlement-input';
import { readShowMoney, signedText, type Show, type ShowMoneyRows } from './show-money';
import {
  ofRun,
  presentable,
  readDocument,
  versionsOf,
  waitingIn,
  type Reckoned,
  type Version,
} from './settlements';
import { stillClaimed, type Claim, type SettlementNames, type Side } from './settlement-claims';
import { readShows } from './settlement-shows';
import { settlementInForce } from './payments';
import { observe, rows, rowsWith, type Local } from './tables';

export type Run = Local<Rows['settlement_runs']>;

export const runs = resource<'settlement_runs', 'name' | 'currency'>(
  'settlement_runs',
  'Run',
  (a, b) => a.name.localeCompare(b.name),
);

/** A run and the money of its shows, by date; shows that were deleted are left out. */
export interface RunMoney {
  readonly run: Run;
  readonly shows: readonly ShowMoneyRows[];
  /** of the run's settlement, the newest first */
  readonly versions: readonly Version[];
}

const gathered = async (
  store: Parameters<typeof readShowMoney>[0],
  run: Run,
): Promise<RunMoney> => {
  const found = await rows(store, 'shows').bulkGet([...run.show_ids]);
  const shows = found.filter((show) => show !== undefined);
  shows.sort((a, b) => a.date.localeCompare(b.date) || (a.id < b.id ? -1 : 1));
  const [money, versions] = await Promise.all([
    readShowMoney(store, shows),
    versionsOf(store, { by: 'run_id', id: run.id }),
  ]);
  return { run, shows: money, versions };
};

export const observeRun = (id: string): Live<RunMoney | undefined> =>
  observe(async (store) => {
    const run = await rows(store, 'settlement_runs').get(id);
    return run && gathered(store, run);
  });

/** The runs of a tour, by name. */
export const observeRunsOfTour = (tourId: string): Live<readonly RunMoney[]> =>
  observe(async (store) => {
    const found = await rows(store, 'settlement_runs')
      .where('tour_id')
      .equals(tourId)
      .sortBy('name');
    return Promise.all(found.map((run) => gathered(store, run)));
  });

/** The run that a show is part of. */
export const observeRunOf = (showId: string): Live<Run | undefined> =>
  observe((store) =>
    rows(store, 'settlement_runs')
      .filter(({ show_ids }) => show_ids.includes(showId))
      .first(),
  );

/** A show of a tour as a part of a run that is to be. */
export interface RunChoice {
  readonly show: Show;
  /** of its deal in force */
  readonly currency: string | undefined;
  /** only versus and plus deals can be settled together */
  readonly isPoolable: boolean;
}

export const observeRunChoices = (tourId: string): Live<readonly RunChoice[]> =>
  observe(async (store) => {
    const shows = await rows(store, 'shows').where('tour_id').equals(tourId).sortBy('date');
    const ids = shows.map(({ id }) => id);
    const deals = Map.groupBy(
      await rowsWith(store, 'deals', 'show_id', ids),
      ({ show_id }) => show_id,
    );
    return shows.map((show) => {
      const deal = dealInForce(deals.get(show.id) ?? []);
      const isPoolable = deal?.type === 'versus' || deal?.type === 'plus';
      return { show, currency: deal?.currency, isPoolable };
    });
  });

/** What one show is by itself, and brings into the run. */
export interface RunPart {
  readonly show: Show;
  readonly input: SettlementInput;
  readonly settled: Settled;
  /** what its entries are called */
  readonly names: SettlementNames;
  /** both sides have signed this night; otherwise it is as things stand */
  readonly isSigned: boolean;
  readonly currency: string;
}

/** The run worked out. */
export interface RunReckoning {
  readonly parts: readonly RunPart[];
  readonly run: SettlementRun;
  readonly settled: Settled;
  /** the shows' takes one by one, in the run's currency: what the run is compared with */
  readonly apart: number;
  /** balances that came in another currency than the run's: currency → how many */
  readonly uncounted: ReadonlyMap<string, number>;
}

interface Night {
  readonly input: SettlementInput;
  readonly names: SettlementNames;
  readonly isSigned: boolean;
}

/** A night as both signed it, or as its rows stand. */
function nightOf({ rows: found, settlements }: ShowMoneyRows): Outcome<Night> {
  const text = signedText(settlements);
  const signed = text === null ? undefined : readSettlementText(text);
  if (signed) {
    const { names } = readDocument(settlementInForce(settlements)?.input);
    return success({ input: signed, names, isSigned: true });
  }
  if (!found) return failure('missing', 'has no deal yet');
  const input = settlementInput(found);
  if (!input.ok) return input;
  const names = settlementNames(found);
  if (!names.ok) return names;
  const { tier, expense, adjustment, deposit, merch } = names.value;
  return success({
    input: presentable(input.value),
    names: { tier, expense, adjustment, deposit, merch },
    isSigned: false,
  });
}

function partOf(money: ShowMoneyRows): Outcome<RunPart> {
  const night = nightOf(money);
  if (!night.ok) return night;
  const settled = settle(night.value.input);
  if (!settled.ok) return settled;
  const currency = night.value.input.currency ?? 'EUR';
  return success({ ...night.value, show: money.show, settled: settled.value, currency });
}

const nameOf = ({ city, title }: Show): string => city ?? title;

/** The part of each show, in the run's order; what cannot be settled says why. */
export const partsOf = ({ shows }: RunMoney): readonly (readonly [Show, Outcome<RunPart>])[] =>
  shows.map((one) => [one.show, partOf(one)]);

const ofShow = /^show\.(\d+)\.(\w+)$/;

/** A refusal with the show's name instead of its place. */
function named(refused: Outcome<never>, shows: readonly Show[]): Outcome<never> {
  if (refused.ok) return refused;
  const { code, fields = {} } = refused.problem;
  for (const [field, words] of Object.entries(fields)) {
    const [, place, what] = ofShow.exec(field) ?? [];
    const show = shows[Number(place)];
    if (!show || what === undefined) continue;
    const why =
      what === 'type'
        ? 'all shows of a run are of the same kind of deal, versus or plus'
        : what === 'rate' && code === 'missing'
          ? 'its currency needs a rate'
          : `${what.replaceAll('_', ' ')} ${words}`;
    return failure(code, `${nameOf(show)}: ${why}`, { [field]: why });
  }
  return refused;
}

/** `loadMoney` must have resolved. */
export function reckonRun(money: RunMoney): Outcome<RunReckoning> {
  const parts: RunPart[] = [];
  for (const [show, part] of partsOf(money)) {
    if (!part.ok) return failure(part.problem.code, `${nameOf(show)}: ${part.problem.message}`);
    parts.push(part.value);
  }
  const { run, shows } = money;
  const uncounted = new Map<string, number>();
  const paid = shows.map(({ payments }) => {
    const balances = payments.filter(({ kind }) => kind === 'balance');
    for (const { currency } of balances)
      if (currency !== run.currency) uncounted.set(currency, (uncounted.get(currency) ?? 0) + 1);
    return received(balances, run.currency, ['balance']);
  });
  const input = runInput(
    run,
    parts.map(({ currency }, i) => ({ currency, paid: paid[i] ?? 0 })),
  );
  if (!input.ok) return input;
  const settled = settleRun(
    input.value,
    parts.map((part) => part.input),
  );
  if (!settled.ok)
    return named(
      settled,
      parts.map(({ show }) => show),
    );
  const apart = parts.reduce((sum, { settled: own, currency }, i) => {
    const rate = input.value.shows?.[i]?.rate ?? 1;
    return sum + (inCurrency(own.totals.take, currency, run.currency, rate) ?? 0);
  }, 0);
  return success({ parts, run: input.value, settled: settled.value, apart, uncounted });
}

/** The amount of a line that one show brings into the run. */
const amountOf = ({ settled }: RunReckoning, line: LineName, show: number): number =>
  settled.lines.find(({ name, item }) => name === line && item === show)?.amount ?? 0;

export const sideOfRun = ({ run, parts }: RunReckoning): Side => ({ run, nights: parts });

/**
 * What the other side said of the shows of this run and is not as we have it, in the order in which
 * the shows stand now.
 */
export function claimsOnRun({ versions }: RunMoney, reckoning: RunReckoning): readonly Claim[] {
  const nights = readShows(waitingIn(versions));
  const waiting = reckoning.parts.flatMap(({ show }, i) => {
    const night = nights.find(({ show_id }) => show_id === show.id);
    return (night?.claims ?? []).map((claim) => ({ ...claim, show: i }));
  });
  return stillClaimed(sideOfRun(reckoning), waiting);
}

/** The run as it is presented, with these claims beside it. */
export const runReckoned = (
  { run }: RunMoney,
  reckoning: RunReckoning,
  claims: readonly Claim[],
): Reckoned => {
  const shows = reckoning.parts.map(({ show, names }, i) => ({
    show_id: show.id,
    name: nameOf(show),
    date: show.date,
    paid_minor: amountOf(reckoning, 'run_paid', i),
    deposit_minor: amountOf(reckoning, 'run_deposits', i),
    names,
  }));
  return ofRun(run.id, sideOfRun(reckoning), shows, claims);
};
