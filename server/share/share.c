/* Requests that come with nothing but a link. */
#include "server/share/share.h"

#include <jansson.h>
#include <stddef.h>

#include "core/buf.h"
#include "server/auth/auth.h"
#include "server/base/site.h"
#include "server/db/query.h"
#include "server/db/work.h"
#include "server/share/answer.h"
#include "server/share/calendar.h"
#include "server/share/shared.h"

enum { PAGE_BYTES_MAX = 32 * 1024 * 1024, ADDRESS_BYTES_MAX = 1400 };

/* A link being opened; lives in its request's arena. */
struct visit {
    struct work work;
    struct request *request;
    str token, hash;
    str etag;
    struct answer answer;
    bool is_known; /* the caller has what the ETag says */
    const char *content_type;
    status status;
    str words[2]; /* message and hint of a refusal, where the database gave some */
    str body;
};

static struct visit *visit_of(struct work *w)
{
    return (struct visit *)(void *)((char *)w - offsetof(struct visit, work));
}

static void refuse(struct visit *v)
{
    struct request *r = v->request;
    if (v->status == S_GONE)
        respond_error(r, S_GONE, "this link does not open any more",
                      "it has expired or was withdrawn; ask whoever sent it for a new one");
    else
        respond_error(r, v->status, v->words[0].len ? v->words[0].data : NULL,
                      v->words[1].len ? v->words[1].data : NULL);
}

static void done(struct work *w)
{
    struct visit *v = visit_of(w);
    request_stage(v->request, STAGE_RESPOND);
    if (v->status) {
        refuse(v);
        return;
    }
    struct response res = {.status = v->is_known ? 304 : 200,
                           .content_type = v->content_type,
                           .body = v->is_known ? STR("") : v->body};
    if (v->etag.len) response_add_header(&res, "ETag", v->etag);
    if (v->etag.len) response_add_header(&res, "Cache-Control", STR("private, no-cache"));
    response_add_header(&res, "X-Robots-Tag", STR("noindex, nofollow"));
    response_add_header(&res, "Referrer-Policy", STR("no-referrer"));
    respond(v->request, &res);
}

static void visit(struct request *r, str token, void (*run)(struct work *w, struct conn *c),
                  struct answer answer)
{
    struct visit *v = arena_take(&r->arena, sizeof *v);
    if (!v) {
        respond_error(r, S_OVER_LIMIT, NULL, NULL);
        return;
    }
    v->request = r;
    v->token = token;
    v->answer = answer;
    v->work = (struct work){.run = run, .done = done, .home = r->services->loop};
    request_stage(r, STAGE_QUERY);
    status bad = shared_hash(&r->arena, token, &v->hash);
    if (!bad) bad = work_submit(r->services->work, &v->work);
    if (!bad) return; /* it is the work thread's now */
    v->status = bad;
    refuse(v);
}

/* --- opening --- */

static str calendar_address(struct visit *v)
{
    struct buf b;
    struct arena *a = &v->request->arena;
    buf_init_arena(&b, a, ADDRESS_BYTES_MAX);
    buf_add(&b, site_url(v->request->services->settings, a));
    buf_add_text(&b, "/api/calendar/");
    buf_add(&b, v->token);
    buf_add_text(&b, ".ics");
    return buf_str(&b);
}

/* The whole tour as one text, signed: whoever is given the file can see that it is ours. */
static status seal_tour(struct visit *v, str tour)
{
    struct buf b;
    struct arena *a = &v->request->arena;
    str signature, key;
    status bad =
        auth_seal(v->request->services->auth, a, STR("OTA tour file 1"), tour, &signature, &key);
    if (bad) return bad;
    buf_init_arena(&b, a, PAGE_BYTES_MAX);
    buf_add_text(&b, "{\"kind\":\"tour_file\",\"file\":");
    buf_add_json(&b, tour);
    buf_add_text(&b, ",\"signature\":");
    buf_add_json(&b, signature);
    buf_add_text(&b, ",\"key\":");
    buf_add(&b, key);
    buf_add_char(&b, '}');
    v->body = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}

static status tell_calendar(struct visit *v)
{
    struct buf b;
    buf_init_arena(&b, &v->request->arena, ADDRESS_BYTES_MAX * 2);
    buf_add_text(&b, "{\"kind\":\"calendar\",\"address\":");
    buf_add_json(&b, calendar_address(v));
    buf_add_char(&b, '}');
    v->body = buf_str(&b);
    return S_OK;
}

