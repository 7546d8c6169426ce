/* Moves a REST request through its stages: parse, plan, query, respond. */
#include "server/rest/rest.h"

#include "server/db/catalog.h"
#include "server/rest/body.h"
#include "server/rest/errand.h"
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
    struct errand errand;
};

static void finish(struct errand *e);

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

static status read_preferences(struct exchange_state *x)
{
    struct request *r = x->request;
    const struct preference_headers sent = {.prefer = request_header(r, "Prefer"),
                                            .accept = request_header(r, "Accept"),
                                            .range = request_header(r, "Range"),
                                            .content_type = request_header(r, "Content-Type")};
    status s =
        preferences_read(&r->arena, &sent, x->task.action, &x->query, &x->preferences, &x->failure);
    if (s) return s;
    if (x->task.is_single) x->preferences.wants_single = true;
    if (x->task.is_representation) x->preferences.returning = RETURN_REPRESENTATION;
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
    s = read_preferences(x);
    if (s) return s;
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
    x->errand = (struct errand){.request = r,
                                .plan = &x->plan,
                                .may_write = task->action != ACTION_READ,
                                .done = finish,
                                .owner = x,
                                .why = &x->failure};
    errand_run(&x->errand);
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
        if (!str_to_i64(x->errand.total, &all)) return 200;
        return x->errand.rows < all ? 206 : 200;
    case ACTION_INSERT: return 201;
    case ACTION_UPDATE:
    case ACTION_DELETE: return has_body ? 200 : 204;
    }
    return 500;
}

static void answer(struct exchange_state *x)
{
    struct request *r = x->request;
    struct response res = {.status = success_status(x), .body = x->errand.json};
    if (x->preferences.wants_single && x->errand.json.len)
        res.content_type = "application/vnd.pgrst.object+json; charset=utf-8";
    response_add_header(&res, "Content-Range", content_range(x, x->errand.rows, x->errand.total));
    str applied = preferences_applied(&r->arena, &x->preferences);
    if (applied.len) response_add_header(&res, "Preference-Applied", applied);
    respond(r, &res);
}

static void finish(struct errand *e)
{
    struct exchange_state *x = e->owner;
    request_stage(x->request, STAGE_RESPOND);
    if (!e->status) {
        answer(x);
        return;
    }
    preferences_explain(&x->request->arena, &x->failure, x->task.id.len > 0);
    /* Who has not signed in is told to, rather than that the role anon has no rights. */
    if (e->status == S_NO_ACCESS && str_equal(x->request->identity.role, STR("anon")))
        x->failure.status = S_UNAUTHENTICATED;
    failure_respond(x->request, &x->failure);
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
