/* From a parsed question and the catalog to one SQL statement and its parameters, purely. */
#ifndef OTA_REST_PLAN_H
#define OTA_REST_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/db/catalog.h"
#include "server/db/query.h"
#include "server/rest/failure.h"
#include "server/rest/query.h"

enum action { ACTION_READ, ACTION_INSERT, ACTION_UPDATE, ACTION_DELETE };

enum returning { RETURN_MINIMAL, RETURN_HEADERS, RETURN_REPRESENTATION };

enum resolution { RESOLUTION_NONE, RESOLUTION_MERGE, RESOLUTION_IGNORE };

/* What the Prefer, Accept and Range headers say. */
struct preferences {
    enum returning returning;
    enum resolution resolution;
    bool wants_count;  /* Prefer: count=exact (planned and estimated are answered exactly) */
    bool wants_single; /* Accept: application/vnd.pgrst.object+json */
};

/* One question about one table. `body` is the JSON of a write, `body_columns` its keys. */
struct plan_input {
    const struct catalog *catalog;
    const struct table *table;
    enum action action;
    const struct query *query;
    struct preferences preferences;
    str body;
    const str *body_columns;
    size_t body_column_count;
    bool is_body_array;
};

/* The statement's row is: JSON text (NULL without representation), count of rows, total count (NULL
 * unless wanted). It raises OT406 when a single object was wanted and there is not exactly one. */
struct plan {
    str sql;
    str params[DB_PARAMS_MAX];
    size_t param_count;
};

/* Everything lives in `a`. Values are always parameters; identifiers come out of the catalog. */
MUST_CHECK status plan_make(struct arena *a, const struct plan_input *in, struct plan *plan,
                            struct failure *why);

/* A call of a public function with named arguments taken from a JSON object. */
MUST_CHECK status plan_call(struct arena *a, const struct function *f, const str *names,
                            const str *values, size_t count, struct plan *plan,
                            struct failure *why);

#endif
