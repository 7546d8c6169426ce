/* The exposed tables as the database describes them: the only source of SQL identifiers. */
#ifndef OTA_DB_CATALOG_H
#define OTA_DB_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"
#include "core/str.h"

struct settings;

/* All texts and arrays live as long as the catalog; names are as PostgreSQL has them, `quoted` is
 * the identifier ready for SQL text. */
struct column {
    str name, quoted;
    str type; /* format_type(): "uuid", "text", "timestamp with time zone" … */
    bool is_nullable, has_default, is_generated, is_array;
    bool is_server_owned; /* audit columns and seq: never written by clients */
    str comment;
};

struct foreign_key {
    str name;             /* constraint */
    size_t table, target; /* indexes into catalog.tables */
    const size_t *columns,
        *target_columns; /* indexes into the tables' columns, organization_id first */
    size_t column_count;
    bool is_to_one_back; /* the referencing columns are unique: embedding back gives one object */
};

struct table {
    str name, quoted;
    struct column *columns;
    size_t column_count;
    const size_t *key; /* primary key's columns */
    size_t key_count;
    bool is_view, is_tenant; /* is_tenant: has organization_id */
    str comment;
};

struct function {
    str name, quoted;
    str *argument_names, *argument_types;
    size_t argument_count, default_count; /* the last default_count arguments have defaults */
    bool returns_set, returns_void;
    str comment;
};

struct catalog {
    struct table *tables;
    size_t table_count;
    struct foreign_key *keys;
    size_t key_count;
    struct function *functions;
    size_t function_count;
};

/* Reads the exposed schema `public` over one connection. The catalog is immutable; free with
 * close. */
MUST_CHECK status catalog_open(struct catalog **catalog, const struct settings *settings);
void catalog_close(struct catalog *catalog);

const struct table *catalog_table(const struct catalog *c, str name); /* NULL: none */
const struct function *catalog_function(const struct catalog *c, str name);
const struct column *table_column(const struct table *t, str name);

#endif
