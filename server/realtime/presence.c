/* Who is here: own channels' presences told to all workers, theirs kept, all told to who joins. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "server/base/heap.h"
#include "server/base/random.h"
#include "server/base/services.h"
#include "server/db/notes.h"
#include "server/realtime/relay.h"
#include "server/realtime/worker.h"

/* What workers tell each other beside "broadcast". The sender of join and leave is a presence's
 * phx_ref, "<worker>.<number>"; of the others it is the worker.
 *
 *   join, leave   one presence: topic, organizations, key, body = meta
 *   ask           tell me all you have
 *   all … told    all presences of a worker come between these two
 *   here          every few seconds: body = "<count> <sum of numbers>" */
#define OP_JOIN  STR("join")
#define OP_LEAVE STR("leave")
#define OP_ASK   STR("ask")
#define OP_ALL   STR("all")
#define OP_TOLD  STR("told")
#define OP_HERE  STR("here")

enum {
    STATE_BYTES_MAX = 224 << 10, /* as much of the state as one message takes */
    STATE_COUNT_MAX = 20000,
    HERE_EVERY_MS = 2000,
    SILENT_MS = 5000,
    ASK_EVERY_MS = 5000,
    TELL_EVERY_MS = 1000,
    TICK_MS = 1000,
    REF_BYTES = 64,
};

static void tell_all(struct realtime *rt);
static void on_gone(void *owner, const struct presence *p);

void presence_open(struct realtime *rt)
{
    unsigned char bytes[ORIGIN_TEXT / 2];
    random_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(rt->origin + 2 * i, 3, "%02x", (unsigned)bytes[i]);
    rt->presence.ticked_ms = loop_now_ms(rt->services->loop);
}

void presence_close(struct realtime *rt)
{
    elsewhere_release(&rt->presence.elsewhere);
}

/* --- own presences --- */

static str key_of(const struct channel *c)
{
    return c->presence_key.len ? c->presence_key : str_from(c->session->user->id);
}

static str write_ref(char text[REF_BYTES], const struct channel *c)
{
    snprintf(text, REF_BYTES, "%s.%llu", c->session->realtime->origin,
             (unsigned long long)c->presence_number);
    return str_from(text);
}

/* A worker that says nothing of a presence says so at the next tick. */
static void pass(struct realtime *rt, const struct note_facts *facts)
{
    if (relay_pass(rt, facts)) rt->presence.must_tell = true;
}

static void pass_presence(const struct channel *c, str op, str organizations)
{
    char ref[REF_BYTES];
    const struct note_facts facts = {.op = op,
                                     .topic = c->topic,
                                     .organizations = organizations,
                                     .sender = write_ref(ref, c),
                                     .key = key_of(c),
                                     .body = c->presence_meta};
    pass(c->session->realtime, &facts);
}

static void send_diff(const struct realtime *rt, bool has_come, const struct presence_facts *f)
{
    struct arena arena;
    struct buf b;
    heap_arena_init(&arena, 2 * STATE_BYTES_MAX);
    buf_init_arena(&b, &arena, STATE_BYTES_MAX);
    buf_add_text(&b, has_come ? "{\"leaves\":{},\"joins\":{" : "{\"joins\":{},\"leaves\":{");
    buf_add_json(&b, f->key);
    buf_add_text(&b, ":{\"metas\":[");
    buf_add(&b, f->meta);
    buf_add_text(&b, "]}}}");
    const struct message m = {.topic = f->topic,
                              .organizations = f->organizations,
                              .event = "presence_diff",
                              .payload = buf_str(&b)};
    if (!b.is_full) relay_send(rt, &m);
    heap_arena_release(&arena);
}

static void tell_diff(struct channel *c, bool has_come, str organizations)
{
    struct realtime *rt = c->session->realtime;
    const struct presence_facts facts = {.topic = c->topic,
                                         .organizations = organizations,
                                         .key = key_of(c),
                                         .meta = c->presence_meta};
    send_diff(rt, has_come, &facts);
    rt->presence.count += has_come ? 1 : (size_t)-1;
    rt->presence.sum += has_come ? c->presence_number : 0 - c->presence_number;
    pass_presence(c, has_come ? OP_JOIN : OP_LEAVE, organizations);
}

/* To all whom the channel's user reaches. */
static void tell_reached(struct channel *c, bool has_come)
{
    struct arena arena;
    heap_arena_init(&arena, STATE_BYTES_MAX);
    tell_diff(c, has_come, relay_reach(&arena, c));
    heap_arena_release(&arena);
}

status presence_track(struct channel *c, str meta)
{
    char ref[REF_BYTES];
    struct buf b;
    presence_untrack(c);
    heap_arena_clear(&c->presence_arena);
    buf_init_arena(&b, &c->presence_arena, CHANNEL_BYTES_MAX / 4);
    c->presence_number = ++c->session->realtime->presence.last_number;
    buf_add_text(&b, "{\"phx_ref\":\"");
    buf_add(&b, write_ref(ref, c));
    buf_add_char(&b, '"');
    if (meta.len > 2) buf_add_char(&b, ',');
    buf_add(&b, str_slice(meta, 1, meta.len));
    if (!meta.data || b.is_full) return S_OVER_LIMIT;
    c->presence_meta = buf_str(&b);
    tell_reached(c, true);
    return S_OK;
}

