/* The private cluster's configuration, written anew at each start. */
#ifndef OTA_DB_CLUSTER_CONF_H
#define OTA_DB_CLUSTER_CONF_H

#include "server/db/cluster_place.h"

/* Writes data/ota.conf, which postgresql.conf includes; local.conf beside it is the operator's. */
MUST_CHECK status conf_write(const struct place *p, const struct settings *s);

#endif
