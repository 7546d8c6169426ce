/* The permission matrix over the tables of the schema. */
#include "server/sync/access.h"

#include "core/permission.h"
#include "core/schema_change.h"

size_t access_table_count(void)
{
    return TABLE_COUNT;
}

str access_table_name(size_t index)
{
    return str_from(schema_table((enum table_id)index)->name);
}

enum reach access_reach(str role, size_t table_index)
{
    int32_t r = permission_role_named(role);
    if (r < 0) return REACH_NONE;
    enum resource what = schema_table((enum table_id)table_index)->resource;
    switch (permission_scope((enum role)r, what, ACTION_read)) {
    case SCOPE_none: return REACH_NONE;
    case SCOPE_own: return REACH_OWN;
    case SCOPE_organization:
    case SCOPE_all: return REACH_EVERY;
    case SCOPE_COUNT: break;
    }
    return REACH_NONE;
}

bool access_is_told(str role, int32_t schema, size_t table_index)
{
    return access_reach(role, table_index) != REACH_NONE &&
           schema_knows_table(schema, (enum table_id)table_index);
}
