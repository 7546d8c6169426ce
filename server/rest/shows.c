/* /api/shows: five routes, each one call of the REST path on the table shows. */
#include "server/rest/rest.h"

static void run(struct request *r, enum action action, bool is_one)
{
    struct rest_task task = {
        .table = STR("shows"),
        .action = action,
        .id = is_one ? r->params[0] : STR(""),
        .is_single = is_one || action == ACTION_INSERT,
        .is_representation = true,
    };
    rest_run(r, &task);
}

void shows_list(struct request *r)
{
    run(r, ACTION_READ, false);
}

void shows_create(struct request *r)
{
    run(r, ACTION_INSERT, false);
}

void shows_read(struct request *r)
{
    run(r, ACTION_READ, true);
}

void shows_update(struct request *r)
{
    run(r, ACTION_UPDATE, true);
}

void shows_delete(struct request *r)
{
    run(r, ACTION_DELETE, true);
}
