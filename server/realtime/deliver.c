/* From a commit to frames: who may see it, who wants it, encoded once for all who get the same. */
#include <jansson.h>

#include "core/buf.h"
#include "server/base/heap.h"
#include "server/base/services.h"
#include "server/http/websocket.h"
#include "server/realtime/change_json.h"
#include "server/realtime/worker.h"

enum {
    CACHE_MAX = 16,
    FRAME_BYTES_MAX = 900 << 10,
    SCRATCH_BYTES_MAX = 4 << 20,
    IDS_BYTES_MAX = 512
};

/* A frame that several sockets get. */
struct shared {
    enum phoenix_version version;
    str topic, ids;
    struct frame *frame;
};

/* What is being delivered: one change, or the news of a commit. */
struct delivery {
    struct realtime *realtime;
    const struct commit *commit;
    const struct change *change; /* NULL: the news */
    enum change_kind kind;
    struct arena arena;
    str data;    /* the change as JSON, written when first wanted */
    json_t *row; /* for filters, parsed when first wanted */
    bool is_parsed;
    struct shared cache[CACHE_MAX];
    size_t cached;
};

static void begin(struct delivery *d, struct realtime *rt, const struct commit *c)
{
    *d = (struct delivery){.realtime = rt, .commit = c};
    heap_arena_init(&d->arena, SCRATCH_BYTES_MAX);
}

static void end(struct delivery *d)
{
    for (size_t i = 0; i < d->cached; i++) frame_release(d->cache[i].frame);
    json_decref(d->row);
    heap_arena_release(&d->arena);
}

static bool is_wire_topic(str topic)
{
    return str_starts(topic, STR("realtime:"));
}

/* A channel that hears of commits, not of rows: "sync:<organization>". */
static bool is_sync_topic(str topic)
{
    if (is_wire_topic(topic)) topic = str_slice(topic, sizeof "realtime:" - 1, topic.len);
    return str_starts(topic, STR("sync:"));
}

/* Sends a frame, or notes that the socket is behind: then only "pull" comes, once it has caught up.
 */
static void send_frame(struct session *s, struct frame *f)
{
    if (!s->ws || s->behind_since_ms) return;
    if (!f || websocket_send_frame(s->ws, f)) session_fell_behind(s);
}

/* Sends what was encoded before for the same topic, ids and version; false: nothing was. */
static bool send_known(struct delivery *d, struct channel *c, str ids)
{
    for (size_t i = 0; i < d->cached; i++) {
        const struct shared *known = &d->cache[i];
        if (known->version != c->session->version || !str_equal(known->topic, c->topic) ||
            !str_equal(known->ids, ids))
            continue;
        send_frame(c->session, known->frame);
        return true;
    }
    return false;
}

/* Encodes, sends, and keeps the frame for the others. */
static void send_new(struct delivery *d, struct channel *c, str ids, const char *event, str payload)
{
    struct session *s = c->session;
    struct arena arena;
    struct buf b;
    heap_arena_init(&arena, 2 * SCRATCH_BYTES_MAX);
    buf_init_arena(&b, &arena, FRAME_BYTES_MAX);
    phoenix_write(&b, s->version, (str){NULL, 0}, (str){NULL, 0}, c->topic, event, payload);
    struct frame *frame = b.is_full ? NULL : frame_create(buf_str(&b));
    heap_arena_release(&arena);
    send_frame(s, frame);
    if (!frame) return;
    char *kept = d->cached < CACHE_MAX ? arena_copy(&d->arena, ids) : NULL;
    if (kept)
        d->cache[d->cached++] = (struct shared){s->version, c->topic, {kept, ids.len}, frame};
    else
        frame_release(frame);
}

/* {"prev_seq","seq"} in the form of the channel: a broadcast for supabase-js, bare for others. */
static void tell_news(struct delivery *d, struct channel *c, int64_t previous_seq, int64_t seq)
{
    char memory[256];
    struct buf b;
    bool is_wire = is_wire_topic(c->topic);
    if (send_known(d, c, STR("pull"))) return;
    buf_init(&b, memory, sizeof memory);
    if (is_wire) buf_add_text(&b, "{\"type\":\"broadcast\",\"event\":\"pull\",\"payload\":");
    buf_add_text(&b, "{\"prev_seq\":");
    buf_add_i64(&b, previous_seq);
    buf_add_text(&b, ",\"seq\":");
    buf_add_i64(&b, seq);
    buf_add_text(&b, is_wire ? "}}" : "}");
    send_new(d, c, STR("pull"), is_wire ? "broadcast" : "pull", buf_str(&b));
}

void deliver_pull(struct session *s)
{
    struct delivery d;
    begin(&d, s->realtime, NULL);
    for (struct channel *c = s->channels; c; c = c->next)
        if (c->state == CHANNEL_JOINED && s->user) tell_news(&d, c, 0, 0);
    end(&d);
}

static const json_t *row_of(struct delivery *d)
{
    str text = d->kind == CHANGE_DELETE ? d->change->before : d->change->after;
    if (!d->is_parsed && text.data) d->row = json_loadb(text.data, text.len, 0, NULL);
    d->is_parsed = true;
    return d->row;
}

/* [id,id] of the channel's bindings that want the change; empty when none does. */
static void list_ids(struct delivery *d, const struct channel *c, struct buf *ids)
{
    for (size_t i = 0; i < c->binding_count; i++) {
        const struct binding *b = &c->bindings[i];
        const json_t *row = b->comparison == COMPARE_NONE ? NULL : row_of(d);
        if (!binding_matches(b, d->kind, d->change->table, row)) continue;
        buf_add_char(ids, ids->len ? ',' : '[');
        buf_add_u64(ids, b->id);
    }
    if (ids->len) buf_add_char(ids, ']');
}

