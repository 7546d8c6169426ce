/* Work that reads, decides and writes, streams or is slow: a bounded pool of threads, each with a
 * PostgreSQL connection of its own, runs it as plain blocking code. */
#ifndef OTA_DB_WORK_H
#define OTA_DB_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/base/identity.h"
#include "server/base/loop.h"

struct db_result; /* read with the functions of server/db/query.h */
struct work_pool;
struct conn; /* one blocking connection, valid inside `run` only */

/* One piece of work; memory belongs to the caller until `done`. */
struct work {
    /* On a work thread; c is NULL when no connection could be had: decide what to say. */
    void (*run)(struct work *w, struct conn *c);
    void (*done)(struct work *w); /* back on `home`'s thread, always */
    struct loop *home;
    /* Its client sets the pace (a stream): such work never takes the pool's last thread. */
    bool is_paced;
    /* Works of one turn are in each other's way, in the database or on the press: half of the
     * threads at most, and only the first of them may take the last. 0: none. */
    uint64_t turn;
    struct post post;  /* the pool's own */
    struct work *next; /* the pool's own */
};

struct metrics;
struct settings;

/* Starts the threads; one connects at once, each other when its first work arrives. `metrics` may
 * be NULL. */
MUST_CHECK status work_open(struct work_pool **pool, const struct settings *settings,
                            struct metrics *metrics);
/* Finishes what was submitted, then ends the threads; submit nothing any more. The loops that are
 * homes must outlive this. NULL is fine. */
void work_close(struct work_pool *pool);

/* S_UNAVAILABLE when the queue is full (then nothing is called). */
MUST_CHECK status work_submit(struct work_pool *pool, struct work *w);

/* Does a stream wait for a thread? One that has run for long makes room for it. */
bool work_streams_wait(struct work_pool *pool);

/* --- inside run --- */

/* BEGIN, then the identity as transaction-local settings (NULL: the connection's own role). */
MUST_CHECK status conn_begin(struct conn *c, const struct identity *identity);
/* COMMIT; S_OK only when it is durable. On an error the transaction is gone. */
MUST_CHECK status conn_commit(struct conn *c);
void conn_rollback(struct conn *c);
/* SAVEPOINT s / RELEASE s / ROLLBACK TO s: one level, as push needs it for each mutation. */
MUST_CHECK status conn_savepoint(struct conn *c);
MUST_CHECK status conn_release_savepoint(struct conn *c);
MUST_CHECK status conn_rollback_savepoint(struct conn *c);

/* Runs one statement (prepared and cached by its text). The result lives until the next call on
 * `c`; it is set on errors, too, and says what PostgreSQL said. */
MUST_CHECK status conn_query(struct conn *c, str sql, const str *params, size_t param_count,
                             const struct db_result **result);

/* Runs one statement and hands its rows on as they come (COPY-free single row mode); `on_row` false
 * stops early and leaves the connection usable. */
MUST_CHECK status conn_each(struct conn *c, str sql, const str *params, size_t param_count,
                            bool (*on_row)(void *owner, const struct db_result *row), void *owner);
/* What the last failing call on `c` was told. Borrowed until the next call. */
const struct db_result *conn_error(const struct conn *c);

#endif
