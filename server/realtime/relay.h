/* Broadcasts, presence, and how they reach the other workers, here and in other processes. */
#ifndef OTA_REALTIME_RELAY_H
#define OTA_REALTIME_RELAY_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/db/feed.h"

struct channel;
struct realtime;

/* A message to all channels of a topic whose users belong to one of the organizations. */
struct message {
    str topic;
    str organizations; /* ids, parted by commas */
    str sender;        /* address of the sending session; nobody's for presence */
    const char *event; /* Phoenix event */
    str payload;
};

/* relay.c */

/* The organizations within which a channel's user may be heard. */
str relay_reach(struct arena *a, const struct channel *c);
/* To the sockets of this worker. */
void relay_send(const struct realtime *rt, const struct message *m);

/* What a note to all workers says; NULL data of `key` or `body`: nothing. */
struct note_facts {
    str op, topic, organizations, sender, key, body;
};
/* S_OVER_LIMIT: it is too large, or too much waits; somebody may not hear it. */
MUST_CHECK status relay_pass(struct realtime *rt, const struct note_facts *facts);

/* S_OVER_LIMIT as relay_pass. */
MUST_CHECK status relay_broadcast(struct channel *from, str event, str payload_json);
/* A note of any worker, this one's own too. */
void relay_note(struct realtime *rt, const struct commit *note);

/* presence.c */

/* Names the worker; before all others. */
void presence_open(struct realtime *rt);
void presence_close(struct realtime *rt);
/* `meta` is a JSON object's text. S_OVER_LIMIT: it is too large. */
MUST_CHECK status presence_track(struct channel *c, str meta);
void presence_untrack(struct channel *c);
/* Its user has left an organization: its members see the presence go, all others have it on. */
void presence_narrow(struct channel *c, str organization_id);
void presence_tell_state(struct channel *c);
void presence_note(struct realtime *rt, const struct commit *note);
/* Once a second: says that this worker lives, forgets those that do not. */
void presence_tick(struct realtime *rt);

#endif
