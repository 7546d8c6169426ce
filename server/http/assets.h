/* The built web app, held in memory and served with the headers that make it fast and safe. */
#ifndef OTA_HTTP_ASSETS_H
#define OTA_HTTP_ASSETS_H

#include "core/status.h"
#include "server/http/request.h"

struct assets; /* immutable once open: shared by all workers */
struct settings;

enum {
    ASSETS_FILES_MAX = 4096,
    ASSETS_BYTES_MAX = 128 * 1024 * 1024,
};

/* Reads all files under settings->web_dir with their .br and .gz siblings. A missing folder is no
 * error: assets_serve then says how to build the app. S_OVER_LIMIT beyond the limits above. */
MUST_CHECK status assets_open(struct assets **assets, const struct settings *settings);
void assets_close(struct assets *assets);

/* The server's fallback: a file by its path, index.html for a navigation to a path without
 * extension, 404 else. /assets/ (hashed names) is cached for good, the rest is asked for again by
 * ETag. */
handler assets_serve;

#endif
