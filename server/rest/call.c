/* /rest/v1/rpc/{function}: calls a public function with named arguments. */
#include "server/db/catalog.h"
#include "server/rest/body.h"
#include "server/rest/errand.h"
#include "server/rest/rest.h"

struct call_state {
    struct request *request;
    struct body body;
    struct plan plan;
    struct failure failure;
    struct errand errand;
};

static void answer(struct errand *e)
{
    struct call_state *x = e->owner;
    request_stage(x->request, STAGE_RESPOND);
    if (e->status) {
        failure_respond(x->request, &x->failure);
        return;
    }
    struct response res = {.status = e->json.data ? 200 : 204, .body = e->json};
    respond(x->request, &res);
}

static status prepare(struct call_state *x)
{
    struct request *r = x->request;
    struct arena *a = &r->arena;
    const struct function *f = catalog_function(r->services->catalog, r->params[0]);
    if (!f)
        return failure_set(a, &x->failure, S_NOT_FOUND, "PGRST202", "there is no such function",
                           r->params[0], "the functions are in the schema public");
    request_stage(r, STAGE_PARSE);
    str json = r->body.len ? r->body : STR("{}");
    status s = body_parse(a, json, STR(""), &x->body, &x->failure);
    if (s) return s;
    if (x->body.is_array)
        return failure_set(a, &x->failure, S_INVALID_JSON, "PGRST102",
                           "a function's arguments are one object", STR(""),
                           "send {\"argument\": value}");
    request_stage(r, STAGE_PLAN);
    return plan_call(a, f, x->body.names, x->body.values, x->body.column_count, &x->plan,
                     &x->failure);
}

void rest_call(struct request *r)
{
    struct call_state *x = arena_take(&r->arena, sizeof *x);
    if (!x) {
        respond_error(r, S_TOO_LARGE, NULL, NULL);
        return;
    }
    x->request = r;
    if (prepare(x)) {
        failure_respond(r, &x->failure);
        return;
    }
    request_stage(r, STAGE_QUERY);
    x->errand = (struct errand){.request = r,
                                .plan = &x->plan,
                                .may_write = true,
                                .done = answer,
                                .owner = x,
                                .why = &x->failure};
    errand_run(&x->errand);
}
