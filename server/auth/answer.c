/* Asking and answering in GoTrue's words. */
#include "server/auth/answer.h"

#include "core/buf.h"
#include "server/auth/authority.h"

enum { ANSWER_MAX = 32768, NUMBER_LEN_MAX = 20 };

static const struct {
    int http;
    const char *code, *words;
} refusals[REFUSAL_COUNT] = {
#define REFUSAL(name, http, code, words) {http, code, words},
#include "server/auth/refusal.def"
#undef REFUSAL
};

/* Since API version 2024-01-01 `code` is the text and `message` the words (ISO dates sort as
 * text). */
static bool is_versioned(const struct request *r)
{
    str version = request_header(r, "x-supabase-api-version");
    return version.len == 10 && str_compare(version, STR("2024-01-01")) >= 0;
}

void answer_refuse_for(struct request *r, enum refusal why, int64_t wait_s)
{
    struct buf body, wait;
    struct response res = {.status = refusals[why].http};
    bool versioned = is_versioned(r);
    buf_init_arena(&body, &r->arena, ANSWER_MAX);
    buf_add_text(&body, "{\"code\":");
    if (versioned)
        buf_add_json(&body, str_from(refusals[why].code));
    else
        buf_add_i64(&body, refusals[why].http);
    buf_add_text(&body, ",\"error_code\":");
    buf_add_json(&body, str_from(refusals[why].code));
    buf_add_text(&body, versioned ? ",\"message\":" : ",\"msg\":");
    buf_add_json(&body, str_from(refusals[why].words));
    buf_add_char(&body, '}');
    res.body = buf_str(&body);
    response_add_header(&res, "Cache-Control", STR("no-store"));
    if (versioned) response_add_header(&res, "x-supabase-api-version", STR("2024-01-01"));
    if (wait_s > 0) {
        buf_init_arena(&wait, &r->arena, NUMBER_LEN_MAX);
        buf_add_i64(&wait, wait_s);
        response_add_header(&res, "Retry-After", buf_str(&wait));
    }
    respond(r, &res);
}

void answer_refuse(struct request *r, enum refusal why)
{
    answer_refuse_for(r, why, 0);
}

void answer_refuse_status(struct request *r, status s)
{
    if (s == S_UNAUTHENTICATED)
        answer_refuse(r, REFUSAL_NO_TOKEN);
    else if (s == S_TOKEN_EXPIRED)
        answer_refuse(r, REFUSAL_OLD_TOKEN);
    else if (s == S_TOKEN_INVALID)
        answer_refuse(r, REFUSAL_BAD_TOKEN);
    else if (s == S_INVALID || s == S_INVALID_UTF8)
        answer_refuse(r, REFUSAL_VALIDATION);
    else if (s == S_UNAVAILABLE || s == S_TIMEOUT)
        answer_refuse_for(r, REFUSAL_NOT_READY, 1);
    else
        answer_refuse(r, REFUSAL_FAILURE);
}

void answer_json(struct request *r, str body)
{
    struct response res = {.status = 200, .body = body};
    response_add_header(&res, "Cache-Control", STR("no-store"));
    respond(r, &res);
}

json_t *answer_read_body(struct request *r)
{
    request_stage(r, STAGE_PARSE);
    json_t *body = json_loadb(r->body.data, r->body.len, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(body)) return body;
    json_decref(body);
    answer_refuse(r, REFUSAL_BAD_JSON);
    return NULL;
}

status answer_read_text(struct request *r, const json_t *body, const char *name, str *text)
{
    const json_t *value = json_object_get(body, name);
    *text = (str){"", 0};
    if (!value || json_is_null(value)) return S_OK;
    if (!json_is_string(value)) return S_INVALID;
    *text = (str){json_string_value(value), json_string_length(value)};
    text->data = arena_copy(&r->arena, *text);
    return text->data ? S_OK : S_OVER_LIMIT;
}

static void on_result(struct db_query *query, const struct db_result *result)
{
    struct ask *ask = (struct ask *)query;
    status s = db_status(result);
    request_stage(ask->r, STAGE_RESPOND);
    if (s)
        answer_refuse_status(ask->r, s == S_INVALID ? S_DATABASE : s);
    else if (db_row_count(result) == 0)
        answer_refuse(ask->r, REFUSAL_FAILURE);
    else
        ask->done(ask, result);
}

struct ask *answer_ask(struct request *r, void (*done)(struct ask *, const struct db_result *))
{
    struct ask *ask = arena_take(&r->arena, sizeof *ask);
    if (!ask) {
        answer_refuse(r, REFUSAL_FAILURE);
        return NULL;
    }
    ask->r = r;
    ask->done = done;
    return ask;
}

void ask_add(struct ask *ask, str param)
{
    ask->params[ask->param_count++] = param;
}

void ask_add_number(struct ask *ask, int64_t number)
{
    struct buf b;
    buf_init_arena(&b, &ask->r->arena, NUMBER_LEN_MAX);
    buf_add_i64(&b, number);
    ask_add(ask, buf_str(&b));
}

void ask_send(struct ask *ask, str sql)
{
    request_stage(ask->r, STAGE_QUERY);
    ask->query = (struct db_query){
        .arena = &ask->r->arena,
        .identity = &authority_identity,
        .statements = {{.sql = sql, .params = ask->params, .param_count = ask->param_count}},
        .statement_count = 1,
        .done = on_result,
        .owner = ask,
    };
    db_submit(ask->r->services->db, &ask->query);
}

str ask_copy(const struct ask *ask, const struct db_result *result, size_t column)
{
    str value = db_value(result, 0, column);
    if (!value.data) return value;
    return (str){arena_copy(&ask->r->arena, value), value.len};
}

bool ask_outcome_is(const struct db_result *result, const char *outcome)
{
    return str_equal(db_value(result, 0, 0), str_from(outcome));
}
