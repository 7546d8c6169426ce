/* Committed changes of all organizations in commit order: one thread reads ota.change_log by
 * logical replication (pgoutput) and hands each commit to the workers' loops. */
#ifndef OTA_DB_FEED_H
#define OTA_DB_FEED_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/status.h"
#include "core/str.h"
#include "server/base/loop.h"

struct feed;
struct settings;

/* One row that changed. Texts live as long as the commit. */
struct change {
    str table, row_id, op; /* op: insert, update, delete, grant, revoke */
    str changed;           /* PostgreSQL array text of field names */
    str before, after;     /* JSON objects, NULL data when absent */
    str resource, owner_id, actor_id, client_id;
    str reader_ids; /* PostgreSQL array text of user ids; NULL data: not narrowed to some */
    str at;         /* timestamptz text, ISO 8601 */
};

/* Is `word` an element of an array as PostgreSQL writes one of words without quotes: {a,b}? */
bool change_lists(str array, str word);

/* One transaction of one organization. Shared and immutable: counted, freed by the last release. */
struct commit {
    atomic_uint references;
    str organization_id;
    int64_t seq;
    struct change *changes;
    size_t change_count;
};

/* How a worker hears: `on_commit` runs on `loop`'s thread; it must release the commit when done.
 * A NULL commit means: something may have been missed (slot lost, reconnected): tell clients to
 * pull. */
struct feed_listener {
    struct loop *loop;
    void (*on_commit)(struct feed_listener *l, struct commit *c);
    struct feed_listener *next;
};

MUST_CHECK status feed_start(struct feed **feed, const struct settings *settings);
/* Ends the thread. Deliveries that wait in a loop stay valid. */
void feed_stop(struct feed *feed);
/* Before the first commit is wanted. The feed lives at least until feed_ignore; a listener's loop
 * no longer runs then. Thread-safe. */
void feed_listen(struct feed *feed, struct feed_listener *l);
void feed_ignore(struct feed *feed, struct feed_listener *l);
/* Hands a note to every listener as if it were a commit, with seq 0, so that workers can tell each
 * other something: those of this process, the caller's own too, and those of all other processes
 * on this database (server/db/notes.h). Takes over the caller's reference. S_OVER_LIMIT: too much
 * waits to be sent, nobody or not everybody hears it. Thread-safe, from any worker. */
MUST_CHECK status feed_pass_note(struct feed *feed, struct commit *note);
void commit_release(struct commit *c);
/* "logical" or "notify" or "down", for readiness and `ota doctor`. */
const char *feed_mode(const struct feed *feed);

#endif
