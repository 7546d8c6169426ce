/* The JSON of a write, checked: one object or an array of objects with the same keys. */
#ifndef OTA_REST_BODY_H
#define OTA_REST_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/rest/failure.h"

enum { BODY_ROWS_MAX = 5000, BODY_COLUMNS_MAX = 200 };

struct body {
    str json;          /* as sent */
    const str *names;  /* keys of the object(s), in the order of the first */
    const str *values; /* of a single object: scalars as text, the rest as JSON; NULL data: null */
    size_t column_count;
    size_t row_count;
    bool is_array;
};

/* `columns` (may be empty) is columns=a,b: then only these are taken and keys may differ by row. */
MUST_CHECK status body_parse(struct arena *a, str json, str columns, struct body *body,
                             struct failure *why);

#endif
