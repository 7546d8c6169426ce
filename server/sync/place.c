/* The head of an organization, read as its member. */
#include "server/sync/place.h"

#include <string.h>

#include "server/base/identity.h"
#include "server/db/query.h"
#include "server/db/work.h"

status place_begin_reading(struct conn *c, const struct identity *identity)
{
    const struct db_result *ignored;
    const str params[] = {identity->role, identity->claims};
    status s = conn_begin(c, NULL);
    if (!s)
        s = conn_query(c, STR("set transaction isolation level repeatable read, read only"), NULL,
                       0, &ignored);
    if (!s)
        s = conn_query(c,
                       STR("select set_config('role', $1, true), "
                           "set_config('request.jwt.claims', $2, true)"),
                       params, 2, &ignored);
    return s;
}

status place_read(struct conn *c, struct arena *a, str organization_id, struct place *place)
{
    const struct db_result *rows;
    status s =
        conn_query(c, STR("select epoch, head, horizon, ota.my_role($1) from ota.sync_head($1)"),
                   &organization_id, 1, &rows);
    if (s) return strcmp(db_sqlstate(rows), "OT001") == 0 ? S_NO_MEMBERSHIP : s;
    str role = db_value(rows, 0, 3);
    if (!str_to_i64(db_value(rows, 0, 0), &place->epoch) ||
        !str_to_i64(db_value(rows, 0, 1), &place->head) ||
        !str_to_i64(db_value(rows, 0, 2), &place->horizon))
        return S_NO_MEMBERSHIP;
    place->role = (str){arena_copy(a, role), role.len};
    return place->role.data ? S_OK : S_OVER_LIMIT;
}

status place_check(const struct place *place, struct cursor cursor)
{
    if (cursor.epoch != place->epoch || cursor.seq < place->horizon) return S_SYNC_HORIZON;
    return cursor.seq > place->head ? S_SYNC_FUTURE : S_OK;
}

void place_add_cursor(struct buf *b, int64_t epoch, int64_t seq)
{
    buf_add_char(b, '"');
    buf_add_i64(b, epoch);
    buf_add_char(b, '.');
    buf_add_i64(b, seq);
    buf_add_char(b, '"');
}
