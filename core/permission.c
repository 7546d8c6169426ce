/* The matrix of permission.def. */
#include "permission.h"

static const unsigned char scopes[ROLE_COUNT][RESOURCE_COUNT][ACTION_COUNT] = {
#define GRANT(role, resource, read, write, delete)                                                 \
    [ROLE_##role][RESOURCE_##resource] = {SCOPE_##read, SCOPE_##write, SCOPE_##delete},
#include "permission.def"
#undef GRANT
};

static const char *const roles[ROLE_COUNT] = {
#define ROLE(name) #name,
#include "role.def"
#undef ROLE
};

static const char *const resources[RESOURCE_COUNT] = {
#define RESOURCE(name) #name,
#include "resource.def"
#undef RESOURCE
};

static const char *const actions[ACTION_COUNT] = {
#define ACTION(name) #name,
#include "action.def"
#undef ACTION
};

static const char *const scope_names[SCOPE_COUNT] = {
#define SCOPE(name) #name,
#include "scope.def"
#undef SCOPE
};

enum scope permission_scope(enum role r, enum resource s, enum action a)
{
    if (r >= ROLE_COUNT || s >= RESOURCE_COUNT || a >= ACTION_COUNT) return SCOPE_none;
    return (enum scope)scopes[r][s][a];
}

static int32_t index_of(const char *const *names, int32_t count, str name)
{
    for (int32_t i = 0; i < count; i++)
        if (str_equal(str_from(names[i]), name)) return i;
    return -1;
}

int32_t permission_role_named(str name)
{
    return index_of(roles, ROLE_COUNT, name);
}

int32_t permission_resource_named(str name)
{
    return index_of(resources, RESOURCE_COUNT, name);
}

int32_t permission_action_named(str name)
{
    return index_of(actions, ACTION_COUNT, name);
}

const char *permission_role_name(enum role r)
{
    return r < ROLE_COUNT ? roles[r] : "";
}

const char *permission_resource_name(enum resource s)
{
    return s < RESOURCE_COUNT ? resources[s] : "";
}

const char *permission_action_name(enum action a)
{
    return a < ACTION_COUNT ? actions[a] : "";
}

const char *permission_scope_name(enum scope s)
{
    return s < SCOPE_COUNT ? scope_names[s] : "";
}
