/* From a method and a path to a handler, out of the table in server/routes.def. */
#ifndef OTA_HTTP_ROUTE_H
#define OTA_HTTP_ROUTE_H

#include <stddef.h>

#include "server/http/request.h"

enum access { ACCESS_OPEN, ACCESS_ANON, ACCESS_USER };

struct route {
    enum method method;
    const char *path; /* "{}" stands for one segment */
    handler *run;
    enum access access;
    size_t body_bytes_max;
};

/* The route for `path`, its {} in params; NULL and S_NOT_FOUND or S_METHOD_NOT_ALLOWED. */
const struct route *route_find(const struct route *routes, size_t count, enum method m, str path,
                               str params[REQUEST_PARAMS_MAX], size_t *param_count, status *why);

#endif