void presence_untrack(struct channel *c)
{
    if (!c->presence_meta.len) return;
    tell_reached(c, false);
    c->presence_meta = STR("");
}

void presence_narrow(struct channel *c, str organization_id)
{
    struct arena arena;
    struct buf former;
    if (!c->presence_meta.len) return;
    heap_arena_init(&arena, STATE_BYTES_MAX);
    str reach = relay_reach(&arena, c);
    buf_init_arena(&former, &arena, reach.len + organization_id.len + 1);
    buf_add(&former, reach);
    if (reach.len) buf_add_char(&former, ',');
    buf_add(&former, organization_id);
    tell_diff(c, false, buf_str(&former));
    tell_diff(c, true, reach);
    heap_arena_release(&arena);
}

/* --- the state of a topic --- */

struct present {
    str key, meta;
};

struct state {
    struct present *list;
    size_t count, bytes;
};

static int by_key(const void *a, const void *b)
{
    const struct present *one = a, *other = b;
    return str_compare(one->key, other->key);
}

static void add(struct state *s, str key, str meta)
{
    size_t bytes = 6 * key.len + meta.len + sizeof "\"\":{\"metas\":[]},";
    if (s->count >= STATE_COUNT_MAX || s->bytes + bytes > STATE_BYTES_MAX - 64) return;
    s->bytes += bytes;
    s->list[s->count++] = (struct present){key, meta};
}

static void add_own(struct state *list, const struct channel *c, str organizations)
{
    const struct realtime *rt = c->session->realtime;
    str rest = organizations, organization;
    while (rest.len && str_cut(&rest, ',', &organization)) {
        const struct org *o = registry_org(&rt->registry, organization);
        for (const struct member *m = o ? o->members : NULL; m; m = m->next_of_org) {
            if (m->role < 0 || !user_shares_first(m->user, organizations, organization)) continue;
            for (const struct session *s = m->user->sessions; s; s = s->next_of_user) {
                const struct channel *other = session_channel(s, c->topic);
                if (other && other->presence_meta.len)
                    add(list, key_of(other), other->presence_meta);
            }
        }
    }
}

static bool is_within(const struct presence *p, str organizations)
{
    str rest = organizations, organization;
    while (rest.len && str_cut(&rest, ',', &organization))
        if (str_find(p->organizations, organization) < p->organizations.len) return true;
    return false;
}

static void add_others(struct state *list, const struct channel *c, str organizations)
{
    const struct elsewhere *elsewhere = &c->session->realtime->presence.elsewhere;
    for (const struct presence *p = elsewhere_of_topic(elsewhere, c->topic); p; p = p->next)
        if (str_equal(p->topic, c->topic) && is_within(p, organizations))
            add(list, p->key, p->meta);
}

/* {"key":{"metas":[meta,meta]},…} */
static void write_state(struct buf *b, const struct state *s)
{
    buf_add_char(b, '{');
    for (size_t i = 0; i < s->count; i++) {
        const struct present *one = &s->list[i];
        if (i && str_equal(one->key, one[-1].key)) {
            buf_add_char(b, ',');
        } else {
            if (i) buf_add_text(b, "]},");
            buf_add_json(b, one->key);
            buf_add_text(b, ":{\"metas\":[");
        }
        buf_add(b, one->meta);
    }
    buf_add_text(b, s->count ? "]}}" : "}");
}

void presence_tell_state(struct channel *c)
{
    struct arena arena;
    struct buf b;
    struct state s = {.list = calloc(STATE_COUNT_MAX, sizeof *s.list)};
    if (!s.list) return;
    heap_arena_init(&arena, 3 * STATE_BYTES_MAX);
    buf_init_arena(&b, &arena, STATE_BYTES_MAX);
    if (c->session->user) {
        str organizations = relay_reach(&arena, c);
        add_own(&s, c, organizations);
        add_others(&s, c, organizations);
    }
    qsort(s.list, s.count, sizeof *s.list, by_key);
    write_state(&b, &s);
    if (!b.is_full)
        session_send(c->session, c->join_ref, (str){NULL, 0}, c->topic, "presence_state",
                     buf_str(&b));
    heap_arena_release(&arena);
    free(s.list);
}

/* --- what other workers tell --- */

static struct elsewhere_parting parting_of(struct realtime *rt)
{
    return (struct elsewhere_parting){on_gone, rt};
}

static void on_gone(void *owner, const struct presence *p)
{
    const struct presence_facts facts = {p->number, p->topic, p->organizations, p->key, p->meta};
    send_diff(owner, false, &facts);
}

