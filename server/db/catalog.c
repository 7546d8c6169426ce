/* Reads the exposed schema into plain arrays. */
#include "server/db/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "server/base/heap.h"
#include "server/db/conn.h"
#include "server/db/query.h"

enum { CATALOG_BYTES_MAX = 64 * 1024 * 1024, CATALOG_TIMEOUT_MS = 30000 };

/* The catalog and the memory it lives in. */
struct store {
    struct catalog catalog; /* first: a catalog is its store */
    struct arena arena;
};

static status read_all(struct store *s, struct conn *c);
static status read_tables(struct store *s, struct conn *c);
static status read_columns(struct store *s, struct conn *c);
static status read_primary_keys(struct store *s, struct conn *c);
static status read_foreign_keys(struct store *s, struct conn *c);
static status read_functions(struct store *s, struct conn *c);

status catalog_open(struct catalog **catalog, const struct settings *settings)
{
    struct conn *c = NULL;
    struct store *s = calloc(1, sizeof *s);
    if (!s) return S_OVER_LIMIT;
    heap_arena_init(&s->arena, CATALOG_BYTES_MAX);
    status bad = conn_open(&c, settings, LOGIN_SERVER, CATALOG_TIMEOUT_MS);
    if (!bad) bad = read_all(s, c);
    conn_close(c);
    if (bad)
        catalog_close(&s->catalog);
    else
        *catalog = &s->catalog;
    return bad;
}

void catalog_close(struct catalog *catalog)
{
    struct store *s = (struct store *)catalog;
    if (!s) return;
    heap_arena_release(&s->arena);
    free(s);
}

const struct table *catalog_table(const struct catalog *c, str name)
{
    for (size_t i = 0; i < c->table_count; i++)
        if (str_equal(c->tables[i].name, name)) return &c->tables[i];
    return NULL;
}

const struct function *catalog_function(const struct catalog *c, str name)
{
    for (size_t i = 0; i < c->function_count; i++)
        if (str_equal(c->functions[i].name, name)) return &c->functions[i];
    return NULL;
}

const struct column *table_column(const struct table *t, str name)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (str_equal(t->columns[i].name, name)) return &t->columns[i];
    return NULL;
}

/* --- reading --- */

/* All parts see the same catalog of PostgreSQL's. */
static status read_all(struct store *s, struct conn *c)
{
    status bad = conn_begin(c, NULL);
    if (!bad) bad = conn_script(c, "set transaction isolation level repeatable read, read only");
    if (!bad) bad = read_tables(s, c);
    if (!bad) bad = read_columns(s, c);
    if (!bad) bad = read_primary_keys(s, c);
    if (!bad) bad = read_foreign_keys(s, c);
    if (!bad) bad = read_functions(s, c);
    return bad ? bad : conn_commit(c);
}

static str text_of(struct store *s, const struct db_result *r, size_t row, size_t column)
{
    str value = db_value(r, row, column);
    char *copy = value.data ? arena_copy(&s->arena, value) : NULL;
    return (str){copy ? copy : "", copy ? value.len : 0};
}

static bool truth_of(const struct db_result *r, size_t row, size_t column)
{
    return str_equal(db_value(r, row, column), STR("t"));
}

/* How many rows from `row` on have the same text in `column`. */
static size_t run_length(const struct db_result *r, size_t row, size_t column)
{
    size_t n = 1;
    while (row + n < db_row_count(r) &&
           str_equal(db_value(r, row + n, column), db_value(r, row, column)))
        n++;
    return n;
}

static struct table *named_table(struct store *s, str name)
{
    return (struct table *)(uintptr_t)catalog_table(&s->catalog, name);
}

static size_t column_index(const struct table *t, str name)
{
    const struct column *c = table_column(t, name);
    return c ? (size_t)(c - t->columns) : 0;
}

static status read_tables(struct store *s, struct conn *c)
{
    const struct db_result *r;
    status bad = conn_query(
        c,
        STR("select c.relname, quote_ident(c.relname), c.relkind in ('v', 'm'),"
            " obj_description(c.oid, 'pg_class')"
            " from pg_class c where c.relnamespace = 'public'::regnamespace"
            " and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition"
            " and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')"
            " order by c.relname collate \"C\""),
        NULL, 0, &r);
    if (bad) return bad;
    s->catalog.table_count = db_row_count(r);
    s->catalog.tables = arena_take_array(&s->arena, db_row_count(r), sizeof *s->catalog.tables);
    if (!s->catalog.tables) return S_OVER_LIMIT;
    for (size_t i = 0; i < db_row_count(r); i++)
        s->catalog.tables[i] = (struct table){.name = text_of(s, r, i, 0),
                                              .quoted = text_of(s, r, i, 1),
                                              .is_view = truth_of(r, i, 2),
                                              .comment = text_of(s, r, i, 3)};
    return S_OK;
}

