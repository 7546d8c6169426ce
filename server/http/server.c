/* The HTTP engine of one worker: libmicrohttpd, driven by our loop. */
#include "server/http/server.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "server/base/random.h"
#include "server/http/exchange.h"

enum { POOL_INCREMENT = 1024, MS_PER_S = 1000, DRAIN_POLL_MS = 100 };

static void on_mhd_event(struct source *s, uint32_t epoll_events)
{
    (void)epoll_events;
    ((struct http_server *)s)->is_due = true;
}

/* The path and query stay as they were sent; decoding is the reader's. */
static size_t keep_escapes(void *owner, struct MHD_Connection *mhd, char *text)
{
    (void)owner;
    (void)mhd;
    return strlen(text);
}

/* What the engine refuses by itself is answered in its own words (docs/decisions/0005) and comes to
 * nobody else's notice; this line about it tells the status. */
static void on_engine_words(void *owner, const char *format, va_list values)
{
    static const char refusal[] = "Error processing request";
    struct http_server *s = owner;
    if (strncmp(format, refusal, sizeof refusal - 1) != 0) return;
    metrics_add(s->options.services->metrics, METRIC_http_refused, 1);
    log_append(&s->lines, EVENT_HTTP_REFUSED,
               LOG_FIELDS(log_number("status", va_arg(values, unsigned))));
}

static status start_daemon(struct http_server *s)
{
    const struct settings *settings = s->options.settings;
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)on_engine_words, s}, /* before what may complain */
        {MHD_OPTION_LISTEN_SOCKET, s->options.listen_fd, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, POOL_BYTES, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_INCREMENT, POOL_INCREMENT, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)settings->connections_max, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, (intptr_t)settings->idle_timeout_s, NULL},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)exchange_completed, s},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_started_or_ended, s},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)exchange_open, s},
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)keep_escapes, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_ALLOW_UPGRADE | MHD_USE_TURBO |
                     MHD_USE_ERROR_LOG;
    s->daemon = MHD_start_daemon(flags, 0, NULL, NULL, exchange_continue, s, MHD_OPTION_ARRAY,
                                 options, MHD_OPTION_END);
    if (!s->daemon) return S_UNAVAILABLE;
    s->epoll_fd = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    s->is_due = true; /* the first run puts the listening socket into MHD's epoll */
    return loop_watch(s->loop, s->epoll_fd, EPOLLIN, &s->source);
}

status http_server_open(struct http_server **result, const struct http_options *options)
{
    struct http_server *s = calloc(1, sizeof *s);
    if (!s) return S_OVER_LIMIT;
    s->source.on_event = on_mhd_event;
    s->options = *options;
    s->loop = options->services->loop;
    s->is_lax = strncmp(MHD_get_version(), "0.", 2) == 0;
    s->metrics = metrics_join(options->services->metrics);
    random_bytes(&s->id_prefix, sizeof s->id_prefix);
    status failed = start_daemon(s);
    if (failed) {
        if (s->daemon) MHD_stop_daemon(s->daemon);
        free(s);
        return failed;
    }
    *result = s;
    return S_OK;
}

static unsigned connection_count(const struct http_server *s)
{
    return MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS)->num_connections;
}

static void finish_drain(struct http_server *s)
{
    if (s->is_drained) return;
    s->is_drained = true;
    loop_disarm(s->loop, &s->stop_deadline);
    if (s->on_drained)
        s->on_drained(s->drained_owner);
    else
        loop_stop(s->loop);
}

static int64_t before_wait(void *owner)
{
    struct http_server *s = owner;
    if (s->is_draining) connections_shut_idle(s);
    int64_t wait = connections_expire(s);
    MHD_UNSIGNED_LONG_LONG timeout;
    s->is_timed = MHD_get_timeout(s->daemon, &timeout) == MHD_YES;
    if (s->is_timed) s->timeout_ms = loop_now_ms(s->loop) + (int64_t)timeout;
    if (s->is_timed && (wait < 0 || (int64_t)timeout < wait)) wait = (int64_t)timeout;
    if (s->is_draining && (wait < 0 || wait > DRAIN_POLL_MS)) wait = DRAIN_POLL_MS;
    return s->is_due || s->ended ? 0 : wait;
}

/* At its connection limit MHD drops the listening socket and takes it back only in a later run. */
static void run_daemon(struct http_server *s)
{
    unsigned limit = (unsigned)s->options.settings->connections_max;
    bool was_full = connection_count(s) >= limit;
    s->is_due = false;
    MHD_run(s->daemon);
    if (was_full && connection_count(s) < limit) s->is_due = true;
}

static void after_wait(void *owner)
{
    struct http_server *s = owner;
    if (s->is_due || (s->is_timed && s->timeout_ms <= loop_now_ms(s->loop))) run_daemon(s);
    websockets_reap(s);
    if (s->lines.len) log_flush(&s->lines);
    if (s->is_draining && !s->is_drained && !s->socket_count && !connection_count(s))
        finish_drain(s);
}

struct loop_hooks http_server_hooks(struct http_server *s)
{
    return (struct loop_hooks){.before_wait = before_wait, .after_wait = after_wait, .owner = s};
}

static void on_stop_deadline(struct timer *t)
{
    struct http_server *s =
        (struct http_server *)((char *)t - offsetof(struct http_server, stop_deadline));
    log_event(EVENT_STOP_LATE, LOG_FIELDS(log_number("connections", connection_count(s)),
                                          log_number("sockets", (int64_t)s->socket_count)));
    finish_drain(s);
}

void http_server_drain(struct http_server *s, void (*on_drained)(void *owner), void *owner)
{
    if (s->is_draining) return;
    s->is_draining = true;
    s->on_drained = on_drained;
    s->drained_owner = owner;
    MHD_socket listener = MHD_quiesce_daemon(s->daemon);
    if (listener != MHD_INVALID_SOCKET) close(listener);
    websockets_drain(s);
    s->is_due = true;
    s->stop_deadline.on_due = on_stop_deadline;
    loop_arm(s->loop, &s->stop_deadline, s->options.settings->stop_timeout_s * MS_PER_S);
}

/* MHD must not be stopped with suspended connections. */
static void resume_all(struct http_server *s)
{
    for (struct connection *c = s->phases[PHASE_BUSY].first; c; c = c->next) {
        if (!c->exchange || !c->exchange->is_suspended) continue;
        c->exchange->is_failed = true;
        exchange_resume(c->exchange);
    }
}

void http_server_close(struct http_server *s)
{
    if (!s) return;
    loop_disarm(s->loop, &s->stop_deadline);
    websockets_drop_all(s);
    resume_all(s);
    MHD_run(s->daemon);
    loop_unwatch(s->loop, s->epoll_fd, &s->source);
    MHD_stop_daemon(s->daemon);
    for (size_t i = 0; i < s->prepared_count; i++)
        if (s->prepared[i]) MHD_destroy_response(s->prepared[i]);
    free(s->prepared);
    exchanges_free_spare(s);
    log_flush(&s->lines);
    free(s);
}
