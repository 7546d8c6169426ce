/* The body of a sync request, and the page of the log that it is answered with. */
#include "cmocka_includes.h"

#include <stdio.h>
#include <string.h>

#include "core/schema_version.h"
#include "server/base/heap.h"
#include "server/sync/page.h"
#include "server/sync/request.h"

#define ORGANIZATION "\"organization_id\":\"00000000-0000-7000-8000-000000000001\""
#define CLIENT       "\"client_id\":\"00000000-0000-7000-8000-000000000002\""
#define HEAD         "{\"protocol\":1,\"schema\":1," ORGANIZATION "," CLIENT
#define ID           "\"id\":\"00000000-0000-7000-8000-000000000003\""

static struct arena arena;
static struct sync_request request;
static str why;

static status parse(const char *body)
{
    return sync_request_init(&request, &arena, str_from(body), &why);
}

static int set_up(void **state)
{
    (void)state;
    heap_arena_init(&arena, 8 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sync_request_release(&request);
    heap_arena_release(&arena);
    return 0;
}

static void assert_refused(const char *body, status wanted, const char *words)
{
    status s = parse(body);
    if (s != wanted || str_find(why, str_from(words)) == why.len)
        fail_msg("%s: %s, \"%.*s\"", body, status_code(s), STR_ARGS(why));
    sync_request_release(&request);
}

static void a_whole_request_is_read(void **state)
{
    (void)state;
    assert_int_equal(
        parse(HEAD ",\"cursor\":\"2.17\",\"checksums\":true,\"max_bytes\":100000,\"mutations\":["
                   "{\"n\":4,\"table\":\"shows\",\"op\":\"update\"," ID
                   ",\"base_seq\":9,\"values\":{\"city\":null}},"
                   "{\"n\":5,\"table\":\"shows\",\"op\":\"delete\"," ID "}]}"),
        S_OK);
    assert_true(request.wants_changes && request.wants_checksums);
    assert_int_equal(request.cursor.epoch, 2);
    assert_int_equal(request.cursor.seq, 17);
    assert_int_equal(request.max_bytes, 100000);
    assert_int_equal(request.mutation_count, 2);
    assert_int_equal(request.mutations[0].base_seq, 9);
    assert_int_equal(request.mutations[0].op, MUTATION_UPDATE);
    assert_null(request.mutations[0].problem.data);
    assert_int_equal(request.mutations[1].op, MUTATION_DELETE);
    assert_null(request.mutations[1].values);
}

static void a_null_cursor_means_push_only(void **state)
{
    (void)state;
    assert_int_equal(parse(HEAD ",\"cursor\":null}"), S_OK);
    assert_false(request.wants_changes);
    assert_int_equal(request.max_bytes, SYNC_PAGE_DEFAULT);
}

static void page_sizes_are_kept_within_bounds(void **state)
{
    (void)state;
    assert_int_equal(parse(HEAD ",\"max_bytes\":1}"), S_OK);
    assert_int_equal(request.max_bytes, SYNC_PAGE_MIN);
    sync_request_release(&request);
    assert_int_equal(parse(HEAD ",\"max_bytes\":999999999}"), S_OK);
    assert_int_equal(request.max_bytes, SYNC_PAGE_MAX);
}

static void versions_that_do_not_fit_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        status wanted;
    } cases[] = {
        {"{\"protocol\":0,\"schema\":1}", S_CLIENT_TOO_OLD},
        {"{\"protocol\":1,\"schema\":0}", S_CLIENT_TOO_OLD},
        {"{\"protocol\":2,\"schema\":1}", S_SERVER_TOO_OLD},
        {"{\"protocol\":1,\"schema\":99}", S_SERVER_TOO_OLD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(parse(cases[i].body), cases[i].wanted);
        sync_request_release(&request);
    }
    for (int schema = SCHEMA_OLDEST; schema <= SCHEMA_VERSION; schema++)
        assert_int_equal(sync_schema_check(schema), S_OK);
    assert_int_equal(parse(HEAD "}"), S_OK);
    assert_int_equal(request.schema, 1);
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    assert_refused("", S_INVALID_JSON, "JSON");
    assert_refused("[]", S_INVALID, "object");
    assert_refused("{\"protocol\":1,\"protocol\":1}", S_INVALID_JSON, "duplicate");
    assert_refused("\xff", S_INVALID_UTF8, "UTF-8");
    assert_refused("{\"protocol\":1}", S_INVALID, "schema");
    assert_refused("{\"protocol\":1,\"schema\":1}", S_INVALID, "organization_id");
    assert_refused("{\"protocol\":1,\"schema\":1," ORGANIZATION "}", S_INVALID, "client_id");
    assert_refused(HEAD ",\"colour\":1}", S_INVALID, "colour");
    assert_refused(HEAD ",\"cursor\":\"1\"}", S_INVALID, "cursor");
    assert_refused(HEAD ",\"cursor\":\"1.-2\"}", S_INVALID, "cursor");
    assert_refused(HEAD ",\"cursor\":1.2}", S_INVALID, "cursor");
    assert_refused(HEAD ",\"max_bytes\":\"all\"}", S_INVALID, "max_bytes");
    assert_refused(HEAD ",\"checksums\":1}", S_INVALID, "checksums");
    assert_refused(HEAD ",\"mutations\":[7]}", S_INVALID, "mutations");
    assert_refused(HEAD ",\"mutations\":[{\"n\":0}]}", S_INVALID, "n must");
    assert_refused(HEAD ",\"mutations\":[{}]}", S_INVALID, "n is missing");
    assert_refused(HEAD ",\"mutations\":[{\"n\":1},{\"n\":3}]}", S_INVALID, "one from mutation");
}

