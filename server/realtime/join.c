/* What a client says on its socket: joins, leaves, tokens, heartbeats, broadcasts, presence. */
#include <jansson.h>
#include <stdlib.h>

#include "core/buf.h"
#include "server/auth/auth.h"
#include "server/base/heap.h"
#include "server/base/services.h"
#include "server/http/websocket.h"
#include "server/realtime/worker.h"

enum { TOKEN_BYTES_MAX = 128 << 10, CLOSE_POLICY = 1008, CLOSE_NOT_UNDERSTOOD = 1007 };

static const str none = {NULL, 0};

static str text_of(const json_t *value)
{
    return (str){json_string_value(value), json_string_length(value)};
}

/* Whose socket this is from now on; false when it was somebody else's. */
static bool take_identity(struct session *s, const struct identity *who)
{
    if (str_is_empty(who->user_id)) return s->user == NULL;
    if (s->user && !str_equal(str_from(s->user->id), who->user_id)) return false;
    s->expires_at_s = who->expires_at_s;
    if (s->user) return true;
    struct user *u = registry_add_user(&s->realtime->registry, who->user_id);
    if (!u) return false;
    s->user = u;
    s->next_of_user = u->sessions;
    u->sessions = s;
    return true;
}

/* NULL: the token is fine. Else why it is not, in words. */
static const char *take_token(struct session *s, str token)
{
    struct arena arena;
    struct identity who = {0};
    heap_arena_init(&arena, TOKEN_BYTES_MAX);
    status bad = auth_verify_token(s->realtime->services->auth, &arena, token, &who);
    const char *why = bad ? status_words(bad) : NULL;
    if (!bad && !take_identity(s, &who)) why = "one socket speaks for one user";
    heap_arena_release(&arena);
    return why;
}

static str json_text(struct arena *a, const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    str all = str_from(text), copy = {text ? arena_copy(a, all) : NULL, all.len};
    free(text);
    return copy;
}

/* Reads the listeners and writes the list that the reply repeats, each with its id. NULL: fine. */
static const char *read_bindings(struct channel *c, json_t *list)
{
    size_t i;
    json_t *one;
    if (list && !json_is_array(list)) return "config.postgres_changes must be an array";
    if (json_array_size(list) > BINDINGS_MAX) return "too many postgres_changes on one channel";
    c->bindings = arena_take_array(&c->arena, json_array_size(list), sizeof *c->bindings);
    if (!c->bindings) return status_words(S_OVER_LIMIT);
    json_array_foreach(list, i, one)
    {
        const char *why;
        if (binding_read(&c->bindings[i], &c->arena, one, &why)) return why;
        json_object_set_new(one, "id", json_integer(c->bindings[i].id));
        c->binding_count++;
    }
    c->bindings_json = list ? json_text(&c->arena, list) : STR("[]");
    return c->bindings_json.data ? NULL : status_words(S_OVER_LIMIT);
}

static const char *read_config(struct channel *c, json_t *config)
{
    json_t *broadcast = json_object_get(config, "broadcast");
    json_t *presence = json_object_get(config, "presence");
    str key = text_of(json_object_get(presence, "key"));
    c->wants_own_broadcasts = json_is_true(json_object_get(broadcast, "self"));
    c->wants_ack = json_is_true(json_object_get(broadcast, "ack"));
    c->wants_presence = json_is_true(json_object_get(presence, "enabled"));
    if (key.len > PHOENIX_NAME_MAX) return "config.presence.key is too long";
    if (key.len) c->presence_key = (str){arena_copy(&c->arena, key), key.len};
    return read_bindings(c, json_object_get(config, "postgres_changes"));
}

/* The user's memberships are known: the join is answered. */
static void finish_join(struct channel *c)
{
    struct session *s = c->session;
    struct arena arena;
    struct buf b;
    bool is_member = str_is_empty(c->organization_id) ||
                     (s->user && user_role(s->user, c->organization_id) >= 0);
    if (!is_member) {
        session_refuse(s, c->join_ref, c->ref, c->topic,
                       "you are not a member of this organization");
        channel_destroy(c);
        return;
    }
    c->state = CHANNEL_JOINED;
    heap_arena_init(&arena, CHANNEL_BYTES_MAX);
    buf_init_arena(&b, &arena, CHANNEL_BYTES_MAX / 2);
    buf_add_text(&b, "{\"postgres_changes\":");
    buf_add(&b, c->bindings_json);
    buf_add_char(&b, '}');
    session_reply(s, c->join_ref, c->ref, c->topic, "ok", buf_str(&b));
    heap_arena_release(&arena);
    if (c->binding_count) channel_tell(c, "postgres_changes", "ok", "Subscribed to PostgreSQL");
    if (c->wants_presence) presence_tell_state(c);
}

void user_became_ready(struct realtime *rt, struct user *u)
{
    (void)rt;
    for (struct session *s = u->sessions; s; s = s->next_of_user) {
        bool was_joined = false;
        for (struct channel *c = s->channels, *next; c; c = next) {
            next = c->next;
            if (c->state == CHANNEL_JOINED)
                was_joined = true;
            else
                finish_join(c);
        }
        if (was_joined) deliver_pull(s);
    }
}

static void leave(struct channel *c)
{
    presence_untrack(c);
    channel_destroy(c);
}

