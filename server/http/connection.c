/* TCP connections, their phases and deadlines. */
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "server/http/exchange.h"

enum { MS_PER_S = 1000 };

static void detach(struct connection *c)
{
    struct connection_list *l = &c->server->phases[c->phase];
    if (c->previous)
        c->previous->next = c->next;
    else
        l->first = c->next;
    if (c->next)
        c->next->previous = c->previous;
    else
        l->last = c->previous;
}

/* Always at the end, so that each list is sorted by its deadlines. */
static void attach(struct connection *c, enum phase phase)
{
    struct connection_list *l = &c->server->phases[phase];
    c->phase = phase;
    c->since_ms = loop_now_ms(c->server->loop);
    c->next = NULL;
    c->previous = l->last;
    if (l->last)
        l->last->next = c;
    else
        l->first = c;
    l->last = c;
}

void connection_set_phase(struct connection *c, enum phase phase)
{
    detach(c);
    attach(c, phase);
}

static void on_hangup(struct source *s, uint32_t epoll_events)
{
    (void)epoll_events;
    struct connection *c = (struct connection *)s;
    if (c->has_hung_up) return;
    c->has_hung_up = true;
    if (!c->exchange || !c->exchange->is_held) return;
    c->exchange->request.is_gone = true;
    metrics_add(c->server->options.services->metrics, METRIC_http_gone, 1);
}

static void start(struct http_server *s, struct MHD_Connection *mhd, void **context)
{
    struct connection *c = calloc(1, sizeof *c);
    *context = c;
    if (!c) return;
    c->source.on_event = on_hangup;
    c->server = s;
    c->fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    attach(c, PHASE_NEW);
    metrics_add(s->options.services->metrics, METRIC_http_connections, 1);
}

void connection_started_or_ended(void *server, struct MHD_Connection *mhd, void **context,
                                 enum MHD_ConnectionNotificationCode code)
{
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        start(server, mhd, context);
        return;
    }
    struct connection *c = *context;
    if (!c) return;
    connection_unwatch(c);
    detach(c);
    metrics_add(c->server->options.services->metrics, METRIC_http_connections, -1);
    *context = NULL;
    free(c);
}

/* Edge-triggered and without EPOLLIN: it wakes the loop once, for the hang-up alone, and costs one
 * system call a connection instead of two a request. */
void connection_watch(struct connection *c)
{
    if (!c->is_watched)
        c->is_watched =
            loop_watch(c->server->loop, c->fd, EPOLLRDHUP | EPOLLET, &c->source) == S_OK;
    if (c->has_hung_up) c->exchange->request.is_gone = true;
}

void connection_unwatch(struct connection *c)
{
    if (c->is_watched) loop_unwatch(c->server->loop, c->fd, &c->source);
    c->is_watched = false;
}

static int64_t limit_ms(const struct settings *settings, enum phase phase)
{
    switch (phase) {
    case PHASE_NEW:
    case PHASE_HEAD: return settings->header_timeout_s * MS_PER_S;
    case PHASE_BODY: return settings->body_timeout_s * MS_PER_S;
    case PHASE_KEEP: return settings->idle_timeout_s * MS_PER_S;
    case PHASE_BUSY:
    case PHASE_COUNT: return 0;
    }
    return 0;
}

/* MHD sees the end of the stream and cleans up by itself. */
static void cut(struct connection *c)
{
    shutdown(c->fd, SHUT_RDWR);
    connection_set_phase(c, PHASE_BUSY);
}

int64_t connections_expire(struct http_server *s)
{
    int64_t now = loop_now_ms(s->loop), next = -1;
    for (enum phase phase = PHASE_NEW; phase < PHASE_BUSY; phase++) {
        int64_t limit = limit_ms(s->options.settings, phase);
        struct connection *c;
        while ((c = s->phases[phase].first) && c->since_ms + limit <= now) {
            metrics_add(s->options.services->metrics, METRIC_http_expired, 1);
            log_append(&s->lines, EVENT_HTTP_EXPIRED, LOG_FIELDS(log_number("phase", phase)));
            cut(c); /* last: whoever is cut off finds it counted */
        }
        if (c && (next < 0 || c->since_ms + limit - now < next)) next = c->since_ms + limit - now;
    }
    return next;
}

/* What has arrived but was not read yet is a request in flight. */
static bool has_input(const struct connection *c)
{
    int waiting = 0;
    return !ioctl(c->fd, FIONREAD, &waiting) && waiting > 0;
}

void connections_shut_idle(struct http_server *s)
{
    static const enum phase idle[] = {PHASE_NEW, PHASE_KEEP};
    for (size_t i = 0; i < sizeof idle / sizeof idle[0]; i++) {
        for (struct connection *c = s->phases[idle[i]].first, *next; c; c = next) {
            next = c->next;
            if (!has_input(c)) cut(c);
        }
    }
}
