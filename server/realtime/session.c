/* Channels in memory of their own, and messages to one socket. */
#include "server/realtime/session.h"

#include <stdlib.h>

#include "core/buf.h"
#include "server/base/heap.h"
#include "server/base/loop.h"
#include "server/base/services.h"
#include "server/http/websocket.h"
#include "server/realtime/worker.h"

enum { MESSAGE_BYTES_MAX = 256 << 10 };

static str kept(struct arena *a, str s)
{
    return s.data ? (str){arena_copy(a, s), s.len} : s;
}

/* The id at the end of "realtime:organization:<id>" and the like; empty when there is none. */
static str organization_of(str topic)
{
    if (topic.len <= REGISTRY_UUID_TEXT || topic.data[topic.len - REGISTRY_UUID_TEXT - 1] != ':')
        return STR("");
    str tail = str_slice(topic, topic.len - REGISTRY_UUID_TEXT, topic.len);
    for (size_t i = 0; i < tail.len; i++) {
        char c = tail.data[i];
        bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool is_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (is_dash ? c != '-' : !is_hex) return STR("");
    }
    return tail;
}

struct channel *channel_create(struct session *s, str topic, str join_ref, str ref)
{
    struct channel *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    heap_arena_init(&c->arena, CHANNEL_BYTES_MAX);
    heap_arena_init(&c->presence_arena, CHANNEL_BYTES_MAX);
    c->session = s;
    c->topic = kept(&c->arena, topic);
    c->join_ref = kept(&c->arena, join_ref);
    c->ref = kept(&c->arena, ref);
    c->organization_id = organization_of(c->topic);
    c->next = s->channels;
    s->channels = c;
    s->channel_count++;
    if (c->topic.data) return c;
    channel_destroy(c);
    return NULL;
}

void channel_destroy(struct channel *c)
{
    struct channel **at = &c->session->channels;
    while (*at != c) at = &(*at)->next;
    *at = c->next;
    c->session->channel_count--;
    heap_arena_release(&c->arena);
    heap_arena_release(&c->presence_arena);
    free(c);
}

struct channel *session_channel(const struct session *s, str topic)
{
    struct channel *c = s->channels;
    while (c && !str_equal(c->topic, topic)) c = c->next;
    return c;
}

void session_fell_behind(struct session *s)
{
    if (!s->behind_since_ms) s->behind_since_ms = loop_now_ms(s->realtime->services->loop);
}

void session_send(struct session *s, str join_ref, str ref, str topic, const char *event,
                  str payload)
{
    struct buf b;
    if (!s->ws) return;
    struct arena arena;
    heap_arena_init(&arena, MESSAGE_BYTES_MAX * 2);
    buf_init_arena(&b, &arena, MESSAGE_BYTES_MAX);
    phoenix_write(&b, s->version, join_ref, ref, topic, event, payload.data ? payload : STR("{}"));
    if (b.is_full || websocket_send(s->ws, buf_str(&b))) session_fell_behind(s);
    heap_arena_release(&arena);
}

void session_reply(struct session *s, str join_ref, str ref, str topic, const char *outcome,
                   str response)
{
    struct arena arena;
    struct buf b;
    heap_arena_init(&arena, MESSAGE_BYTES_MAX * 2);
    buf_init_arena(&b, &arena, MESSAGE_BYTES_MAX);
    buf_add_text(&b, "{\"status\":");
    buf_add_json(&b, str_from(outcome));
    buf_add_text(&b, ",\"response\":");
    buf_add(&b, response.data ? response : STR("{}"));
    buf_add_char(&b, '}');
    session_send(s, join_ref, ref, topic, "phx_reply", buf_str(&b));
    heap_arena_release(&arena);
}

void session_refuse(struct session *s, str join_ref, str ref, str topic, const char *words)
{
    char memory[512];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    buf_add_text(&b, "{\"reason\":");
    buf_add_json(&b, str_from(words));
    buf_add_char(&b, '}');
    session_reply(s, join_ref, ref, topic, "error", buf_str(&b));
}

void channel_tell(struct channel *c, const char *extension, const char *outcome, const char *words)
{
    char memory[1024];
    struct buf b;
    str name = c->topic;
    if (str_starts(name, STR("realtime:")))
        name = str_slice(name, sizeof "realtime:" - 1, name.len);
    buf_init(&b, memory, sizeof memory);
    buf_add_text(&b, "{\"channel\":");
    buf_add_json(&b, name);
    buf_add_text(&b, ",\"extension\":");
    buf_add_json(&b, str_from(extension));
    buf_add_text(&b, ",\"message\":");
    buf_add_json(&b, str_from(words));
    buf_add_text(&b, ",\"status\":");
    buf_add_json(&b, str_from(outcome));
    buf_add_char(&b, '}');
    session_send(c->session, c->join_ref, (str){NULL, 0}, c->topic, "system", buf_str(&b));
}
