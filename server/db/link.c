/* A pipelined connection's life: connecting, sending groups, taking results apart, coming back. */
#include "server/db/link.h"

#include <assert.h>
#include <string.h>
#include <sys/epoll.h>

#include "server/base/clock.h"
#include "server/base/log.h"
#include "server/base/metrics.h"

enum { RETRY_MIN_MS = 50, RETRY_MAX_MS = 5000, SERVICE_MEMORY = 8 };

static const char context_sql[] =
    "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)";

/* A group made ready for libpq: all texts NUL-terminated, in the query's arena. */
struct group {
    const char *role, *claims;
    const char **values[DB_STATEMENTS_MAX];
    char names[DB_STATEMENTS_MAX][STATEMENT_NAME_MAX];
};

static void on_event(struct source *s, uint32_t events);
static void on_retry(struct timer *t);
static void start_connecting(struct link *l);
static void go_on_connecting(struct link *l);
static void become_ready(struct link *l);
static void lose(struct link *l);
static void watch(struct link *l, uint32_t events);
static void unwatch(struct link *l);
static void flush(struct link *l);
static void take_results(struct link *l);
static void end_flight(struct link *l);
static status make_group(struct db_query *q, struct group *g);
static bool send_group(struct link *l, struct db_query *q, struct group *g);
static bool ensure_prepared(struct link *l, struct db_query *q, size_t i, struct group *g);
static bool send_context(struct link *l, const struct group *g);
static bool end_group(struct link *l, struct flight f);

void link_open(struct link *l, struct link_owner *owner, struct loop *loop, const char *info)
{
    memset(l, 0, sizeof *l);
    l->source.on_event = on_event;
    l->owner = owner;
    l->loop = loop;
    l->info = info;
    l->watched_fd = -1;
    l->retry = (struct link_retry){.timer = {.on_due = on_retry}, .link = l};
    l->retry_ms = RETRY_MIN_MS;
    statements_init(&l->statements);
    start_connecting(l);
}

void link_close(struct link *l)
{
    l->is_closing = true;
    lose(l);
    loop_disarm(l->loop, &l->retry.timer);
    for (size_t i = 0; i < REFUSALS_MAX; i++) PQclear(l->refusals[i].told);
    statements_release(&l->statements);
}

bool link_has_room(const struct link *l)
{
    return l->state == LINK_READY && l->count + ROOM_NEEDED <= FLIGHTS_MAX;
}

void link_send(struct link *l, struct db_query *q)
{
    struct group g;
    assert(link_has_room(l));
    status bad = make_group(q, &g);
    if (bad) {
        l->owner->on_done(l->owner, q, &(struct db_result){.own = bad});
        return;
    }
    if (send_group(l, q, &g)) {
        flush(l);
        return;
    }
    /* Half a group may be in the buffer: only a new connection is sure to be in step again. */
    lose(l);
    l->owner->on_done(l->owner, q, &(struct db_result){.own = S_UNAVAILABLE});
}

/* --- sending --- */

static const char *const roles[] = {"anon", "authenticated", "service_role", "ota_auth"};

enum { ROLE_OWN = -1, ROLE_UNKNOWN = -2 };

static int role_of(const struct db_query *q)
{
    if (!q->identity) return ROLE_OWN;
    for (int i = 0; i < (int)(sizeof roles / sizeof roles[0]); i++)
        if (str_equal(q->identity->role, str_from(roles[i]))) return i;
    return ROLE_UNKNOWN;
}

/* A text as libpq wants it; a NUL inside is no text of PostgreSQL's. */
static status terminate(struct arena *a, str text, const char **out)
{
    *out = NULL;
    if (!text.data) return S_OK;
    if (text.len && memchr(text.data, 0, text.len)) return S_INVALID;
    *out = arena_copy(a, text);
    return *out ? S_OK : S_OVER_LIMIT;
}

