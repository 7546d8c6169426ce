/* Whole answers: headers that all of them have, and errors. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "server/http/cors.h"
#include "server/http/exchange.h"
#include "server/http/response.h"

enum { ERROR_BYTES_MAX = 16 * 1024, TIMING_BYTES_MAX = 256 };

static const char json_type[] = "application/json; charset=utf-8";

void response_add_header(struct response *res, const char *name, str value)
{
    assert(res->header_count < RESPONSE_HEADERS_MAX);
    res->headers[res->header_count++] = (struct header){name, value};
}

/* "auth;dur=0.042, query;dur=1.310": milliseconds of each stage that took any. */
static const char *server_timing(struct request *r)
{
    static const char *const names[STAGE_COUNT] = {"auth", "parse", "plan", "query", "respond"};
    if (r->exchange->stage < STAGE_COUNT) request_stage(r, r->exchange->stage);
    struct buf b;
    char *memory = arena_take(&r->arena, TIMING_BYTES_MAX);
    if (!memory) return NULL;
    buf_init(&b, memory, TIMING_BYTES_MAX - 1);
    for (size_t i = 0; i < STAGE_COUNT; i++) {
        if (r->stage_ns[i] <= 0) continue;
        char text[48];
        int64_t us = r->stage_ns[i] / 1000;
        int n = snprintf(text, sizeof text, "%s%s;dur=%lld.%03d", b.len ? ", " : "", names[i],
                         (long long)(us / 1000), (int)(us % 1000));
        buf_add(&b, (str){text, (size_t)n});
    }
    return b.len ? memory : NULL;
}

static bool is_id(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        bool is_fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
        if (!is_fine) return false;
    }
    return s.len > 0 && s.len <= REQUEST_ID_MAX;
}

/* Our proxy's id is kept, so that both logs speak of the same request. */
static const char *request_id(struct exchange *x)
{
    struct http_server *s = x->server;
    str given = {0};
    if (x->id[0]) return x->id;
    if (s->options.settings->trusted_proxy) given = request_header(&x->request, "X-Request-Id");
    if (is_id(given))
        memcpy(x->id, given.data, given.len);
    else
        snprintf(x->id, sizeof x->id, "%08x%08x", s->id_prefix, s->id_next++);
    return x->id;
}

static void add_given(struct MHD_Response *m, struct request *r, const struct header *h)
{
    const char *value = arena_copy(&r->arena, h->value);
    if (value) MHD_add_response_header(m, h->name, value);
}

static void add_common(struct exchange *x, struct MHD_Response *m)
{
    const char *timing = server_timing(&x->request);
    if (timing) MHD_add_response_header(m, "Server-Timing", timing);
    MHD_add_response_header(m, "X-Request-Id", request_id(x));
    MHD_add_response_header(m, "X-Content-Type-Options", "nosniff");
    if (!MHD_get_response_header(m, "Cache-Control"))
        MHD_add_response_header(m, "Cache-Control", "no-store");
    if (x->server->is_draining) MHD_add_response_header(m, "Connection", "close");
    if (!x->guard.origin.len) return;
    struct header extra[CORS_HEADERS_MAX];
    size_t count = cors_headers(x->server->options.settings, x->guard.origin, extra);
    if (!MHD_get_response_header(m, "Vary")) MHD_add_response_header(m, "Vary", "Origin");
    for (size_t i = 0; i < count; i++) add_given(m, &x->request, &extra[i]);
}

void response_finish(struct request *r, struct MHD_Response *m, const struct response *res)
{
    if (res->body.len || res->content_type)
        MHD_add_response_header(m, "Content-Type",
                                res->content_type ? res->content_type : json_type);
    for (size_t i = 0; i < res->header_count; i++) add_given(m, r, &res->headers[i]);
    add_common(r->exchange, m);
}

void respond(struct request *r, const struct response *res)
{
    struct exchange *x = r->exchange;
    struct MHD_Response *m = NULL;
    if (!x->is_done) {
        x->answer_bytes = res->body.len;
        m = MHD_create_response_from_buffer(res->body.len, (void *)(uintptr_t)res->body.data,
                                            MHD_RESPMEM_PERSISTENT);
        if (m) response_finish(r, m, res);
        exchange_answer(x, res->status, m);
        if (m) MHD_destroy_response(m);
    }
    exchange_let_go(x);
}

void respond_json(struct request *r, int http_status, str json)
{
    struct response res = {.status = http_status, .body = json};
    respond(r, &res);
}

static void add_or_null(struct buf *b, const char *text)
{
    if (text)
        buf_add_json(b, str_from(text));
    else
        buf_add_text(b, "null");
}

str response_error_body(struct request *r, status s, const char *message, const char *hint)
{
    struct buf b;
    buf_init_arena(&b, &r->arena, ERROR_BYTES_MAX);
    buf_add_text(&b, "{\"code\":\"");
    buf_add_text(&b, status_code(s));
    buf_add_text(&b, "\",\"message\":");
    add_or_null(&b, message ? message : status_words(s));
    buf_add_text(&b, ",\"details\":null,\"hint\":");
    add_or_null(&b, hint);
    buf_add_char(&b, '}');
    return buf_str(&b);
}

void respond_error(struct request *r, status s, const char *message, const char *hint)
{
    struct response res = {.status = status_http(s)};
    if (res.status == 401) response_add_header(&res, "WWW-Authenticate", STR("Bearer"));
    if (res.status == 429 || res.status == 503) response_add_header(&res, "Retry-After", STR("5"));
    res.body = response_error_body(r, s, message, hint);
    respond(r, &res);
}
