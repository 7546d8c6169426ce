/* Judges history requests: which organization, which row, which place in time. */
#include "server/history/history.h"

#include <jansson.h>

#include "core/uuid.h"
#include "server/db/catalog.h"
#include "server/history/ask.h"

enum { PAGE_MAX = 200 };

static const char *const page_sql =
    "select ota.history_page($1::uuid, $2::text, $3::uuid, $4::bigint, $5::integer, "
    "$6::integer)::text";
static const char *const at_sql = "select ota.history_at($1::uuid, $2::text, $3::uuid, $4::bigint, "
                                  "$5::timestamptz)::text";
static const char *const deleted_sql =
    "select ota.history_deleted($1::uuid, $2::uuid, $3::bigint, $4::integer)::text";
static const char *const restore_sql =
    "select ota.history_restore($1::uuid, $2::text, $3::uuid, $4::bigint)::text";

static const str newest_seq = {"9223372036854775807", 19}, newest_ord = {"2147483647", 10};
static const str nothing = {NULL, 0};
static const str page_default = {"50", 2};

static bool refuse(struct request *r, const char *message, const char *hint)
{
    respond_error(r, S_INVALID_QUERY, message, hint);
    return false;
}

static bool is_uuid(str s)
{
    uuid id;
    return uuid_parse(s, &id);
}

static bool is_count(str s)
{
    int64_t n;
    return str_to_i64(s, &n) && n >= 0;
}

static bool read_organization(struct request *r, str *organization)
{
    *organization = request_query(r, "organization_id");
    if (is_uuid(*organization)) return true;
    return refuse(r, "organization_id must be a UUID", "as in ?organization_id=…");
}

/* Of the tables that have a history; others do not exist here. */
static bool read_row(struct request *r, str table, str id)
{
    const struct table *t = catalog_table(r->services->catalog, table);
    if (!t || !t->is_tenant || t->is_view) {
        respond_error(r, S_NOT_FOUND, "there is no such table",
                      "the tables are tours, shows, venues, expenses …");
        return false;
    }
    if (is_uuid(id)) return true;
    return refuse(r, "the row's id must be a UUID", "as in /api/history/shows/{id}");
}

static bool read_limit(struct request *r, str *limit)
{
    int64_t n;
    *limit = request_query(r, "limit");
    if (!limit->data) *limit = page_default;
    if (str_to_i64(*limit, &n) && n >= 1 && n <= PAGE_MAX) return true;
    return refuse(r, "limit must be a number from 1 to 200", "leave it out for 50");
}

/* ?before=seq.ord, as an answer's "next" gave it; "seq" alone is before the whole change. */
static bool read_before(struct request *r, str *seq, str *ord)
{
    str before = request_query(r, "before");
    *seq = newest_seq;
    *ord = newest_ord;
    if (!before.data) return true;
    size_t dot = str_find_char(before, '.', 0);
    *seq = str_slice(before, 0, dot);
    *ord = dot == before.len ? STR("0") : str_slice(before, dot + 1, before.len);
    int64_t n;
    if (is_count(*seq) && str_to_i64(*ord, &n) && n >= 0 && n <= INT32_MAX) return true;
    return refuse(r, "before must be of the form seq or seq.ord", "send an answer's next");
}

/* ?seq=… or ?at=…; neither means now. */
static bool read_moment(struct request *r, str *seq, str *at)
{
    *seq = request_query(r, "seq");
    *at = request_query(r, "at");
    if (seq->data && at->data)
        return refuse(r, "seq and at are two ways to say one thing", "send one of them");
    if (seq->data && !is_count(*seq))
        return refuse(r, "seq must be the number of a change", "as in an entry's seq");
    if (at->data && !(at->len >= 10 && at->data[0] >= '0' && at->data[0] <= '9'))
        return refuse(r, "at must be an instant", "as in ?at=2026-05-12T20:00:00Z");
    return true;
}

void history_list(struct request *r)
{
    str p[6] = {nothing, r->params[0], r->params[1]};
    request_stage(r, STAGE_PARSE);
    if (!read_row(r, p[1], p[2]) || !read_organization(r, &p[0]) || !read_before(r, &p[3], &p[4]) ||
        !read_limit(r, &p[5]))
        return;
    history_ask(r, page_sql, p, 6);
}

static void ask_at(struct request *r, str what, str id)
{
    str p[5] = {nothing, what, id};
    if (!read_organization(r, &p[0]) || !read_moment(r, &p[3], &p[4])) return;
    history_ask(r, at_sql, p, 5);
}

void history_row_at(struct request *r)
{
    request_stage(r, STAGE_PARSE);
    if (read_row(r, r->params[0], r->params[1])) ask_at(r, r->params[0], r->params[1]);
}

void history_tour_at(struct request *r)
{
    request_stage(r, STAGE_PARSE);
    if (read_row(r, STR("tours"), r->params[0])) ask_at(r, STR("tour"), r->params[0]);
}

void history_show_at(struct request *r)
{
    request_stage(r, STAGE_PARSE);
    if (read_row(r, STR("shows"), r->params[0])) ask_at(r, STR("show"), r->params[0]);
}

void history_deleted(struct request *r)
{
    str p[4] = {nothing, request_query(r, "tour_id")};
    str ord;
    request_stage(r, STAGE_PARSE);
    if (p[1].data && !is_uuid(p[1])) {
        refuse(r, "tour_id must be a UUID", "leave it out for the whole organization");
        return;
    }
    if (!read_organization(r, &p[0]) || !read_before(r, &p[2], &ord) || !read_limit(r, &p[3]))
        return;
    history_ask(r, deleted_sql, p, 4);
}

/* {"seq": n} and nothing else. */
static bool read_wish(struct request *r, str *seq)
{
    json_t *body = json_loadb(r->body.data, r->body.len, JSON_REJECT_DUPLICATES, NULL);
    json_t *given = json_object_get(body, "seq");
    bool is_good =
        json_is_integer(given) && json_integer_value(given) >= 0 && json_object_size(body) == 1;
    struct buf b;
    buf_init_arena(&b, &r->arena, 24);
    if (is_good) buf_add_i64(&b, json_integer_value(given));
    json_decref(body);
    *seq = buf_str(&b);
    if (!is_good)
        respond_error(r, S_INVALID, "the body must be {\"seq\": number}",
                      "the seq of the version to bring back");
    return is_good;
}

void history_restore(struct request *r)
{
    str p[4] = {nothing, r->params[0], r->params[1]};
    request_stage(r, STAGE_PARSE);
    if (!read_row(r, p[1], p[2]) || !read_organization(r, &p[0]) || !read_wish(r, &p[3])) return;
    history_ask(r, restore_sql, p, 4);
}
