/* Writes statements from quoted names; values are always parameters. */
#include "server/sync/row_sql.h"

#include "core/buf.h"
#include "server/db/catalog.h"
#include "server/sync/view.h"

enum { SQL_BYTES_MAX = 32 << 10, FIRST_COLUMN_PARAM = 3 };

static void add_param(struct buf *b, size_t number)
{
    buf_add_char(b, '$');
    buf_add_u64(b, number);
}

static void add_insert(struct buf *b, const struct table *t, const struct column *const *columns,
                       size_t count)
{
    buf_add_text(b, "insert into public.");
    buf_add(b, t->quoted);
    buf_add_text(b, " (organization_id, id");
    for (size_t i = 0; i < count; i++) {
        buf_add_text(b, ", ");
        buf_add(b, columns[i]->quoted);
    }
    buf_add_text(b, ") values ($1, $2");
    for (size_t i = 0; i < count; i++) {
        buf_add_text(b, ", ");
        add_param(b, FIRST_COLUMN_PARAM + i);
    }
    buf_add_char(b, ')');
}

static void add_update(struct buf *b, const struct table *t, const struct column *const *columns,
                       size_t count, bool is_touch)
{
    buf_add_text(b, "update public.");
    buf_add(b, t->quoted);
    buf_add_text(b, " set ");
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_text(b, ", ");
        buf_add(b, columns[i]->quoted);
        buf_add_text(b, " = ");
        if (is_touch)
            buf_add(b, columns[i]->quoted);
        else
            add_param(b, FIRST_COLUMN_PARAM + i);
    }
    buf_add_text(b, " where organization_id = $1 and id = $2");
}

static void add_query(struct buf *b, const struct table *t, const char *what, const char *where)
{
    buf_add_text(b, what);
    buf_add_text(b, " from public.");
    buf_add(b, t->quoted);
    buf_add_text(b, " t where organization_id = $1");
    buf_add_text(b, where);
}

static const char *const compare_columns =
    "select to_jsonb(t)::text, to_jsonb(jsonb_populate_record(t, $3::jsonb))::text";

static void add_statement(struct buf *b, enum row_sql what, const struct table *t,
                          const struct column *const *columns, size_t count)
{
    switch (what) {
    case ROW_SQL_INSERT: add_insert(b, t, columns, count); break;
    case ROW_SQL_UPDATE: add_update(b, t, columns, count, false); break;
    case ROW_SQL_TOUCH: add_update(b, t, columns, count, true); break;
    case ROW_SQL_DELETE: add_query(b, t, "delete", " and id = $2"); break;
    case ROW_SQL_COMPARE: add_query(b, t, compare_columns, " and id = $2"); break;
    case ROW_SQL_VERSIONS: add_query(b, t, "select id, seq", ""); break;
    case ROW_SQL_UP_TO: add_query(b, t, "select id, seq", " and id <= $2"); break;
    case ROW_SQL_COUNT: add_query(b, t, "select count(*)", ""); break;
    }
}

status row_sql(struct arena *a, const struct catalog *catalog, enum row_sql what, str table,
               const str *names, size_t count, str *sql)
{
    const struct table *t = catalog_table(catalog, table);
    if (!t || !t->is_tenant || t->is_view) return S_NOT_FOUND;
    const struct column **columns = arena_take_array(a, count, sizeof(const struct column *));
    if (!columns) return S_OVER_LIMIT;
    for (size_t i = 0; i < count; i++) {
        columns[i] = table_column(t, names[i]);
        if (!columns[i] || columns[i]->is_server_owned) return S_INVALID;
    }
    struct buf b;
    buf_init_arena(&b, a, SQL_BYTES_MAX);
    add_statement(&b, what, t, columns, count);
    *sql = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}

/* The row of `t` with the columns that a client of `schema` knows. */
static void add_older_row(struct buf *b, const struct table *t, int32_t schema)
{
    buf_add_text(b, "(select row_to_json(r) from (select ");
    for (size_t i = 0; i < t->column_count; i++)
        view_add_column(b, schema, t->name, t->columns[i].name, t->columns[i].quoted, ", ");
    view_add_dropped(b, schema, t->name, ", ");
    b->len -= 2; /* the last comma */
    buf_add_text(b, ") r)");
}

static const char *read_where(enum row_read what, str table)
{
    switch (what) {
    case ROW_READ_PICK: return " and id = any ($2::uuid[])";
    case ROW_READ_ALL: return "";
    case ROW_READ_AFTER: return " and id > $2";
    case ROW_READ_FIRST: return view_first_rows(table);
    }
    return NULL;
}

status row_read_sql(struct arena *a, const struct catalog *catalog, enum row_read what, str table,
                    int32_t schema, str *sql)
{
    const struct table *t = catalog_table(catalog, table);
    const char *where = read_where(what, table);
    struct buf b;
    if (!t || !t->is_tenant || t->is_view || !where) return S_NOT_FOUND;
    buf_init_arena(&b, a, SQL_BYTES_MAX);
    buf_add_text(&b, "select id, seq, ");
    if (view_is_whole(schema, table))
        buf_add_text(&b, "row_to_json(t)");
    else
        add_older_row(&b, t, schema);
    add_query(&b, t, "::text", where);
    buf_add_text(&b, " order by id");
    *sql = buf_str(&b);
    return b.is_full ? S_OVER_LIMIT : S_OK;
}
