/* Messages among people who share an organization; the notes that carry them to all workers. */
#include "server/realtime/relay.h"

#include <stdio.h>

#include "core/buf.h"
#include "server/base/heap.h"
#include "server/base/services.h"
#include "server/db/commit.h"
#include "server/realtime/worker.h"

enum { NOTE_BYTES_MAX = 512 << 10, ADDRESS_BYTES = 64 };

static str address_of(const struct session *s, char text[ADDRESS_BYTES])
{
    snprintf(text, ADDRESS_BYTES, "%s.%p", s->realtime->origin, (const void *)s);
    return str_from(text);
}

str relay_reach(struct arena *a, const struct channel *c)
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

void relay_send(const struct realtime *rt, const struct message *m)
{
    str rest = m->organizations, organization;
    while (rest.len && str_cut(&rest, ',', &organization)) {
        const struct org *o = registry_org(&rt->registry, organization);
        for (const struct member *one = o ? o->members : NULL; one; one = one->next_of_org)
            if (one->role >= 0 && one->user->state == USER_READY &&
                user_shares_first(one->user, m->organizations, organization))
                send_to_user(one->user, m);
    }
}

status relay_pass(struct realtime *rt, const struct note_facts *facts)
{
    const str values[LOG_COLUMN_COUNT] = {
        [LOG_ORGANIZATION] = facts->organizations,
        [LOG_SEQ] = STR("0"),
        [LOG_TABLE] = facts->topic,
        [LOG_ROW] = facts->sender,
        [LOG_OP] = facts->op,
        [LOG_BEFORE] = facts->key,
        [LOG_AFTER] = facts->body,
        [LOG_RESOURCE] = STR(""),
        [LOG_AT] = STR(""),
    };
    struct commit *note = commit_create();
    status bad = note ? commit_add(note, values) : S_OVER_LIMIT;
    if (!bad) return feed_pass_note(rt->services->feed, note);
    commit_release(note);
    return bad;
}

status relay_broadcast(struct channel *from, str event, str payload)
{
    struct arena arena;
    struct buf b;
    char address[ADDRESS_BYTES];
    heap_arena_init(&arena, 2 * NOTE_BYTES_MAX);
    buf_init_arena(&b, &arena, NOTE_BYTES_MAX);
    buf_add_text(&b, "{\"type\":\"broadcast\",\"event\":");
    buf_add_json(&b, event);
    buf_add_text(&b, ",\"payload\":");
    buf_add(&b, payload);
    buf_add_char(&b, '}');
    const struct note_facts facts = {.op = STR("broadcast"),
                                     .topic = from->topic,
                                     .organizations = relay_reach(&arena, from),
                                     .sender = address_of(from->session, address),
                                     .body = buf_str(&b)};
    status bad = b.is_full ? S_OVER_LIMIT : relay_pass(from->session->realtime, &facts);
    heap_arena_release(&arena);
    return bad;
}

void relay_note(struct realtime *rt, const struct commit *note)
{
    const struct change *c = &note->changes[0];
    const struct message m = {.topic = c->table,
                              .organizations = note->organization_id,
                              .sender = c->row_id,
                              .event = "broadcast",
                              .payload = c->after};
    if (str_equal(c->op, STR("broadcast")))
        relay_send(rt, &m);
    else
        presence_note(rt, note);
}
