/* What a query string of the PostgREST dialect asks for, as a tree (plan.h makes SQL of it). */
#ifndef OTA_REST_QUERY_H
#define OTA_REST_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/rest/failure.h"

enum {
    QUERY_DEPTH_MAX = 5,
    QUERY_FIELDS_MAX = 200,
    QUERY_FILTERS_MAX = 100,
    QUERY_LIST_MAX = 1000
};

enum operator{
#define OPERATOR(name, sql, takes) OPERATOR_##name,
#include "server/rest/operators.def"
#undef OPERATOR
};

enum filter_kind { FILTER_COMPARE, FILTER_AND, FILTER_OR };

/* One comparison, or several joined by and/or. */
struct filter {
    enum filter_kind kind;
    bool is_negated;
    str column; /* COMPARE */
    enum operator op;
    str value;            /* ONE, PATTERN, WORD; LIST: as PostgreSQL array text */
    struct filter *first; /* AND, OR */
    struct filter *next;
};

enum nulls { NULLS_DEFAULT, NULLS_FIRST, NULLS_LAST };

struct order {
    str column;
    bool is_descending;
    enum nulls nulls;
    struct order *next;
};

/* One entry of select=: a column, every column, or another table's rows at their own level. */
struct field {
    str name;               /* column or table; "*" is every column */
    str alias;              /* what the JSON calls it; empty: the name */
    str hint;               /* after '!': the constraint or column that picks the foreign key */
    bool is_inner;          /* !inner: rows without a match are left out */
    struct level *embedded; /* NULL: a column */
    struct field *next;
};

/* One table's part of the question. */
struct level {
    struct field *fields; /* NULL: every column */
    struct filter *filters;
    struct order *orders;
    int64_t limit;  /* -1: none */
    int64_t offset; /* 0: none */
};

struct query {
    struct level top;
    str on_conflict; /* column names as sent, empty: the primary key */
    str columns;     /* columns= of a bulk insert, empty: the body's keys */
    int filter_count, field_count;
};

struct pair {
    str name, value; /* decoded */
    struct pair *next;
};

/* Everything lives in `a`. On S_INVALID_QUERY `why` names what is wrong and what would be right. */
MUST_CHECK status query_parse(struct arena *a, const struct pair *pairs, struct query *q,
                              struct failure *why);

/* The operator's SQL text. */
const char *operator_sql(enum operator op);

/* The parts, each in its own file. `text` is what stands right of '='. */
MUST_CHECK status select_parse(struct arena *a, str text, struct query *q, struct failure *why);
MUST_CHECK status filter_parse(struct arena *a, struct query *q, struct level *level, str name,
                               str value, struct failure *why);
MUST_CHECK status order_parse(struct arena *a, struct level *level, str text, struct failure *why);

#endif
