/* The texts of WebSocket's opening handshake. */
#ifndef OTA_HTTP_HANDSHAKE_H
#define OTA_HTTP_HANDSHAKE_H

#include <stdbool.h>

#include "core/str.h"

enum { HANDSHAKE_ACCEPT_SIZE = 29 };

/* Whether a comma-separated header value has `token`, without case. */
bool handshake_has_token(str list, str token);
/* 16 bytes in base64. */
bool handshake_key_ok(str key);
/* The value of Sec-WebSocket-Accept for a good key; false when the library refuses. */
bool handshake_accept(str key, char accept[HANDSHAKE_ACCEPT_SIZE]);

#endif
