/* `/rest/v1`: the exposed tables and functions over HTTP, in the PostgREST dialect. */
#ifndef OTA_REST_REST_H
#define OTA_REST_REST_H

#include "server/http/request.h"
#include "server/rest/plan.h"

/* Handlers of routes.def; params[0] is the table or function. */
handler rest_read, rest_insert, rest_update, rest_put, rest_delete, rest_call;

/* /api/shows and /api/shows/{id}: the same planner, bound to one table (shows.c). */
handler shows_list, shows_create, shows_read, shows_update, shows_delete;

/* The one way of a request through the stages parse, plan, query, respond. */
struct rest_task {
    str table;
    enum action action;
    str id;                 /* not empty: this row only, as filter id=eq.… */
    bool is_single;         /* one object, not an array; no row is 404 */
    bool is_representation; /* writes answer with the row even if not asked */
};
void rest_run(struct request *r, const struct rest_task *task);

#endif
