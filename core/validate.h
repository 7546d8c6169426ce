/* Judging a row that someone wants to write against the schema, field by field. */
#ifndef OTA_CORE_VALIDATE_H
#define OTA_CORE_VALIDATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "problem.h"
#include "schema.h"
#include "str.h"

#define VALUE_TAGS(X) X(null) X(text) X(number) X(boolean) X(json)
enum value_tag {
#define X(name) VALUE_##name,
    VALUE_TAGS(X)
#undef X
        VALUE_TAG_COUNT
};

/* A value as it stands in JSON. Numbers are doubles, as they are in the browser: every limit of the
 * schema is below 2^53, so whole numbers are exact. */
struct value {
    str name; /* the field it is for */
    enum value_tag tag;
    str text; /* of a text; of a number its shortest decimal text, of json (an array or object) the
                 JSON */
    double number;
    bool truth;
};

struct fault {
    str name; /* of the field; a missing field's name is static */
    enum problem problem;
    int32_t value; /* index of the value, or -1 for a missing field */
};

/* Is this value acceptable for the field? PROBLEM_none when it is. */
enum problem validate_value(const struct field *f, const struct value *v);

/* Judges all values of a row that is to be inserted or updated: unknown fields, fields that only
 * the server writes, values given twice, and for an insert the missing ones. In an update sets may
 * be given as operations and counters must be (operation.h). Writes at most `max`
 * faults, returns how many there are: 0 means acceptable. */
size_t validate_row(const struct table *t, bool is_insert, const struct value *values, size_t count,
                    struct fault *faults, size_t max);

/* The fault as a clause for people: "title is too long (at most 160 characters)". */
void validate_words(const struct table *t, str field, enum problem p, struct buf *out);

/* The forms that fields take, for whoever else needs them. */
bool validate_is_email(str s);
bool validate_is_zone(str s);

#endif
