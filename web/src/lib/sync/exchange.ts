// Synchronising once: push what waits, pull what is new, until both sides have the same.
// No timers and no tabs here; the engine and the service worker both call it.

import { can, resourceOf, roleOf, type Role, type Scope } from '../core';
import { member, refusalOf, textMember, type Reply } from '../http';
import { failure, problemOf, type Outcome, type Problem } from '../outcome';
import type { OrganizationStore, OutboxEntry } from '../offline-storage';
import { driftedTables } from './drift';
import { storeSnapshot, type OnProgress } from './snapshot';
import type { Transport } from './transport';
import { PROTOCOL, SCHEMA } from './protocol';
import { decodeAnswer, mutationOf, type ExchangeAnswer } from './wire';

/** How synchronising ended. */
export type Ending =
  | { readonly kind: 'in_step' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'retry'; readonly problem: Problem; readonly afterMs: number | undefined }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'too_old'; readonly problem: Problem }
  /** the server said that the membership is gone: the caller destroys the store */
  | { readonly kind: 'purge' }
  | { readonly kind: 'storage'; readonly problem: Problem }
  | { readonly kind: 'stopped' };

export interface ExchangeContext {
  readonly store: OrganizationStore;
  readonly transport: Transport;
  /** `spent`: the token that did not work */
  readonly accessToken: (spent?: string) => Promise<Outcome<string>>;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly onProgress?: OnProgress;
  readonly onRoleChanged?: () => void;
  /** rows differed from the server's and are fetched anew */
  readonly onDrift?: (tables: readonly string[]) => void;
}

const MUTATIONS_MAX = 500;
// what one request carries must pass a slow mobile network within its time-out
const PUSH_BYTES_MAX = 200_000;
const PAGE_BYTES = 128 * 1024;
const CHECK_EVERY_MS = 60 * 60 * 1000;
/** An exchange that does not end in this many rounds goes on after a pause. */
const ROUNDS_MAX = 1000;
/** The same for a role that changes again and again, each time with a snapshot. */
const ROLES_MAX = 3;

const BAD_ANSWER = failure('bad_answer', 'The server answered something unexpected.').problem;

export async function synchronise(context: ExchangeContext): Promise<Ending> {
  const run = new Exchange(context);
  try {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      if (context.signal.aborted) return { kind: 'stopped' };
      const ending = await run.round();
      if (ending) return ending;
    }
    return { kind: 'retry', problem: BAD_ANSWER, afterMs: undefined };
  } catch (error) {
    if (context.signal.aborted) return { kind: 'stopped' };
    if (error instanceof Error && error.name === 'Superseded') return { kind: 'stopped' };
    if (error instanceof Error && error.name === 'Garbage') {
      return {
        kind: 'retry',
        problem: { ...BAD_ANSWER, message: error.message },
        afterMs: undefined,
      };
    }
    return { kind: 'storage', problem: problemOf(error) };
  }
}

class Exchange {
  readonly #context: ExchangeContext;
  readonly #store: OrganizationStore;
  #token: Outcome<string> | undefined;
  #wasRefreshed = false;
  #batchMax = MUTATIONS_MAX;
  #snapshots = 0;
  #rolesTaken = 0;

  constructor(context: ExchangeContext) {
    this.#context = context;
    this.#store = context.store;
  }

