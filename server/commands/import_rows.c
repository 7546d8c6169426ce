/* The statements of an import. */
#include "server/commands/import_rows.h"

#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_MAX = 24 };

/* --- finding --- */

static int32_t minutes_of(str clock)
{
    int64_t hours = 0, minutes = 0;
    bool is_clock = clock.len == 5 && str_to_i64(str_slice(clock, 0, 2), &hours) &&
                    str_to_i64(str_slice(clock, 3, 5), &minutes);
    return is_clock ? (int32_t)(hours * 60 + minutes) : 0;
}

static status take_target(struct session *s, const struct db_result *r, str wanted,
                          struct import_target *t)
{
    if (db_row_count(r) != 1) {
        fprintf(stderr,
                db_row_count(r)
                    ? "ota: several organizations are called '%.*s': give the id\n"
                    : "ota: there is no organization '%.*s': `ota org list` shows them\n",
                STR_ARGS(wanted));
        return S_NOT_FOUND;
    }
    t->organization_id = session_keep(s, db_value(r, 0, 0));
    t->organization_name = session_keep(s, db_value(r, 0, 1));
    t->currency = session_keep(s, db_value(r, 0, 2));
    t->zone = session_keep(s, db_value(r, 0, 3));
    t->boundary_minutes = minutes_of(db_value(r, 0, 4));
    return S_OK;
}

status import_find_target(struct session *s, str organization, struct import_target *t)
{
    const struct db_result *r;
    status bad = session_query(
        s, &session_service,
        STR("select o.id, o.name, o.default_currency, o.zone, o.day_boundary,"
            " (select m.email from public.memberships m where m.organization_id = o.id"
            " and m.role = 'owner' order by m.created_at, m.id limit 1)"
            " from public.organizations o"
            " where o.id::text = $1 or lower(o.name) = lower($1)"),
        &organization, 1, &r);
    if (!bad) bad = take_target(s, r, organization, t);
    if (bad) {
        conn_rollback(s->conn);
        return bad;
    }
    str owner = session_keep(s, db_value(r, 0, 5));
    bad = conn_commit(s->conn);
    return bad ? bad : session_identity(s, owner, &t->owner);
}

status import_read_existing(struct session *s, const struct import_target *t,
                            struct import_existing **existing, uint32_t *count)
{
    const struct db_result *r;
    status bad = session_query(
        s, &t->owner,
        STR("select s.date, coalesce(v.name, ''), coalesce(s.city, v.city, ''), s.title"
            " from public.shows s left join public.venues v"
            " on v.organization_id = s.organization_id and v.id = s.venue_id"
            " where s.organization_id = $1"
            " union all select d.date, '', coalesce(d.city, ''), d.title"
            " from public.days d where d.organization_id = $1"),
        &t->organization_id, 1, &r);
    if (bad) return bad;
    *count = (uint32_t)db_row_count(r);
    *existing = arena_take_array(&s->arena, *count, sizeof **existing);
    if (!*existing) return S_OVER_LIMIT;
    for (uint32_t i = 0; i < *count; i++)
        (*existing)[i] = (struct import_existing){.date = date_parse(db_value(r, i, 0)),
                                                  .venue = session_keep(s, db_value(r, i, 1)),
                                                  .city = session_keep(s, db_value(r, i, 2)),
                                                  .title = session_keep(s, db_value(r, i, 3))};
    return conn_commit(s->conn);
}

/* --- writing --- */

/* A writing import: where it goes and what is made so far. */
struct writer {
    struct session *s;
    const struct import_target *t;
    struct import_counts *counts;
    str tour_id;
};

/* One id out of one statement. */
static status make(struct writer *w, str sql, const str *params, size_t count, str *id)
{
    const struct db_result *r;
    status bad = conn_query(w->s->conn, sql, params, count, &r);
    if (bad) return bad;
    *id = db_row_count(r) ? session_keep(w->s, db_value(r, 0, 0)) : (str){NULL, 0};
    return S_OK;
}

/* Optional text: NULL when empty. */
static str optional(str s)
{
    return s.len ? s : (str){NULL, 0};
}

static str number(char text[NUMBER_MAX], int64_t value, bool is_known)
{
    if (!is_known) return (str){NULL, 0};
    snprintf(text, NUMBER_MAX, "%lld", (long long)value);
    return str_from(text);
}

static str date_text(char text[DATE_TEXT_BYTES], int32_t date)
{
    if (date == DATE_NONE) return (str){NULL, 0};
    date_format(date, text);
    return (str){text, DATE_TEXT_BYTES};
}

static status ensure_tour(struct writer *w, const struct import_plan *plan)
{
    char first[DATE_TEXT_BYTES], last[DATE_TEXT_BYTES];
    int32_t starts = DATE_NONE, ends = DATE_NONE;
    for (uint32_t i = 0; i < plan->record_count; i++) {
        int32_t date = plan->records[i].date;
        if (!plan->records[i].is_ready) continue;
        if (starts == DATE_NONE || date < starts) starts = date;
        if (ends == DATE_NONE || date > ends) ends = date;
    }
    const str known[] = {w->t->organization_id, w->t->tour_name};
    status bad = make(w,
                      STR("select id from public.tours where organization_id = $1"
                          " and lower(name) = lower($2) order by created_at, id limit 1"),
                      known, 2, &w->tour_id);
    if (bad || w->tour_id.data) return bad;
    w->counts->is_tour_new = true;
    const str params[] = {w->t->organization_id, w->t->tour_name, date_text(first, starts),
                          date_text(last, ends), w->t->currency};
    return make(
        w,
        STR("insert into public.tours (organization_id, id, name, starts_on, ends_on, currency)"
            " values ($1, ota.uuid7(), $2, $3, $4, $5) returning id"),
        params, 5, &w->tour_id);
}

