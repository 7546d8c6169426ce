/* POST /api/sync/drift: a device found rows that differ from the server's; counted and logged. */
#include <jansson.h>

#include "core/buf.h"
#include "core/schema.h"
#include "core/uuid.h"
#include "server/base/log.h"
#include "server/base/metrics.h"
#include "server/sync/sync.h"

enum { TABLES_MAX = 64, NAMES_BYTES_MAX = 2048 };

static str text_of(const json_t *value)
{
    return (str){json_string_value(value), json_string_length(value)};
}

/* The names of known tables as one text for the log; false: something else was sent. */
static bool read_tables(const json_t *tables, struct buf *names)
{
    size_t i;
    json_t *table;
    size_t count = json_array_size(tables);
    if (count == 0 || count > TABLES_MAX) return false;
    json_array_foreach(tables, i, table)
    {
        str name = text_of(table);
        if (!name.data || !schema_table_named(name)) return false;
        if (i) buf_add_char(names, ' ');
        buf_add(names, name);
    }
    return !names->is_full;
}

void sync_drift(struct request *r)
{
    char memory[NAMES_BYTES_MAX];
    struct buf names;
    uuid id;
    buf_init(&names, memory, sizeof memory);
    json_t *body = json_loadb(r->body.data, r->body.len, JSON_REJECT_DUPLICATES, NULL);
    str organization = text_of(json_object_get(body, "organization_id"));
    bool is_told = organization.data && uuid_parse(organization, &id) &&
                   read_tables(json_object_get(body, "tables"), &names);
    if (is_told) {
        metrics_add(r->services->metrics, METRIC_sync_drifts, 1);
        log_event(EVENT_SYNC_DRIFT, LOG_FIELDS(log_text("organization_id", organization),
                                               log_text("tables", buf_str(&names))));
    }
    json_decref(body);
    if (is_told)
        respond(r, &(struct response){.status = 204});
    else
        respond_error(r, S_INVALID, "organization_id and the names of tables are wanted", NULL);
}
