// One device of ours in a page: the app's own data layer, store and sync, without its screens.
import coreUrl from '../../web/src/lib/core.wasm?url';
import { observeShowsBetween, updateShow } from '../../web/src/data/shows';
import { TABLES } from '../../web/src/data/rows.gen';
import { loadCore, newId } from '../../web/src/lib/core';
import { OrganizationStore } from '../../web/src/lib/offline-storage';
import { setStore } from '../../web/src/lib/session';
import { SyncEngine } from '../../web/src/lib/sync/engine';
import { synchronise } from '../../web/src/lib/sync/exchange';
import { httpTransport } from '../../web/src/lib/sync/transport';

const now = () => performance.timeOrigin + performance.now();
let store, accessToken;

/** Follows a month of shows as a screen does; `seen(title)` resolves with the time of its showing. */
function watchMonth(from, to) {
  let wanted, found;
  const stop = observeShowsBetween(from, to).subscribe({
    next: (list) => list.some(({ show }) => show.title === wanted) && found?.(now()),
    failed: (problem) => {
      throw new Error(problem.message);
    },
  });
  const seen = (title) => {
    wanted = title;
    return new Promise((resolve) => (found = resolve));
  };
  return { seen, stop };
}

async function sync() {
  const began = now();
  const signal = new AbortController().signal;
  const ending = await synchronise({
    store,
    transport: httpTransport,
    accessToken,
    signal,
    now: Date.now,
  });
  if (ending.kind !== 'in_step') throw new Error(JSON.stringify(ending));
  return now() - began;
}

let month;

window.device = {
  async open({ userId, organizationId, token }) {
    await loadCore(fetch(coreUrl));
    accessToken = () => Promise.resolve({ ok: true, value: token });
    store = new OrganizationStore({ userId, organizationId, shapes: TABLES, newId });
    setStore(store);
  },
  fill: sync,
  count: () => store.table('shows').count(),

  /** Milliseconds from a write to a month's list that shows it, `rounds` times. */
  async visible({ id, from, to, rounds }) {
    const watched = watchMonth(from, to);
    const times = [];
    for (let i = 0; i < rounds; i++) {
      const showing = watched.seen(`Visible ${i}`);
      const began = now();
      const outcome = await updateShow(id, { title: `Visible ${i}` });
      if (!outcome.ok) throw new Error(outcome.problem.message);
      times.push((await showing) - began);
    }
    watched.stop();
    return times;
  },

  /** Sends `count` new shows that were made without a network: milliseconds of the sending. */
  async push(count) {
    for (let at = 0; at < count; at += 200) {
      const drafts = Array.from({ length: 200 }, (_, i) => ({
        table: 'shows',
        op: 'insert',
        id: newId(),
        values: { title: `Pushed ${at + i}`, date: '2020-06-01', status: 'idea' },
      }));
      await store.commit('Pushed', drafts);
    }
    return sync();
  },

  /** Stays in step, as an open app does, and watches a month. */
  async follow({ from, to }) {
    new SyncEngine({
      store,
      transport: httpTransport,
      accessToken,
      onPurge() {},
      onRoleChanged() {},
    }).start();
    month = watchMonth(from, to);
  },
  seen: (title) => month.seen(title),
  async write({ id, title }) {
    const began = now();
    await updateShow(id, { title });
    return began;
  },
};
