/* Mutations of older clients in today's fields. */
#ifndef OTA_SYNC_OLDER_H
#define OTA_SYNC_OLDER_H

#include "server/sync/apply.h"

/* What a mutation is today. */
struct older {
    bool is_idle;              /* nothing of it is left for its own row */
    struct mutation elsewhere; /* what it writes into a field that moved to another table; values
                                  NULL: nothing */
};

/* Sets aside what the mutation writes into fields that are no more, or writes what took their
 * place. `out` is to be released in any case. */
MUST_CHECK status older_init(struct older *out, const struct push *p, int32_t schema,
                             const struct mutation *m);
void older_release(struct older *o);

#endif
