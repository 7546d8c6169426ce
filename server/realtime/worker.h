/* One worker's realtime state and what its files offer each other. */
#ifndef OTA_REALTIME_WORKER_H
#define OTA_REALTIME_WORKER_H

#include <stdbool.h>

#include "server/base/loop.h"
#include "server/db/feed.h"
#include "server/realtime/elsewhere.h"
#include "server/realtime/realtime.h"
#include "server/realtime/registry.h"
#include "server/realtime/relay.h"
#include "server/realtime/session.h"

struct loading;

/* Who tracks a presence, here and at the other workers. */
struct presences {
    struct elsewhere elsewhere;
    uint64_t last_number; /* numbers this worker's presences */
    size_t count;         /* how many there are */
    uint64_t sum;         /* of their numbers */
    size_t said_count;    /* when the others last heard that this worker lives */
    int64_t said_ms, told_ms, ticked_ms;
    bool must_tell; /* another worker wants to know all, or may have missed something */
};

struct realtime {
    struct feed_listener listener; /* first: the feed hands it back */
    struct services *services;
    struct registry registry;
    struct session *sessions;
    struct timer tick;       /* once a second: tokens that expire, sockets that are behind */
    struct loading *loading; /* the question to the database under way; NULL: none */
    bool is_closing;
    /* sockets that came or went: ever, at the last tick, when memory was last given back */
    uint64_t comings, comings_before, comings_trimmed;
    char origin[ORIGIN_TEXT + 1]; /* this worker's name among all workers on the database */
    struct presences presence;
};

/* join.c: what a client says. `bytes` is one message of `s`; the session may be shut by it. */
void session_hear(struct session *s, str bytes, bool is_text);
/* Answers the joins that waited for this user's memberships, then tells what was missed. */
void user_became_ready(struct realtime *rt, struct user *u);
/* The user is no member of the organization any more: the channels that are its own are closed, and
 * on others its members see them go. */
void user_left(struct user *u, str organization_id);

/* members.c: asks the database for the memberships of all users that wait. */
void members_load(struct realtime *rt);
/* Nothing that was known can be trusted: every user waits until the database has been asked. */
void members_forget(struct realtime *rt);
/* Takes the rows of memberships out of a commit; the users whose own rights changed are told to
 * pull. */
void members_follow(struct realtime *rt, const struct commit *c);

/* deliver.c */
void deliver_commit(struct realtime *rt, const struct commit *c);
/* "Something is new, pull" on each channel of the session. */
void deliver_pull(struct session *s);

#endif
