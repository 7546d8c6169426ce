/* What the files of the HTTP server share: the server, its connections, and a request's other half.
 *
 *   connection:  NEW ──► BODY ──► BUSY ──► KEEP ──► HEAD ──► BODY …   each but BUSY has a deadline
 *   exchange:    open (request line) ─ begin (headers) ─ body ─ dispatch ─ held? ─ answered ─ done
 *
 * Only this folder includes it, and only this folder knows libmicrohttpd. */
#ifndef OTA_HTTP_EXCHANGE_H
#define OTA_HTTP_EXCHANGE_H

#include <microhttpd.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/base/log.h"
#include "server/base/loop.h"
#include "server/base/metrics.h"
#include "server/base/settings.h"
#include "server/http/guard.h"
#include "server/http/request.h"
#include "server/http/route.h"
#include "server/http/server.h"

enum {
    POOL_BYTES = 16 * 1024,        /* of MHD a connection: headers and URL share it */
    TARGET_BYTES_MAX = 8 * 1024,   /* longest path and query */
    FIRST_BLOCK_BYTES = 12 * 1024, /* of a request's arena, kept with the exchange */
    REQUEST_BYTES_MAX = 64 * 1024 * 1024,
    DISCARD_BYTES_MAX =
        4 * 1024 * 1024, /* refused bodies up to this are read, so that the answer arrives */
    SPARE_EXCHANGES_MAX = 256,
    REQUEST_ID_MAX = 64,
};

enum phase { PHASE_NEW, PHASE_HEAD, PHASE_BODY, PHASE_KEEP, PHASE_BUSY, PHASE_COUNT };

struct connection {
    struct source
        source; /* tells that the client hung up; watched from the first held request on */
    struct http_server *server;
    struct connection *previous, *next; /* in its phase's list, the oldest first */
    enum phase phase;
    int64_t since_ms;
    int fd;
    bool is_watched;
    bool has_hung_up;
    struct exchange *exchange; /* being worked on; NULL between requests */
};

struct connection_list {
    struct connection *first, *last;
};

struct exchange {
    struct request request;
    struct http_server *server;
    struct connection *connection;
    struct MHD_Connection *mhd;
    struct exchange *next;     /* among the spare ones */
    const struct route *route; /* NULL: the fallback's */
    struct guard guard;
    bool is_begun;
    bool is_held; /* a handler has it and has not answered */
    bool is_suspended;
    bool is_answered;
    bool is_failed; /* the answer could not be queued: the connection is cut */
    bool is_done;   /* MHD is through with it */
    bool is_target_long;
    status refusal; /* answered instead of running the handler; S_OK: none */
    const char *refusal_hint;
    struct websocket *socket; /* being upgraded to */
    size_t body_size;         /* bytes there is room for */
    int http_status;
    size_t answer_bytes;
    int64_t begun_ns;
    int64_t mark_ns; /* since when `stage` is counted */
    enum stage stage;
    char id[REQUEST_ID_MAX + 1];
    alignas(16) char block[FIRST_BLOCK_BYTES];
};

struct http_server {
    struct source source; /* MHD's epoll */
    struct http_options options;
    struct loop *loop;
    struct MHD_Daemon *daemon;
    int epoll_fd;
    bool is_due;        /* MHD has something to do before the next wait */
    bool is_timed;      /* MHD asked to be run after the wait at the latest */
    int64_t timeout_ms; /* then */
    bool is_lax;        /* MHD before 1.0: exchange.c looks for what it lets through */
    bool is_draining;
    bool is_drained;
    struct timer stop_deadline;
    void (*on_drained)(void *owner);
    void *drained_owner;
    struct connection_list phases[PHASE_COUNT];
    struct exchange *spare;
    size_t spare_count;
    struct websocket *sockets; /* open ones */
    struct websocket *ended;   /* whose on_close is still to be called */
    size_t socket_count;
    uint32_t id_prefix, id_next;
    struct metrics_worker *metrics;
    struct MHD_Response *
        *prepared; /* this worker's responses for assets, made when first asked for */
    size_t prepared_count;
    struct log_lines lines;
};

/* --- connection.c --- */
void connection_started_or_ended(void *server, struct MHD_Connection *mhd, void **context,
                                 enum MHD_ConnectionNotificationCode code);
void connection_set_phase(struct connection *c, enum phase phase);
/* From now on c->exchange's request is told when the client hangs up. */
void connection_watch(struct connection *c);
void connection_unwatch(struct connection *c);
/* Ends connections whose phase lasted too long; ms until the next deadline, -1 without one. */
int64_t connections_expire(struct http_server *s);
void connections_shut_idle(struct http_server *s);

/* --- exchange.c: MHD's three callbacks, and the way back --- */
void *exchange_open(void *server, const char *uri, struct MHD_Connection *mhd);
enum MHD_Result exchange_continue(void *server, struct MHD_Connection *mhd, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **context);
void exchange_completed(void *server, struct MHD_Connection *mhd, void **context,
                        enum MHD_RequestTerminationCode code);
/* Queues the one answer and lets the connection go on. Keeps no reference to `response`. */
void exchange_answer(struct exchange *x, int http_status, struct MHD_Response *response);
/* The handler's side is over; frees the exchange once MHD's is, too. */
void exchange_let_go(struct exchange *x);
/* Beside telling MHD that the connection is lost: it notices only in its next run. */
void exchange_cut(struct exchange *x);
void exchange_suspend(struct exchange *x);
void exchange_resume(struct exchange *x);
void exchanges_free_spare(struct http_server *s);

/* --- dispatch.c --- */
/* Whether the request may have its body read: sets x->route or x->refusal. */
void exchange_route(struct exchange *x);
/* Runs the handler or answers the refusal. */
void exchange_dispatch(struct exchange *x);

/* --- websocket.c --- */
/* The client left before the upgrade was done. */
void websocket_abandon(struct websocket *ws);
void websockets_drain(struct http_server *s);
void websockets_reap(struct http_server *s);
void websockets_drop_all(struct http_server *s);

#endif