static bool is_server_owned(str name)
{
    static const char *const names[] = {"created_at", "created_by", "updated_at", "updated_by",
                                        "seq"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal(name, str_from(names[i]))) return true;
    return false;
}

static struct column column_of(struct store *s, const struct db_result *r, size_t row)
{
    return (struct column){.name = text_of(s, r, row, 1),
                           .quoted = text_of(s, r, row, 2),
                           .type = text_of(s, r, row, 3),
                           .is_nullable = truth_of(r, row, 4),
                           .has_default = truth_of(r, row, 5),
                           .is_generated = truth_of(r, row, 6),
                           .is_array = truth_of(r, row, 7),
                           .is_server_owned = is_server_owned(db_value(r, row, 1)),
                           .comment = text_of(s, r, row, 8)};
}

static status read_columns(struct store *s, struct conn *c)
{
    const struct db_result *r;
    status bad = conn_query(
        c,
        STR("select c.relname, a.attname, quote_ident(a.attname), format_type(a.atttypid, "
            "a.atttypmod),"
            " not a.attnotnull, a.atthasdef or a.attidentity <> '',"
            " a.attgenerated <> '' or a.attidentity = 'a', t.typcategory = 'A',"
            " col_description(c.oid, a.attnum)"
            " from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = "
            "a.atttypid"
            " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', "
            "'f')"
            " and a.attnum > 0 and not a.attisdropped order by c.relname collate \"C\", a.attnum"),
        NULL, 0, &r);
    if (bad) return bad;
    for (size_t i = 0, n; i < db_row_count(r); i += n) {
        n = run_length(r, i, 0);
        struct table *t = named_table(s, db_value(r, i, 0));
        if (!t) continue;
        t->columns = arena_take_array(&s->arena, n, sizeof *t->columns);
        if (!t->columns) return S_OVER_LIMIT;
        for (size_t k = 0; k < n; k++) t->columns[t->column_count++] = column_of(s, r, i + k);
        t->is_tenant = table_column(t, STR("organization_id")) != NULL;
    }
    return S_OK;
}

static status read_primary_keys(struct store *s, struct conn *c)
{
    const struct db_result *r;
    status bad = conn_query(
        c,
        STR("select c.relname, a.attname from pg_constraint k join pg_class c on c.oid = k.conrelid"
            " cross join lateral unnest(k.conkey) with ordinality as u (attnum, place)"
            " join pg_attribute a on a.attrelid = c.oid and a.attnum = u.attnum"
            " where k.contype = 'p' and c.relnamespace = 'public'::regnamespace"
            " order by c.relname collate \"C\", u.place"),
        NULL, 0, &r);
    if (bad) return bad;
    for (size_t i = 0, n; i < db_row_count(r); i += n) {
        n = run_length(r, i, 0);
        struct table *t = named_table(s, db_value(r, i, 0));
        size_t *key = arena_take_array(&s->arena, n, sizeof *key);
        if (!key) return S_OVER_LIMIT;
        if (!t) continue;
        for (size_t k = 0; k < n; k++) key[k] = column_index(t, db_value(r, i + k, 1));
        t->key = key;
        t->key_count = n;
    }
    return S_OK;
}

static status foreign_key_of(struct store *s, const struct db_result *r, size_t row, size_t n)
{
    struct table *from = named_table(s, db_value(r, row, 1)),
                 *to = named_table(s, db_value(r, row, 2));
    size_t *columns = arena_take_array(&s->arena, n, sizeof *columns);
    size_t *targets = arena_take_array(&s->arena, n, sizeof *targets);
    if (!columns || !targets) return S_OVER_LIMIT;
    if (!from || !to) return S_OK;
    for (size_t k = 0; k < n; k++) {
        columns[k] = column_index(from, db_value(r, row + k, 4));
        targets[k] = column_index(to, db_value(r, row + k, 5));
    }
    s->catalog.keys[s->catalog.key_count++] =
        (struct foreign_key){.name = text_of(s, r, row, 0),
                             .table = (size_t)(from - s->catalog.tables),
                             .target = (size_t)(to - s->catalog.tables),
                             .columns = columns,
                             .target_columns = targets,
                             .column_count = n,
                             .is_to_one_back = truth_of(r, row, 3)};
    return S_OK;
}