static status make_group(struct db_query *q, struct group *g)
{
    status bad = S_OK;
    *g = (struct group){.role = NULL};
    if (q->identity) {
        if (role_of(q) == ROLE_UNKNOWN) return S_NO_ACCESS;
        if ((bad = terminate(q->arena, q->identity->role, &g->role))) return bad;
        if ((bad = terminate(q->arena, q->identity->claims, &g->claims))) return bad;
    }
    assert(q->statement_count >= 1 && q->statement_count <= DB_STATEMENTS_MAX);
    for (size_t i = 0; i < q->statement_count; i++) {
        const struct db_statement *s = &q->statements[i];
        if (s->param_count > DB_PARAMS_MAX) return S_OVER_LIMIT;
        g->values[i] = arena_take_array(q->arena, s->param_count, sizeof *g->values[i]);
        if (!g->values[i]) return S_OVER_LIMIT;
        for (size_t p = 0; p < s->param_count; p++)
            if ((bad = terminate(q->arena, s->params[p], &g->values[i][p]))) return bad;
    }
    return S_OK;
}

static bool send_group(struct link *l, struct db_query *q, struct group *g)
{
    for (size_t i = 0; i < q->statement_count; i++)
        if (!ensure_prepared(l, q, i, g)) return false;
    if (!send_context(l, g)) return false;
    for (size_t i = 0; i < q->statement_count; i++)
        if (!PQsendQueryPrepared(l->pg, g->names[i], (int)q->statements[i].param_count,
                                 g->values[i], NULL, NULL, 0))
            return false;
    metrics_add(l->owner->metrics, METRIC_db_groups, 1);
    metrics_add(l->owner->metrics, METRIC_db_inflight, 1);
    return end_group(
        l, (struct flight){.kind = FLIGHT_QUERY, .query = q, .sent_ns = clock_monotonic_ns()});
}

/* Preparing has a group of its own in front of the query's: an error in it then leaves no doubt
 * about whether the name exists. It runs as the request's role, which may see what the server's may
 * not. */
static bool ensure_prepared(struct link *l, struct db_query *q, size_t i, struct group *g)
{
    char evicted[STATEMENT_NAME_MAX] = "";
    str sql = q->statements[i].sql;
    const struct prepared *p = statements_find(&l->statements, sql);
    bool is_new = !p;
    if (is_new) p = statements_add(&l->statements, sql, evicted);
    if (!p) return false;
    memcpy(g->names[i], p->name, sizeof p->name);
    if (!is_new) return true;
    if (evicted[0]) {
        char drop[sizeof "deallocate " + STATEMENT_NAME_MAX] = "deallocate ";
        strncat(drop, evicted, STATEMENT_NAME_MAX);
        if (!PQsendQueryParams(l->pg, drop, 0, NULL, NULL, NULL, NULL, 0)) return false;
        if (!end_group(l, (struct flight){.kind = FLIGHT_OWN})) return false;
    }
    if (!send_context(l, g)) return false;
    if (!PQsendPrepare(l->pg, p->name, p->sql, 0, NULL)) return false;
    return end_group(l, (struct flight){.kind = FLIGHT_PREPARE, .query = q, .statement = i});
}

static bool send_context(struct link *l, const struct group *g)
{
    const char *values[] = {g->role, g->claims};
    return !g->role || PQsendQueryPrepared(l->pg, "context", 2, values, NULL, NULL, 0);
}

static bool end_group(struct link *l, struct flight f)
{
    if (!PQpipelineSync(l->pg)) return false;
    if (l->count == 0) l->head_ns = clock_monotonic_ns();
    l->flights[(l->first + l->count++) % FLIGHTS_MAX] = f;
    return true;
}