static status show(struct visit *v, struct conn *c, const struct shared *link)
{
    struct arena *a = &v->request->arena;
    if (str_equal(link->kind, STR("day_sheet")))
        return shared_read(c, a, link,
                           STR("select ota.shared_sheet($1::uuid, $2::uuid, $3::uuid)::text"),
                           (str[]){link->show_id, link->day_id, link->person_id}, 3, &v->body);
    if (str_equal(link->kind, STR("advance")))
        return shared_read(c, a, link, STR("select ota.shared_advance($1::uuid, $2::uuid)::text"),
                           (str[]){link->organization_id, link->show_id}, 2, &v->body);
    if (str_equal(link->kind, STR("calendar"))) return tell_calendar(v);
    str tour;
    status bad =
        shared_read(c, a, link, STR("select ota.shared_tour($1::uuid, $2::uuid, $3::uuid)::text"),
                    (str[]){link->organization_id, link->tour_id, link->person_id}, 3, &tour);
    return bad ? bad : seal_tour(v, tour);
}

static void run_open(struct work *w, struct conn *c)
{
    struct visit *v = visit_of(w);
    struct shared link;
    v->status = c ? shared_open(c, &v->request->arena, v->hash, &link) : S_UNAVAILABLE;
    if (!v->status) v->status = show(v, c, &link);
}

void share_open(struct request *r)
{
    visit(r, r->params[0], run_open, (struct answer){{NULL, 0}, {NULL, 0}, {NULL, 0}});
}

/* --- answering --- */

static void keep_words(struct visit *v, const struct db_result *result)
{
    struct arena *a = &v->request->arena;
    str words[] = {db_message(result), db_hint(result)};
    if (v->status != S_REFUSED) return;
    for (size_t i = 0; i < 2; i++)
        if (words[i].len) v->words[i] = (str){arena_copy(a, words[i]), words[i].len};
}

static void run_answer(struct work *w, struct conn *c)
{
    struct visit *v = visit_of(w);
    const struct db_result *rows;
    const str params[] = {v->hash, v->answer.question, v->answer.text, v->answer.name};
    v->status = c ? conn_begin(c, NULL) : S_UNAVAILABLE;
    if (v->status) return;
    v->status = conn_query(
        c, STR("select ota.answer_advance($1::bytea, $2::text, $3::text, $4::text)::text"), params,
        4, &rows);
    if (v->status) {
        keep_words(v, rows);
        conn_rollback(c);
        return;
    }
    str json = db_value(rows, 0, 0);
    v->body = (str){json.data ? arena_copy(&v->request->arena, json) : NULL, json.len};
    status kept = conn_commit(c); /* and the rows are gone */
    if (!v->body.data)
        v->status = S_GONE;
    else if (str_find(v->body, STR("\"is_allowed\": false")) < v->body.len)
        v->status = S_RATE_LIMITED;
    else
        v->status = kept;
}

void share_answer(struct request *r)
{
    struct answer answer;
    request_stage(r, STAGE_PARSE);
    if (answer_read(&r->arena, r->body, &answer)) {
        respond_error(r, S_INVALID, "the body must be {\"question\", \"answer\", \"name\"}",
                      "question and name of up to 120 characters, an answer of up to 20000");
        return;
    }
    visit(r, r->params[0], run_answer, answer);
}

/* --- calendars --- */

static void run_calendar(struct work *w, struct conn *c)
{
    struct visit *v = visit_of(w);
    struct arena *a = &v->request->arena;
    struct shared link;
    str feed;
    v->content_type = "text/calendar; charset=utf-8";
    v->status = c ? shared_open(c, a, v->hash, &link) : S_UNAVAILABLE;
    if (!v->status && !str_equal(link.kind, STR("calendar"))) v->status = S_GONE;
    if (!v->status)
        v->status = shared_read(
            c, a, &link, STR("select ota.calendar_feed($1::uuid, $2::uuid, $3::uuid)::text"),
            (str[]){link.organization_id, link.tour_id, link.person_id}, 3, &feed);
    if (!v->status) v->status = calendar_write(a, feed, &v->body, &v->etag);
    if (!v->status) v->is_known = str_equal(request_header(v->request, "If-None-Match"), v->etag);
}

void share_calendar(struct request *r)
{
    str token = r->params[0];
    if (str_ends(token, STR(".ics"))) token = str_slice(token, 0, token.len - 4);
    visit(r, token, run_calendar, (struct answer){{NULL, 0}, {NULL, 0}, {NULL, 0}});
}
