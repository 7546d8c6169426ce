// Values that change while someone looks: Live<T>, and the controller that brings one to an
// element.
//
//   private tours = new LiveController(this, () => observeTours());
//   private show = new LiveController(this, () => observeShow(this.showId), () => [this.showId]);
//   render() { switch (this.tours.state.kind) { case 'waiting': …; case 'failed': …; case 'ready':
// … } }

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { problemOf, type Problem } from './outcome';

export interface Observer<T> {
  next(value: T): void;
  failed(problem: Problem): void;
}

/** Calls `next` with the value now and at every change, until the returned function is called. */
export interface Live<T> {
  subscribe(observer: Observer<T>): () => void;
}

export type LiveState<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A value in memory that can be watched. */
export class LiveValue<T> implements Live<T> {
  #value: T;
  readonly #observers = new Set<Observer<T>>();

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const observer of [...this.#observers]) observer.next(value);
  }

  subscribe(observer: Observer<T>): () => void {
    this.#observers.add(observer);
    observer.next(this.#value);
    return () => this.#observers.delete(observer);
  }
}

export function mapLive<T, U>(source: Live<T>, change: (value: T) => U): Live<U> {
  return {
    subscribe: (observer) =>
      source.subscribe({
        next: (value) => observer.next(change(value)),
        failed: (problem) => observer.failed(problem),
      }),
  };
}

/**
 * The same source, asked once for all who look and never let go of: what it said last is there at
 * once. Where it fails, whoever looks next asks anew.
 */
export function keptLive<T>(source: Live<T>): Live<T> {
  const observers = new Set<Observer<T>>();
  let last: { readonly value: T } | undefined;
  let isAsked = false;
  const told: Observer<T> = {
    next: (value) => {
      last = { value };
      for (const observer of [...observers]) observer.next(value);
    },
    failed: (problem) => {
      last = undefined;
      isAsked = false;
      for (const observer of [...observers]) observer.failed(problem);
    },
  };
  return {
    subscribe(observer) {
      observers.add(observer);
      if (last) observer.next(last.value);
      if (!isAsked) {
        isAsked = true;
        source.subscribe(told);
      }
      return () => observers.delete(observer);
    },
  };
}

/** Follows `inner(value)` for the newest value of `source`. */
export function switchLive<T, U>(source: Live<T>, inner: (value: T) => Live<U>): Live<U> {
  return {
    subscribe(observer) {
      let stopInner = (): void => undefined;
      const stopOuter = source.subscribe({
        next: (value) => {
          stopInner();
          stopInner = inner(value).subscribe(observer);
        },
        failed: (problem) => observer.failed(problem),
      });
      return () => {
        stopOuter();
        stopInner();
      };
    },
  };
}

/** The newest values of two sources together, once both have one. */
export function bothLive<A, B>(first: Live<A>, second: Live<B>): Live<readonly [A, B]> {
  return {
    subscribe(observer) {
      let a: { readonly value: A } | undefined;
      let b: { readonly value: B } | undefined;
      const tell = (): void => {
        if (a && b) observer.next([a.value, b.value]);
      };
      const failed = (problem: Problem): void => observer.failed(problem);
      const stopFirst = first.subscribe({ next: (value) => ((a = { value }), tell()), failed });
      const stopSecond = second.subscribe({ next: (value) => ((b = { value }), tell()), failed });
      return () => {
        stopFirst();
        stopSecond();
      };
    },
  };
}

/** Resolves with the first value that satisfies `wanted`. */
export function firstOf<T>(
  source: Live<T>,
  wanted: (value: T) => boolean = () => true,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined;
    let isOver = false;
    const finish = (): void => {
      isOver = true;
      stop?.();
    };
    stop = source.subscribe({
      next: (value) => {
        if (isOver || !wanted(value)) return;
        resolve(value);
        finish();
      },
      failed: (problem) => {
        reject(new Error(problem.message));
        finish();
      },
    });
    if (isOver) stop();
  });
}

/** Keeps an element up to date with a live value; subscribes while the element is connected. */
export class LiveController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #source: () => Live<T> | undefined;
  readonly #key: () => readonly unknown[];
  #state: LiveState<T> = { kind: 'waiting' };
  #lastKey: readonly unknown[] | undefined;
  #stop: (() => void) | undefined;

  /** `source` is asked again whenever a member of `key()` changed at an update of the host. */
  constructor(
    host: ReactiveControllerHost,
    source: () => Live<T> | undefined,
    key: () => readonly unknown[] = () => [],
  ) {
    this.#host = host;
    this.#source = source;
    this.#key = key;
    host.addController(this);
  }

  get state(): LiveState<T> {
    return this.#state;
  }

  /** The newest value, or undefined while waiting or failed. */
  get value(): T | undefined {
    return this.#state.kind === 'ready' ? this.#state.value : undefined;
  }

  hostUpdate(): void {
    const key = this.#key();
    const last = this.#lastKey;
    if (last && last.length === key.length && key.every((part, i) => Object.is(part, last[i])))
      return;
    this.#lastKey = key;
    this.#start();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#lastKey = undefined;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  #start(): void {
    this.#stop?.();
    this.#stop = undefined;
    try {
      this.#stop = this.#source()?.subscribe({
        next: (value) => this.#show({ kind: 'ready', value }),
        failed: (problem) => this.#show({ kind: 'failed', problem }),
      });
    } catch (error) {
      this.#show({ kind: 'failed', problem: problemOf(error) });
    }
  }

  #show(state: LiveState<T>): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
