/* Mutations of older clients in today's fields. */
#ifndef OTA_SYNC_OLDER_H
#define OTA_SYNC_OLDER_H

#include "server/sync/apply.h"

/* Sets aside what the mutation writes into fields that are no more, or writes what took their
 * place. `is_idle`: nothing is left of it. */
MUST_CHECK status older_bring(const struct push *p, int32_t schema, const struct mutation *m,
                              bool *is_idle);

#endif
