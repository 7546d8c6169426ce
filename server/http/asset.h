/* One file of the web app in its encodings; between loading and serving. */
#ifndef OTA_HTTP_ASSET_H
#define OTA_HTTP_ASSET_H

#include "core/str.h"
#include "server/http/assets.h"
#include "server/http/encoding.h"

enum { ETAG_SIZE = 32 };

struct asset_form {
    char *bytes; /* NULL: the file has no such form */
    size_t len;
    char etag[ETAG_SIZE]; /* strong, with its quotes */
};

struct asset {
    char *path; /* "/assets/main-1a2b.js" */
    const char *type;
    struct asset_form forms[ENCODING_COUNT];
};

struct assets {
    struct asset *files; /* sorted by path */
    size_t count, size;
    size_t total_bytes;
    char *policy; /* the Content-Security-Policy of its pages */
};

/* NULL when there is none. */
const struct asset *assets_find(const struct assets *a, str path);

#endif
