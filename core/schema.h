/* The tenant tables and their fields, as data: what validation, sync and the app read. */
#ifndef OTA_CORE_SCHEMA_H
#define OTA_CORE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "permission.h"
#include "str.h"

/* Kinds of values, and the form of each as text:
 *   text      UTF-8 without NUL, counted in code points
 *   email     something@domain
 *   choice    one of a closed list (choice.def)
 *   currency  ISO 4217, "EUR"        country  ISO 3166-1 alpha-2, "DE"
 *   zone      IANA, "Europe/Berlin"  clock    "HH:MM"
 *   date      "YYYY-MM-DD"           instant  RFC 3339, "2026-05-12T20:00:00+02:00"
 *   uuid      any id                 reference  id of a row of another tenant table
 *   integer   whole number           money    minor units of the row's currency
 *   amount    money that is not zero real     binary floating point (coordinates only)
 *   boolean   true | false           json     only the server writes it
 *   ids       a set of ids           choices  a set of values of a closed list
 *   counter   whole number that is written as differences
 *   rate      exact decimal, at most 12 decimals and 15 significant digits
 *   document  JSON object or array, merged as one value
 * A set is a JSON array without repeats, in the order of its bytes; it is never null. */
enum kind {
#define KIND(name, type) KIND_##name,
#include "kind.def"
#undef KIND
    KIND_COUNT
};

enum presence {
    PRESENCE_required,  /* must be given with an insert, never null */
    PRESENCE_defaulted, /* may be left out of an insert, never null */
    PRESENCE_optional,  /* may be null */
    PRESENCE_server,    /* only the server writes it, may be null */
    PRESENCE_stamped,   /* only the server writes it, never null */
};

enum choice {
    CHOICE_none,
#define CHOICE(name, type, values) CHOICE_##name,
#include "choice.def"
#undef CHOICE
    CHOICE_COUNT
};

enum table_id {
#define TABLE(name, resource, type) TABLE_##name,
#define FIELD(table, name, kind, presence, min, max, of, fallback)
#include "schema.def"
#undef TABLE
#undef FIELD
    TABLE_COUNT
};

/* Hundreds of these come with the app's first screen, so the small members are small. */
struct field {
    const char *name;
    const char *of;       /* name of the choice or of the referred table, "none" */
    const char *fallback; /* what a defaulted field becomes, "" when the database decides */
    uint8_t table;        /* enum table_id */
    uint8_t kind;         /* enum kind */
    uint8_t presence;     /* enum presence */
    uint8_t choice;       /* enum choice; CHOICE_none but for the kinds choice and choices */
    int64_t min; /* characters of a text, value of a number; min = max = 0: the kind's own limits */
    int64_t max; /* entries of a set, bytes of a document */
};

struct table {
    const char *name;
    enum resource resource;
    const struct field *fields; /* in the order of schema.def */
    uint32_t field_count;
};

/* The table's description, static. */
const struct table *schema_table(enum table_id t);
/* By name; NULL when there is none. */
const struct table *schema_table_named(str name);
/* NULL when the table has no such field. Common fields (id, seq, audit) are not found here. */
const struct field *schema_field_named(const struct table *t, str name);
/* Is a write to this table a request that only the server's word decides (word.def)? Such writes
 * are never merged: whoever comes second is refused and looks again. */
bool schema_needs_word(const struct table *t);
/* The number of a table by name, or -1. */
int32_t schema_table_index(str name);
/* Is `name` one of the fields that every table has and only the server writes? */
bool schema_is_server_field(str name);

/* The values of a choice parted by '|'; "" for CHOICE_none. */
str schema_choice_values(enum choice c);
bool schema_choice_has(enum choice c, str value);

#endif
