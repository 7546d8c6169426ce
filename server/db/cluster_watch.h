/* Keeping the private cluster alive: a thread that waits for its postmaster's end. */
#ifndef OTA_DB_CLUSTER_WATCH_H
#define OTA_DB_CLUSTER_WATCH_H

#include <stdio.h>

#include "core/status.h"

struct cluster;
struct cluster_watch;
struct settings;

/* From now on a postmaster that ends (killed, out of memory, a full disk) is logged and started
 * again: after 0.25 s, then twice as long after each failure, at most 30 s. What the start says
 * goes to `out`. Stop it before cluster_stop. */
MUST_CHECK status cluster_watch_start(struct cluster_watch **watch, struct cluster *cluster,
                                      const struct settings *s, FILE *out);
/* Ends after a start that is under way. NULL is fine. */
void cluster_watch_stop(struct cluster_watch *watch);

#endif