static str zone_of(const struct writer *w, const struct import_record *record)
{
    return record->zone.len ? record->zone : w->t->zone;
}

static status ensure_venue(struct writer *w, const struct import_record *record, str *id)
{
    char capacity[NUMBER_MAX];
    *id = (str){NULL, 0};
    if (!record->venue.len) return S_OK;
    const str known[] = {w->t->organization_id, record->venue, record->city};
    status bad = make(
        w,
        STR("select id from public.venues where organization_id = $1"
            " and lower(name) = lower($2) and ($3 = '' or lower(coalesce(city, $3)) = lower($3))"
            " order by created_at, id limit 1"),
        known, 3, id);
    if (bad || id->data) return bad;
    w->counts->venues++;
    const str params[] = {w->t->organization_id,
                          record->venue,
                          optional(record->city),
                          optional(record->country),
                          optional(record->address),
                          zone_of(w, record),
                          number(capacity, record->capacity, record->capacity >= 0)};
    return make(w,
                STR("insert into public.venues"
                    " (organization_id, id, name, city, country, address, zone, capacity)"
                    " values ($1, ota.uuid7(), $2, $3, $4, $5, $6, $7) returning id"),
                params, 7, id);
}

static str title_of(const struct import_record *record)
{
    if (record->title.len) return record->title;
    if (record->venue.len) return record->venue;
    return record->city.len ? record->city : str_from(import_kind_name(record->kind));
}

static status write_money(struct writer *w, const struct import_record *record, str show_id)
{
    char minor[NUMBER_MAX];
    str id;
    if (!record->has_guarantee) return S_OK;
    const str params[] = {w->t->organization_id, show_id,
                          record->currency.len ? record->currency : w->t->currency,
                          number(minor, record->guarantee_minor, true)};
    return make(w,
                STR("insert into public.show_financials (organization_id, id, show_id, currency, "
                    "guarantee_minor)"
                    " values ($1, ota.uuid7(), $2, $3, $4) returning id"),
                params, 4, &id);
}

/* Minutes count from local midnight of the date, in the show's zone. */
static status write_show(struct writer *w, const struct import_record *record)
{
    char date[DATE_TEXT_BYTES], times[4][NUMBER_MAX], capacity[NUMBER_MAX];
    const int32_t minutes[] = {record->doors_minute, record->start_minute, record->end_minute,
                               record->curfew_minute};
    str venue_id, id, at[4];
    status bad = ensure_venue(w, record, &venue_id);
    if (bad) return bad;
    for (size_t i = 0; i < 4; i++) at[i] = number(times[i], minutes[i], minutes[i] >= 0);
    const str params[] = {w->t->organization_id,
                          w->tour_id,
                          venue_id,
                          title_of(record),
                          date_text(date, record->date),
                          record->status,
                          optional(record->city),
                          optional(record->country),
                          zone_of(w, record),
                          number(capacity, record->capacity, record->capacity >= 0),
                          optional(record->notes),
                          at[0],
                          at[1],
                          at[2],
                          at[3]};
    bad = make(
        w,
        STR("insert into public.shows (organization_id, id, tour_id, venue_id, title, date, status,"
            " city, country, zone, capacity, notes, doors_at, starts_at, ends_at, curfew_at)"
            " values ($1, ota.uuid7(), $2, $3, $4, $5::date, $6, $7, $8, $9, $10, $11,"
            " ($5::date + make_interval(mins => $12::integer)) at time zone $9,"
            " ($5::date + make_interval(mins => $13::integer)) at time zone $9,"
            " ($5::date + make_interval(mins => $14::integer)) at time zone $9,"
            " ($5::date + make_interval(mins => $15::integer)) at time zone $9) returning id"),
        params, sizeof params / sizeof params[0], &id);
    if (!bad) w->counts->shows++;
    return bad ? bad : write_money(w, record, id);
}

static status write_day(struct writer *w, const struct import_record *record)
{
    char date[DATE_TEXT_BYTES];
    str id;
    const str params[] = {w->t->organization_id,
                          w->tour_id,
                          date_text(date, record->date),
                          str_from(import_kind_name(record->kind)),
                          title_of(record),
                          optional(record->city),
                          optional(record->country),
                          zone_of(w, record),
                          optional(record->notes)};
    status bad =
        make(w,
             STR("insert into public.days"
                 " (organization_id, id, tour_id, date, kind, title, city, country, zone, notes)"
                 " values ($1, ota.uuid7(), $2, $3, $4, $5, $6, $7, $8, $9) returning id"),
             params, sizeof params / sizeof params[0], &id);
    if (!bad) w->counts->days++;
    return bad;
}

static status write_all(struct writer *w, const struct import_plan *plan)
{
    status bad = conn_begin(w->s->conn, &w->t->owner);
    if (!bad) bad = ensure_tour(w, plan);
    for (uint32_t i = 0; !bad && i < plan->record_count; i++) {
        const struct import_record *record = &plan->records[i];
        if (!record->is_ready) continue;
        bad = record->kind == DAY_show ? write_show(w, record) : write_day(w, record);
        if (bad) fprintf(stderr, "ota: line %u cannot be written:\n", record->line);
    }
    return bad ? bad : conn_commit(w->s->conn);
}

status import_write(struct session *s, const struct import_target *t,
                    const struct import_plan *plan, struct import_counts *counts)
{
    struct writer w = {.s = s, .t = t, .counts = counts};
    *counts = (struct import_counts){.shows = 0};
    status bad = write_all(&w, plan);
    if (!bad) return S_OK;
    session_complain(s);
    conn_rollback(s->conn);
    return bad;
}
