/* A tour's dates out of a spreadsheet export or a calendar file: what would be created, row by
 * row. */
#ifndef OTA_CORE_IMPORT_H
#define OTA_CORE_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "csv.h"
#include "date.h"
#include "ical.h"
#include "problem.h"
#include "status.h"
#include "str.h"
#include "text.h"

/* Usage, the same on the server and in the app:
 *   import_open   decodes the file, finds its header, guesses what each column means
 *   (the user corrects `meanings`)
 *   import_plan   reads every row into a record with its problems; nothing is written anywhere */

enum column {
#define COLUMN(name, words) COLUMN_##name,
#include "column.def"
#undef COLUMN
    COLUMN_COUNT
};

enum day_kind {
#define DAY(name) DAY_##name,
#include "day.def"
#undef DAY
    DAY_COUNT
};

#define FORMATS(X) X(table) X(ical)
enum import_format {
#define X(name) FORMAT_##name,
    FORMATS(X)
#undef X
};

struct import_source {
    enum import_format format;
    enum encoding encoding;
    struct csv table;    /* of FORMAT_table */
    struct ical ical;    /* of FORMAT_ical */
    uint32_t header_row; /* index into table.rows; equal to row_count when there is no header */
    uint32_t first_row;  /* index of the first data row */
    enum column meanings[CSV_COLUMNS_MAX]; /* the guess, table.column_count of them */
};

struct import_existing {
    int32_t date;
    str venue;
    str city;
    str title;
};

struct import_options {
    const enum column *meanings; /* the user's, table.column_count of them; NULL: the guess */
    enum day_order day_order;
    int32_t today;
    int32_t boundary_minutes; /* times of day before it belong to the evening before; 0: 06:00 */
    str currency;             /* for amounts that name none; may be empty */
    const struct import_existing *existing;
    uint32_t existing_count;
};

struct import_record {
    enum day_kind kind;
    uint32_t line;
    bool is_ready;        /* no error and no duplicate: it can be created */
    int32_t duplicate_of; /* index of the earlier record that it repeats, or -1 */
    int32_t date;         /* the business date, or DATE_NONE */
    bool is_utc;          /* the minutes are in UTC, not in `zone` (calendar files) */
    int32_t doors_minute; /* from midnight of `date`, beyond 1440 after midnight; -1: none */
    int32_t start_minute;
    int32_t end_minute;
    int32_t curfew_minute;
    int32_t capacity; /* -1: unknown */
    str title;
    str venue;
    str address;
    str city;
    str country; /* two letters or empty */
    str zone;    /* from the file or the country, or empty */
    str status;  /* one of choice show_status: what the file says, else confirmed */
    str billing; /* one of choice billing */
    str notes;
    str currency; /* of the guarantee, empty without one */
    bool has_guarantee;
    int64_t guarantee_minor;
    uint32_t first_problem;
    uint32_t problem_count;
};

struct import_problem {
    uint32_t record;
    enum column column; /* COLUMN_ignored: the whole row */
    enum problem problem;
    bool is_error; /* the row is not imported; otherwise a warning */
    str value;     /* what stood there */
};

struct import_plan {
    const struct import_record *records;
    uint32_t record_count;
    const struct import_problem *problems; /* in the order of the records */
    uint32_t problem_count;
    uint32_t ready_count;
    enum day_order day_order; /* what was used */
};

/* Everything found points into `bytes` or `a`. S_INVALID: nothing that could be a table or
 * calendar. S_OVER_LIMIT: larger than CSV_BYTES_MAX and the like, or the arena is full. */
MUST_CHECK status import_open(str bytes, struct arena *a, struct import_source *out);

MUST_CHECK status import_plan(const struct import_source *source,
                              const struct import_options *options, struct arena *a,
                              struct import_plan *out);

/* Static names: "guarantee", and "set time" for people. */
const char *import_column_name(enum column c);
const char *import_column_words(enum column c);
const char *import_kind_name(enum day_kind k);

#endif
