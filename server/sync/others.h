/* What others did to one row since a mutation's base, and the row that tells of a conflict. */
#ifndef OTA_SYNC_OTHERS_H
#define OTA_SYNC_OTHERS_H

#include <stdbool.h>

#include "server/sync/apply.h"

struct json_t;

/* Texts live as long as the push; to be released in any case. */
struct others {
    struct json_t
        *bases; /* each field they changed → its value before their first change; NULL: none */
    struct json_t *deleted; /* the row as it was when they deleted it last; NULL: they did not */
    bool has_changed, has_deleted;
    str actor_id, at; /* of the last change; NULL data: nobody's, none */
};

/* One field that was set aside; values as canonical JSON, "null" where there is none. */
struct lost_field {
    str name, base, mine, theirs;
};

/* Reads the log of the mutation's row behind its base, without this client's own mutations. */
MUST_CHECK status others_init(struct others *o, const struct push *p, const struct mutation *m);
void others_release(struct others *o);

/* Writes the row into conflicts and makes `out` a conflict. */
MUST_CHECK status others_write_conflict(const struct others *o, const struct push *p,
                                        const struct mutation *m, bool is_delete,
                                        const struct lost_field *lost, size_t count,
                                        struct outcome *out);

/* `value` as canonical JSON in the push's arena; NULL gives "null". NULL data: out of memory. */
str canonical_json(const struct push *p, struct json_t *value);

#endif
