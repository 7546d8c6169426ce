/* Radius clauses: whether a show is too near to another one, in place and in time. */
#ifndef OTA_CORE_RADIUS_H
#define OTA_CORE_RADIUS_H

#include "status.h"

#include <stdint.h>

/* The records of radius.def: struct radius_clause, radius_show, radius_finding, all members
 * int64_t. */
#define RECORD(record)       struct radius_##record {
#define MEMBER(record, name) int64_t name;
#define END(record)                                                                                \
    }                                                                                              \
    ;
#include "radius.def"
#undef RECORD
#undef MEMBER
#undef END

/* A show breaks a clause when it is within its metres and within its days, the edges included:
 * contracts say "within 100 km and 30 days". Distances are straight lines on the globe (geo.h), as
 * such clauses are read. S_INVALID: a place outside the globe, or a negative distance or time. */
MUST_CHECK status radius_judge(const struct radius_clause *clause, const struct radius_show *show,
                               struct radius_finding *out);

#endif
