/* /healthz, /readyz and /metrics. */
#include "server/http/health.h"

#include "server/http/exchange.h"

enum { READY_BYTES_MAX = 4096, METRICS_BYTES_MAX = 1024 * 1024 };

void health_live(struct request *r)
{
    respond_json(r, 200, STR("{\"status\":\"ok\"}"));
}

void health_ready(struct request *r)
{
    const struct http_options *o = &r->exchange->server->options;
    bool is_ready = !r->exchange->server->is_draining;
    struct buf checks, body;
    buf_init_arena(&checks, &r->arena, READY_BYTES_MAX);
    for (size_t i = 0; i < o->readiness_count; i++) {
        status s = o->readiness[i].check(o->readiness[i].owner);
        if (s) is_ready = false;
        if (i) buf_add_char(&checks, ',');
        buf_add_json(&checks, str_from(o->readiness[i].name));
        buf_add_char(&checks, ':');
        buf_add_json(&checks, str_from(s ? status_words(s) : "ok"));
    }
    buf_init_arena(&body, &r->arena, 2 * READY_BYTES_MAX);
    buf_add_text(&body,
                 is_ready ? "{\"ready\":true,\"checks\":{" : "{\"ready\":false,\"checks\":{");
    buf_add(&body, buf_str(&checks));
    buf_add_text(&body, "}}");
    respond_json(r, is_ready ? 200 : 503, buf_str(&body));
}

void metrics_show(struct request *r)
{
    if (!r->services->metrics) {
        respond_error(r, S_NOT_FOUND, NULL, NULL);
        return;
    }
    struct buf b;
    buf_init_arena(&b, &r->arena, METRICS_BYTES_MAX);
    metrics_write(r->services->metrics, &b);
    struct response res = {.status = 200,
                           .body = buf_str(&b),
                           .content_type = "text/plain; version=0.0.4; charset=utf-8"};
    respond(r, &res);
}
