/* Who is connected to this worker and what they may read: users, their memberships, organizations.
 *
 *   org ─members─► member ◄─members─ user ─sessions─► session (session.h)
 *
 * A membership is known by the seq of the commit it was last seen in, so that a database answer and
 * the feed may arrive in either order. A lost membership stays as a tombstone while its user is
 * here. */
#ifndef OTA_REALTIME_REGISTRY_H
#define OTA_REALTIME_REGISTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/status.h"
#include "core/str.h"

struct session;

enum { REGISTRY_UUID_TEXT = 36, REGISTRY_BUCKETS = 4096 };

/* WAITING: not asked yet, or something may have been missed; ASKED: the database was asked. Nobody
 * but a READY user gets data. */
enum user_state { USER_WAITING, USER_ASKED, USER_READY };

struct org {
    char id[REGISTRY_UUID_TEXT + 1];
    struct org *next; /* in the bucket */
    struct member *members;
    int64_t told_seq; /* the last commit that this worker heard of; 0: none yet */
};

struct member {
    struct org *org;
    struct user *user;
    struct member *next_of_org, *next_of_user;
    int role;         /* enum role, -1: not a member any more */
    int64_t seq;      /* of the commit that says so */
    bool is_doubtful; /* nothing has said so since the database was asked */
};

struct user {
    char id[REGISTRY_UUID_TEXT + 1];
    struct user *next; /* in the bucket */
    enum user_state state;
    struct member *members;
    struct session *sessions;
};

struct registry {
    struct org *orgs[REGISTRY_BUCKETS];
    struct user *users[REGISTRY_BUCKETS];
};

void registry_release(struct registry *r);

struct org *registry_org(const struct registry *r, str id);   /* NULL: nobody here belongs to it */
struct user *registry_user(const struct registry *r, str id); /* NULL: not connected here */

/* The user, made when new; NULL: out of memory or not an id. */
struct user *registry_add_user(struct registry *r, str id);
/* Frees a user without sessions, and organizations that nobody here belongs to any more. */
void registry_drop_user(struct registry *r, struct user *u);

/* What a commit or the database says at `seq`: role -1 is no membership. Older news is ignored. */
MUST_CHECK status registry_set_role(struct registry *r, struct user *u, str organization_id,
                                    int role, int64_t seq);

/* Before the database is asked, and after its answer: what nothing has confirmed between is lost.
 * Called until it answers NULL, the second hands over each lost membership. */
void user_doubt(struct user *u);
const struct member *user_drop_doubtful(struct user *u);

/* The user's role there, -1 for none. */
int user_role(const struct user *u, str organization_id);

/* Whose a row is, where that decides: its owner (NULL data: nobody's) and its readers, as
 * PostgreSQL writes an array of their ids (NULL data: not narrowed to some). */
struct audience {
    str owner_id, reader_ids;
};

/* How much of `resource` a member may read. */
enum sight { SIGHT_NONE, SIGHT_OWN, SIGHT_EVERY };
enum sight member_sight(const struct member *m, str resource);

/* Is `organization` the first of the list (ids, parted by commas) that the user belongs to? Who
 * walks over the members of each so meets everybody once. */
bool user_shares_first(const struct user *u, str organizations, str organization);

/* May this member read a row of `resource` with this audience? */
bool member_may_read(const struct member *m, str resource, struct audience audience);

#endif
