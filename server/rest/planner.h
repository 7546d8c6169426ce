/* The planner's state and parts, shared by the files that write SQL. Not for other folders. */
#ifndef OTA_REST_PLANNER_H
#define OTA_REST_PLANNER_H

#include "core/buf.h"
#include "server/rest/plan.h"

enum { SQL_BYTES_MAX = 256 * 1024 };

struct planner {
    struct arena *arena;
    const struct plan_input *in;
    struct plan *plan;
    struct failure *why;
    int alias_count; /* embedded tables so far: _e1, _e2 … */
};

/* A table as it is called in the SQL being written. */
struct scope {
    const struct table *table;
    const char *alias;
};

/* Values and columns (planner.c). Appends "$n" for `value`; S_INVALID_QUERY when there are too
 * many. */
MUST_CHECK status planner_add_param(struct planner *p, struct buf *sql, str value);

/* The column called `name`, or PGRST204/42703's refusal that names it. */
MUST_CHECK status planner_find_column(struct planner *p, const struct table *t, str name,
                                      const struct column **column);
void planner_add_column(struct buf *sql, const struct scope *scope, const struct column *c);

/* The pieces of a SELECT about one level (level.c). */
MUST_CHECK status planner_add_fields(struct planner *p, struct buf *sql, const struct scope *scope,
                                     const struct level *level);
/* " where …" with !inner conditions, or nothing. `first` is " where " or " and ". */
MUST_CHECK status planner_add_where(struct planner *p, struct buf *sql, const struct scope *scope,
                                    const struct level *level, const char *first);
MUST_CHECK status planner_add_order(struct planner *p, struct buf *sql, const struct scope *scope,
                                    const struct level *level);
MUST_CHECK status planner_add_limit(struct planner *p, struct buf *sql, const struct level *level);

/* Writes (plan_write.c): the statement whose rows are `_source`. */
MUST_CHECK status planner_add_write(struct planner *p, struct buf *sql);

#endif
