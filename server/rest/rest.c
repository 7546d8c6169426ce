/* Moves a REST request through its stages: parse, plan, query, respond. */
#include "server/rest/rest.h"

#include <stddef.h>
#include <string.h>

#include "server/base/settings.h"
#include "server/db/catalog.h"
#include "server/db/work.h"
#include "server/rest/body.h"
#include "server/rest/preferences.h"

/* A request on its way. Lives in the request's arena. */
struct exchange_state {
    struct request *request;
    struct rest_task task;
    const struct table *table;
    struct query query;
    struct preferences preferences;
    struct body body;
    struct plan plan;
    struct failure failure;
    struct db_query db_query;
    struct work work; /* of a write that is held */
    /* what the database said */
    status status;
    str json, total;
    int64_t rows;
};

/* A write takes its organization's turn. How long it may wait for that among the requests that
 * share its connection; and which turn of the work threads those take that are held longer. */
static const char short_wait_sql[] = "select set_config('lock_timeout', '20', true)";
enum { HELD_TURN = 1 };

static void run_apart(struct work *w, struct conn *c);
static void done_apart(struct work *w);
static void on_result(struct db_query *q, const struct db_result *result);

static status read_pairs(struct exchange_state *x, struct pair **first)
{
    struct request *r = x->request;
    struct pair **end = first;
    str rest = r->query;
    for (;;) {
        struct pair *p = arena_take(&r->arena, sizeof *p);
        if (!p) return S_TOO_LARGE;
        status s = request_next_pair(r, &rest, &p->name, &p->value);
        if (s == S_MORE) return S_OK;
        if (s)
            return failure_set(&r->arena, &x->failure, s, "PGRST100",
                               "the query string cannot be decoded", STR(""),
                               "percent-encode it as UTF-8");
        *end = p;
        end = &p->next;
    }
}

static status add_id(struct exchange_state *x, struct pair **pairs)
{
    struct arena *a = &x->request->arena;
    struct pair *p = arena_take(a, sizeof *p);
    char *value = arena_take(a, x->task.id.len + 4);
    if (!p || !value) return S_TOO_LARGE;
    struct buf b;
    buf_init(&b, value, x->task.id.len + 3);
    buf_add_text(&b, "eq.");
    buf_add(&b, x->task.id);
    *p = (struct pair){.name = STR("id"), .value = buf_str(&b), .next = *pairs};
    *pairs = p;
    return S_OK;
}

static status parse(struct exchange_state *x)
{
    struct request *r = x->request;
    struct arena *a = &r->arena;
    struct pair *pairs = NULL;
    x->table = catalog_table(r->services->catalog, x->task.table);
    if (!x->table)
        return failure_set(a, &x->failure, S_NOT_FOUND, "PGRST205", "there is no such table",
                           x->task.table, "the tables are tours, shows, venues, expenses …");
    status s = read_pairs(x, &pairs);
    if (s) return s;
    if (x->task.id.len) s = add_id(x, &pairs);
    if (s) return s;
    s = query_parse(a, pairs, &x->query, &x->failure);
    if (s) return s;
    s = preferences_read(r, x->task.action, &x->query, &x->preferences, &x->failure);
    if (s) return s;
    if (x->task.is_single) x->preferences.wants_single = true;
    if (x->task.is_representation) x->preferences.returning = RETURN_REPRESENTATION;
    if (x->task.action != ACTION_INSERT && x->task.action != ACTION_UPDATE) return S_OK;
    return body_parse(a, r->body, x->query.columns, &x->body, &x->failure);
}

static status make_plan(struct exchange_state *x)
{
    struct plan_input in = {
        .catalog = x->request->services->catalog,
        .table = x->table,
        .action = x->task.action,
        .query = &x->query,
        .preferences = x->preferences,
        .body = x->body.json,
        .body_columns = x->body.names,
        .body_column_count = x->body.column_count,
        .is_body_array = x->body.is_array,
    };
    return plan_make(&x->request->arena, &in, &x->plan, &x->failure);
}

static void send_query(struct exchange_state *x)
{
    struct request *r = x->request;
    struct db_query *q = &x->db_query;
    *q = (struct db_query){
        .arena = &r->arena, .identity = &r->identity, .done = on_result, .owner = x};
    if (x->task.action != ACTION_READ)
        q->statements[q->statement_count++] = (struct db_statement){.sql = STR(short_wait_sql)};
    q->statements[q->statement_count++] =
        (struct db_statement){x->plan.sql, x->plan.params, x->plan.param_count};
    db_submit(r->services->db, q);
}

static void refuse(struct exchange_state *x, status s)
{
    if (!x->failure.code) {
        failure_set(&x->request->arena, &x->failure, s, "PGRST000", status_words(s), STR(""), "");
    }
    request_stage(x->request, STAGE_RESPOND);
    failure_respond(x->request, &x->failure);
}

void rest_run(struct request *r, const struct rest_task *task)
{
    struct exchange_state *x = arena_take(&r->arena, sizeof *x);
    if (!x) {
        respond_error(r, S_TOO_LARGE, NULL, NULL);
        return;
    }
    x->request = r;
    x->task = *task;
    request_stage(r, STAGE_PARSE);
    status s = parse(x);
    if (!s) {
        request_stage(r, STAGE_PLAN);
        s = make_plan(x);
    }
    if (s) {
        refuse(x, s);
        return;
    }
    request_stage(r, STAGE_QUERY);
    send_query(x);
}

