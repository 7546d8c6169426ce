/* What a client of an older schema sees of tables and columns, and what the first screen shows. */
#ifndef OTA_SYNC_VIEW_H
#define OTA_SYNC_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/str.h"

struct schema_change;

/* Does a client of `schema` know the table? */
bool view_has_table(int32_t schema, str table);
/* Are its rows to that client what they are now? */
bool view_is_whole(int32_t schema, str table);
/* Appends the column of row `t` as that client knows it and `after`; nothing when it does not. */
void view_add_column(struct buf *b, int32_t schema, str table, str column, str quoted,
                     const char *after);
/* Appends a column of that choice (enum choice); values that `changes` brought since are shown as
 * ones that the client knows. */
void view_add_choice(struct buf *b, const struct schema_change *changes, int32_t schema, int choice,
                     str quoted);
/* Appends the columns that the table no longer has, as nulls; the rest of the list follows. */
void view_add_dropped(struct buf *b, int32_t schema, str table, const char *after);

/* A condition over `t` for the rows that the first screen shows on the day $2, of the organization
 * $1; NULL: none of the table. */
const char *view_first_rows(str table);

#endif
