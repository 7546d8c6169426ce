/* WebSockets: the upgrade, reading through wslay, and one queue of frames to send.
 *
 *   OPENING ─ upgrade ─► OPEN ─ close frame sent ─► CLOSING ─ answered or too late ─► ENDED ─ reap
 *
 * The socket is a dup of MHD's, so that an open WebSocket costs MHD nothing. wslay's own frames
 * (pong, close) go through the same queue as ours: nothing is ever put inside another frame. */
#include "server/http/websocket.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wslay/wslay.h>

#include "server/http/cors.h"
#include "server/http/exchange.h"
#include "server/http/frame.h"
#include "server/http/handshake.h"
#include "server/http/response.h"

enum {
    READ_BYTES_A_TURN = 256 * 1024, /* one busy peer must not starve the others */
    MISSED_PINGS_MAX = 2,
    CLOSE_WAIT_MS = 3000,
    MS_PER_S = 1000,
};

enum websocket_state { WEBSOCKET_OPENING, WEBSOCKET_OPEN, WEBSOCKET_CLOSING, WEBSOCKET_ENDED };

struct item {
    struct item *next;
    struct frame *frame;
};

struct websocket {
    struct source source;
    struct http_server *server;
    struct websocket *previous, *next; /* among the open or the ended ones */
    const struct websocket_handler *handler;
    void *owner;
    struct exchange *exchange; /* while opening */
    wslay_event_context_ptr wslay;
    int fd;
    uint32_t watched;
    enum websocket_state state;
    char *early; /* bytes that MHD had read ahead */
    size_t early_len, early_at;
    size_t read_left; /* bytes of this turn */
    struct item *first, *last;
    size_t first_sent; /* bytes of the first item that are on their way */
    size_t backlog;
    struct timer timer; /* next ping, or the end of waiting for the peer's close */
    int missed_pings;
};

static void count(const struct http_server *s, enum metric which, int64_t delta)
{
    metrics_add(s->options.services->metrics, which, delta);
}

/* --- the end --- */

static void drop_queue(struct websocket *ws)
{
    while (ws->first) {
        struct item *i = ws->first;
        ws->first = i->next;
        frame_release(i->frame);
        free(i);
    }
    ws->last = NULL;
    ws->backlog = 0;
}

/* Leaves the memory to websockets_reap: callers further up may still hold it. */
static void end(struct websocket *ws)
{
    if (ws->state == WEBSOCKET_ENDED) return;
    struct http_server *s = ws->server;
    bool was_open = ws->state != WEBSOCKET_OPENING;
    ws->state = WEBSOCKET_ENDED;
    if (ws->exchange) ws->exchange->socket = NULL;
    if (was_open) {
        loop_disarm(s->loop, &ws->timer);
        loop_unwatch(s->loop, ws->fd, &ws->source);
        close(ws->fd);
        drop_queue(ws);
        if (ws->previous)
            ws->previous->next = ws->next;
        else
            s->sockets = ws->next;
        if (ws->next) ws->next->previous = ws->previous;
        s->socket_count--;
        count(s, METRIC_websockets, -1);
    }
    ws->next = s->ended;
    s->ended = ws;
}

void websocket_abandon(struct websocket *ws)
{
    end(ws);
}

void websockets_reap(struct http_server *s)
{
    while (s->ended) {
        struct websocket *ws = s->ended;
        s->ended = ws->next;
        ws->handler->on_close(ws, ws->owner);
        if (ws->wslay) wslay_event_context_free(ws->wslay);
        drop_queue(ws);
        free(ws->early);
        free(ws);
    }
}

void websockets_drain(struct http_server *s)
{
    for (struct websocket *ws = s->sockets, *next; ws; ws = next) {
        next = ws->next;
        websocket_shut(ws, WSLAY_CODE_GOING_AWAY, STR("the server stops"));
    }
}

void websockets_drop_all(struct http_server *s)
{
    while (s->sockets) end(s->sockets);
    websockets_reap(s);
}

/* --- sending --- */

static void watch(struct websocket *ws)
{
    bool wants_read = wslay_event_want_read(ws->wslay);
    uint32_t wanted = (wants_read ? EPOLLIN : 0) | (ws->first ? EPOLLOUT : 0);
    if (wanted == ws->watched) return;
    ws->watched = wanted;
    loop_rewatch(ws->server->loop, ws->fd, wanted, &ws->source);
}