static void hear_presence(struct realtime *rt, const struct commit *note, bool has_come)
{
    const struct change *c = &note->changes[0];
    const struct elsewhere_parting parting = parting_of(rt);
    struct elsewhere *elsewhere = &rt->presence.elsewhere;
    struct presence_facts facts = {.topic = c->table,
                                   .organizations = note->organization_id,
                                   .key = c->before,
                                   .meta = c->after};
    str id;
    if (elsewhere_read_ref(c->row_id, &id, &facts.number)) return;
    struct origin *from = elsewhere_hear(elsewhere, id, loop_now_ms(rt->services->loop));
    if (!from) return;
    if (!has_come)
        elsewhere_remove(elsewhere, from, facts.number, facts.topic, &parting);
    else if (elsewhere_add(elsewhere, from, &facts) == S_OK)
        send_diff(rt, true, &facts);
}

static void ask(struct realtime *rt, str whom)
{
    pass(rt, &(struct note_facts){.op = OP_ASK, .sender = str_from(rt->origin), .body = whom});
}

/* Asks a worker of which this one knows more or less than it says. */
static void compare(struct realtime *rt, struct origin *from, str told)
{
    char known[64];
    int64_t now_ms = loop_now_ms(rt->services->loop);
    snprintf(known, sizeof known, "%zu %llu", from->count, (unsigned long long)from->sum);
    if (str_equal(told, str_from(known))) return;
    if (from->asked_ms && now_ms - from->asked_ms < ASK_EVERY_MS) return;
    from->asked_ms = now_ms;
    ask(rt, str_from(from->id));
}

static void hear_worker(struct realtime *rt, const struct change *c)
{
    const struct elsewhere_parting parting = parting_of(rt);
    struct elsewhere *elsewhere = &rt->presence.elsewhere;
    bool is_ask = str_equal(c->op, OP_ASK);
    bool is_for_me = is_ask && (!c->after.len || str_equal(c->after, str_from(rt->origin)));
    if (is_for_me) rt->presence.must_tell = true;
    if (is_ask) return;
    struct origin *from = elsewhere_hear(elsewhere, c->row_id, loop_now_ms(rt->services->loop));
    if (!from) return;
    if (str_equal(c->op, OP_ALL)) elsewhere_doubt(elsewhere, from);
    if (str_equal(c->op, OP_TOLD)) elsewhere_drop_doubtful(elsewhere, from, &parting);
    if (str_equal(c->op, OP_HERE)) compare(rt, from, c->after);
}

void presence_note(struct realtime *rt, const struct commit *note)
{
    const struct change *c = &note->changes[0];
    if (str_starts(c->row_id, str_from(rt->origin))) return; /* its own */
    if (str_equal(c->op, STR(NOTES_LINKED))) {
        ask(rt, STR(""));
        rt->presence.must_tell = true;
    } else if (str_equal(c->op, OP_JOIN) || str_equal(c->op, OP_LEAVE)) {
        hear_presence(rt, note, str_equal(c->op, OP_JOIN));
    } else {
        hear_worker(rt, c);
    }
    int64_t now_ms = loop_now_ms(rt->services->loop);
    if (rt->presence.must_tell && now_ms - rt->presence.told_ms >= TELL_EVERY_MS) tell_all(rt);
}

/* --- the clock --- */

static void tell_all(struct realtime *rt)
{
    const str me = str_from(rt->origin);
    rt->presence.must_tell = false;
    rt->presence.told_ms = loop_now_ms(rt->services->loop);
    pass(rt, &(struct note_facts){.op = OP_ALL, .sender = me});
    for (const struct session *s = rt->presence.count ? rt->sessions : NULL; s; s = s->next)
        for (const struct channel *c = s->channels; c; c = c->next) {
            struct arena arena;
            if (!c->presence_meta.len) continue;
            heap_arena_init(&arena, STATE_BYTES_MAX);
            pass_presence(c, OP_JOIN, relay_reach(&arena, c));
            heap_arena_release(&arena);
        }
    pass(rt, &(struct note_facts){.op = OP_TOLD, .sender = me});
}

/* Also once after the last presence has gone, in case that was not heard. */
static void tell_here(struct realtime *rt)
{
    char body[64];
    struct presences *p = &rt->presence;
    snprintf(body, sizeof body, "%zu %llu", p->count, (unsigned long long)p->sum);
    if (p->count || p->said_count)
        pass(rt, &(struct note_facts){
                     .op = OP_HERE, .sender = str_from(rt->origin), .body = str_from(body)});
    p->said_count = p->count;
}

void presence_tick(struct realtime *rt)
{
    struct presences *p = &rt->presence;
    const struct elsewhere_parting parting = parting_of(rt);
    int64_t now_ms = loop_now_ms(rt->services->loop);
    /* Who was asleep cannot say that others were silent. */
    int64_t slept_ms = now_ms - p->ticked_ms - TICK_MS;
    for (struct origin *o = slept_ms > 0 ? p->elsewhere.origins : NULL; o; o = o->next)
        o->heard_ms += slept_ms;
    p->ticked_ms = now_ms;
    elsewhere_expire(&p->elsewhere, now_ms - SILENT_MS, &parting);
    if (p->must_tell) tell_all(rt);
    if (now_ms - p->said_ms >= HERE_EVERY_MS) {
        p->said_ms = now_ms;
        tell_here(rt);
    }
}
