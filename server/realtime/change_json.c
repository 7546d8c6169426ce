/* Writes records and their columns' types by the names that clients convert by. */
#include "server/realtime/change_json.h"

#include "server/db/catalog.h"
#include "server/db/feed.h"

static const char *const kind_names[] = {"INSERT", "UPDATE", "DELETE", "*"};

bool change_kind_of(const struct change *c, enum change_kind *kind)
{
    if (str_equal(c->op, STR("insert"))) return *kind = CHANGE_INSERT, c->after.data != NULL;
    if (str_equal(c->op, STR("update"))) return *kind = CHANGE_UPDATE, c->after.data != NULL;
    if (str_equal(c->op, STR("delete"))) return *kind = CHANGE_DELETE, c->before.data != NULL;
    return false;
}

/* pg_type's name of what format_type calls by its long one. */
static str short_type(str type)
{
    static const struct {
        const char *from, *to;
    } names[] = {
        {"timestamp with time zone", "timestamptz"},
        {"timestamp without time zone", "timestamp"},
        {"bigint", "int8"},
        {"integer", "int4"},
        {"smallint", "int2"},
        {"boolean", "bool"},
        {"double precision", "float8"},
        {"real", "float4"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal(type, str_from(names[i].from))) return str_from(names[i].to);
    size_t modifier = str_find_char(type, '(', 0);
    return str_slice(type, 0, modifier);
}

static void add_columns(struct buf *b, const struct table *t)
{
    buf_add_char(b, '[');
    for (size_t i = 0; t && i < t->column_count; i++) {
        const struct column *c = &t->columns[i];
        str type =
            c->is_array && c->type.len > 2 ? str_slice(c->type, 0, c->type.len - 2) : c->type;
        char name[64];
        struct buf full;
        buf_init(&full, name, sizeof name);
        if (c->is_array) buf_add_char(&full, '_');
        buf_add(&full, short_type(type));
        buf_add_text(b, i ? ",{\"name\":" : "{\"name\":");
        buf_add_json(b, c->name);
        buf_add_text(b, ",\"type\":");
        buf_add_json(b, buf_str(&full));
        buf_add_char(b, '}');
    }
    buf_add_char(b, ']');
}

static void add_stamp(struct buf *b, const char *prefix, const struct change *c)
{
    buf_add_text(b, ",\"");
    buf_add_text(b, prefix);
    buf_add_text(b, "_at\":");
    buf_add_json(b, c->at);
    buf_add_text(b, ",\"");
    buf_add_text(b, prefix);
    buf_add_text(b, "_by\":");
    if (c->actor_id.data)
        buf_add_json(b, c->actor_id);
    else
        buf_add_text(b, "null");
}

/* `row` is a JSON object: its closing brace gives way to what the log leaves out. */
static void add_new_record(struct buf *b, const struct change *c, enum change_kind kind,
                           int64_t seq)
{
    buf_add_text(b, ",\"record\":");
    buf_add(b, str_slice(c->after, 0, c->after.len - 1));
    buf_add_text(b, ",\"seq\":");
    buf_add_i64(b, seq);
    add_stamp(b, "updated", c);
    if (kind == CHANGE_INSERT) add_stamp(b, "created", c);
    buf_add_char(b, '}');
}

void change_write(struct buf *b, const struct catalog *catalog, const struct change *c,
                  enum change_kind kind, int64_t seq)
{
    buf_add_text(b, "{\"schema\":\"public\",\"table\":");
    buf_add_json(b, c->table);
    buf_add_text(b, ",\"commit_timestamp\":");
    buf_add_json(b, c->at);
    buf_add_text(b, ",\"type\":\"");
    buf_add_text(b, kind_names[kind]);
    buf_add_text(b, "\",\"columns\":");
    add_columns(b, catalog_table(catalog, c->table));
    if (kind != CHANGE_DELETE && c->after.len > 2) add_new_record(b, c, kind, seq);
    if (kind != CHANGE_INSERT) {
        buf_add_text(b, ",\"old_record\":");
        buf_add(b, c->before.data ? c->before : STR("{}"));
    }
    buf_add_text(b, ",\"errors\":null}");
}
