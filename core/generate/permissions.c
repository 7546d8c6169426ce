/* Writes permissions.sql: the matrix of permission.def as the table that the policies read. */
#include "../permission.h"
#include "generate.h"

static const char head[] =
    "-- Who may do what, written by script/generate from core/permission.def; safe to run again.\n"
    "create schema if not exists ota;\n"
    "create table if not exists ota.permissions (\n"
    "  role text not null,\n"
    "  resource text not null,\n"
    "  action text not null,\n"
    "  scope text not null check (scope in ('own', 'organization', 'all')),\n"
    "  primary key (role, resource, action)\n"
    ");\n"
    "comment on table ota.permissions is 'What each role may do: the rights matrix of core.';\n"
    "comment on column ota.permissions.role is 'Role of the member.';\n"
    "comment on column ota.permissions.resource is 'What the right is on; every table belongs to "
    "one.';\n"
    "comment on column ota.permissions.action is 'read, write (insert and update) or delete.';\n"
    "comment on column ota.permissions.scope is 'How far it reaches: own rows, the "
    "organization''s, "
    "all.';\n\n"
    "with wanted (role, resource, action, scope) as (\n"
    "  values\n";

static const char tail[] =
    "),\n"
    "gone as (\n"
    "  delete from ota.permissions p\n"
    "  where not exists (\n"
    "    select 1 from wanted w\n"
    "    where (w.role, w.resource, w.action) = (p.role, p.resource, p.action)\n"
    "  )\n"
    ")\n"
    "insert into ota.permissions (role, resource, action, scope)\n"
    "select role, resource, action, scope from wanted\n"
    "on conflict (role, resource, action) do update set scope = excluded.scope\n"
    "where permissions.scope is distinct from excluded.scope;\n";

static void write_right(FILE *out, int right, const char **separator)
{
    enum role r = (enum role)(right / (RESOURCE_COUNT * ACTION_COUNT));
    enum resource s = (enum resource)(right / ACTION_COUNT % RESOURCE_COUNT);
    enum action a = (enum action)(right % ACTION_COUNT);
    enum scope reach = permission_scope(r, s, a);
    if (reach == SCOPE_none) return;
    fprintf(out, "%s    ('%s', '%s', '%s', '%s')", *separator, permission_role_name(r),
            permission_resource_name(s), permission_action_name(a), permission_scope_name(reach));
    *separator = ",\n";
}

void generate_permissions(FILE *out)
{
    const char *separator = "";
    fputs(head, out);
    for (int i = 0; i < ROLE_COUNT * RESOURCE_COUNT * ACTION_COUNT; i++)
        write_right(out, i, &separator);
    fprintf(out, "\n%s", tail);
}
