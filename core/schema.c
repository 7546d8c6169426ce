/* The tables and fields of schema.def as arrays. */
#include "schema.h"

/* Numbers of all fields in order; a table's own begin where the table's line stands. */
/* clang-format off */
enum {
#define TABLE(name, resource, type) BEGIN_##name, BEFORE_##name = BEGIN_##name - 1,
#define FIELD(table, name, kind, presence, min, max, of, fallback) AT_##table##_##name,
#include "schema.def"
#undef TABLE
#undef FIELD
    FIELD_COUNT
};
/* clang-format on */

/* The choice that a field's `of` names; references and "none" are no choice. */
enum {
    OF_none = CHOICE_none,
#define CHOICE(name, type, values) OF_##name = CHOICE_##name,
#include "choice.def"
#undef CHOICE
#define TABLE(name, resource, type) OF_##name = CHOICE_none,
#define FIELD(table, name, kind, presence, min, max, of, fallback)
#include "schema.def"
#undef TABLE
#undef FIELD
};

static const struct field fields[FIELD_COUNT] = {
#define TABLE(name, resource, type)
#define FIELD(table, name, kind, presence, min, max, of, fallback)                                 \
    {#name, #of, fallback, TABLE_##table, KIND_##kind, PRESENCE_##presence, OF_##of, min, max},
#include "schema.def"
#undef TABLE
#undef FIELD
};

/* How many FIELD lines follow each TABLE line: `, COUNT_tours = 0 +1 +1 …`. */
enum {
    COUNT_first
#define TABLE(name, resource, type)                                , COUNT_##name = 0
#define FIELD(table, name, kind, presence, min, max, of, fallback) +1
#include "schema.def"
#undef TABLE
#undef FIELD
};

static const struct table tables[TABLE_COUNT] = {
#define TABLE(name, resource, type)                                                                \
    {#name, RESOURCE_##resource, fields + BEGIN_##name, COUNT_##name},
#define FIELD(table, name, kind, presence, min, max, of, fallback)
#include "schema.def"
#undef TABLE
#undef FIELD
};

static const char *const choices[CHOICE_COUNT] = {
    "",
#define CHOICE(name, type, values) values,
#include "choice.def"
#undef CHOICE
};

static const char *const server_fields[] = {
    "organization_id", "id", "created_at", "created_by", "updated_at", "updated_by", "seq",
};

const struct table *schema_table(enum table_id t)
{
    return &tables[t];
}

int32_t schema_table_index(str name)
{
    for (int32_t i = 0; i < TABLE_COUNT; i++)
        if (str_equal(str_from(tables[i].name), name)) return i;
    return -1;
}

bool schema_needs_word(const struct table *t)
{
    static const enum table_id words[] = {
#define WORD(table) TABLE_##table,
#include "word.def"
#undef WORD
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (t == &tables[words[i]]) return true;
    return false;
}

const struct table *schema_table_named(str name)
{
    int32_t i = schema_table_index(name);
    return i < 0 ? NULL : &tables[i];
}

const struct field *schema_field_named(const struct table *t, str name)
{
    for (uint32_t i = 0; i < t->field_count; i++)
        if (str_equal(str_from(t->fields[i].name), name)) return &t->fields[i];
    return NULL;
}

bool schema_is_server_field(str name)
{
    for (size_t i = 0; i < sizeof server_fields / sizeof server_fields[0]; i++)
        if (str_equal(str_from(server_fields[i]), name)) return true;
    return false;
}

str schema_choice_values(enum choice c)
{
    return str_from(choices[c]);
}

bool schema_choice_has(enum choice c, str value)
{
    str rest = schema_choice_values(c), one;
    while (str_cut(&rest, '|', &one))
        if (one.len && str_equal(one, value)) return true;
    return false;
}