/* Bytes taken by the kernel; 0 when it has no room; ends the socket on an error. */
static size_t write_some(struct websocket *ws, const char *bytes, size_t len)
{
    ssize_t n;
    do n = send(ws->fd, bytes, len, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    if (n >= 0) return (size_t)n;
    if (errno != EAGAIN) end(ws);
    return 0;
}

static void flush(struct websocket *ws)
{
    while (ws->first && ws->state != WEBSOCKET_ENDED) {
        struct item *i = ws->first;
        size_t left = i->frame->len - ws->first_sent;
        size_t sent = write_some(ws, i->frame->bytes + ws->first_sent, left);
        if (ws->state == WEBSOCKET_ENDED) return;
        ws->backlog -= sent;
        ws->first_sent += sent;
        if (sent < left) return;
        ws->first = i->next;
        if (!ws->first) ws->last = NULL;
        ws->first_sent = 0;
        frame_release(i->frame);
        free(i);
    }
}

/* Keeps a reference of its own when the frame could not be sent at once. */
static status push(struct websocket *ws, struct frame *f)
{
    if (ws->backlog + f->len > WEBSOCKET_QUEUE_MAX) return S_OVER_LIMIT;
    size_t sent = ws->first ? 0 : write_some(ws, f->bytes, f->len);
    if (sent == f->len || ws->state == WEBSOCKET_ENDED) return S_OK;
    struct item *i = malloc(sizeof *i);
    if (!i) {
        end(ws); /* half a frame cannot be taken back */
        return S_OK;
    }
    *i = (struct item){.frame = frame_retain(f)};
    if (ws->last)
        ws->last->next = i;
    else {
        ws->first = i;
        ws->first_sent = sent;
    }
    ws->last = i;
    ws->backlog += f->len - sent;
    return S_OK;
}

status websocket_send_frame(struct websocket *ws, struct frame *f)
{
    if (ws->state != WEBSOCKET_OPEN) return S_OK;
    status full = push(ws, f);
    if (full) return full;
    count(ws->server, METRIC_websocket_frames, 1);
    if (ws->state != WEBSOCKET_ENDED) watch(ws);
    return S_OK;
}

status websocket_send(struct websocket *ws, str text)
{
    if (ws->state != WEBSOCKET_OPEN) return S_OK;
    struct frame *f = frame_create(text);
    if (!f) return S_OVER_LIMIT;
    status full = websocket_send_frame(ws, f);
    frame_release(f);
    return full;
}

size_t websocket_backlog(const struct websocket *ws)
{
    return ws->backlog;
}

/* Lets wslay encode what it has queued, then looks whether the conversation is over. */
static void settle(struct websocket *ws)
{
    if (ws->state == WEBSOCKET_ENDED) return;
    if (wslay_event_want_write(ws->wslay) && wslay_event_send(ws->wslay)) {
        end(ws);
        return;
    }
    if (ws->state == WEBSOCKET_ENDED) return;
    bool is_over = !wslay_event_want_read(ws->wslay) && !wslay_event_want_write(ws->wslay);
    if (is_over && !ws->first)
        end(ws);
    else
        watch(ws);
}

void websocket_shut(struct websocket *ws, uint16_t code, str reason)
{
    if (ws->state != WEBSOCKET_OPEN) return;
    ws->state = WEBSOCKET_CLOSING;
    wslay_event_queue_close(ws->wslay, code, (const uint8_t *)reason.data, reason.len);
    loop_arm(ws->server->loop, &ws->timer, CLOSE_WAIT_MS);
    settle(ws);
}

/* --- wslay's side --- */

static ssize_t on_wslay_recv(wslay_event_context_ptr wslay, uint8_t *to, size_t max, int flags,
                             void *owner)
{
    (void)flags;
    struct websocket *ws = owner;
    if (ws->state == WEBSOCKET_ENDED) {
        wslay_event_set_error(wslay, WSLAY_ERR_CALLBACK_FAILURE);
        return -1;
    }
    if (ws->early_at < ws->early_len) {
        size_t n = ws->early_len - ws->early_at < max ? ws->early_len - ws->early_at : max;
        memcpy(to, ws->early + ws->early_at, n);
        ws->early_at += n;
        return (ssize_t)n;
    }
    ssize_t n = -1;
    errno = EAGAIN;
    if (max > ws->read_left) max = ws->read_left;
    if (max > 0) {
        do n = recv(ws->fd, to, max, MSG_DONTWAIT);
        while (n < 0 && errno == EINTR);
    }
    if (n > 0) {
        ws->read_left -= (size_t)n;
        ws->missed_pings = 0;
        return n;
    }
    bool is_later = n < 0 && errno == EAGAIN;
    wslay_event_set_error(wslay, is_later ? WSLAY_ERR_WOULDBLOCK : WSLAY_ERR_CALLBACK_FAILURE);
    return -1;
}

static ssize_t on_wslay_send(wslay_event_context_ptr wslay, const uint8_t *bytes, size_t len,
                             int flags, void *owner)
{
    (void)flags;
    struct websocket *ws = owner;
    struct frame *f = frame_wrap((str){(const char *)bytes, len});
    status failed = f ? push(ws, f) : S_OVER_LIMIT;
    frame_release(f);
    if (!failed && ws->state != WEBSOCKET_ENDED) return (ssize_t)len;
    wslay_event_set_error(wslay, WSLAY_ERR_CALLBACK_FAILURE);
    return -1;
}

static void on_wslay_message(wslay_event_context_ptr wslay,
                             const struct wslay_event_on_msg_recv_arg *message, void *owner)
{
    (void)wslay;
    struct websocket *ws = owner;
    if (message->opcode == WSLAY_CONNECTION_CLOSE && ws->state == WEBSOCKET_OPEN) {
        ws->state = WEBSOCKET_CLOSING;
        loop_arm(ws->server->loop, &ws->timer, CLOSE_WAIT_MS);
    }
    if (wslay_is_ctrl_frame(message->opcode) || ws->state != WEBSOCKET_OPEN) return;
    count(ws->server, METRIC_websocket_messages, 1);
    str text = {message->msg_length ? (const char *)message->msg : "", message->msg_length};
    ws->handler->on_message(ws, ws->owner, text, message->opcode == WSLAY_TEXT_FRAME);
}

static void on_event(struct source *source, uint32_t epoll_events)
{
    struct websocket *ws = (struct websocket *)source;
    if (ws->state == WEBSOCKET_ENDED) return;
    ws->read_left = READ_BYTES_A_TURN;
    bool is_readable = epoll_events & (EPOLLIN | EPOLLHUP | EPOLLERR);
    if (is_readable && wslay_event_recv(ws->wslay)) {
        end(ws);
        return;
    }
    flush(ws);
    settle(ws);
}

static void on_timer(struct timer *t)
{
    struct websocket *ws = (struct websocket *)((char *)t - offsetof(struct websocket, timer));
    if (ws->state == WEBSOCKET_CLOSING || ws->missed_pings >= MISSED_PINGS_MAX) {
        count(ws->server, METRIC_websocket_lost, 1);
        end(ws);
        return;
    }
    ws->missed_pings++;
    wslay_event_queue_msg(ws->wslay, &(struct wslay_event_msg){.opcode = WSLAY_PING});
    loop_arm(ws->server->loop, t, WEBSOCKET_PING_S * MS_PER_S);
    settle(ws);
}

/* --- the upgrade --- */

static bool take_socket(struct websocket *ws, int fd, const char *early, size_t early_len)
{
    static const struct wslay_event_callbacks callbacks = {
        .recv_callback = on_wslay_recv,
        .send_callback = on_wslay_send,
        .on_msg_recv_callback = on_wslay_message,
    };
    if (early_len && !(ws->early = malloc(early_len))) return false;
    if (early_len) memcpy(ws->early, early, early_len);
    ws->early_len = early_len;
    if (wslay_event_context_server_init(&ws->wslay, &callbacks, ws)) return false;
    wslay_event_config_set_max_recv_msg_length(ws->wslay, WEBSOCKET_MESSAGE_MAX);
    ws->fd = dup(fd);
    if (ws->fd < 0) return false;
    int on = 1;
    setsockopt(ws->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* a Unix socket has none */
    ws->source.on_event = on_event;
    ws->watched = EPOLLIN;
    if (!loop_watch(ws->server->loop, ws->fd, EPOLLIN, &ws->source)) return true;
    close(ws->fd);
    return false;
}

static void on_upgrade(void *owner, struct MHD_Connection *mhd, void *context, const char *early,
                       size_t early_len, MHD_socket fd, struct MHD_UpgradeResponseHandle *handle)
{
    (void)mhd;
    (void)context;
    struct websocket *ws = owner;
    struct http_server *s = ws->server;
    /* The dup shares the open file with MHD's descriptor: a watch on that would outlive its close.
     */
    connection_unwatch(ws->exchange->connection);
    bool is_ours = take_socket(ws, fd, early, early_len);
    MHD_upgrade_action(handle, MHD_UPGRADE_ACTION_CLOSE);
    s->is_due = true;
    if (!is_ours) return; /* exchange_completed abandons it */
    ws->exchange->socket = NULL;
    ws->exchange = NULL;
    ws->state = WEBSOCKET_OPEN;
    ws->next = s->sockets;
    if (s->sockets) s->sockets->previous = ws;
    s->sockets = ws;
    s->socket_count++;
    count(s, METRIC_websockets, 1);
    ws->timer.on_due = on_timer;
    loop_arm(s->loop, &ws->timer, WEBSOCKET_PING_S * MS_PER_S);
    ws->handler->on_open(ws, ws->owner);
    if (s->is_draining) websocket_shut(ws, WSLAY_CODE_GOING_AWAY, STR("the server stops"));
    if (ws->early_len) on_event(&ws->source, EPOLLIN);
}

struct refusal {
    int http_status; /* 0: none */
    status why;
    const char *words;
};

static struct refusal judge(struct request *r)
{
    struct http_server *s = r->exchange->server;
    bool is_upgrade = handshake_has_token(request_header(r, "Upgrade"), STR("websocket")) &&
                      handshake_has_token(request_header(r, "Connection"), STR("upgrade"));
    if (r->method != METHOD_GET || !is_upgrade || !r->exchange->guard.is_http11)
        return (struct refusal){426, S_BAD_REQUEST, "this address speaks WebSocket only"};
    if (!str_equal(request_header(r, "Sec-WebSocket-Version"), STR("13")))
        return (struct refusal){426, S_BAD_REQUEST, "only version 13 of WebSocket is spoken here"};
    if (!handshake_key_ok(request_header(r, "Sec-WebSocket-Key")))
        return (struct refusal){400, S_BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in base64"};
    str origin = r->exchange->guard.origin;
    if (origin.data && !cors_socket_allowed(s->options.settings, origin, request_header(r, "Host")))
        return (struct refusal){403, S_NO_ACCESS, "pages of this origin may not connect here"};
    if (s->is_draining || s->socket_count >= (size_t)s->options.settings->sockets_max)
        return (struct refusal){503, S_UNAVAILABLE, "too many sockets, try again later"};
    return (struct refusal){0};
}

static void refuse(struct request *r, struct refusal no, const struct websocket_handler *h,
                   void *owner)
{
    struct websocket unborn = {
        .server = r->exchange->server, .handler = h, .owner = owner, .state = WEBSOCKET_ENDED};
    h->on_close(&unborn, owner);
    struct response res = {.status = no.http_status};
    if (no.http_status == 426) {
        response_add_header(&res, "Sec-WebSocket-Version", STR("13"));
        response_add_header(&res, "Upgrade", STR("websocket"));
    }
    res.body = response_error_body(r, no.why, no.words, NULL);
    respond(r, &res);
}

static bool answer_upgrade(struct request *r, struct websocket *ws)
{
    struct exchange *x = r->exchange;
    char accept[HANDSHAKE_ACCEPT_SIZE];
    if (x->is_done || !handshake_accept(request_header(r, "Sec-WebSocket-Key"), accept))
        return false;
    struct MHD_Response *m = MHD_create_response_for_upgrade(on_upgrade, ws);
    if (!m) return false;
    MHD_add_response_header(m, "Upgrade", "websocket");
    MHD_add_response_header(m, "Sec-WebSocket-Accept", accept);
    x->socket = ws;
    ws->exchange = x;
    exchange_answer(x, MHD_HTTP_SWITCHING_PROTOCOLS, m);
    MHD_destroy_response(m);
    return true;
}

void websocket_accept(struct request *r, const struct websocket_handler *h, void *owner)
{
    struct refusal no = judge(r);
    struct websocket *ws = no.http_status ? NULL : calloc(1, sizeof *ws);
    if (ws)
        *ws = (struct websocket){
            .server = r->exchange->server, .handler = h, .owner = owner, .fd = -1};
    if (ws && answer_upgrade(r, ws)) {
        exchange_let_go(r->exchange);
        return;
    }
    free(ws);
    if (!no.http_status)
        no = (struct refusal){503, S_UNAVAILABLE, "out of memory, try again later"};
    refuse(r, no, h, owner);
}
