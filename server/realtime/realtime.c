/* A worker's sockets from upgrade to close, its ear on the feed, and its clock. */
#include "server/realtime/realtime.h"

#include <stdlib.h>

#include "server/auth/auth.h"
#include "server/base/clock.h"
#include "server/base/heap.h"
#include "server/base/services.h"
#include "server/http/websocket.h"
#include "server/realtime/worker.h"

enum {
    TICK_MS = 1000,
    RUSH_MIN = 200,
    STUCK_MS = 30000,
    CLOSE_POLICY = 1008,
    CLOSE_TRY_LATER = 1013
};

static void on_commit(struct feed_listener *l, struct commit *c);
static void on_tick(struct timer *t);
static void on_open(struct websocket *ws, void *owner);
static void on_message(struct websocket *ws, void *owner, str message, bool is_text);
static void on_close(struct websocket *ws, void *owner);

static const struct websocket_handler handler_of_sockets = {on_open, on_message, on_close};

status realtime_open(struct realtime **out, struct services *services)
{
    struct realtime *rt = calloc(1, sizeof *rt);
    *out = rt;
    if (!rt) return S_OVER_LIMIT;
    rt->services = services;
    presence_open(rt);
    rt->listener = (struct feed_listener){.loop = services->loop, .on_commit = on_commit};
    rt->tick.on_due = on_tick;
    loop_arm(services->loop, &rt->tick, TICK_MS);
    feed_listen(services->feed, &rt->listener);
    return S_OK;
}

static void drop_session(struct session *s)
{
    struct realtime *rt = s->realtime;
    while (s->channels) {
        if (!rt->is_closing) presence_untrack(s->channels);
        channel_destroy(s->channels);
    }
    if (s->user) {
        struct session **at = &s->user->sessions;
        while (*at != s) at = &(*at)->next_of_user;
        *at = s->next_of_user;
        if (!s->user->sessions) registry_drop_user(&rt->registry, s->user);
    }
    rt->comings++;
    if (s->previous)
        s->previous->next = s->next;
    else
        rt->sessions = s->next;
    if (s->next) s->next->previous = s->previous;
    free(s);
}

void realtime_close(struct realtime *rt)
{
    if (!rt) return;
    rt->is_closing = true;
    feed_ignore(rt->services->feed, &rt->listener);
    loop_disarm(rt->services->loop, &rt->tick);
    while (rt->sessions) drop_session(rt->sessions);
    presence_close(rt);
    registry_release(&rt->registry);
    free(rt);
}

/* --- sockets --- */

/* An apikey is the anon key or a token of ours. */
static status check_key(struct request *r)
{
    struct identity ignored;
    str key = request_query(r, "apikey");
    if (!key.data) return S_UNAUTHENTICATED;
    return auth_verify_token(r->services->auth, &r->arena, key, &ignored);
}

void realtime_connect(struct request *r)
{
    struct realtime *rt = r->services->realtime;
    enum phoenix_version version;
    status bad = check_key(r);
    if (!bad && !phoenix_version_named(request_query(r, "vsn"), &version)) bad = S_INVALID_QUERY;
    struct session *s = bad ? NULL : calloc(1, sizeof *s);
    if (!s) {
        respond_error(r, bad ? bad : S_OVER_LIMIT, NULL,
                      "apikey and vsn 1.0.0 or 2.0.0 are needed");
        return;
    }
    rt->comings++;
    *s = (struct session){.realtime = rt, .version = version, .next = rt->sessions};
    if (rt->sessions) rt->sessions->previous = s;
    rt->sessions = s;
    websocket_accept(r, &handler_of_sockets, s);
}

static void on_open(struct websocket *ws, void *owner)
{
    struct session *s = owner;
    s->ws = ws;
}

static void on_message(struct websocket *ws, void *owner, str message, bool is_text)
{
    (void)ws;
    session_hear(owner, message, is_text);
}

static void on_close(struct websocket *ws, void *owner)
{
    (void)ws;
    drop_session(owner);
}

/* --- the feed --- */

static void on_commit(struct feed_listener *l, struct commit *c)
{
    struct realtime *rt = (struct realtime *)l;
    if (!c)
        members_forget(rt);
    else if (c->seq == 0)
        relay_note(rt, c);
    else
        deliver_commit(rt, c);
    commit_release(c);
}

/* --- the clock --- */

static void tell_expired(struct session *s)
{
    for (struct channel *c = s->channels; c; c = c->next)
        channel_tell(c, "system", "error", "the access token has expired");
    websocket_shut(s->ws, CLOSE_POLICY, STR("the access token has expired"));
}

static void look_after(struct session *s, int64_t now_ms)
{
    if (!s->ws) return;
    if (s->expires_at_s && clock_wall_ms() / 1000 >= s->expires_at_s) {
        s->expires_at_s = 0; /* told once */
        tell_expired(s);
    } else if (s->behind_since_ms && websocket_backlog(s->ws) == 0) {
        s->behind_since_ms = 0;
        deliver_pull(s);
    } else if (s->behind_since_ms && now_ms - s->behind_since_ms > STUCK_MS) {
        websocket_shut(s->ws, CLOSE_TRY_LATER, STR("too slow"));
    }
}

/* A rush of sockets that come or go is over. */
static void settle_memory(struct realtime *rt)
{
    bool is_quiet = rt->comings == rt->comings_before;
    rt->comings_before = rt->comings;
    if (!is_quiet || rt->comings - rt->comings_trimmed < RUSH_MIN) return;
    rt->comings_trimmed = rt->comings;
    heap_trim();
}

static void on_tick(struct timer *t)
{
    struct realtime *rt = (struct realtime *)(void *)((char *)t - offsetof(struct realtime, tick));
    int64_t now_ms = loop_now_ms(rt->services->loop);
    for (struct session *s = rt->sessions; s; s = s->next) look_after(s, now_ms);
    presence_tick(rt);
    settle_memory(rt);
    members_load(rt); /* whoever waits because an answer failed */
    loop_arm(rt->services->loop, &rt->tick, TICK_MS);
}