/* "0-24/573", "" + "*" where nothing or no total is known (RFC 9110 section 14.4). */
static str content_range(struct exchange_state *x, int64_t rows, str total)
{
    struct buf b;
    buf_init_arena(&b, &x->request->arena, 64);
    if (rows) {
        buf_add_i64(&b, x->query.top.offset);
        buf_add_char(&b, '-');
        buf_add_i64(&b, x->query.top.offset + rows - 1);
    } else
        buf_add_char(&b, '*');
    buf_add_char(&b, '/');
    buf_add(&b, total.len ? total : STR("*"));
    return buf_str(&b);
}

static int success_status(const struct exchange_state *x)
{
    int64_t all;
    bool has_body = x->preferences.returning == RETURN_REPRESENTATION;
    switch (x->task.action) {
    case ACTION_READ:
        if (!str_to_i64(x->total, &all)) return 200;
        return x->rows < all ? 206 : 200;
    case ACTION_INSERT: return 201;
    case ACTION_UPDATE:
    case ACTION_DELETE: return has_body ? 200 : 204;
    }
    return 500;
}

static str copied(struct request *r, str s)
{
    return s.data ? (str){arena_copy(&r->arena, s), s.len} : s;
}

/* Keeps what the database said, which lives no longer than the call. */
static void take(struct exchange_state *x, const struct db_result *result)
{
    struct request *r = x->request;
    x->status = db_status(result);
    if (x->status) {
        failure_from_result(&r->arena, &x->failure, result);
        return;
    }
    x->json = copied(r, db_value(result, 0, 0));
    x->total = copied(r, db_value(result, 0, 2));
    if (!str_to_i64(db_value(result, 0, 1), &x->rows)) x->rows = 0;
}

static void answer(struct exchange_state *x)
{
    struct request *r = x->request;
    struct response res = {.status = success_status(x), .body = x->json};
    if (x->preferences.wants_single && x->json.len)
        res.content_type = "application/vnd.pgrst.object+json; charset=utf-8";
    response_add_header(&res, "Content-Range", content_range(x, x->rows, x->total));
    str applied = preferences_applied(&r->arena, &x->preferences);
    if (applied.len) response_add_header(&res, "Preference-Applied", applied);
    respond(r, &res);
}

static void finish(struct exchange_state *x)
{
    request_stage(x->request, STAGE_RESPOND);
    if (!x->status) {
        answer(x);
        return;
    }
    preferences_explain(&x->request->arena, &x->failure, x->task.id.len > 0);
    /* Who has not signed in is told to, rather than that the role anon has no rights. */
    if (x->status == S_NO_ACCESS && str_equal(x->request->identity.role, STR("anon")))
        x->failure.status = S_UNAUTHENTICATED;
    failure_respond(x->request, &x->failure);
}

/* --- a write that is held --- */

static bool is_held(const struct exchange_state *x, const struct db_result *result)
{
    return x->task.action != ACTION_READ && strcmp(db_sqlstate(result), "55P03") == 0;
}

/* It has had no effect, and waits again where nobody waits behind it. */
static status go_on_apart(struct exchange_state *x)
{
    struct services *services = x->request->services;
    x->work = (struct work){
        .run = run_apart, .done = done_apart, .home = services->loop, .turn = HELD_TURN};
    return work_submit(services->work, &x->work);
}

static struct exchange_state *state_of(struct work *w)
{
    return (struct exchange_state *)(void *)((char *)w - offsetof(struct exchange_state, work));
}

/* A REST request's statement ends in time, also on a connection for longer work. */
static status limit(struct exchange_state *x, struct conn *c)
{
    const struct db_result *ignored;
    struct buf b;
    buf_init_arena(&b, &x->request->arena, 24);
    buf_add_i64(&b, x->request->services->settings->statement_timeout_ms);
    const str ms = buf_str(&b);
    return conn_query(c, STR("select set_config('statement_timeout', $1, true)"), &ms, 1, &ignored);
}

static status write_apart(struct exchange_state *x, struct conn *c)
{
    const struct db_result *result;
    status bad = conn_begin(c, &x->request->identity);
    if (!bad) bad = limit(x, c);
    if (!bad) bad = conn_query(c, x->plan.sql, x->plan.params, x->plan.param_count, &result);
    if (bad) return bad;
    take(x, result);
    return conn_commit(c);
}

static void run_apart(struct work *w, struct conn *c)
{
    struct exchange_state *x = state_of(w);
    if (!c)
        x->status = failure_set(&x->request->arena, &x->failure, S_UNAVAILABLE, "PGRST000",
                                status_words(S_UNAVAILABLE), STR(""), "");
    else if (write_apart(x, c))
        take(x, conn_error(c));
}

static void done_apart(struct work *w)
{
    finish(state_of(w));
}

static void on_result(struct db_query *q, const struct db_result *result)
{
    struct exchange_state *x = q->owner;
    if (is_held(x, result) && go_on_apart(x) == S_OK) return;
    take(x, result);
    finish(x);
}

static void run(struct request *r, enum action action)
{
    struct rest_task task = {.table = r->params[0], .action = action};
    rest_run(r, &task);
}

void rest_read(struct request *r)
{
    run(r, ACTION_READ);
}

void rest_insert(struct request *r)
{
    run(r, ACTION_INSERT);
}

void rest_update(struct request *r)
{
    run(r, ACTION_UPDATE);
}

void rest_delete(struct request *r)
{
    run(r, ACTION_DELETE);
}

/* PUT is PostgREST's single upsert; PATCH, and POST with resolution=, do all it does. */
void rest_put(struct request *r)
{
    respond_error(r, S_METHOD_NOT_ALLOWED, "PUT is not supported on tables",
                  "use PATCH to change rows, or POST with Prefer: resolution=merge-duplicates");
}
