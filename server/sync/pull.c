/* Reads the log of an organization and the rows it speaks of, all at one instant. */
#include "server/sync/pull.h"

#include "core/checksum.h"
#include "server/base/fault.h"
#include "server/db/query.h"
#include "server/db/work.h"
#include "server/sync/access.h"
#include "server/sync/page.h"
#include "server/sync/place.h"
#include "server/sync/row_sql.h"
#include "server/sync/view.h"

enum { PAGE_ROWS = 2000, ROW_OVERHEAD_BYTES = 160 };

/* The log rows of the page: up to the commit that holds row PAGE_ROWS. */
static const char log_sql[] =
    "select l.seq, l.table_name, l.row_id, l.op, coalesce(pg_column_size(l.after), 0) from "
    "ota.change_log l where l.organization_id = $1 and l.seq > $2 and l.seq <= coalesce("
    "(select x.seq from ota.change_log x where x.organization_id = $1 and x.seq > $2 and x.seq <= "
    "$3 "
    "order by x.seq, x.ord offset 1999 limit 1), $3) order by l.seq, l.ord";

/* A page being made. */
struct pull {
    struct conn *conn;
    struct arena *arena;
    const struct catalog *catalog;
    const struct sync_request *in;
    struct place place;
    struct page page;
    int64_t cursor; /* everything up to it is in the page */
    size_t bytes;   /* what the page will weigh, about */
    struct buf *out;
    bool has_change; /* a change has been written, so the next needs a comma */
};

static str kept(struct arena *a, str s)
{
    return (str){arena_copy(a, s), s.len};
}

static enum entry_op entry_op_of(str op)
{
    if (str_equal(op, STR("delete"))) return ENTRY_DELETE;
    return str_equal(op, STR("revoke")) ? ENTRY_REVOKE : ENTRY_PUT;
}

static status note_log_row(struct pull *p, const struct db_result *rows, size_t row, int64_t seq)
{
    int64_t size = 0;
    struct entry e = {.table = kept(p->arena, db_value(rows, row, 1)),
                      .row_id = kept(p->arena, db_value(rows, row, 2)),
                      .op = entry_op_of(db_value(rows, row, 3)),
                      .seq = seq};
    if (!e.table.data || !e.row_id.data || !str_to_i64(db_value(rows, row, 4), &size))
        return S_OVER_LIMIT;
    if (page_note(&p->page, e)) p->bytes += (size_t)size + ROW_OVERHEAD_BYTES;
    return S_OK;
}

/* Takes whole commits until the page is full; the cursor ends behind the last one taken. */
static status note_log(struct pull *p, const struct db_result *rows)
{
    size_t count = db_row_count(rows);
    int64_t last = p->in->cursor.seq;
    status s = page_init(&p->page, p->arena, count);
    for (size_t row = 0; row < count && !s; row++) {
        int64_t seq = 0;
        if (!str_to_i64(db_value(rows, row, 0), &seq)) return S_DATABASE;
        if (seq != last && p->bytes >= p->in->max_bytes) return p->cursor = last, S_OK;
        last = seq;
        s = note_log_row(p, rows, row, seq);
    }
    p->cursor = count >= PAGE_ROWS ? last : p->place.head;
    return s;
}

static str number_text(struct arena *a, int64_t number)
{
    struct buf b;
    buf_init_arena(&b, a, 24);
    buf_add_i64(&b, number);
    return buf_str(&b);
}

static status read_log(struct pull *p)
{
    const struct db_result *rows;
    const str params[] = {p->in->organization_id, number_text(p->arena, p->in->cursor.seq),
                          number_text(p->arena, p->place.head)};
    status s = conn_query(p->conn, str_from(log_sql), params, 3, &rows);
    return s ? s : note_log(p, rows);
}

static void add_change(struct pull *p, int64_t seq, str table, str row_id, const char *op, str row)
{
    struct buf *b = p->out;
    buf_add_text(b, p->has_change ? ",{\"seq\":" : "{\"seq\":");
    p->has_change = true;
    buf_add_i64(b, seq);
    buf_add_text(b, ",\"table\":");
    buf_add_json(b, table);
    buf_add_text(b, ",\"id\":");
    buf_add_json(b, row_id);
    buf_add_text(b, ",\"op\":\"");
    buf_add_text(b, op);
    buf_add_char(b, '"');
    if (row.data) {
        buf_add_text(b, ",\"row\":");
        buf_add(b, row);
    }
    buf_add_char(b, '}');
}

/* Entries that are no rows any more. */
static void add_losses(struct pull *p)
{
    for (size_t i = 0; i < p->page.count; i++) {
        const struct entry *e = &p->page.entries[i];
        if (e->op == ENTRY_PUT || !view_has_table(p->in->schema, e->table)) continue;
        add_change(p, e->seq, e->table, e->row_id, e->op == ENTRY_DELETE ? "delete" : "revoke",
                   (str){NULL, 0});
    }
}

