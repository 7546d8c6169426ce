/* From a request whose headers are in to its handler, or to the answer that refuses it. */
#include <string.h>

#include "server/http/cors.h"
#include "server/http/exchange.h"
#include "server/http/percent.h"
#include "server/http/response.h"

static bool has_body(const struct exchange *x)
{
    return x->guard.content_length > 0;
}

/* application/json, or a +json type, whatever its parameters. */
static bool is_json(str type)
{
    type = str_trim(str_slice(type, 0, str_find_char(type, ';', 0)));
    if (str_equal_ascii_nocase(type, STR("application/json"))) return true;
    return type.len > 5 &&
           str_equal_ascii_nocase(str_slice(type, type.len - 5, type.len), STR("+json"));
}

static void refuse(struct exchange *x, status why, const char *hint)
{
    x->refusal = why;
    x->refusal_hint = hint;
}

/* A body that nobody may send need not be read. */
static void check_body(struct exchange *x)
{
    const struct guard *g = &x->guard;
    size_t max = x->route ? x->route->body_bytes_max : 0;
    if (g->has_transfer_encoding)
        refuse(x, S_LENGTH_REQUIRED, "send Content-Length instead of chunks");
    else if (!has_body(x))
        return;
    else if (!x->route)
        refuse(x, S_NOT_FOUND, NULL);
    else if ((uint64_t)g->content_length > max)
        refuse(x, S_TOO_LARGE, max ? "send it in smaller pieces" : "this address takes no body");
    else if (g->content_encoding.len &&
             !str_equal_ascii_nocase(g->content_encoding, STR("identity")))
        refuse(x, S_UNSUPPORTED_TYPE, "send the body uncompressed");
    else if (!is_json(g->content_type))
        refuse(x, S_UNSUPPORTED_TYPE, "send Content-Type: application/json");
}

static void decode_params(struct request *r)
{
    for (size_t i = 0; i < r->param_count; i++) {
        if (str_find_char(r->params[i], '%', 0) == r->params[i].len) continue;
        if (percent_decode(&r->arena, r->params[i], false, &r->params[i]))
            refuse(r->exchange, S_INVALID, "the address must be percent-encoded UTF-8");
    }
}

static void authenticate(struct exchange *x)
{
    const struct http_options *o = &x->server->options;
    if (!x->route || x->route->access == ACCESS_OPEN || x->refusal) return;
    request_stage(&x->request, STAGE_AUTH);
    status failed = x->route->access == ACCESS_USER ? S_UNAUTHENTICATED : S_OK;
    if (o->authenticate) failed = o->authenticate(&x->request, x->route->access);
    if (failed) refuse(x, failed, NULL);
}

void exchange_route(struct exchange *x)
{
    struct request *r = &x->request;
    const struct http_options *o = &x->server->options;
    status why;
    x->route =
        route_find(o->routes, o->route_count, r->method, r->path, r->params, &r->param_count, &why);
    if (x->route) decode_params(r);
    if (why == S_METHOD_NOT_ALLOWED && r->method != METHOD_OPTIONS) refuse(x, why, NULL);
    if (!x->refusal) check_body(x);
    if (has_body(x)) authenticate(x); /* strangers do not get to upload */
}

/* "GET, POST" for Allow: what the table has for this path. */
static str allowed_methods(struct request *r)
{
    static const char *const names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    const struct http_options *o = &r->exchange->server->options;
    struct buf b;
    buf_init_arena(&b, &r->arena, 128);
    for (enum method m = METHOD_GET; m < METHOD_OPTIONS; m++) {
        str params[REQUEST_PARAMS_MAX];
        size_t count;
        status why;
        if (!route_find(o->routes, o->route_count, m, r->path, params, &count, &why)) continue;
        buf_add_text(&b, names[m]);
        buf_add_text(&b, ", ");
    }
    if (!b.len && o->fallback) buf_add_text(&b, "GET, HEAD, ");
    buf_add_text(&b, "OPTIONS");
    return buf_str(&b);
}

static void answer_options(struct exchange *x)
{
    struct request *r = &x->request;
    struct response res = {.status = 204};
    struct header extra[CORS_HEADERS_MAX];
    size_t count = cors_preflight_headers(x->server->options.settings, x->guard.origin, extra);
    response_add_header(&res, "Allow", allowed_methods(r));
    for (size_t i = 0; i < count; i++) response_add_header(&res, extra[i].name, extra[i].value);
    respond(r, &res);
}

static void answer_refusal(struct exchange *x)
{
    struct request *r = &x->request;
    struct response res = {.status = status_http(x->refusal)};
    if (x->refusal == S_METHOD_NOT_ALLOWED) response_add_header(&res, "Allow", allowed_methods(r));
    if (res.status == 401) response_add_header(&res, "WWW-Authenticate", STR("Bearer"));
    bool is_hint = x->refusal != S_BAD_REQUEST;
    res.body = response_error_body(r, x->refusal, is_hint ? NULL : x->refusal_hint,
                                   is_hint ? x->refusal_hint : NULL);
    respond(r, &res);
}

void exchange_dispatch(struct exchange *x)
{
    struct request *r = &x->request;
    const struct http_options *o = &x->server->options;
    x->is_held = true;
    if (!x->refusal && !has_body(x)) authenticate(x);
    if (x->refusal)
        answer_refusal(x);
    else if (r->method == METHOD_OPTIONS)
        answer_options(x);
    else if (x->route)
        x->route->run(r);
    else if (o->fallback && (r->method == METHOD_GET || r->method == METHOD_HEAD))
        o->fallback(r);
    else if (o->fallback) {
        refuse(x, S_METHOD_NOT_ALLOWED, NULL);
        answer_refusal(x);
    } else
        respond_error(r, S_NOT_FOUND, NULL, NULL);
}