/* The name in column 0 repeats for each pair of columns; it is unique within a table only, so the
 * table stands before it in the order, and the oid in column 6 tells keys apart. */
static status read_foreign_keys(struct store *s, struct conn *c)
{
    const struct db_result *r;
    status bad =
        conn_query(c,
                   STR("select k.conname, c.relname, f.relname, exists (select from pg_index i"
                       " where i.indrelid = k.conrelid and i.indisunique and i.indpred is null"
                       " and string_to_array(i.indkey::text, ' ')::int2[] <@ k.conkey), a.attname, "
                       "b.attname, k.oid"
                       " from pg_constraint k join pg_class c on c.oid = k.conrelid"
                       " join pg_class f on f.oid = k.confrelid"
                       " cross join lateral unnest(k.conkey, k.confkey) with ordinality as u "
                       "(here, there, place)"
                       " join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.here"
                       " join pg_attribute b on b.attrelid = k.confrelid and b.attnum = u.there"
                       " where k.contype = 'f' and k.conparentid = 0"
                       " and c.relnamespace = 'public'::regnamespace and f.relnamespace = "
                       "'public'::regnamespace"
                       " order by c.relname collate \"C\", k.conname collate \"C\", k.oid,"
                       " a.attname <> 'organization_id', u.place"),
                   NULL, 0, &r);
    if (bad) return bad;
    s->catalog.keys = arena_take_array(&s->arena, db_row_count(r), sizeof *s->catalog.keys);
    if (!s->catalog.keys) return S_OVER_LIMIT;
    for (size_t i = 0, n; i < db_row_count(r); i += n) {
        n = run_length(r, i, 6);
        if ((bad = foreign_key_of(s, r, i, n))) return bad;
    }
    return S_OK;
}

static status add_arguments(struct store *s, struct function *f, const struct db_result *r,
                            size_t row, size_t n)
{
    f->argument_names = arena_take_array(&s->arena, n, sizeof *f->argument_names);
    f->argument_types = arena_take_array(&s->arena, n, sizeof *f->argument_types);
    if (!f->argument_names || !f->argument_types) return S_OVER_LIMIT;
    for (size_t k = 0; k < n; k++) {
        if (!db_value(r, row + k, 7).data)
            continue; /* the one row of a function without arguments */
        f->argument_names[f->argument_count] = text_of(s, r, row + k, 6);
        f->argument_types[f->argument_count++] = text_of(s, r, row + k, 7);
    }
    return S_OK;
}

/* Functions that a request can call by name; of several with one name only the first counts. */
static status read_functions(struct store *s, struct conn *c)
{
    const struct db_result *r;
    status bad = conn_query(
        c,
        STR("select distinct on (p.proname collate \"C\", u.place) p.proname, "
            "quote_ident(p.proname),"
            " p.pronargdefaults, p.proretset, p.prorettype = 'void'::regtype,"
            " obj_description(p.oid, 'pg_proc'), p.proargnames[u.place], format_type(u.type, null)"
            " from pg_proc p left join lateral unnest(p.proargtypes) with ordinality"
            " as u (type, place) on true"
            " where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'"
            " and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)"
            " and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"
            " and p.oid = (select min(q.oid::bigint)::oid from pg_proc q"
            " where q.pronamespace = p.pronamespace and q.proname = p.proname)"
            " order by p.proname collate \"C\", u.place"),
        NULL, 0, &r);
    if (bad) return bad;
    s->catalog.functions =
        arena_take_array(&s->arena, db_row_count(r), sizeof *s->catalog.functions);
    if (!s->catalog.functions) return S_OVER_LIMIT;
    for (size_t i = 0, n; i < db_row_count(r); i += n) {
        n = run_length(r, i, 0);
        struct function *f = &s->catalog.functions[s->catalog.function_count++];
        int64_t defaults = 0;
        if (!str_to_i64(db_value(r, i, 2), &defaults)) defaults = 0;
        *f = (struct function){.name = text_of(s, r, i, 0),
                               .quoted = text_of(s, r, i, 1),
                               .default_count = (size_t)defaults,
                               .returns_set = truth_of(r, i, 3),
                               .returns_void = truth_of(r, i, 4),
                               .comment = text_of(s, r, i, 5)};
        if ((bad = add_arguments(s, f, r, i, n))) return bad;
    }
    return S_OK;
}