static void a_bad_mutation_does_not_spoil_the_request(void **state)
{
    (void)state;
    static const struct {
        const char *mutation, *words;
    } cases[] = {
        {"{\"n\":1}", "table"},
        {"{\"n\":1,\"table\":\"shows\",\"op\":\"upsert\"}", "op"},
        {"{\"n\":1,\"table\":\"shows\",\"op\":\"delete\",\"id\":\"7\"}", "id"},
        {"{\"n\":1,\"table\":\"shows\",\"op\":\"insert\"," ID "}", "values"},
        {"{\"n\":1,\"table\":\"shows\",\"op\":\"insert\"," ID ",\"values\":[]}", "values"},
        {"{\"n\":1,\"table\":\"shows\",\"op\":\"update\"," ID ",\"values\":{}}", "no field"},
        {"{\"n\":1,\"table\":\"shows\",\"op\":\"delete\"," ID ",\"values\":{\"a\":1}}", "values"},
        {"{\"n\":1,\"table\":\"shows\",\"op\":\"delete\"," ID ",\"base_seq\":-1}", "base_seq"},
        {"{\"n\":1,\"table\":\"shows\",\"op\":\"delete\"," ID ",\"why\":1}", "why"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char body[1024];
        snprintf(body, sizeof body, HEAD ",\"mutations\":[%s]}", cases[i].mutation);
        assert_int_equal(parse(body), S_OK);
        str problem = request.mutations[0].problem;
        assert_true(str_find(problem, str_from(cases[i].words)) < problem.len);
        sync_request_release(&request);
    }
}

static void a_page_keeps_what_happened_to_a_row_last(void **state)
{
    (void)state;
    struct page p;
    assert_int_equal(page_init(&p, &arena, 4), S_OK);
    assert_true(page_note(&p, (struct entry){STR("shows"), STR("a"), ENTRY_PUT, 1, 0}));
    assert_true(page_note(&p, (struct entry){STR("tours"), STR("a"), ENTRY_PUT, 1, 0}));
    assert_false(page_note(&p, (struct entry){STR("shows"), STR("a"), ENTRY_DELETE, 2, 0}));
    assert_int_equal(p.count, 2);
    assert_int_equal(p.entries[0].op, ENTRY_DELETE);
    assert_int_equal(p.entries[0].seq, 2);
    assert_int_equal(p.entries[1].op, ENTRY_PUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_request_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_null_cursor_means_push_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(page_sizes_are_kept_within_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(versions_that_do_not_fit_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bad_mutation_does_not_spoil_the_request, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_page_keeps_what_happened_to_a_row_last, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
