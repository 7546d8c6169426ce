/* The REST planner as a pure function: what SQL a question becomes, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "server/rest/plan.h"

#define NAMED(n)                                                                                   \
    {                                                                                              \
        .name = {(n), sizeof(n) - 1}, .quoted = {(n), sizeof(n) - 1 }                              \
    }

static struct column show_columns[] = {NAMED("organization_id"), NAMED("id"),
                                       NAMED("title"),           NAMED("date"),
                                       NAMED("venue_id"),        NAMED("seq")};
static struct column venue_columns[] = {NAMED("organization_id"), NAMED("id"), NAMED("name"),
                                        NAMED("city")};
static const size_t key[] = {0, 1}, venue_key_columns[] = {0, 4};
static struct table tables[] = {
    {.name = {"shows", 5},
     .quoted = {"shows", 5},
     .columns = show_columns,
     .column_count = 6,
     .key = key,
     .key_count = 2,
     .is_tenant = true},
    {.name = {"venues", 6},
     .quoted = {"venues", 6},
     .columns = venue_columns,
     .column_count = 4,
     .key = key,
     .key_count = 2,
     .is_tenant = true},
};
static struct foreign_key keys[] = {{.name = {"shows_venue", 11},
                                     .table = 0,
                                     .target = 1,
                                     .columns = venue_key_columns,
                                     .target_columns = key,
                                     .column_count = 2}};
static struct catalog catalog = {.tables = tables, .table_count = 2, .keys = keys, .key_count = 1};

/* A question written as name, value, name, value … NULL. */
struct question {
    char memory[65536];
    struct arena arena;
    struct query query;
    struct failure why;
    struct plan plan;
};

static status ask(struct question *q, enum action action, struct preferences want, str body,
                  const str *columns, size_t column_count, const char *const *texts)
{
    struct pair pairs[8] = {0}, *first = NULL, **end = &first;
    memset(q, 0, sizeof *q);
    arena_init(&q->arena, q->memory, sizeof q->memory);
    show_columns[5].is_server_owned = true;
    for (size_t i = 0; texts && texts[i]; i += 2) {
        pairs[i / 2] = (struct pair){str_from(texts[i]), str_from(texts[i + 1]), NULL};
        *end = &pairs[i / 2];
        end = &pairs[i / 2].next;
    }
    status s = query_parse(&q->arena, first, &q->query, &q->why);
    if (s) return s;
    struct plan_input in = {.catalog = &catalog,
                            .table = &tables[0],
                            .action = action,
                            .query = &q->query,
                            .preferences = want,
                            .body = body,
                            .body_columns = columns,
                            .body_column_count = column_count};
    return plan_make(&q->arena, &in, &q->plan, &q->why);
}

#define READ(q, ...)                                                                               \
    ask((q), ACTION_READ, (struct preferences){0}, STR(""), NULL, 0,                               \
        (const char *const[]){__VA_ARGS__, NULL})

static void assert_sql(const struct question *q, const char *sql)
{
    char text[4096] = {0};
    assert_true(q->plan.sql.len < sizeof text);
    memcpy(text, q->plan.sql.data, q->plan.sql.len);
    assert_string_equal(text, sql);
}

static void assert_param(const struct question *q, size_t i, const char *value)
{
    assert_true(i < q->plan.param_count);
    assert_true(str_equal(q->plan.params[i], str_from(value)));
}

static void filters_order_and_limit_become_one_select(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(READ(&q, "select", "id,name:title", "date", "gte.2026-05-01", "order",
                          "date.desc,title", "limit", "50", "offset", "10"),
                     S_OK);
    assert_sql(&q, "select coalesce(json_agg(_r), '[]')::text, count(*), null from (select _t.id, "
                   "_t.title as \"name\" from public.shows _t where (_t.date >= $1) order by "
                   "_t.date desc, _t.title limit $2 offset $3) _r");
    assert_param(&q, 0, "2026-05-01");
    assert_param(&q, 1, "50");
    assert_param(&q, 2, "10");
}

static void values_never_reach_the_sql_text(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(READ(&q, "title", "eq.'; drop table shows; --"), S_OK);
    assert_int_equal(str_find(q.plan.sql, STR("drop")), q.plan.sql.len);
    assert_param(&q, 0, "'; drop table shows; --");
}

static void a_label_cannot_leave_its_quotes(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(READ(&q, "select", "\"a\" b\":title"), S_INVALID_QUERY);
    assert_int_equal(READ(&q, "select", "été:title"), S_OK);
    assert_true(str_find(q.plan.sql, STR("_t.title as \"été\"")) < q.plan.sql.len);
}

static void or_and_not_nest(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(
        READ(&q, "or", "(title.eq.\"a,b\",not.and(date.gt.2026-01-01,id.in.(x,\"y,z\")))"), S_OK);
    assert_true(str_find(q.plan.sql, STR("where ((_t.title = $1) or not ((_t.date > $2) and (_t.id "
                                         "= any ($3))))")) < q.plan.sql.len);
    assert_param(&q, 0, "a,b");
    assert_param(&q, 2, "{\"x\",\"y,z\"}");
}

static void a_negated_filter_is_put_into_not(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(READ(&q, "title", "not.ilike.*club*"), S_OK);
    assert_true(str_find(q.plan.sql, STR("where not (_t.title ilike $1)")) < q.plan.sql.len);
    assert_param(&q, 0, "%club%");
}

