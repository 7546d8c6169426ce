/* The inside of planning an import, shared by import_table.c, import_calendar.c and
 * import_plan.c. */
#ifndef OTA_CORE_IMPORT_PLAN_H
#define OTA_CORE_IMPORT_PLAN_H

#include "buf.h"
#include "import.h"

/* Warnings may take this much room for each record so far, errors always have theirs: a record can
 * meet at most three. */
enum { WARNINGS_A_RECORD = 7, ERRORS_A_RECORD_MAX = 3, DEFAULT_BOUNDARY = 360 };

/* A plan being made. Problems go to the record begun last. */
struct planner {
    const struct import_options *options;
    struct arena *arena;
    struct import_record *records;
    uint64_t *keys; /* of each record, equal when the records repeat one another */
    uint32_t record_count;
    struct import_problem *problems;
    uint32_t problem_count;
    uint32_t warning_count;
    bool is_refused; /* the record begun last met an error */
    int32_t boundary_minutes;
    enum day_order day_order;
    bool is_full; /* the arena is */
};

/* A new record with nothing in it. */
struct import_record *planner_begin(struct planner *p, uint32_t line);
/* Judges and completes the record begun last. */
void planner_end(struct planner *p);

void planner_warn(struct planner *p, enum column c, enum problem problem, str value);
void planner_refuse(struct planner *p, enum column c, enum problem problem, str value);

/* Adds a paragraph to the record's notes: nothing that stood in the file is dropped silently.
 * `label` may be empty. */
void planner_note(struct planner *p, str label, str text);

/* A time of day on the record's business date: before the boundary it is after midnight. */
int32_t planner_clock(struct planner *p, enum column c, int32_t minute, str value);

void plan_table(struct planner *p, const struct import_source *source);
void plan_calendar(struct planner *p, const struct import_source *source);

#endif
