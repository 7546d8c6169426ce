/* Sends a history question through the pipeline and passes its JSON on. */
#include "server/history/ask.h"

#include "server/db/query.h"

/* A question on its way; lives in its request's arena. */
struct ask {
    struct request *request;
    str params[ASK_PARAMS_MAX];
    struct db_query query;
};

/* The words of a refusal are the database's own where OTA's functions raised it. */
static void refuse(struct request *r, status s, const struct db_result *result)
{
    str code = str_from(db_sqlstate(result));
    bool is_ours = str_starts(code, STR("OT")) || str_equal(code, STR("P0002"));
    str words[] = {db_message(result), db_hint(result)};
    if (s == S_DUPLICATE || s == S_INVALID) words[1] = db_detail(result);
    if (!is_ours && s != S_DUPLICATE && s != S_INVALID) {
        respond_error(r, s, NULL, NULL);
        return;
    }
    respond_error(r, s, arena_copy(&r->arena, words[0]),
                  words[1].len ? arena_copy(&r->arena, words[1]) : NULL);
}

static void on_result(struct db_query *q, const struct db_result *result)
{
    struct ask *ask = q->owner;
    struct request *r = ask->request;
    request_stage(r, STAGE_RESPOND);
    status s = db_status(result);
    if (s) {
        refuse(r, s, result);
        return;
    }
    str json = db_value(result, 0, 0);
    char *copy = arena_copy(&r->arena, json);
    if (copy)
        respond_json(r, 200, (str){copy, json.len});
    else
        respond_error(r, S_TOO_LARGE, NULL, NULL);
}

void history_ask(struct request *r, const char *sql, const str *params, size_t param_count)
{
    struct ask *ask = arena_take(&r->arena, sizeof *ask);
    if (!ask) {
        respond_error(r, S_TOO_LARGE, NULL, NULL);
        return;
    }
    ask->request = r;
    for (size_t i = 0; i < param_count; i++) ask->params[i] = params[i];
    ask->query = (struct db_query){
        .arena = &r->arena,
        .identity = &r->identity,
        .statements[0] = {str_from(sql), ask->params, param_count},
        .statement_count = 1,
        .done = on_result,
        .owner = ask,
    };
    request_stage(r, STAGE_QUERY);
    db_submit(r->services->db, &ask->query);
}