static void an_embedded_parent_is_one_object(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(READ(&q, "select", "id,venues(name)"), S_OK);
    assert_sql(&q, "select coalesce(json_agg(_r), '[]')::text, count(*), null from (select _t.id, "
                   "(select row_to_json(_j) from (select _e1.name from public.venues _e1 where "
                   "_e1.organization_id = _t.organization_id and _e1.id = _t.venue_id) _j) as "
                   "\"venues\" from public.shows _t) _r");
}

static void an_inner_embedding_filters_the_outer_rows(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(READ(&q, "select", "id,venues!inner(name)", "venues.city", "eq.Berlin"), S_OK);
    assert_true(str_find(q.plan.sql, STR("where exists (select 1 from public.venues _e2 where")) <
                q.plan.sql.len);
    assert_param(&q, 0, "Berlin");
}

static void unknown_columns_tables_and_operators_are_named(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(READ(&q, "select", "nope"), S_INVALID);
    assert_string_equal(q.why.code, "PGRST204");
    assert_true(str_find(q.why.message, STR("'nope'")) < q.why.message.len);
    assert_true(str_find(q.why.hint, STR("title, date")) < q.why.hint.len);
    assert_int_equal(READ(&q, "select", "id,riders(name)"), S_INVALID_QUERY);
    assert_string_equal(q.why.code, "PGRST200");
    assert_int_equal(READ(&q, "title", "equals.x"), S_INVALID_QUERY);
    assert_string_equal(q.why.code, "PGRST100");
    assert_int_equal(READ(&q, "title", "is.maybe"), S_INVALID_QUERY);
    assert_int_equal(READ(&q, "limit", "-1"), S_INVALID_QUERY);
    assert_int_equal(READ(&q, "order", "date.up"), S_INVALID_QUERY);
}

static void depth_and_counts_are_bounded(void **state)
{
    static struct question q;
    (void)state;
    assert_int_equal(READ(&q, "select", "venues(shows(venues(shows(venues(shows(id))))))"),
                     S_INVALID_QUERY);
    assert_int_equal(READ(&q, "or", "(and(and(and(and(and(and(title.eq.a)))))))"), S_INVALID_QUERY);
}

static void an_upsert_updates_all_but_the_key(void **state)
{
    static struct question q;
    const str columns[] = {STR("organization_id"), STR("id"), STR("title")};
    struct preferences want = {.returning = RETURN_REPRESENTATION, .resolution = RESOLUTION_MERGE};
    (void)state;
    assert_int_equal(ask(&q, ACTION_INSERT, want, STR("{}"), columns, 3, NULL), S_OK);
    assert_sql(&q,
               "with _source as (insert into public.shows (organization_id, id, title) select "
               "_b.organization_id, _b.id, _b.title from json_populate_record(null::public.shows,"
               " $1) _b on conflict (organization_id, id) do update set title = excluded.title "
               "returning *) select coalesce(json_agg(_r), '[]')::text, count(*), null from "
               "(select _t.* from _source _t) _r");
}

static void columns_of_the_server_are_refused(void **state)
{
    static struct question q;
    const str columns[] = {STR("seq")};
    (void)state;
    assert_int_equal(ask(&q, ACTION_INSERT, (struct preferences){0}, STR("{}"), columns, 1, NULL),
                     S_INVALID);
}

static void an_unfiltered_delete_or_update_is_refused(void **state)
{
    static struct question q;
    const str columns[] = {STR("title")};
    (void)state;
    assert_int_equal(ask(&q, ACTION_DELETE, (struct preferences){0}, STR(""), NULL, 0, NULL),
                     S_INVALID_QUERY);
    assert_int_equal(ask(&q, ACTION_UPDATE, (struct preferences){0}, STR("{}"), columns, 1, NULL),
                     S_INVALID_QUERY);
}

static void a_single_object_is_demanded_in_the_statement_itself(void **state)
{
    static struct question q;
    const char *const filter[] = {"id", "eq.1", NULL};
    struct preferences want = {.wants_single = true};
    (void)state;
    assert_int_equal(ask(&q, ACTION_DELETE, want, STR(""), NULL, 0, filter), S_OK);
    assert_true(str_find(q.plan.sql, STR("ota.only_row(count(*), (json_agg(_r)->0)::text)")) <
                q.plan.sql.len);
}

static void an_exact_count_repeats_the_filters(void **state)
{
    static struct question q;
    const char *const filter[] = {"title", "eq.x", "limit", "1", NULL};
    struct preferences want = {.wants_count = true};
    (void)state;
    assert_int_equal(ask(&q, ACTION_READ, want, STR(""), NULL, 0, filter), S_OK);
    assert_true(
        str_find(q.plan.sql, STR("(select count(*) from public.shows _t where (_t.title = $1))")) <
        q.plan.sql.len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_order_and_limit_become_one_select),
        cmocka_unit_test(values_never_reach_the_sql_text),
        cmocka_unit_test(a_label_cannot_leave_its_quotes),
        cmocka_unit_test(or_and_not_nest),
        cmocka_unit_test(a_negated_filter_is_put_into_not),
        cmocka_unit_test(an_embedded_parent_is_one_object),
        cmocka_unit_test(an_inner_embedding_filters_the_outer_rows),
        cmocka_unit_test(unknown_columns_tables_and_operators_are_named),
        cmocka_unit_test(depth_and_counts_are_bounded),
        cmocka_unit_test(an_upsert_updates_all_but_the_key),
        cmocka_unit_test(columns_of_the_server_are_refused),
        cmocka_unit_test(an_unfiltered_delete_or_update_is_refused),
        cmocka_unit_test(a_single_object_is_demanded_in_the_statement_itself),
        cmocka_unit_test(an_exact_count_repeats_the_filters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
