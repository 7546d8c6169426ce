/* SQL texts over one tenant table; every identifier comes from the catalog. */
#ifndef OTA_SYNC_ROW_SQL_H
#define OTA_SYNC_ROW_SQL_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

struct catalog;

/* What the statements do. $1 is the organization, $2 the row's id, the rest stands beside it. */
enum row_sql {
    ROW_SQL_INSERT, /* the columns from $3 on */
    ROW_SQL_UPDATE, /* the columns from $3 on */
    ROW_SQL_TOUCH,  /* writes the columns over themselves: only the right to write is asked for */
    ROW_SQL_DELETE,
    ROW_SQL_COMPARE,  /* the row as JSON now, and with the JSON $3 written over it */
    ROW_SQL_VERSIONS, /* id, seq of every row; no $2 */
    ROW_SQL_UP_TO,    /* id, seq of the rows up to the id $2 */
    ROW_SQL_COUNT,    /* how many rows; no $2 */
};

/* Which rows are read: id, seq and the row as JSON, by id. $1 is the organization. */
enum row_read {
    ROW_READ_PICK,  /* those whose ids are in the array $2 */
    ROW_READ_ALL,   /* every row; no $2 */
    ROW_READ_AFTER, /* every row behind the id $2 */
    ROW_READ_FIRST, /* those that the first screen shows on the day $2 */
};

/* S_NOT_FOUND: no such tenant table. S_INVALID: no such column. S_OVER_LIMIT: out of memory. */
MUST_CHECK status row_sql(struct arena *a, const struct catalog *catalog, enum row_sql what,
                          str table, const str *columns, size_t column_count, str *sql);

/* Rows as a client of `schema` knows them. S_NOT_FOUND: no such tenant table, or the first screen
 * shows none of it. */
MUST_CHECK status row_read_sql(struct arena *a, const struct catalog *catalog, enum row_read what,
                               str table, int32_t schema, str *sql);

#endif
