/* One worker's HTTP server on its loop: listens, guards, routes, answers, drains.
 *
 * http_listen → http_server_open → http_server_hooks → loop_run … http_server_drain →
 * http_server_close
 * */
#ifndef OTA_HTTP_SERVER_H
#define OTA_HTTP_SERVER_H

#include <stddef.h>

#include "core/status.h"
#include "server/base/loop.h"
#include "server/http/request.h"
#include "server/http/route.h"

struct assets;
struct http_server;
struct settings;

/* One thing that must work before requests are served, told by name at /readyz. */
struct readiness {
    const char *name;
    status (*check)(void *owner); /* must not block; any worker's thread */
    void *owner;
};

struct http_options {
    const struct settings *settings;
    struct services *services; /* loop and metrics are used here; the rest is for handlers */
    const struct route *routes;
    size_t route_count;
    /* Fills r->identity for ANON and USER routes before the handler runs, at once. An error is
     * answered as it is. NULL: everybody is anonymous and USER routes are refused. */
    status (*authenticate)(struct request *r, enum access access);
    handler *fallback;                 /* what no route matches (assets_serve); NULL: 404 */
    const struct assets *assets;       /* for assets_serve; shared by all workers; NULL: none */
    const struct readiness *readiness; /* for health_ready */
    size_t readiness_count;
    int listen_fd; /* the server's own from now on */
};

/* Opens a listening socket a worker at "host:port" (SO_REUSEPORT) or "unix:/path" (shared). Port 0
 * takes a free one. On failure says on the log what to do and gives S_UNAVAILABLE. */
MUST_CHECK status http_listen(const char *address, int *fds, size_t count);
/* The port that a listening socket got; 0 for a Unix socket. */
int http_listen_port(int fd);

/* Texts, tables and services must outlive the server. */
MUST_CHECK status http_server_open(struct http_server **server, const struct http_options *options);

/* To be given to loop_run: nests the HTTP engine in the loop. */
struct loop_hooks http_server_hooks(struct http_server *server);

/* Stops gracefully, on the loop's thread: no new connections, idle ones are closed, WebSockets get
 * 1001, requests in flight are finished, at most stop_timeout_s. Then `on_drained` runs, or with
 * NULL the loop is stopped. */
void http_server_drain(struct http_server *server, void (*on_drained)(void *owner), void *owner);

/* After the loop has stopped and nobody holds a request any more: whoever answers later (db, the
 * work pool) is closed first. Closes what is still open. */
void http_server_close(struct http_server *server);

#endif
