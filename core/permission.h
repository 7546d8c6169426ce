/* Who may do what: the matrix of permission.def as a function. */
#ifndef OTA_CORE_PERMISSION_H
#define OTA_CORE_PERMISSION_H

#include <stdint.h>

#include "str.h"

enum role {
#define ROLE(name) ROLE_##name,
#include "role.def"
#undef ROLE
    ROLE_COUNT
};

enum resource {
#define RESOURCE(name) RESOURCE_##name,
#include "resource.def"
#undef RESOURCE
    RESOURCE_COUNT
};

enum action {
#define ACTION(name) ACTION_##name,
#include "action.def"
#undef ACTION
    ACTION_COUNT
};

/* How far a right reaches: no row, rows whose owner_id is me or null, the organization's rows,
 * everything of the organization and the organization itself. */
enum scope {
#define SCOPE(name) SCOPE_##name,
#include "scope.def"
#undef SCOPE
    SCOPE_COUNT
};

enum scope permission_scope(enum role r, enum resource s, enum action a);

/* By name: -1 when there is no such role, resource or action. */
int32_t permission_role_named(str name);
int32_t permission_resource_named(str name);
int32_t permission_action_named(str name);

/* Static names; an index out of range gives "". */
const char *permission_role_name(enum role r);
const char *permission_resource_name(enum resource s);
const char *permission_action_name(enum action a);
const char *permission_scope_name(enum scope s);

#endif
