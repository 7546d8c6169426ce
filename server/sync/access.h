/* What a member's role reads, table by table. */
#ifndef OTA_SYNC_ACCESS_H
#define OTA_SYNC_ACCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/str.h"

/* How much of a table's rows a role reads; more is greater. */
enum reach { REACH_NONE, REACH_OWN, REACH_EVERY };

/* The tenant tables in the order in which they refer to each other. */
size_t access_table_count(void);
str access_table_name(size_t index);

/* `role` by name; an unknown one reads nothing. */
enum reach access_reach(str role, size_t table_index);

/* Does `role` read of the table at all, and does a client of `schema` know it? */
bool access_is_told(str role, int32_t schema, size_t table_index);

#endif
