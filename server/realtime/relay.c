/* Broadcasts and presence: only among people who share an organization. */
#include <stdio.h>

#include "core/buf.h"
#include "server/base/heap.h"
#include "server/base/services.h"
#include "server/db/commit.h"
#include "server/realtime/worker.h"

enum { NOTE_BYTES_MAX = 512 << 10, ADDRESS_BYTES = 32 };

/* A message to all channels of a topic whose users belong to one of the organizations. */
struct message {
    str topic;
    str organizations; /* ids, parted by commas */
    str sender;        /* address of the sending session */
    const char *event; /* Phoenix event */
    str payload;
};

static str address_of(const struct session *s, char text[ADDRESS_BYTES])
{
    snprintf(text, ADDRESS_BYTES, "%p", (const void *)s);
    return str_from(text);
}

/* The organizations within which a channel's user may be heard. */
static str reach_of(struct arena *a, const struct channel *c)
{
    struct buf b;
    if (!str_is_empty(c->organization_id)) return c->organization_id;
    buf_init_arena(&b, a, NOTE_BYTES_MAX / 8);
    for (const struct member *m = c->session->user->members; m; m = m->next_of_user) {
        if (m->role < 0) continue;
        if (b.len) buf_add_char(&b, ',');
        buf_add_text(&b, m->org->id);
    }
    return buf_str(&b);
}

static void send_to_user(const struct user *u, const struct message *m)
{
    char address[ADDRESS_BYTES];
    for (struct session *s = u->sessions; s; s = s->next_of_user) {
        struct channel *c = session_channel(s, m->topic);
        if (!c || c->state != CHANNEL_JOINED) continue;
        bool is_presence = str_equal(str_from(m->event), STR("presence_diff"));
        bool is_own = str_equal(address_of(s, address), m->sender);
        if (is_presence ? c->wants_presence : !is_own || c->wants_own_broadcasts)
            session_send(s, (str){NULL, 0}, (str){NULL, 0}, c->topic, m->event, m->payload);
    }
}

/* Is `organization` the first of the list that the user belongs to? So nobody hears a thing twice.
 */
static bool is_first_shared(const struct user *u, str organizations, str organization)
{
    str rest = organizations, one;
    while (str_cut(&rest, ',', &one))
        if (user_role(u, one) >= 0) return str_equal(one, organization);
    return false;
}

static void send(const struct realtime *rt, const struct message *m)
{
    str rest = m->organizations, organization;
    while (rest.len && str_cut(&rest, ',', &organization)) {
        const struct org *o = registry_org(&rt->registry, organization);
        for (const struct member *one = o ? o->members : NULL; one; one = one->next_of_org)
            if (one->role >= 0 && one->user->state == USER_READY &&
                is_first_shared(one->user, m->organizations, organization))
                send_to_user(one->user, m);
    }
}

void relay_broadcast(struct channel *from, str event, str payload)
{
    struct arena arena;
    struct buf b;
    char address[ADDRESS_BYTES];
    heap_arena_init(&arena, NOTE_BYTES_MAX);
    buf_init_arena(&b, &arena, NOTE_BYTES_MAX / 2);
    buf_add_text(&b, "{\"type\":\"broadcast\",\"event\":");
    buf_add_json(&b, event);
    buf_add_text(&b, ",\"payload\":");
    buf_add(&b, payload);
    buf_add_char(&b, '}');
    str values[LOG_COLUMN_COUNT] = {
        [LOG_ORGANIZATION] = reach_of(&arena, from),
        [LOG_SEQ] = STR("0"),
        [LOG_TABLE] = from->topic,
        [LOG_ROW] = address_of(from->session, address),
        [LOG_OP] = STR("broadcast"),
        [LOG_AFTER] = buf_str(&b),
        [LOG_RESOURCE] = STR(""),
        [LOG_AT] = STR(""),
    };
    struct commit *note = b.is_full ? NULL : commit_create();
    if (note && commit_add(note, values)) {
        commit_release(note);
        note = NULL;
    }
    if (note) feed_pass_note(from->session->realtime->services->feed, note);
    heap_arena_release(&arena);
}

