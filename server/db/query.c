/* A worker's queries: which connection takes them, who waits, what is tried again. */
#include "server/db/query.h"

#include <stdlib.h>
#include <string.h>

#include "server/base/metrics.h"
#include "server/base/settings.h"
#include "server/db/link.h"

enum { LINKS_MAX = 32, WAITING_MAX = 4096, ATTEMPTS_MAX = 3, WAIT_LITTLE_NS = 1000000 };

struct db {
    struct link_owner owner;
    char info[CONNECT_INFO_MAX];
    struct link *links; /* one block, `link_count` of them */
    size_t link_count;
    struct db_query *waiting, **waiting_end;
    size_t waiting_count;
    bool is_closing;
    bool is_settled; /* all links are open, so they may be looked at */
};

static void on_done(struct link_owner *o, struct db_query *q, const struct db_result *result);
static void on_change(struct link_owner *o);
static void dispatch(struct db *db, struct db_query *q);
static void fail_waiting(struct db *db);

status db_open(struct db **out, struct loop *loop, const struct settings *settings,
               struct metrics *metrics)
{
    struct db *db = calloc(1, sizeof *db);
    if (!db) return S_OVER_LIMIT;
    status bad = connect_info(settings, LOGIN_SERVER, settings->statement_timeout_ms, db->info);
    db->link_count = (size_t)settings->db_connections;
    db->links = bad ? NULL : calloc(db->link_count, sizeof *db->links);
    if (!db->links) {
        free(db);
        return bad ? bad : S_OVER_LIMIT;
    }
    db->owner = (struct link_owner){.on_done = on_done, .on_change = on_change, .metrics = metrics};
    db->waiting_end = &db->waiting;
    for (size_t i = 0; i < db->link_count; i++)
        link_open(&db->links[i], &db->owner, loop, db->info);
    db->is_settled = true;
    *out = db;
    return S_OK;
}

void db_close(struct db *db)
{
    if (!db) return;
    db->is_closing = true;
    for (size_t i = 0; i < db->link_count; i++) link_close(&db->links[i]);
    fail_waiting(db);
    free(db->links);
    free(db);
}

bool db_ready(const struct db *db)
{
    for (size_t i = 0; i < db->link_count; i++)
        if (db->links[i].state == LINK_READY) return true;
    return false;
}

void db_submit(struct db *db, struct db_query *q)
{
    q->attempts = 0;
    dispatch(db, q);
}

/* --- choosing --- */

/* The first link on which a query waits little: one deep pipeline is cheaper than several shallow
 * ones (fewer wake-ups), until its queries are slow. Else the one with the shortest wait; NULL when
 * none has room. */
static struct link *choose(const struct db *db)
{
    struct link *best = NULL;
    int64_t best_ns = 0;
    for (size_t i = 0; i < db->link_count; i++) {
        struct link *l = &db->links[i];
        if (!link_has_room(l)) continue;
        int64_t wait_ns = link_wait_ns(l);
        if (wait_ns < WAIT_LITTLE_NS) return l;
        if (!best || wait_ns < best_ns) best = l, best_ns = wait_ns;
    }
    return best;
}

/* Is there a connection that stands or may soon? */
static bool has_hope(const struct db *db)
{
    for (size_t i = 0; i < db->link_count; i++)
        if (db->links[i].state != LINK_DOWN || db->links[i].is_hopeful) return true;
    return false;
}

static void refuse(struct db_query *q, const char *words)
{
    struct db_result result = {.own = S_UNAVAILABLE, .words = words};
    q->done(q, &result);
}

static void dispatch(struct db *db, struct db_query *q)
{
    if (db->is_closing) {
        refuse(q, "the server is stopping");
        return;
    }
    struct link *l = db->waiting ? NULL : choose(db);
    if (l) {
        link_send(l, q);
    } else if (!has_hope(db)) {
        refuse(q, "the database cannot be reached");
    } else if (db->waiting_count == WAITING_MAX) {
        refuse(q, "too many requests are waiting for the database");
    } else {
        q->next = NULL;
        *db->waiting_end = q;
        db->waiting_end = &q->next;
        db->waiting_count++;
        metrics_add(db->owner.metrics, METRIC_db_waiting, 1);
    }
}

static struct db_query *take_waiting(struct db *db)
{
    struct db_query *q = db->waiting;
    db->waiting = q->next;
    if (!db->waiting) db->waiting_end = &db->waiting;
    db->waiting_count--;
    metrics_add(db->owner.metrics, METRIC_db_waiting, -1);
    return q;
}

static void fail_waiting(struct db *db)
{
    /* Callbacks may submit again and are refused at once, so this ends. */
    while (db->waiting) refuse(take_waiting(db), "the database cannot be reached");
}

static void on_change(struct link_owner *o)
{
    struct db *db = (struct db *)o;
    struct link *l;
    if (!db->is_settled) return;
    while (db->waiting && (l = choose(db))) link_send(l, take_waiting(db));
    if (!has_hope(db)) fail_waiting(db);
}

/* --- trying again --- */

/* Deadlocks and serialization failures took no effect. 26000: a statement was evicted, or its
 * preparing failed for another query, between the two groups. 0A000: its plan was older than a
 * migration. */
static bool is_worth_another_try(const struct db_result *result)
{
    const char *code = db_sqlstate(result);
    return strcmp(code, "40P01") == 0 || strcmp(code, "40001") == 0 || strcmp(code, "26000") == 0 ||
           strcmp(code, "0A000") == 0;
}

static void on_done(struct link_owner *o, struct db_query *q, const struct db_result *result)
{
    struct db *db = (struct db *)o;
    if (db_status(result) && q->attempts < ATTEMPTS_MAX && is_worth_another_try(result)) {
        q->attempts++;
        metrics_add(db->owner.metrics, METRIC_db_retries, 1);
        dispatch(db, q);
        return;
    }
    q->done(q, result);
}