static str data_of(struct delivery *d)
{
    if (!d->data.data) {
        struct buf b;
        buf_init_arena(&b, &d->arena, FRAME_BYTES_MAX);
        change_write(&b, d->realtime->services->catalog, d->change, d->kind, d->commit->seq);
        d->data = b.is_full ? STR("") : buf_str(&b);
    }
    return d->data;
}

static void tell_change(struct delivery *d, struct channel *c)
{
    char memory[IDS_BYTES_MAX];
    struct buf ids, payload;
    buf_init(&ids, memory, sizeof memory);
    list_ids(d, c, &ids);
    if (!ids.len || ids.is_full || send_known(d, c, buf_str(&ids))) return;
    str data = data_of(d);
    if (!data.len) {
        session_fell_behind(c->session);
        return;
    }
    buf_init_arena(&payload, &d->arena, FRAME_BYTES_MAX);
    buf_add_text(&payload, "{\"data\":");
    buf_add(&payload, data);
    buf_add_text(&payload, ",\"ids\":");
    buf_add(&payload, buf_str(&ids));
    buf_add_char(&payload, '}');
    send_new(d, c, buf_str(&ids), "postgres_changes", buf_str(&payload));
}

static bool hears_of(const struct channel *c, const struct org *o)
{
    return c->state == CHANNEL_JOINED &&
           (str_is_empty(c->organization_id) || str_equal(c->organization_id, str_from(o->id)));
}

/* Did the row come to somebody who may not know how it was before? */
static bool changes_hands(const struct change *change)
{
    return change_lists(change->changed, STR("owner_id")) ||
           change_lists(change->changed, STR("reader_ids"));
}

static void deliver_to(struct delivery *d, const struct org *o, const struct member *m)
{
    for (struct session *s = m->user->sessions; s; s = s->next_of_user)
        for (struct channel *c = s->channels; c; c = c->next)
            if (c->binding_count && hears_of(c, o)) tell_change(d, c);
}

static void deliver_change(struct realtime *rt, const struct commit *commit, const struct org *o,
                           const struct change *change)
{
    struct delivery whole, blind; /* with and without how the row was before */
    struct change now_only = *change;
    const struct audience audience = {change->owner_id, change->reader_ids};
    bool is_moved = changes_hands(change);
    now_only.before = (str){NULL, 0};
    begin(&whole, rt, commit);
    begin(&blind, rt, commit);
    if (!change_kind_of(change, &whole.kind)) return;
    whole.change = change;
    blind.change = &now_only;
    blind.kind = whole.kind;
    for (struct member *m = o->members; m; m = m->next_of_org) {
        if (!member_may_read(m, change->resource, audience)) continue;
        bool is_blind = is_moved && member_sight(m, change->resource) == SIGHT_OWN;
        deliver_to(is_blind ? &blind : &whole, o, m);
    }
    end(&whole);
    end(&blind);
}

/* Was the row taken from this member? The log writes what they lose just before the change that
 * takes it, and that may give it back to them. */
static bool has_lost(const struct member *m, const struct change *loss, const struct change *next)
{
    const struct audience former = {loss->owner_id, loss->reader_ids};
    const struct audience now = {next->owner_id, next->reader_ids};
    return member_sight(m, loss->resource) == SIGHT_OWN &&
           member_may_read(m, loss->resource, former) && !member_may_read(m, next->resource, now);
}

/* To whom a row is taken from it is deleted; of what it was only the ids are told. */
static void deliver_loss(struct realtime *rt, const struct commit *commit, const struct org *o,
                         const struct change *loss, const struct change *next)
{
    char memory[256];
    struct buf ids;
    struct delivery d;
    struct change gone = *loss;
    buf_init(&ids, memory, sizeof memory);
    buf_add_text(&ids, "{\"organization_id\":");
    buf_add_json(&ids, commit->organization_id);
    buf_add_text(&ids, ",\"id\":");
    buf_add_json(&ids, loss->row_id);
    buf_add_char(&ids, '}');
    gone.before = buf_str(&ids);
    begin(&d, rt, commit);
    d.change = &gone;
    d.kind = CHANGE_DELETE;
    for (struct member *m = o->members; m; m = m->next_of_org)
        if (has_lost(m, loss, next)) deliver_to(&d, o, m);
    end(&d);
}

static bool is_loss(const struct change *change)
{
    return str_equal(change->op, STR("revoke"));
}

static void deliver_news(struct realtime *rt, const struct commit *commit, struct org *o)
{
    struct delivery d;
    int64_t previous = o->told_seq ? o->told_seq : commit->seq - 1;
    o->told_seq = commit->seq;
    begin(&d, rt, commit);
    for (struct member *m = o->members; m; m = m->next_of_org) {
        if (m->role < 0 || m->user->state != USER_READY) continue;
        for (struct session *s = m->user->sessions; s; s = s->next_of_user)
            for (struct channel *c = s->channels; c; c = c->next)
                if (is_sync_topic(c->topic) && hears_of(c, o))
                    tell_news(&d, c, previous, commit->seq);
    }
    end(&d);
}

void deliver_commit(struct realtime *rt, const struct commit *c)
{
    members_follow(rt, c);
    struct org *o = registry_org(&rt->registry, c->organization_id);
    if (!o) return;
    for (size_t i = 0; i < c->change_count; i++) {
        const struct change *change = &c->changes[i];
        if (!is_loss(change))
            deliver_change(rt, c, o, change);
        else if (i + 1 < c->change_count)
            deliver_loss(rt, c, o, change, change + 1);
    }
    deliver_news(rt, c, o);
}
