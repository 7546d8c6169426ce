/* Encoded WebSocket frames, shared by the sockets that send them. */
#ifndef OTA_HTTP_FRAME_H
#define OTA_HTTP_FRAME_H

#include "server/http/websocket.h"

struct frame {
    size_t references;
    size_t len;
    char bytes[];
};

/* Bytes that are frames already (wslay's own); NULL: out of memory. */
struct frame *frame_wrap(str encoded);

#endif
