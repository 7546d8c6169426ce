/* The life of an exchange between MHD's callbacks and our handlers. */
#include "server/http/exchange.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "server/base/clock.h"
#include "server/base/heap.h"

enum { BODY_FIRST_BYTES = 64 * 1024 };

/* Everything before the block is zeroed; the block is the arena's and is zeroed piece by piece. */
static struct exchange *take_spare(struct http_server *s)
{
    struct exchange *x = s->spare;
    if (x) {
        s->spare = x->next;
        s->spare_count--;
    } else {
        x = aligned_alloc(16, sizeof *x);
        if (!x) return NULL;
    }
    memset(x, 0, offsetof(struct exchange, block));
    return x;
}

static void release(struct exchange *x)
{
    struct http_server *s = x->server;
    heap_arena_release(&x->request.arena);
    if (s->spare_count >= SPARE_EXCHANGES_MAX) {
        free(x);
        return;
    }
    x->next = s->spare;
    s->spare = x;
    s->spare_count++;
}

void exchanges_free_spare(struct http_server *s)
{
    while (s->spare) {
        struct exchange *x = s->spare;
        s->spare = x->next;
        free(x);
    }
}

static void keep_target(struct exchange *x, str target)
{
    x->is_target_long = target.len > TARGET_BYTES_MAX;
    char *copy = x->is_target_long ? NULL : arena_copy(&x->request.arena, target);
    if (!copy) return;
    target.data = copy;
    size_t mark = str_find_char(target, '?', 0);
    x->request.path = str_slice(target, 0, mark);
    x->request.query = str_slice(target, mark + 1, target.len);
}

void *exchange_open(void *server, const char *uri, struct MHD_Connection *mhd)
{
    struct http_server *s = server;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct connection *c = info ? info->socket_context : NULL;
    struct exchange *x = c ? take_spare(s) : NULL;
    if (!x) return NULL;
    x->server = s;
    x->connection = c;
    x->mhd = mhd;
    x->request.services = s->options.services;
    x->request.exchange = x;
    x->request.identity = (struct identity){.role = STR("anon"),
                                            .user_id = STR(""),
                                            .email = STR(""),
                                            .session_id = STR(""),
                                            .claims = STR("{}")};
    heap_arena_init_first(&x->request.arena, x->block, sizeof x->block, REQUEST_BYTES_MAX);
    keep_target(x, str_from(uri));
    c->exchange = x;
    if (c->phase == PHASE_KEEP) connection_set_phase(c, PHASE_HEAD);
    return x;
}

/* The headers of one request, one after the other. */
struct header_walk {
    struct guard *guard;
    const char *next; /* where the next name must stand; NULL: not known */
    bool is_lax;      /* the engine is one that has to be watched */
};

/* MHD 0.9.75 quietly joins folded lines, cuts values at a NUL and takes bare line feeds (later
 * versions refuse them). It parses in place, so that a header which does not stand where the one
 * before it ended shows what was done to it. */
static bool is_in_place(const struct header_walk *w, str name, str value)
{
    if (w->next && name.data != w->next) return false;
    const char *at = name.data + name.len + 1;
    while (at < value.data && (*at == ' ' || *at == '\t')) at++;
    return at == value.data && value.data[value.len + 1] == '\0'; /* CR and LF became NULs */
}

static enum MHD_Result see_header(void *owner, enum MHD_ValueKind kind, const char *name_data,
                                  size_t name_len, const char *value_data, size_t value_len)
{
    (void)kind;
    struct header_walk *w = owner;
    str name = {name_data, name_len},
        value = {value_data ? value_data : "", value_data ? value_len : 0};
    guard_header(w->guard, name, value);
    if (!w->is_lax) return MHD_YES;
    if (!is_in_place(w, name, value) && !w->guard->wrong)
        w->guard->wrong = "folded header, NUL or bare line feed";
    w->next = value.data + value.len + 2;
    return MHD_YES;
}

static bool method_of(str text, enum method *method)
{
    static const str names[] = {{"GET", 3},   {"HEAD", 4},   {"POST", 4},   {"PUT", 3},
                                {"PATCH", 5}, {"DELETE", 6}, {"OPTIONS", 7}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!str_equal(text, names[i])) continue;
        *method = (enum method)i;
        return true;
    }
    return false;
}

void exchange_cut(struct exchange *x)
{
    shutdown(x->connection->fd, SHUT_RDWR);
    x->server->is_due = true;
}

static enum MHD_Result outcome(struct exchange *x)
{
    if (x->is_failed) exchange_cut(x);
    return x->is_failed ? MHD_NO : MHD_YES;
}

/* MHD hands the path without its query; the whole target was kept when the request line came. */
static void check(struct exchange *x, const char *url, const char *method, const char *version)
{
    struct request *r = &x->request;
    str target = str_from(url);
    if (r->path.data)
        target = (str){r->path.data, r->path.len + (r->query.len ? 1 + r->query.len : 0)};
    guard_begin(&x->guard, str_from(method), target, str_from(version));
    struct header_walk walk = {.guard = &x->guard, .is_lax = x->server->is_lax};
    MHD_get_connection_values_n(x->mhd, MHD_HEADER_KIND, see_header, &walk);
    if (guard_end(&x->guard)) {
        x->refusal = S_BAD_REQUEST;
        x->refusal_hint = x->guard.wrong;
        metrics_add(x->server->options.services->metrics, METRIC_http_refused, 1);
    } else if (x->is_target_long) {
        x->refusal = S_URI_TOO_LONG;
        x->refusal_hint = "path and query may have 8192 bytes together";
    } else if (!method_of(str_from(method), &r->method)) {
        x->refusal = S_METHOD_NOT_ALLOWED;
    } else
        exchange_route(x);
}

