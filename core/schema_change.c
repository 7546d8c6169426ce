/* The lines of schema_change.def, and what of them a client does not know. */
#include "schema_change.h"

static const struct schema_change changes[] = {
#define TABLE_ADDED(schema, table)                                                                 \
    {schema, CHANGE_table_added, TABLE_##table, CHOICE_none, NULL, NULL, TABLE_COUNT},
#define FIELD_ADDED(schema, table, field)                                                          \
    {schema, CHANGE_field_added, TABLE_##table, CHOICE_none, #field, NULL, TABLE_COUNT},
#define FIELD_DROPPED(schema, table, field, rule)                                                  \
    {schema, CHANGE_field_##rule, TABLE_##table, CHOICE_none, #field, NULL, TABLE_COUNT},
#define FIELD_MOVED(schema, table, field, to)                                                      \
    {schema, CHANGE_field_moved, TABLE_##table, CHOICE_none, #field, NULL, TABLE_##to},
#define CHOICE_ADDED(schema, choice, value, shown)                                                 \
    {schema, CHANGE_choice_added, TABLE_COUNT, CHOICE_##choice, #value, #shown, TABLE_COUNT},
#include "schema_change.def"
#undef TABLE_ADDED
#undef FIELD_ADDED
#undef FIELD_DROPPED
#undef FIELD_MOVED
#undef CHOICE_ADDED
    {0, CHANGE_table_added, TABLE_COUNT, CHOICE_none, NULL, NULL, TABLE_COUNT},
};

const struct schema_change *schema_changes(void)
{
    return changes;
}

bool schema_knows_table(int32_t schema, enum table_id t)
{
    for (const struct schema_change *c = changes; c->schema; c++)
        if (c->kind == CHANGE_table_added && c->table == t && c->schema > schema) return false;
    return true;
}

bool schema_change_drops(const struct schema_change *c)
{
    return c->kind == CHANGE_field_unused || c->kind == CHANGE_field_mapped ||
           c->kind == CHANGE_field_moved;
}

bool schema_change_adds(int32_t schema, enum table_id t, str field)
{
    for (const struct schema_change *c = changes; c->schema; c++)
        if (c->schema > schema && c->kind == CHANGE_field_added && c->table == t &&
            str_equal(str_from(c->name), field))
            return true;
    return false;
}

bool schema_change_touches(const struct schema_change *c, int32_t schema, const struct table *t)
{
    if (c->schema <= schema) return false;
    if (c->kind != CHANGE_choice_added) return schema_table(c->table) == t;
    for (uint32_t i = 0; i < t->field_count; i++)
        if (t->fields[i].choice == c->choice) return true;
    return false;
}
