/* Memberships of the users who are here: asked for in batches, kept current by the feed. */
#include <jansson.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/permission.h"
#include "server/base/heap.h"
#include "server/base/services.h"
#include "server/db/query.h"
#include "server/realtime/worker.h"

enum { ASK_USERS_MAX = 500, ASK_BYTES_MAX = 256 << 10 };

static const char ask_sql[] = "select m.user_id, m.organization_id, m.role, t.seq from "
                              "ota.member_roles m join public.memberships t "
                              "on t.organization_id = m.organization_id and t.user_id = m.user_id "
                              "where m.user_id = any ($1::uuid[])";

/* A question under way. */
struct loading {
    struct db_query query;
    struct identity identity;
    struct arena arena;
    struct realtime *realtime;
    str ids;     /* the parameter: {id,id,…} */
    bool is_cut; /* there are more users than fit */
};

static void answered(struct db_query *q, const struct db_result *result);

/* Marks waiting users as asked and lists them. */
static void list_waiting(struct loading *l)
{
    struct buf b;
    size_t count = 0;
    buf_init_arena(&b, &l->arena, ASK_BYTES_MAX / 4);
    for (struct session *s = l->realtime->sessions; s; s = s->next) {
        struct user *u = s->user;
        if (!u || u->state != USER_WAITING) continue;
        if (count++ == ASK_USERS_MAX) {
            l->is_cut = true;
            break;
        }
        buf_add_char(&b, b.len ? ',' : '{');
        buf_add_text(&b, u->id);
        u->state = USER_ASKED;
        user_doubt(u);
    }
    if (b.len) buf_add_char(&b, '}');
    l->ids = buf_str(&b);
}

static void release(struct loading *l)
{
    l->realtime->loading = NULL;
    heap_arena_release(&l->arena);
    free(l);
}

void members_load(struct realtime *rt)
{
    if (rt->loading || rt->is_closing) return;
    struct loading *l = calloc(1, sizeof *l);
    if (!l) return; /* the tick tries again */
    rt->loading = l;
    l->realtime = rt;
    heap_arena_init(&l->arena, ASK_BYTES_MAX);
    list_waiting(l);
    if (!l->ids.len) {
        release(l);
        return;
    }
    l->identity = (struct identity){.role = STR("service_role"), .claims = STR("{}")};
    l->query = (struct db_query){.arena = &l->arena,
                                 .identity = &l->identity,
                                 .statements = {{STR(ask_sql), &l->ids, 1}},
                                 .statement_count = 1,
                                 .done = answered,
                                 .owner = l};
    db_submit(rt->services->db, &l->query);
}

static void take_row(struct realtime *rt, const struct db_result *result, size_t row)
{
    struct user *u = registry_user(&rt->registry, db_value(result, row, 0));
    int64_t seq;
    if (!u || !str_to_i64(db_value(result, row, 3), &seq)) return;
    int role = permission_role_named(db_value(result, row, 2));
    if (registry_set_role(&rt->registry, u, db_value(result, row, 1), role, seq))
        u->state = USER_WAITING;
}

/* Users in the question that are still here and have not been put in doubt since. */
static void settle_asked(struct realtime *rt, bool is_good)
{
    for (struct session *s = rt->sessions, *next; s; s = next) {
        struct user *u = s->user;
        next = s->next;
        if (!u || u->state != USER_ASKED) continue;
        u->state = is_good ? USER_READY : USER_WAITING;
        if (!is_good) continue;
        for (const struct member *m; (m = user_drop_doubtful(u));)
            user_left(u, str_from(m->org->id));
        user_became_ready(rt, u);
    }
}

static void answered(struct db_query *q, const struct db_result *result)
{
    struct loading *l = q->owner;
    struct realtime *rt = l->realtime;
    bool is_good = db_status(result) == S_OK, is_cut = l->is_cut;
    for (size_t row = 0; is_good && row < db_row_count(result); row++) take_row(rt, result, row);
    release(l);
    settle_asked(rt, is_good);
    if (is_good && is_cut) members_load(rt);
}

void members_forget(struct realtime *rt)
{
    for (struct session *s = rt->sessions; s; s = s->next)
        if (s->user) s->user->state = USER_WAITING;
    members_load(rt);
}

static str text_member(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    return (str){json_string_value(value), json_string_length(value)};
}

static void follow_row(struct realtime *rt, const struct commit *c, const struct change *change)
{
    bool is_gone = str_equal(change->op, STR("delete"));
    str text = is_gone ? change->before : change->after;
    json_t *row = text.data ? json_loadb(text.data, text.len, 0, NULL) : NULL;
    struct user *u = row ? registry_user(&rt->registry, text_member(row, "user_id")) : NULL;
    int role = is_gone ? -1 : permission_role_named(text_member(row, "role"));
    int before = u ? user_role(u, c->organization_id) : -1;
    if (u && registry_set_role(&rt->registry, u, c->organization_id, role, c->seq))
        u->state = USER_WAITING;
    for (struct session *s = u && role != before ? u->sessions : NULL; s; s = s->next_of_user)
        deliver_pull(s);
    if (u && before >= 0 && user_role(u, c->organization_id) < 0) user_left(u, c->organization_id);
    json_decref(row);
}

void members_follow(struct realtime *rt, const struct commit *c)
{
    for (size_t i = 0; i < c->change_count; i++)
        if (str_equal(c->changes[i].table, STR("memberships")) &&
            !str_equal(c->changes[i].op, STR("revoke")))
            follow_row(rt, c, &c->changes[i]);
}
