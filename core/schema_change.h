/* What differs between the schema of now and an older one, as data (schema_change.def). */
#ifndef OTA_CORE_SCHEMA_CHANGE_H
#define OTA_CORE_SCHEMA_CHANGE_H

#include "schema.h"
#include "schema_version.h"

enum change_kind {
    CHANGE_table_added,
    CHANGE_field_added,
    CHANGE_field_unused, /* dropped */
    CHANGE_field_mapped, /* dropped, other fields took its place */
    CHANGE_field_moved,  /* to the row with the same id of another table */
    CHANGE_choice_added,
};

struct schema_change {
    int32_t schema; /* clients of an older one do not know of it */
    enum change_kind kind;
    enum table_id table; /* of a table or a field */
    enum choice choice;  /* of a choice, else CHOICE_none */
    const char *name;    /* the field or the value; NULL for a table */
    const char *shown;   /* what older clients see in place of the value */
    enum table_id to;    /* of a field that moved, else TABLE_COUNT */
};

/* All changes, in the order of schema_change.def; the end has schema 0. */
const struct schema_change *schema_changes(void);

/* Does a client of `schema` know the table? */
bool schema_knows_table(int32_t schema, enum table_id t);
/* Is it about a field that is no more where it was? */
bool schema_change_drops(const struct schema_change *c);
/* Was the field of the table added after `schema`? */
bool schema_change_adds(int32_t schema, enum table_id t, str field);
/* Does the change make rows of the table look different to a client of `schema`? */
bool schema_change_touches(const struct schema_change *c, int32_t schema, const struct table *t);

#endif
