// One device of PouchDB's in a page: the same shows, keyed by date so that a month is a range of keys.
import PouchDB from 'pouchdb/dist/pouchdb.min.js'; // as browsers get it

const now = () => performance.timeOrigin + performance.now();
const db = new PouchDB('shows');
const remote = new PouchDB(`${location.origin}/db/shows`);

/** PouchDB's way of a live query: ask again at every change. */
function watchMonth(from, to) {
  let wanted, found;
  const feed = db.changes({ since: 'now', live: true }).on('change', async () => {
    const { rows } = await db.allDocs({
      startkey: from,
      endkey: `${to}\ufff0`,
      include_docs: true,
    });
    if (rows.some(({ doc }) => doc.title === wanted)) found?.(now());
  });
  const seen = (title) => {
    wanted = title;
    return new Promise((resolve) => (found = resolve));
  };
  return { seen, stop: () => feed.cancel() };
}

async function write(id, title) {
  const began = now();
  await db.put({ ...(await db.get(id)), title });
  return began;
}

let month;

window.device = {
  async fill() {
    const began = now();
    await db.replicate.from(remote, { batch_size: 1000 });
    return now() - began;
  },
  count: async () => (await db.info()).doc_count,

  async visible({ id, from, to, rounds }) {
    const watched = watchMonth(from, to);
    const times = [];
    for (let i = 0; i < rounds; i++) {
      const showing = watched.seen(`Visible ${i}`);
      const began = await write(id, `Visible ${i}`);
      times.push((await showing) - began);
    }
    watched.stop();
    return times;
  },

  async push(count) {
    await db.bulkDocs(
      Array.from({ length: count }, (_, i) => ({
        _id: `2020-06-01 ${crypto.randomUUID()}`,
        title: `Pushed ${i}`,
        date: '2020-06-01',
        status: 'idea',
      })),
    );
    const began = now();
    await db.replicate.to(remote, { batch_size: 500 });
    return now() - began;
  },

  async follow({ from, to }) {
    db.sync(remote, { live: true, retry: true });
    month = watchMonth(from, to);
  },
  seen: (title) => month.seen(title),
  write: ({ id, title }) => write(id, title),
};