static void close_channel(struct channel *c)
{
    struct session *s = c->session;
    session_send(s, c->join_ref, none, c->topic, "phx_close", none);
    leave(c);
}

void user_left(struct user *u, str organization_id)
{
    for (struct session *s = u->sessions; s; s = s->next_of_user)
        for (struct channel *c = s->channels, *next; c; c = next) {
            next = c->next;
            if (c->state != CHANNEL_JOINED) continue;
            if (str_is_empty(c->organization_id))
                presence_narrow(c, organization_id);
            else if (str_equal(c->organization_id, organization_id))
                close_channel(c);
        }
}

static void join(struct session *s, const struct phoenix_message *m)
{
    struct channel *old = session_channel(s, m->topic);
    str token = text_of(json_object_get(m->payload, "access_token"));
    const char *why = token.data ? take_token(s, token) : NULL;
    if (old) leave(old);
    if (!why && s->channel_count >= CHANNELS_MAX) why = "too many channels on one socket";
    struct channel *c = why ? NULL : channel_create(s, m->topic, m->join_ref, m->ref);
    if (!why && !c) why = status_words(S_OVER_LIMIT);
    if (c) why = read_config(c, json_object_get(m->payload, "config"));
    if (why) {
        session_refuse(s, m->join_ref, m->ref, m->topic, why);
        if (c) channel_destroy(c);
        return;
    }
    if (!s->user || s->user->state == USER_READY)
        finish_join(c);
    else
        members_load(s->realtime);
}

static void renew_token(struct channel *c, const struct phoenix_message *m)
{
    str token = text_of(json_object_get(m->payload, "access_token"));
    const char *why = token.data ? take_token(c->session, token) : NULL;
    if (!why) return;
    channel_tell(c, "system", "error", why);
    websocket_shut(c->session->ws, CLOSE_POLICY, str_from(why));
}

static void broadcast(struct channel *c, const struct phoenix_message *m)
{
    struct arena arena;
    heap_arena_init(&arena, 4 * WEBSOCKET_MESSAGE_MAX);
    str event = m->user_event, body = m->body;
    if (m->root) {
        json_t *inner = json_object_get(m->payload, "payload");
        event = text_of(json_object_get(m->payload, "event"));
        body = inner ? json_text(&arena, inner) : STR("{}");
    }
    const char *why = NULL;
    if (!event.data || !body.data || !c->session->user)
        why = "only signed-in users broadcast events";
    else if (relay_broadcast(c, event, body))
        why = "this broadcast is too large, or too many are on their way";
    if (why)
        session_refuse(c->session, m->join_ref, m->ref, m->topic, why);
    else if (c->wants_ack)
        session_reply(c->session, m->join_ref, m->ref, m->topic, "ok", none);
    heap_arena_release(&arena);
}

static void presence(struct channel *c, const struct phoenix_message *m)
{
    str event = text_of(json_object_get(m->payload, "event"));
    json_t *meta = json_object_get(m->payload, "payload");
    struct arena arena;
    heap_arena_init(&arena, 4 * WEBSOCKET_MESSAGE_MAX);
    const char *why = NULL;
    if (!c->session->user)
        why = "only signed-in users are present";
    else if (str_equal(event, STR("untrack")))
        presence_untrack(c);
    else if (str_equal(event, STR("track")) && json_is_object(meta))
        why = presence_track(c, json_text(&arena, meta)) ? "this presence is too large" : NULL;
    else
        why = "presence knows track, with an object, and untrack";
    if (why)
        session_refuse(c->session, m->join_ref, m->ref, m->topic, why);
    else
        session_reply(c->session, m->join_ref, m->ref, m->topic, "ok", none);
    heap_arena_release(&arena);
}

/* An event on a channel that the session has joined. */
static void hear_channel(struct channel *c, const struct phoenix_message *m)
{
    if (str_equal(m->event, STR("phx_leave"))) {
        session_reply(c->session, m->join_ref, m->ref, m->topic, "ok", none);
        leave(c);
    } else if (str_equal(m->event, STR("access_token"))) {
        renew_token(c, m);
    } else if (c->state != CHANNEL_JOINED) {
        session_refuse(c->session, m->join_ref, m->ref, m->topic, "the channel is not joined yet");
    } else if (str_equal(m->event, STR("broadcast"))) {
        broadcast(c, m);
    } else if (str_equal(m->event, STR("presence"))) {
        presence(c, m);
    } else {
        session_refuse(c->session, m->join_ref, m->ref, m->topic, "there is no such event");
    }
}

static void hear(struct session *s, const struct phoenix_message *m)
{
    struct channel *c = session_channel(s, m->topic);
    if (str_equal(m->topic, STR("phoenix")))
        session_reply(s, m->join_ref, m->ref, m->topic, "ok", none);
    else if (str_equal(m->event, STR("phx_join")))
        join(s, m);
    else if (c)
        hear_channel(c, m);
    else
        session_refuse(s, m->join_ref, m->ref, m->topic, "unmatched topic");
}

void session_hear(struct session *s, str bytes, bool is_text)
{
    struct phoenix_message m;
    status bad = phoenix_init(&m, s->version, bytes, is_text);
    if (bad)
        websocket_shut(s->ws, CLOSE_NOT_UNDERSTOOD, STR("not a message of Phoenix channels"));
    else
        hear(s, &m);
    phoenix_release(&m);
}
