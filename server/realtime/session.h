/* One connected socket and the channels it has joined. */
#ifndef OTA_REALTIME_SESSION_H
#define OTA_REALTIME_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/realtime/binding.h"
#include "server/realtime/phoenix.h"
#include "server/realtime/registry.h"

struct websocket;

enum { CHANNELS_MAX = 64, BINDINGS_MAX = 32, CHANNEL_BYTES_MAX = 128 << 10 };

/* JOINING: joined when the user's memberships are known. */
enum channel_state { CHANNEL_JOINING, CHANNEL_JOINED };

struct channel {
    struct channel *next; /* of the session */
    struct session *session;
    struct arena arena; /* everything below */
    str topic;          /* "realtime:…" as the client says it */
    str join_ref, ref;
    str organization_id; /* when the topic ends in one: only its members join, only it is heard;
                            else empty */
    enum channel_state state;
    struct binding *bindings;
    size_t binding_count;
    str bindings_json; /* as the reply to the join tells them */
    bool wants_own_broadcasts, wants_ack, wants_presence;
    str presence_key;
    struct arena presence_arena; /* of presence_meta, which changes often */
    str presence_meta;           /* what it tracks, JSON object with phx_ref; empty: nothing */
    uint64_t presence_number;    /* the end of that phx_ref */
};

struct session {
    struct session *previous, *next; /* of the worker */
    struct session *next_of_user;
    struct realtime *realtime;
    struct websocket *ws; /* NULL until the upgrade is done */
    enum phoenix_version version;
    struct user *user;    /* NULL: anonymous */
    int64_t expires_at_s; /* of the token; 0: nothing expires */
    struct channel *channels;
    size_t channel_count;
    int64_t behind_since_ms; /* it could not take a frame; 0: it keeps up */
};

/* Texts of a channel are copied. NULL: out of memory. */
struct channel *channel_create(struct session *s, str topic, str join_ref, str ref);
/* Takes it out of its session. */
void channel_destroy(struct channel *c);
struct channel *session_channel(const struct session *s, str topic);

/* A message to one client; what it cannot take now is told by a "pull" later. A NULL data payload
 * is {}. */
void session_send(struct session *s, str join_ref, str ref, str topic, const char *event,
                  str payload);
/* phx_reply with {"status","response"}; `response` is JSON. */
void session_reply(struct session *s, str join_ref, str ref, str topic, const char *status,
                   str response);
/* The same with {"reason": words}. */
void session_refuse(struct session *s, str join_ref, str ref, str topic, const char *words);
/* A `system` message on a channel. */
void channel_tell(struct channel *c, const char *extension, const char *status, const char *words);

/* Notes that a frame was not taken; it gets a "pull" when it has caught up. */
void session_fell_behind(struct session *s);

#endif