/* An answer before the body was read makes MHD close the connection, and the client may not get to
 * see it: a body of bearable length is read and dropped first. */
static bool must_answer_now(const struct exchange *x)
{
    const struct guard *g = &x->guard;
    if (!x->refusal) return false;
    return x->refusal == S_BAD_REQUEST || g->has_transfer_encoding || g->expects_continue ||
           g->content_length > DISCARD_BYTES_MAX;
}

static enum MHD_Result begin(struct exchange *x, const char *url, const char *method,
                             const char *version)
{
    x->is_begun = true;
    x->begun_ns = x->mark_ns = clock_monotonic_ns();
    x->stage = STAGE_COUNT;
    check(x, url, method, version);
    if (!must_answer_now(x)) {
        if (x->guard.content_length > 0) connection_set_phase(x->connection, PHASE_BODY);
        return MHD_YES;
    }
    connection_set_phase(x->connection, PHASE_BUSY);
    exchange_dispatch(x);
    return outcome(x);
}

/* Room grows with what has arrived, so that a promise of much data costs nothing. */
static bool reserve_body(struct exchange *x, size_t need)
{
    if (need <= x->body_size) return true;
    size_t total = (size_t)x->guard.content_length;
    size_t size = x->body_size ? x->body_size * 2 : BODY_FIRST_BYTES;
    if (size < need) size = need;
    if (size > total) size = total;
    char *room = need <= total ? arena_take(&x->request.arena, size + 1) : NULL;
    if (!room) return false;
    if (x->request.body.len) memcpy(room, x->request.body.data, x->request.body.len);
    x->request.body.data = room;
    x->body_size = size;
    return true;
}

static enum MHD_Result take_body(struct exchange *x, const char *upload, size_t *upload_size)
{
    size_t size = *upload_size;
    *upload_size = 0;
    if (x->refusal) return MHD_YES;
    if (!reserve_body(x, x->request.body.len + size)) return MHD_NO;
    memcpy((char *)(uintptr_t)x->request.body.data + x->request.body.len, upload, size);
    x->request.body.len += size;
    return MHD_YES;
}

enum MHD_Result exchange_continue(void *server, struct MHD_Connection *mhd, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **context)
{
    (void)server;
    (void)mhd;
    struct exchange *x = *context;
    if (!x) return MHD_NO;
    if (x->is_failed || x->is_answered) {
        exchange_cut(x);
        return MHD_NO;
    }
    if (!x->is_begun) return begin(x, url, method, version);
    if (*upload_size) return take_body(x, upload, upload_size);
    connection_set_phase(x->connection, PHASE_BUSY);
    if (!x->request.body.data) x->request.body = STR("");
    exchange_dispatch(x);
    if (x->is_held && !x->is_answered) exchange_suspend(x);
    return outcome(x);
}

void exchange_suspend(struct exchange *x)
{
    MHD_suspend_connection(x->mhd);
    x->is_suspended = true;
    connection_watch(x->connection);
}

void exchange_resume(struct exchange *x)
{
    x->is_suspended = false;
    x->server->is_due = true;
    MHD_resume_connection(x->mhd);
}

void exchange_answer(struct exchange *x, int http_status, struct MHD_Response *response)
{
    assert(!x->is_answered && "a request is answered once");
    x->is_answered = true;
    x->http_status = http_status;
    if (!response || MHD_queue_response(x->mhd, (unsigned)http_status, response) != MHD_YES)
        x->is_failed = true;
    if (x->is_suspended) exchange_resume(x);
}

void exchange_let_go(struct exchange *x)
{
    x->is_held = false;
    if (x->is_done) release(x);
}

static void write_access_line(struct exchange *x, int64_t duration_ns)
{
    struct request *r = &x->request;
    static const char *const methods[] = {"GET",   "HEAD",   "POST",   "PUT",
                                          "PATCH", "DELETE", "OPTIONS"};
    bool is_probe =
        x->route && x->route->access == ACCESS_OPEN && r->path.len <= 8 && x->http_status < 400;
    enum event e = is_probe                ? EVENT_PROBE
                   : x->http_status >= 500 ? EVENT_REQUEST_FAILED
                                           : EVENT_REQUEST;
    if (!log_wants(e)) return;
    struct log_field fields[] = {
        log_string("method", methods[r->method]),
        log_text("path", r->path),
        log_number("status", x->http_status),
        log_decimal("ms", duration_ns / 1000, 3),
        log_number("bytes", (int64_t)x->answer_bytes),
        log_text("client", request_client_address(r)),
        log_string("id", x->id),
        log_text("user", r->identity.user_id),
    };
    size_t count = sizeof fields / sizeof fields[0];
    log_append(&x->server->lines, e, fields, r->identity.user_id.len ? count : count - 1);
}

void exchange_completed(void *server, struct MHD_Connection *mhd, void **context,
                        enum MHD_RequestTerminationCode code)
{
    (void)mhd;
    (void)code;
    struct http_server *s = server;
    struct exchange *x = *context;
    if (!x) return;
    *context = NULL;
    if (x->is_begun) {
        int64_t duration_ns = clock_monotonic_ns() - x->begun_ns;
        size_t route = x->route ? (size_t)(x->route - s->options.routes) : s->options.route_count;
        metrics_request(s->metrics, route, x->http_status, duration_ns);
        write_access_line(x, duration_ns);
    }
    if (x->socket) websocket_abandon(x->socket);
    x->connection->exchange = NULL;
    connection_set_phase(x->connection, PHASE_KEEP);
    x->is_done = true;
    x->request.is_gone = true;
    if (!x->is_held) release(x);
}
