/* Sends a plan's statement, takes what comes back, and goes on apart where it was held. */
#include "server/rest/errand.h"

#include <stddef.h>
#include <string.h>

#include "server/base/settings.h"

/* A write takes its organization's turn. How long it may wait for that among the requests that
 * share its connection; and which turn of the work threads those take that are held longer. */
static const char short_wait_sql[] = "select set_config('lock_timeout', '20', true)";
enum { HELD_TURN = 1 };

static void on_result(struct db_query *q, const struct db_result *result);
static void run_apart(struct work *w, struct conn *c);
static void done_apart(struct work *w);

void errand_run(struct errand *e)
{
    struct db_query *q = &e->shared;
    *q = (struct db_query){.arena = &e->request->arena,
                           .identity = &e->request->identity,
                           .done = on_result,
                           .owner = e};
    if (e->may_write)
        q->statements[q->statement_count++] = (struct db_statement){.sql = STR(short_wait_sql)};
    q->statements[q->statement_count++] =
        (struct db_statement){e->plan->sql, e->plan->params, e->plan->param_count};
    db_submit(e->request->services->db, q);
}

static str copied(struct request *r, str s)
{
    return s.data ? (str){arena_copy(&r->arena, s), s.len} : s;
}

/* Keeps what the database said, which lives no longer than the call. */
static void take(struct errand *e, const struct db_result *result)
{
    struct request *r = e->request;
    e->status = db_status(result);
    if (e->status) {
        failure_from_result(&r->arena, e->why, result);
        return;
    }
    e->json = copied(r, db_value(result, 0, 0));
    e->total = copied(r, db_value(result, 0, 2));
    if (!str_to_i64(db_value(result, 0, 1), &e->rows)) e->rows = 0;
}

static bool is_held(const struct errand *e, const struct db_result *result)
{
    return e->may_write && strcmp(db_sqlstate(result), "55P03") == 0;
}

/* It has had no effect, and waits again where nobody waits behind it. */
static status go_on_apart(struct errand *e)
{
    struct services *services = e->request->services;
    e->apart = (struct work){
        .run = run_apart, .done = done_apart, .home = services->loop, .turn = HELD_TURN};
    return work_submit(services->work, &e->apart);
}

static void on_result(struct db_query *q, const struct db_result *result)
{
    struct errand *e = q->owner;
    if (is_held(e, result) && go_on_apart(e) == S_OK) return;
    take(e, result);
    e->done(e);
}

/* --- apart --- */

static struct errand *errand_of(struct work *w)
{
    return (struct errand *)(void *)((char *)w - offsetof(struct errand, apart));
}

/* A REST request's statement ends in time, also on a connection for longer work. */
static status limit(struct errand *e, struct conn *c)
{
    const struct db_result *ignored;
    struct buf b;
    buf_init_arena(&b, &e->request->arena, 24);
    buf_add_i64(&b, e->request->services->settings->statement_timeout_ms);
    const str ms = buf_str(&b);
    return conn_query(c, STR("select set_config('statement_timeout', $1, true)"), &ms, 1, &ignored);
}

static status write_apart(struct errand *e, struct conn *c)
{
    const struct db_result *result;
    status bad = conn_begin(c, &e->request->identity);
    if (!bad) bad = limit(e, c);
    if (!bad) bad = conn_query(c, e->plan->sql, e->plan->params, e->plan->param_count, &result);
    if (bad) return bad;
    take(e, result);
    return conn_commit(c);
}

static void run_apart(struct work *w, struct conn *c)
{
    struct errand *e = errand_of(w);
    if (!c)
        e->status = failure_set(&e->request->arena, e->why, S_UNAVAILABLE, "PGRST000",
                                status_words(S_UNAVAILABLE), STR(""), "");
    else if (write_apart(e, c))
        take(e, conn_error(c));
}

static void done_apart(struct work *w)
{
    struct errand *e = errand_of(w);
    e->done(e);
}
