/* WebSocket connections (RFC 6455) over the HTTP server's sockets, framed by wslay. */
#ifndef OTA_HTTP_WEBSOCKET_H
#define OTA_HTTP_WEBSOCKET_H

#include <stdbool.h>
#include <stdint.h>

#include "core/status.h"
#include "core/str.h"

struct request;
struct websocket;

enum {
    WEBSOCKET_MESSAGE_MAX =
        64 * 1024, /* bytes of one message from a peer; more is closed with 1009 */
    WEBSOCKET_QUEUE_MAX = 1024 * 1024, /* bytes that a peer may be behind */
    WEBSOCKET_PING_S = 30,             /* a peer that is silent over two of these is dropped */
};

/* Called on the loop's thread. on_close comes exactly once for each websocket_accept, also when
 * there was no upgrade (on_open did not come then), and never from within websocket_send*, _shut
 * or on_message: whoever walks over sockets need not fear. After on_close the socket is gone. */
struct websocket_handler {
    void (*on_open)(struct websocket *ws, void *owner);
    void (*on_message)(struct websocket *ws, void *owner, str message, bool is_text);
    void (*on_close)(struct websocket *ws, void *owner);
};

/* Answers `r` with the upgrade (or with 426/400/403/503 when it cannot be: wrong version, missing
 * key, foreign Origin, too many sockets) and takes the socket over. `owner` is handed to the
 * handler. */
void websocket_accept(struct request *r, const struct websocket_handler *h, void *owner);

/* One frame encoded once and shared by many sockets. */
struct frame;
struct frame *frame_create(str text); /* NULL: out of memory. Reference count 1. */
struct frame *frame_retain(struct frame *f);
void frame_release(struct frame *f); /* of the creating thread only */

/* Queue bytes; S_OVER_LIMIT when the socket would be more than WEBSOCKET_QUEUE_MAX behind: nothing
 * was queued, the caller says "pull" later or closes. On a socket that is closing nothing is sent,
 * S_OK. */
MUST_CHECK status websocket_send(struct websocket *ws, str text);
MUST_CHECK status websocket_send_frame(struct websocket *ws, struct frame *f);
/* Bytes that the peer has not taken yet. */
size_t websocket_backlog(const struct websocket *ws);
/* Starts the closing handshake; on_close follows. */
void websocket_shut(struct websocket *ws, uint16_t code, str reason);

#endif
