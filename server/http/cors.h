/* Which foreign pages may call the API from a browser (the Fetch standard's CORS protocol). */
#ifndef OTA_HTTP_CORS_H
#define OTA_HTTP_CORS_H

#include "server/http/request.h"

struct settings;

enum { CORS_HEADERS_MAX = 3 };

/* Access-Control-* for an API answer to a page of `origin`; gives their number, 0 where the origin
 * is not allowed. */
size_t cors_headers(const struct settings *s, str origin, struct header out[CORS_HEADERS_MAX]);
/* What the answer to an OPTIONS preflight has beside these. */
size_t cors_preflight_headers(const struct settings *s, str origin,
                              struct header out[CORS_HEADERS_MAX]);
/* Whether a browser on a page of `origin` may open a WebSocket here: ours, an allowed one, or the
 * very host that was asked. */
bool cors_socket_allowed(const struct settings *s, str origin, str host);

#endif