void relay_note(struct realtime *rt, const struct commit *note)
{
    const struct change *c = &note->changes[0];
    const struct message m = {.topic = c->table,
                              .organizations = note->organization_id,
                              .sender = c->row_id,
                              .event = "broadcast",
                              .payload = c->after};
    send(rt, &m);
}

/* --- presence --- */

static str key_of(const struct channel *c)
{
    return c->presence_key.len ? c->presence_key : str_from(c->session->user->id);
}

/* "key":{"metas":[meta]} */
static void add_presence(struct buf *b, const struct channel *c)
{
    buf_add_json(b, key_of(c));
    buf_add_text(b, ":{\"metas\":[");
    buf_add(b, c->presence_meta);
    buf_add_text(b, "]}");
}

static void tell_diff(struct channel *c, bool has_come)
{
    struct arena arena;
    struct buf b;
    heap_arena_init(&arena, NOTE_BYTES_MAX);
    buf_init_arena(&b, &arena, NOTE_BYTES_MAX / 2);
    buf_add_text(&b, has_come ? "{\"leaves\":{},\"joins\":{" : "{\"joins\":{},\"leaves\":{");
    add_presence(&b, c);
    buf_add_text(&b, "}}");
    const struct message m = {.topic = c->topic,
                              .organizations = reach_of(&arena, c),
                              .event = "presence_diff",
                              .payload = buf_str(&b)};
    if (!b.is_full) send(c->session->realtime, &m);
    heap_arena_release(&arena);
}

void presence_track(struct channel *c, str meta)
{
    struct buf b;
    if (!meta.data) return;
    presence_untrack(c);
    heap_arena_clear(&c->presence_arena);
    buf_init_arena(&b, &c->presence_arena, CHANNEL_BYTES_MAX / 4);
    buf_add_text(&b, "{\"phx_ref\":\"");
    buf_add_u64(&b, ++c->session->realtime->presence_count);
    buf_add_char(&b, '"');
    if (meta.len > 2) buf_add_char(&b, ',');
    buf_add(&b, str_slice(meta, 1, meta.len));
    if (b.is_full) return;
    c->presence_meta = buf_str(&b);
    tell_diff(c, true);
}

void presence_untrack(struct channel *c)
{
    if (!c->presence_meta.len) return;
    tell_diff(c, false);
    c->presence_meta = STR("");
}

/* Presences of the same topic among the people that the channel's user shares an organization with.
 */
static void add_state(struct buf *b, const struct channel *c, str organizations)
{
    const struct realtime *rt = c->session->realtime;
    str rest = organizations, organization;
    while (rest.len && str_cut(&rest, ',', &organization)) {
        const struct org *o = registry_org(&rt->registry, organization);
        for (const struct member *m = o ? o->members : NULL; m; m = m->next_of_org) {
            if (m->role < 0 || !is_first_shared(m->user, organizations, organization)) continue;
            for (const struct session *s = m->user->sessions; s; s = s->next_of_user) {
                const struct channel *other = session_channel(s, c->topic);
                if (!other || !other->presence_meta.len) continue;
                if (b->len > 1) buf_add_char(b, ',');
                add_presence(b, other);
            }
        }
    }
}

void presence_tell_state(struct channel *c)
{
    struct arena arena;
    struct buf b;
    heap_arena_init(&arena, NOTE_BYTES_MAX);
    buf_init_arena(&b, &arena, NOTE_BYTES_MAX / 2);
    buf_add_char(&b, '{');
    if (c->session->user) add_state(&b, c, reach_of(&arena, c));
    buf_add_char(&b, '}');
    if (!b.is_full)
        session_send(c->session, c->join_ref, (str){NULL, 0}, c->topic, "presence_state",
                     buf_str(&b));
    heap_arena_release(&arena);
}
