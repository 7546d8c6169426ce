/* Reads schema_change.def for rows, and knows the first screen. */
#include "server/sync/view.h"

#include "core/schema_change.h"

/* The shows around the day $2: from three days before it to two weeks or six shows behind it, today
 * and what comes before what was. */
#define NEAR_SHOWS                                                                                 \
    "(select s.id, s.tour_id, s.venue_id from public.shows s where s.organization_id = $1 and "    \
    "s.date between $2::date - 3 and greatest($2::date + 14, (select max(n.date) from (select "    \
    "x.date from public.shows x where x.organization_id = $1 and x.date > $2::date and x.status "  \
    "not in ('cancelled', 'released') order by x.date limit 6) n)) "                               \
    "order by s.date < $2::date, s.date limit 200) near"
#define NEAR(name, date) name ".date between " date " - 3 and " date " + 14"

/* What the first screen shows of a table; small ones whole. Every text uses $2. */
static const struct {
    enum table_id table;
    const char *where;
} first_rows[] = {
    {TABLE_organizations, " and $2::date is not null"},
    {TABLE_memberships, " and $2::date is not null"},
    {TABLE_people, " and $2::date is not null"},
    {TABLE_tours, " and (id in (select near.tour_id from " NEAR_SHOWS
                  ") or starts_on <= $2::date + 14 and ends_on >= $2::date - 3)"},
    {TABLE_venues, " and id in (select near.venue_id from " NEAR_SHOWS ")"},
    {TABLE_shows, " and id in (select near.id from " NEAR_SHOWS ")"},
    {TABLE_days, " and " NEAR("t", "$2::date")},
    {TABLE_schedule_items,
     " and (show_id in (select near.id from " NEAR_SHOWS
     ") or day_id in (select d.id from public.days d where d.organization_id = $1 and " NEAR(
         "d", "$2::date") "))"},
    {TABLE_travel, " and departs_at between $2::date - 3 and $2::date + 15"},
};

const char *view_first_rows(str table)
{
    for (size_t i = 0; i < sizeof first_rows / sizeof first_rows[0]; i++)
        if (str_equal(str_from(schema_table(first_rows[i].table)->name), table))
            return first_rows[i].where;
    return NULL;
}

bool view_has_table(int32_t schema, str table)
{
    int32_t index = schema_table_index(table);
    return index >= 0 && schema_knows_table(schema, (enum table_id)index);
}

bool view_is_whole(int32_t schema, str table)
{
    const struct table *t = schema_table_named(table);
    for (const struct schema_change *c = schema_changes(); t && c->schema; c++)
        if (schema_change_touches(c, schema, t)) return false;
    return true;
}

void view_add_choice(struct buf *b, const struct schema_change *changes, int32_t schema, int choice,
                     str quoted)
{
    bool has_case = false;
    for (const struct schema_change *c = changes; c->schema; c++) {
        if (c->schema <= schema || c->kind != CHANGE_choice_added || (int)c->choice != choice)
            continue;
        if (!has_case) buf_add_text(b, "case t."), buf_add(b, quoted);
        has_case = true;
        buf_add_text(b, " when '");
        buf_add_text(b, c->name);
        buf_add_text(b, "' then '");
        buf_add_text(b, c->shown);
        buf_add_char(b, '\'');
    }
    if (has_case) buf_add_text(b, " else ");
    buf_add_text(b, "t.");
    buf_add(b, quoted);
    if (has_case) buf_add_text(b, " end as "), buf_add(b, quoted);
}

void view_add_column(struct buf *b, int32_t schema, str table, str column, str quoted,
                     const char *after)
{
    const struct field *f = schema_field_named(schema_table_named(table), column);
    if (f ? schema_change_adds(schema, (enum table_id)f->table, str_from(f->name))
          : !schema_is_server_field(column))
        return;
    bool is_choice = f && f->kind == KIND_choice;
    view_add_choice(b, schema_changes(), schema, is_choice ? (int)f->choice : CHOICE_none, quoted);
    buf_add_text(b, after);
}

/* ota.travel_owner_id_was(t) */
static void add_mapping(struct buf *b, const struct schema_change *c, const char *end)
{
    buf_add_text(b, "ota.");
    buf_add_text(b, schema_table(c->table)->name);
    buf_add_char(b, '_');
    buf_add_text(b, c->name);
    buf_add_text(b, end);
}

/* (select m.bank from public.billing_details m where m.organization_id = … and m.id = t.id) */
static void add_moved(struct buf *b, const struct schema_change *c)
{
    buf_add_text(b, "(select m.");
    buf_add_text(b, c->name);
    buf_add_text(b, " from public.");
    buf_add_text(b, schema_table(c->to)->name);
    buf_add_text(b, " m where m.organization_id = t.organization_id and m.id = t.id)");
}

/* Is the field gone for a client of `schema`, and one that the client knows? */
static bool is_missed(const struct schema_change *c, int32_t schema)
{
    return schema_change_drops(c) && c->schema > schema &&
           !schema_change_adds(schema, c->table, str_from(c->name));
}

void view_add_dropped(struct buf *b, int32_t schema, str table, const char *after)
{
    for (const struct schema_change *c = schema_changes(); c->schema; c++) {
        if (!is_missed(c, schema) || !str_equal(str_from(schema_table(c->table)->name), table))
            continue;
        if (c->kind == CHANGE_field_mapped)
            add_mapping(b, c, "_was(t)");
        else if (c->kind == CHANGE_field_moved)
            add_moved(b, c);
        else
            buf_add_text(b, "null");
        buf_add_text(b, " as ");
        buf_add_text(b, c->name);
        buf_add_text(b, after);
    }
}