  /** One request and what follows from it; undefined: go on. */
  async round(): Promise<Ending | undefined> {
    this.#token ??= await this.#context.accessToken();
    if (!this.#token.ok) return this.#withoutToken(this.#token.problem);
    const token = this.#token.value;
    const cursor = await this.#store.get('cursor');
    const batch = sized(await this.#store.waiting(this.#batchMax));
    if (cursor === null && batch.length === 0) return this.#snapshot(token);
    const checksDue = cursor !== null && batch.length === 0 && (await this.#isCheckDue());
    const reply = await this.#context.transport.exchange(
      {
        protocol: PROTOCOL,
        schema: SCHEMA,
        organization_id: this.#store.organizationId,
        client_id: await this.#store.clientId(),
        cursor,
        mutations: batch.map(mutationOf),
        max_bytes: PAGE_BYTES,
        ...(checksDue ? { checksums: true as const } : {}),
      },
      token,
      this.#context.signal,
    );
    if (reply.kind === 'reply' && reply.status === 200) {
      return this.#take(decodeAnswer(reply.body), cursor, batch);
    }
    return this.#refused(reply, batch);
  }

  async #take(
    answer: ExchangeAnswer,
    from: string | null,
    batch: readonly OutboxEntry[],
  ): Promise<Ending | undefined> {
    if (await this.#isOfAnotherRole(answer, from)) {
      // its changes are no continuation of the rows here: only the results are taken
      await this.#store.take({ from, ...answer, changes: [], cursor: null });
      await this.#takeRole(roleOf(answer.role));
      this.#rolesTaken += 1;
      return this.#rolesTaken < ROLES_MAX
        ? undefined
        : { kind: 'retry', problem: BAD_ANSWER, afterMs: undefined };
    }
    await this.#store.take({ from, ...answer });
    if (batch.length > 0 && !answer.results.some(({ n }) => n === batch[0]?.n)) {
      return { kind: 'retry', problem: BAD_ANSWER, afterMs: undefined };
    }
    if (answer.checksums && answer.cursor === answer.head) return this.#check(answer.checksums);
    if (answer.more || answer.cursor === null) return undefined;
    if ((await this.#store.waitingCount()) > 0) return undefined;
    await this.#store.set('synced_at', this.#context.now());
    return { kind: 'in_step' };
  }

  async #refused(reply: Reply, batch: readonly OutboxEntry[]): Promise<Ending | undefined> {
    if (reply.kind === 'unreachable') {
      return this.#context.signal.aborted ? { kind: 'stopped' } : { kind: 'unreachable' };
    }
    const { status, body, retryAfterMs } = reply;
    const problem: Problem = refusalOf(body);
    switch (status) {
      case 401:
        return this.#renewToken(problem);
      case 403:
        // only an explicit decision purges
        return member(body, 'purge') === true && textMember(body, 'code') === 'no_membership'
          ? { kind: 'purge' }
          : { kind: 'retry', problem, afterMs: retryAfterMs };
      case 409:
        return this.#mendGap(body, batch, problem);
      case 410:
        await this.#store.forgetCursor();
        return undefined;
      case 426:
        return { kind: 'too_old', problem };
      case 400:
        // the cursor is to blame, so no mutation may be
        return problem.code === 'sync_future'
          ? this.#doubtCursor(problem)
          : this.#narrowDown(batch, problem);
      case 413:
      case 422:
        return this.#narrowDown(batch, problem);
      default:
        return { kind: 'retry', problem, afterMs: retryAfterMs };
    }
  }

  /** The line may be what is missing, and then nobody has to sign in. */
  #withoutToken(problem: Problem): Ending {
    if (this.#context.signal.aborted) return { kind: 'stopped' };
    if (problem.code === 'offline') return { kind: 'unreachable' };
    if (problem.code === 'sign_in_again') return { kind: 'signed_out' };
    return { kind: 'retry', problem, afterMs: undefined };
  }

  async #renewToken(problem: Problem): Promise<Ending | undefined> {
    if (this.#wasRefreshed) return { kind: 'retry', problem, afterMs: undefined };
    this.#wasRefreshed = true;
    this.#token = await this.#context.accessToken(this.#token?.ok ? this.#token.value : undefined);
    return undefined;
  }

  /**
   * The server expects another number. Answered ones below it were done; above it, it forgot
   * us.
   */
  async #mendGap(
    body: unknown,
    batch: readonly OutboxEntry[],
    problem: Problem,
  ): Promise<Ending | undefined> {
    const expected = member(body, 'expected');
    const first = batch[0];
    if (typeof expected !== 'number' || !first || expected >= first.n) {
      return { kind: 'retry', problem, afterMs: undefined };
    }
    await this.#store.renumber();
    return undefined;
  }

  /** A request that is refused whole: smaller ones, until the mutation that causes it is alone. */
  async #narrowDown(batch: readonly OutboxEntry[], problem: Problem): Promise<Ending | undefined> {
    const [only, ...others] = batch;
    if (!only) return this.#doubtCursor(problem);
    if (others.length > 0) {
      this.#batchMax = Math.ceil(batch.length / 2);
      return undefined;
    }
    if (isEmptied(only, this.#store.organizationId))
      return { kind: 'retry', problem, afterMs: undefined };
    await this.#store.emptyMutation(only.n, problem.code, problem.message);
    this.#batchMax = MUTATIONS_MAX;
    return undefined;
  }

  /**
   * Nothing but the cursor can be wrong: the server went back behind it, so everything is
   * fetched.
   */
  async #doubtCursor(problem: Problem): Promise<Ending | undefined> {
    if (this.#snapshots > 0) return { kind: 'retry', problem, afterMs: undefined };
    this.#snapshots += 1;
    await this.#store.forgetCursor();
    return undefined;
  }

  async #snapshot(token: string): Promise<Ending | undefined> {
    const progress = await this.#store.get('snapshot');
    const resume =
      progress?.table && progress.lastId
        ? { table: progress.table, id: progress.lastId, head: progress.head }
        : undefined;
    const organizationId = this.#store.organizationId;
    const { signal, transport, onProgress } = this.#context;
    const hasFirst = resume !== undefined || (await this.#store.get('has_first')) === true;
    const first = hasFirst ? undefined : dayOf(this.#context.now());
    const reply = await transport.snapshot({ organizationId, resume, first }, token, signal);
    if (reply.kind !== 'lines') {
      return this.#refused(reply, []);
    }
    const report = onProgress ?? (() => undefined);
    const download = await storeSnapshot(this.#store, reply.lines, progress, report);
    if (download === 'anew') await this.#store.forgetCursor();
    // one that was torn while it came along goes on at once: it is slow, not offline
    return download === 'dead' ? { kind: 'unreachable' } : undefined;
  }

  /**
   * Each answer says the role it was read under. Looking at the own membership among its changes
   * would not do: between two pages, or before a crash, a role can come and go.
   */
  async #isOfAnotherRole({ role }: ExchangeAnswer, from: string | null): Promise<boolean> {
    return from !== null && role !== undefined && role !== (await this.#store.get('role'));
  }

  /**
   * Own rights changed: what may not be read any more goes at once, what may be read is
   * fetched.
   */
  async #takeRole(role: Role | undefined): Promise<void> {
    if (role === undefined) return this.#store.forgetCursor();
    const tablesRead = (scope: Scope): string[] =>
      Object.entries(this.#store.shapes).flatMap(([table, shape]) => {
        const resource = resourceOf(shape.resource);
        const here = resource === undefined ? 'none' : can(role, resource, 'read');
        return here === scope ? [table] : [];
      });
    await this.#store.takeRole(role, tablesRead('none'), tablesRead('own'));
    this.#context.onRoleChanged?.();
  }

  async #isCheckDue(): Promise<boolean> {
    const checked = (await this.#store.get('checked_at')) ?? 0;
    return Math.abs(this.#context.now() - checked) > CHECK_EVERY_MS;
  }

  async #check(checksums: NonNullable<ExchangeAnswer['checksums']>): Promise<Ending | undefined> {
    await this.#store.set('checked_at', this.#context.now());
    const drifted = await driftedTables(this.#store, checksums);
    if (drifted.length > 0 && this.#snapshots === 0) {
      this.#snapshots += 1;
      this.#context.onDrift?.(drifted);
      await this.#store.forgetCursor();
    }
    return undefined;
  }
}

/** As many of the entries as fit into one request; at least one. */
function sized(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  let bytes = 0;
  const end = entries.findIndex((entry, i) => {
    bytes += JSON.stringify(entry).length * 2;
    return i > 0 && bytes > PUSH_BYTES_MAX;
  });
  return end < 0 ? entries : entries.slice(0, end);
}

/** A mutation that was emptied already and still is refused: not its fault. */
const isEmptied = (entry: OutboxEntry, organizationId: string): boolean =>
  entry.id === organizationId && Object.keys(entry.values).length === 0;

/** The local day of an instant, "2026-05-12". */
function dayOf(at: number): string {
  const local = new Date(at);
  local.setMinutes(local.getMinutes() - local.getTimezoneOffset());
  return local.toISOString().slice(0, 10);
}
