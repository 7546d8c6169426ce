/* The operations among a mutation's values (core/operation.h), put on the row as it is. */
#ifndef OTA_SYNC_OPERATE_H
#define OTA_SYNC_OPERATE_H

#include <stdbool.h>

#include "server/sync/apply.h"

struct field;
struct json_t;

/* The field that a value of the mutation is for; NULL: none of the table's own. */
const struct field *operate_field(const struct mutation *m, const char *name);

/* Is this value of an update an operation? */
bool operate_is(const struct mutation *m, const char *name, struct json_t *value);

/* The mutation's values without its operations, to be released; NULL: out of memory. */
struct json_t *operate_plain(const struct mutation *m);

/* What the operation makes of `now`, to be released. NULL with `out` untouched: out of memory; with
 * a rejection in `out`: the field cannot hold it. */
struct json_t *operate_on(const struct push *p, const struct mutation *m, const char *name,
                          struct json_t *now, struct outcome *out);

/* Writes into `after`, the row with the mutation's plain values, what its operations make of `now`.
 * S_OK with a rejection in `out`: a field cannot hold it. */
MUST_CHECK status operate_all(const struct push *p, const struct mutation *m, struct json_t *now,
                              struct json_t *after, struct outcome *out);

#endif
