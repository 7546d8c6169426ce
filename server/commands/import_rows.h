/* Writing a planned import: all its records in one transaction, as the organization's owner. */
#ifndef OTA_COMMANDS_IMPORT_ROWS_H
#define OTA_COMMANDS_IMPORT_ROWS_H

#include "core/import.h"
#include "server/commands/session.h"

/* Where the records go. */
struct import_target {
    str organization_id, organization_name, currency, zone;
    int32_t boundary_minutes;
    str tour_name;
    struct identity owner; /* in whose name it is written */
};

struct import_counts {
    int shows, days, venues;
    bool is_tour_new;
};

/* The organization by id or name. What is wrong is told on standard error. */
MUST_CHECK status import_find_target(struct session *s, str organization, struct import_target *t);

/* What the organization has already, for finding duplicates. */
MUST_CHECK status import_read_existing(struct session *s, const struct import_target *t,
                                       struct import_existing **existing, uint32_t *count);

/* Creates every ready record; on an error nothing at all. */
MUST_CHECK status import_write(struct session *s, const struct import_target *t,
                               const struct import_plan *plan, struct import_counts *counts);

#endif