static void flush(struct link *l)
{
    int left = PQflush(l->pg);
    if (left < 0)
        lose(l);
    else
        watch(l, left ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

/* --- receiving --- */

static void on_event(struct source *s, uint32_t events)
{
    struct link *l = (struct link *)s;
    (void)events;
    if (l->state == LINK_CONNECTING) {
        go_on_connecting(l);
        return;
    }
    bool is_alive = PQconsumeInput(l->pg);
    take_results(l);
    if (l->state != LINK_READY) return;
    if (!is_alive || PQstatus(l->pg) != CONNECTION_OK) {
        lose(l);
        return;
    }
    flush(l);
    if (l->state == LINK_READY) l->owner->on_change(l->owner);
}

static void take_one(struct link *l, PGresult *r)
{
    struct flight *f = &l->flights[l->first];
    switch ((int)PQresultStatus(r)) {
    case PGRES_PIPELINE_SYNC:
        PQclear(r);
        end_flight(l);
        break;
    case PGRES_PIPELINE_ABORTED: PQclear(r); break;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        PQclear(f->last);
        f->last = r;
        break;
    default:
        if (f->error)
            PQclear(r);
        else
            f->error = r;
        break;
    }
}

/* The callbacks may send further queries, which only adds to the end of the ring. */
static void take_results(struct link *l)
{
    int nothing = 0;
    while (l->state == LINK_READY && l->count && !PQisBusy(l->pg)) {
        PGresult *r = PQgetResult(l->pg);
        if (r) {
            nothing = 0;
            take_one(l, r);
        } else if (PQstatus(l->pg) != CONNECTION_OK || ++nothing > 2) {
            break; /* one NULL ends each statement; more mean that nothing will come */
        }
    }
}

static bool has_code(const struct flight *f, const char *sqlstate)
{
    const char *code = f->error ? PQresultErrorField(f->error, PG_DIAG_SQLSTATE) : NULL;
    return code && strcmp(code, sqlstate) == 0;
}

/* Why a statement of the query has no name, NULL when that is not known. */
static PGresult *earlier_refusal(const struct link *l, const struct flight *f)
{
    if (!has_code(f, "26000")) return NULL;
    for (size_t i = 0; i < f->query->statement_count; i++) {
        uint64_t hash = statements_hash(f->query->statements[i].sql);
        for (size_t k = 0; k < REFUSALS_MAX; k++)
            if (l->refusals[k].told && l->refusals[k].hash == hash &&
                l->refusals[k].role == role_of(f->query))
                return l->refusals[k].told;
    }
    return NULL;
}

static void remember_refusal(struct link *l, const struct flight *f)
{
    str sql = f->query->statements[f->statement].sql;
    struct refusal *r = &l->refusals[l->refusal_count++ % REFUSALS_MAX];
    PQclear(r->told);
    *r =
        (struct refusal){.told = f->error, .hash = statements_hash(sql), .role = role_of(f->query)};
    statements_forget(&l->statements, sql);
}

/* A migration changed what a prepared statement returns: it is prepared anew at the next try. */
static void forget_outdated(struct link *l, const struct flight *f)
{
    if (!has_code(f, "0A000")) return;
    for (size_t i = 0; i < f->query->statement_count; i++)
        statements_forget(&l->statements, f->query->statements[i].sql);
}

static void count_answer(const struct link *l, const struct flight *f, int64_t now_ns)
{
    metrics_add(l->owner->metrics, METRIC_db_inflight, -1);
    metrics_add(l->owner->metrics, METRIC_db_wait_us, (now_ns - f->sent_ns) / 1000);
}

int64_t link_wait_ns(const struct link *l)
{
    if (l->count == 0) return 0;
    int64_t expected = (int64_t)l->count * l->service_ns;
    int64_t head_age = clock_monotonic_ns() - l->head_ns;
    return head_age > expected ? head_age : expected;
}

static void end_flight(struct link *l)
{
    struct flight f = l->flights[l->first];
    int64_t now_ns = clock_monotonic_ns();
    l->first = (l->first + 1) % FLIGHTS_MAX;
    l->count--;
    l->service_ns += (now_ns - l->head_ns - l->service_ns) / SERVICE_MEMORY;
    l->head_ns = now_ns;
    if (f.kind == FLIGHT_QUERY) {
        count_answer(l, &f, now_ns);
        PGresult *earlier = earlier_refusal(l, &f);
        PGresult *told = earlier ? earlier : f.error ? f.error : f.last;
        forget_outdated(l, &f);
        struct db_result result = {.pg = told, .own = told ? S_OK : S_INTERNAL};
        db_tell_trouble(&result);
        l->owner->on_done(l->owner, f.query, &result);
    } else if (f.kind == FLIGHT_PREPARE && f.error) {
        remember_refusal(l, &f);
        f.error = NULL;
    }
    PQclear(f.last);
    PQclear(f.error);
}

/* --- coming and going --- */

static void watch(struct link *l, uint32_t events)
{
    int fd = PQsocket(l->pg);
    if (l->watched_fd == fd && l->watched == events) return;
    if (l->watched_fd == fd)
        loop_rewatch(l->loop, fd, events, &l->source);
    else if (loop_watch(l->loop, fd, events, &l->source) == S_OK)
        l->watched_fd = fd;
    l->watched = events;
}

static void unwatch(struct link *l)
{
    if (l->watched_fd >= 0) loop_unwatch(l->loop, l->watched_fd, &l->source);
    l->watched_fd = -1;
}

static void start_connecting(struct link *l)
{
    l->pg = PQconnectStart(l->info);
    l->state = LINK_CONNECTING;
    if (!l->pg || PQstatus(l->pg) == CONNECTION_BAD)
        lose(l);
    else
        watch(l, EPOLLOUT);
}

static void go_on_connecting(struct link *l)
{
    unwatch(l); /* libpq may go on with another socket */
    switch (PQconnectPoll(l->pg)) {
    case PGRES_POLLING_READING: watch(l, EPOLLIN); break;
    case PGRES_POLLING_WRITING: watch(l, EPOLLOUT); break;
    case PGRES_POLLING_OK: become_ready(l); break;
    case PGRES_POLLING_ACTIVE:
    case PGRES_POLLING_FAILED: lose(l); break;
    }
}

static void become_ready(struct link *l)
{
    bool is_well = PQsetnonblocking(l->pg, 1) == 0 && PQenterPipelineMode(l->pg) &&
                   PQsendPrepare(l->pg, "context", context_sql, 0, NULL) &&
                   end_group(l, (struct flight){.kind = FLIGHT_OWN});
    if (!is_well) {
        lose(l);
        return;
    }
    l->state = LINK_READY;
    l->was_ready = true;
    log_event(EVENT_DATABASE_CONNECTED, LOG_FIELDS(log_number("backend", PQbackendPID(l->pg))));
    l->retry_ms = RETRY_MIN_MS;
    flush(l);
    if (l->state == LINK_READY) l->owner->on_change(l->owner);
}

static void on_retry(struct timer *t)
{
    start_connecting(((struct link_retry *)t)->link);
}

/* Not of each try to come back. */
static void tell_loss(struct link *l, size_t count)
{
    str why = str_trim(str_from(l->pg ? PQerrorMessage(l->pg) : "out of memory"));
    if (l->was_ready && !l->is_closing)
        log_event(EVENT_DATABASE_LOST,
                  LOG_FIELDS(log_text("why", why), log_number("in_flight", (int64_t)count)));
    l->was_ready = false;
}

/* Every query on its way is answered: whether it took effect is not known, so it is not sent
 * again. */
static void lose(struct link *l)
{
    static const struct db_result lost = {
        .own = S_UNAVAILABLE,
        .words = "the connection to the database was lost",
    };
    size_t first = l->first, count = l->count;
    if (l->state == LINK_DOWN) return;
    unwatch(l);
    tell_loss(l, count);
    l->is_hopeful = l->state == LINK_READY && !l->is_closing;
    PQfinish(l->pg);
    l->pg = NULL;
    l->state = LINK_DOWN;
    l->first = l->count = 0;
    statements_release(&l->statements);
    loop_arm(l->loop, &l->retry.timer, l->retry_ms);
    if ((l->retry_ms *= 2) > RETRY_MAX_MS) l->retry_ms = RETRY_MAX_MS;
    for (size_t i = 0; i < count; i++) {
        struct flight *f = &l->flights[(first + i) % FLIGHTS_MAX];
        PQclear(f->last);
        PQclear(f->error);
        if (f->kind != FLIGHT_QUERY) continue;
        count_answer(l, f, clock_monotonic_ns());
        l->owner->on_done(l->owner, f->query, &lost);
    }
    l->owner->on_change(l->owner);
}
