/* What one `postgres_changes` listener of a channel wants to hear. */
#ifndef OTA_REALTIME_BINDING_H
#define OTA_REALTIME_BINDING_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

struct json_t;

enum change_kind { CHANGE_INSERT, CHANGE_UPDATE, CHANGE_DELETE, CHANGE_ANY };

enum comparison {
    COMPARE_NONE,
    COMPARE_EQ,
    COMPARE_NEQ,
    COMPARE_LT,
    COMPARE_LTE,
    COMPARE_GT,
    COMPARE_GTE,
    COMPARE_IN
};

struct binding {
    uint32_t id; /* from what it wants, so that equal listeners of many clients share frames */
    enum change_kind kind;
    str table; /* NULL data: every table */
    enum comparison comparison;
    str column;
    str *values; /* one; several with COMPARE_IN */
    size_t value_count;
};

/* Reads {"event","schema"?,"table"?,"filter"?}. Texts live in `a`. S_INVALID: `why` says what is
 * wrong. */
MUST_CHECK status binding_read(struct binding *out, struct arena *a, struct json_t *json,
                               const char **why);

/* Does it want to hear of this change? `row`: the new row, for a delete the old one. */
bool binding_matches(const struct binding *b, enum change_kind kind, str table,
                     const struct json_t *row);

#endif