/* {id,id,…} of the page's rows of a table; empty when there is none. */
static str ids_of(const struct pull *p, str table)
{
    struct buf b;
    buf_init_arena(&b, p->arena, 64 + 40 * p->page.count);
    for (size_t i = 0; i < p->page.count; i++) {
        const struct entry *e = &p->page.entries[i];
        if (e->op != ENTRY_PUT || !str_equal(e->table, table)) continue;
        buf_add_char(&b, b.len ? ',' : '{');
        buf_add(&b, e->row_id);
    }
    if (b.len) buf_add_char(&b, '}');
    return buf_str(&b);
}

/* Rows as they are now. One that is gone or hidden is told by a later entry of the log. */
static status add_rows(struct pull *p, str table)
{
    const struct db_result *rows;
    str sql, params[] = {p->in->organization_id, ids_of(p, table)};
    if (!params[1].len) return S_OK;
    status s = row_read_sql(p->arena, p->catalog, ROW_READ_PICK, table, p->in->schema, &sql);
    if (!s) s = conn_query(p->conn, sql, params, 2, &rows);
    for (size_t row = 0; !s && row < db_row_count(rows); row++)
        add_change(p, p->cursor, table, db_value(rows, row, 0), "put", db_value(rows, row, 2));
    return s;
}

static status add_changes(struct pull *p)
{
    status s = read_log(p);
    FAULT_POINT(pull_log_read);
    if (!s) add_losses(p);
    for (size_t i = 0; i < access_table_count() && !s; i++)
        if (access_is_told(p->place.role, p->in->schema, i)) s = add_rows(p, access_table_name(i));
    return s;
}

static void add_checksum(struct buf *out, str table, const struct checksum *sum)
{
    char hex[CHECKSUM_TEXT_BYTES];
    checksum_format(sum->sum, hex);
    buf_add_json(out, table);
    buf_add_text(out, ":{\"count\":");
    buf_add_u64(out, sum->count);
    buf_add_text(out, ",\"sum\":\"");
    buf_add(out, (str){hex, sizeof hex});
    buf_add_text(out, "\"}");
}

/* One table's checksum while its rows come in. */
struct summing {
    str table;
    struct checksum sum;
};

static bool sum_row(void *owner, const struct db_result *row)
{
    struct summing *s = owner;
    uuid id;
    int64_t seq;
    if (uuid_parse(db_value(row, 0, 0), &id) && str_to_i64(db_value(row, 0, 1), &seq))
        checksum_add(&s->sum, s->table, id, seq);
    return true;
}

status pull_checksums(struct conn *c, struct arena *a, const struct catalog *catalog,
                      const struct sync_request *in, str role, struct buf *out)
{
    bool has_one = false;
    buf_add_char(out, '{');
    for (size_t i = 0; i < access_table_count(); i++) {
        if (!access_is_told(role, in->schema, i)) continue;
        struct summing summing = {.table = access_table_name(i)};
        str sql;
        status s = row_sql(a, catalog, ROW_SQL_VERSIONS, summing.table, NULL, 0, &sql);
        if (!s) s = conn_each(c, sql, &in->organization_id, 1, sum_row, &summing);
        if (s) return s;
        if (has_one) buf_add_char(out, ',');
        has_one = true;
        add_checksum(out, summing.table, &summing.sum);
    }
    buf_add_char(out, '}');
    return S_OK;
}

static status add_all(struct pull *p)
{
    const struct sync_request *in = p->in;
    struct buf *out = p->out;
    status s = S_OK;
    buf_add_text(out, "\"changes\":[");
    if (in->wants_changes) {
        s = place_check(&p->place, in->cursor);
        if (!s) s = add_changes(p);
        if (s) return s;
    }
    buf_add_text(out, "],\"cursor\":");
    if (in->wants_changes)
        place_add_cursor(out, p->place.epoch, p->cursor);
    else
        buf_add_text(out, "null");
    buf_add_text(out, ",\"head\":");
    place_add_cursor(out, p->place.epoch, p->place.head);
    buf_add_text(out, ",\"role\":");
    buf_add_json(out, p->place.role);
    bool is_at_head = in->wants_changes && p->cursor == p->place.head;
    buf_add_text(out, in->wants_changes && !is_at_head ? ",\"more\":true" : ",\"more\":false");
    if (!in->wants_checksums || !is_at_head) return S_OK;
    buf_add_text(out, ",\"checksums\":");
    return pull_checksums(p->conn, p->arena, p->catalog, in, p->place.role, out);
}

status pull_changes(struct conn *c, struct arena *a, const struct catalog *catalog,
                    const struct identity *identity, const struct sync_request *in, struct buf *out)
{
    struct pull p = {.conn = c, .arena = a, .catalog = catalog, .in = in, .out = out};
    status s = place_begin_reading(c, identity);
    FAULT_POINT(pull_begun);
    if (!s) s = place_read(c, a, in->organization_id, &p.place);
    if (!s) s = add_all(&p);
    FAULT_POINT(pull_read);
    if (!s && out->is_full) s = S_OVER_LIMIT;
    return s ? s : conn_commit(c);
}
