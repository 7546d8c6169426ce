/* Two hash tables of intrusive lists, and the right to read as core's matrix gives it. */
#include "server/realtime/registry.h"

#include <stdlib.h>
#include <string.h>

#include "core/permission.h"
#include "server/db/feed.h"

/* Ids are random enough for any hash. */
static size_t bucket_of(str id)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < id.len; i++) hash = (hash ^ (unsigned char)id.data[i]) * 16777619u;
    return hash % REGISTRY_BUCKETS;
}

static bool is_id(const char *mine, str id)
{
    return id.len == REGISTRY_UUID_TEXT && memcmp(mine, id.data, REGISTRY_UUID_TEXT) == 0;
}

struct org *registry_org(const struct registry *r, str id)
{
    struct org *o = r->orgs[bucket_of(id)];
    while (o && !is_id(o->id, id)) o = o->next;
    return o;
}

struct user *registry_user(const struct registry *r, str id)
{
    struct user *u = r->users[bucket_of(id)];
    while (u && !is_id(u->id, id)) u = u->next;
    return u;
}

struct user *registry_add_user(struct registry *r, str id)
{
    struct user *u = registry_user(r, id);
    if (u || id.len != REGISTRY_UUID_TEXT) return u;
    u = calloc(1, sizeof *u);
    if (!u) return NULL;
    memcpy(u->id, id.data, REGISTRY_UUID_TEXT);
    u->next = r->users[bucket_of(id)];
    r->users[bucket_of(id)] = u;
    return u;
}

static void drop_org(struct registry *r, struct org *o)
{
    struct org **at = &r->orgs[bucket_of(str_from(o->id))];
    while (*at != o) at = &(*at)->next;
    *at = o->next;
    free(o);
}

static void drop_member(struct registry *r, struct member *m)
{
    struct member **at = &m->org->members;
    while (*at != m) at = &(*at)->next_of_org;
    *at = m->next_of_org;
    if (!m->org->members) drop_org(r, m->org);
    free(m);
}

void registry_drop_user(struct registry *r, struct user *u)
{
    while (u->members) {
        struct member *m = u->members;
        u->members = m->next_of_user;
        drop_member(r, m);
    }
    struct user **at = &r->users[bucket_of(str_from(u->id))];
    while (*at != u) at = &(*at)->next;
    *at = u->next;
    free(u);
}

void registry_release(struct registry *r)
{
    for (size_t i = 0; i < REGISTRY_BUCKETS; i++)
        while (r->users[i]) registry_drop_user(r, r->users[i]);
}

static struct member *find_member(const struct user *u, str organization_id)
{
    struct member *m = u->members;
    while (m && !is_id(m->org->id, organization_id)) m = m->next_of_user;
    return m;
}

static struct org *add_org(struct registry *r, str id)
{
    struct org *o = registry_org(r, id);
    if (o || id.len != REGISTRY_UUID_TEXT) return o;
    o = calloc(1, sizeof *o);
    if (!o) return NULL;
    memcpy(o->id, id.data, REGISTRY_UUID_TEXT);
    o->next = r->orgs[bucket_of(id)];
    r->orgs[bucket_of(id)] = o;
    return o;
}

static struct member *add_member(struct registry *r, struct user *u, str organization_id)
{
    struct org *o = add_org(r, organization_id);
    struct member *m = o ? calloc(1, sizeof *m) : NULL;
    if (!m) {
        if (o && !o->members) drop_org(r, o);
        return NULL;
    }
    *m = (struct member){
        .org = o, .user = u, .next_of_org = o->members, .next_of_user = u->members, .role = -1};
    o->members = m;
    u->members = m;
    return m;
}

status registry_set_role(struct registry *r, struct user *u, str organization_id, int role,
                         int64_t seq)
{
    struct member *m = find_member(u, organization_id);
    if (!m) m = add_member(r, u, organization_id);
    if (!m) return S_OVER_LIMIT;
    m->is_doubtful = false;
    if (seq < m->seq) return S_OK;
    m->role = role;
    m->seq = seq;
    return S_OK;
}

void user_doubt(struct user *u)
{
    for (struct member *m = u->members; m; m = m->next_of_user) m->is_doubtful = true;
}

const struct member *user_drop_doubtful(struct user *u)
{
    struct member *m = u->members;
    while (m && (!m->is_doubtful || m->role < 0)) m = m->next_of_user;
    if (m) m->role = -1;
    return m;
}

int user_role(const struct user *u, str organization_id)
{
    const struct member *m = find_member(u, organization_id);
    return m ? m->role : -1;
}

enum sight member_sight(const struct member *m, str resource)
{
    int32_t what = permission_resource_named(resource);
    if (m->role < 0 || what < 0 || m->user->state != USER_READY) return SIGHT_NONE;
    switch (permission_scope((enum role)m->role, (enum resource)what, ACTION_read)) {
    case SCOPE_none: return SIGHT_NONE;
    case SCOPE_own: return SIGHT_OWN;
    case SCOPE_organization:
    case SCOPE_all: return SIGHT_EVERY;
    case SCOPE_COUNT: break;
    }
    return SIGHT_NONE;
}

bool user_shares_first(const struct user *u, str organizations, str organization)
{
    str rest = organizations, one;
    while (str_cut(&rest, ',', &one))
        if (user_role(u, one) >= 0) return str_equal(one, organization);
    return false;
}

bool member_may_read(const struct member *m, str resource, struct audience audience)
{
    enum sight sight = member_sight(m, resource);
    if (sight != SIGHT_OWN) return sight == SIGHT_EVERY;
    str mine = str_from(m->user->id);
    return (!audience.owner_id.data || str_equal(mine, audience.owner_id)) &&
           (!audience.reader_ids.data || change_lists(audience.reader_ids, mine));
}
