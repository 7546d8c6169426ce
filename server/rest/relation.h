/* Which foreign key leads from one table to another that a question embeds. */
#ifndef OTA_REST_RELATION_H
#define OTA_REST_RELATION_H

#include "server/rest/planner.h"

/* A foreign key as seen from one table. */
struct relation {
    const struct foreign_key *key;
    const struct table *other;
    bool is_forward; /* the key's columns are in the asking table: at most one row */
};

/* The one that the field means: by its name, and its hint where there are several. */
MUST_CHECK status relation_find(struct planner *p, const struct table *from, const struct field *f,
                                struct relation *found);

#endif
