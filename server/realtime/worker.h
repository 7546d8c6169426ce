/* One worker's realtime state and what its files offer each other. */
#ifndef OTA_REALTIME_WORKER_H
#define OTA_REALTIME_WORKER_H

#include <stdbool.h>

#include "server/base/loop.h"
#include "server/db/feed.h"
#include "server/realtime/realtime.h"
#include "server/realtime/registry.h"
#include "server/realtime/session.h"

struct loading;

struct realtime {
    struct feed_listener listener; /* first: the feed hands it back */
    struct services *services;
    struct registry registry;
    struct session *sessions;
    struct timer tick;       /* once a second: tokens that expire, sockets that are behind */
    struct loading *loading; /* the question to the database under way; NULL: none */
    bool is_closing;
    uint64_t presence_count; /* numbers the references of presences */
};

/* join.c: what a client says. `bytes` is one message of `s`; the session may be shut by it. */
void session_hear(struct session *s, str bytes, bool is_text);
/* Answers the joins that waited for this user's memberships, then tells what was missed. */
void user_became_ready(struct realtime *rt, struct user *u);

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

/* relay.c: what clients send each other, across the workers of this process. */
void relay_broadcast(struct channel *from, str event, str payload_json);
/* A note that a worker's relay_broadcast gave to the feed. */
void relay_note(struct realtime *rt, const struct commit *note);
/* Presences are known to their worker only. `meta` is a JSON object's text. */
void presence_track(struct channel *c, str meta);
void presence_untrack(struct channel *c);
void presence_tell_state(struct channel *c);

#endif
