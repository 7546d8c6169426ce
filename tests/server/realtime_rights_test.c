/* Realtime's pure parts: Phoenix messages, listeners' filters, and who may read what. */
#include "cmocka_includes.h"

#include <jansson.h>
#include <string.h>

#include "core/permission.h"
#include "server/base/heap.h"
#include "server/db/feed.h"
#include "server/realtime/binding.h"
#include "server/realtime/phoenix.h"
#include "server/realtime/registry.h"

static const char anna[] = "00000000-0000-7000-8000-00000000000a";
static const char ben[] = "00000000-0000-7000-8000-00000000000b";
static const char maja[] = "00000000-0000-7000-8000-00000000000c";
static const char band[] = "00000000-0000-7000-8000-0000000000f0";

static const str nobody = {NULL, 0};
static const struct audience everybody = {{NULL, 0}, {NULL, 0}};

static struct audience owned_by(const char *id)
{
    return (struct audience){.owner_id = str_from(id)};
}

static struct audience read_by(const char *ids)
{
    return (struct audience){.reader_ids = str_from(ids)};
}

static void both_versions_carry_the_same_message(void **state)
{
    (void)state;
    const char *const texts[] = {
        "{\"topic\":\"realtime:x\",\"event\":\"phx_join\",\"payload\":{\"a\":1},\"ref\":\"2\","
        "\"join_ref\":\"1\"}",
        "[\"1\",\"2\",\"realtime:x\",\"phx_join\",{\"a\":1}]",
    };
    for (int v = 0; v < PHOENIX_VERSION_COUNT; v++) {
        struct phoenix_message m;
        assert_int_equal(phoenix_init(&m, (enum phoenix_version)v, str_from(texts[v]), true), S_OK);
        assert_true(str_equal(m.join_ref, STR("1")) && str_equal(m.ref, STR("2")));
        assert_true(str_equal(m.topic, STR("realtime:x")) && str_equal(m.event, STR("phx_join")));
        assert_int_equal(json_integer_value(json_object_get(m.payload, "a")), 1);
        phoenix_release(&m);
        assert_int_not_equal(phoenix_init(&m, (enum phoenix_version) !v, str_from(texts[v]), true),
                             S_OK);
        phoenix_release(&m);
    }
}

static void a_binary_broadcast_is_taken_apart(void **state)
{
    (void)state;
    static const char bytes[] = "\3\1\1\4\2\0\1"
                                "1"
                                "2"
                                "room"
                                "hi"
                                "{\"x\":1}";
    str whole = {bytes, sizeof bytes - 1};
    struct phoenix_message m;
    assert_int_equal(phoenix_init(&m, PHOENIX_2, whole, false), S_OK);
    assert_true(str_equal(m.topic, STR("room")) && str_equal(m.user_event, STR("hi")));
    assert_true(str_equal(m.body, STR("{\"x\":1}")));
    phoenix_release(&m);
    for (size_t len = 0; len < whole.len; len++) {
        assert_int_not_equal(phoenix_init(&m, PHOENIX_2, str_slice(whole, 0, len), false), S_OK);
        phoenix_release(&m);
    }
    assert_int_not_equal(phoenix_init(&m, PHOENIX_1, whole, false), S_OK);
    phoenix_release(&m);
    static const char with_nul[] = "\3\0\0\4\2\0\1"
                                   "r\0om"
                                   "hi"
                                   "1";
    assert_int_equal(phoenix_init(&m, PHOENIX_2, (str){with_nul, sizeof with_nul - 1}, false),
                     S_INVALID);
    phoenix_release(&m);
}

static void messages_are_written_in_the_client_s_version(void **state)
{
    (void)state;
    char memory[256];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    phoenix_write(&b, PHOENIX_2, nobody, STR("7"), STR("a\"b"), "phx_reply", STR("{}"));
    assert_true(str_equal(buf_str(&b), STR("[null,\"7\",\"a\\\"b\",\"phx_reply\",{}]")));
    buf_init(&b, memory, sizeof memory);
    phoenix_write(&b, PHOENIX_1, nobody, nobody, STR("t"), "pull", STR("{}"));
    assert_true(str_equal(buf_str(&b), STR("{\"join_ref\":null,\"ref\":null,\"topic\":\"t\","
                                           "\"event\":\"pull\",\"payload\":{}}")));
}

/* Does the filter let the row through? */
static bool lets(const char *filter, const char *row_text)
{
    struct arena arena;
    struct binding b;
    const char *why;
    heap_arena_init(&arena, 1 << 20);
    json_t *json = json_pack("{s:s, s:s, s:s}", "event", "*", "table", "shows", "filter", filter);
    json_t *row = json_loads(row_text, 0, NULL);
    assert_int_equal(binding_read(&b, &arena, json, &why), S_OK);
    bool matches = binding_matches(&b, CHANGE_UPDATE, STR("shows"), row);
    json_decref(json);
    json_decref(row);
    heap_arena_release(&arena);
    return matches;
}

static void filters_compare_numbers_as_numbers_and_text_as_text(void **state)
{
    (void)state;
    assert_true(lets("capacity=gt.90", "{\"capacity\":400}"));
    assert_false(lets("capacity=gt.400", "{\"capacity\":400}"));
    assert_true(lets("capacity=gte.400", "{\"capacity\":400}"));
    assert_true(lets("capacity=lt.1000", "{\"capacity\":400}"));
    assert_true(lets("capacity=lte.400.0", "{\"capacity\":400}"));
    assert_true(lets("city=eq.Kiel", "{\"city\":\"Kiel\"}"));
    assert_true(lets("city=neq.Kiel", "{\"city\":\"Bremen\"}"));
    assert_true(lets("city=in.(Bremen,Kiel)", "{\"city\":\"Kiel\"}"));
    assert_true(lets("city=in.(Bremen,\"Halle, Saale\")", "{\"city\":\"Halle, Saale\"}"));
    assert_false(lets("city=in.(Bremen,Kiel)", "{\"city\":\"Kie\"}"));
    assert_true(lets("is_hard=eq.true", "{\"is_hard\":true}"));
    assert_false(lets("city=neq.Kiel", "{\"city\":null}"));
    assert_false(lets("town=eq.Kiel", "{\"city\":\"Kiel\"}"));
}

static void filters_that_are_not_understood_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"capacity",      "capacity=5",
                                      "=eq.5",         "capacity=like.5",
                                      "capacity=in.5", "capacity=eq.1,city=eq.Kiel"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct arena arena;
        struct binding b;
        const char *why;
        heap_arena_init(&arena, 1 << 20);
        json_t *json = json_pack("{s:s, s:s}", "event", "*", "filter", bad[i]);
        assert_int_equal(binding_read(&b, &arena, json, &why), S_INVALID);
        assert_non_null(strstr(why, "filter"));
        json_decref(json);
        heap_arena_release(&arena);
    }
}

static struct user *ready(struct registry *r, const char *id, const char *role, int64_t seq)
{
    struct user *u = registry_add_user(r, str_from(id));
    assert_int_equal(
        registry_set_role(r, u, str_from(band), permission_role_named(str_from(role)), seq), S_OK);
    u->state = USER_READY;
    return u;
}

static void rights_are_those_of_the_matrix(void **state)
{
    (void)state;
    struct registry r = {0};
    struct user *crew = ready(&r, anna, "crew", 1), *manager = ready(&r, ben, "manager", 1);
    assert_true(member_may_read(manager->members, STR("finance"), everybody));
    assert_false(member_may_read(crew->members, STR("finance"), everybody));
    assert_true(member_may_read(crew->members, STR("expenses"), owned_by(anna)));
    assert_true(member_may_read(crew->members, STR("expenses"), everybody));
    assert_false(member_may_read(crew->members, STR("expenses"), owned_by(ben)));
    assert_true(member_may_read(manager->members, STR("expenses"), owned_by(anna)));
    assert_false(member_may_read(manager->members, STR("secrets"), everybody));
    registry_release(&r);
}

static void a_row_for_some_reaches_only_those_it_names(void **state)
{
    (void)state;
    static const char both[] = "{00000000-0000-7000-8000-00000000000a,"
                               "00000000-0000-7000-8000-00000000000b}";
    static const char first[] = "{00000000-0000-7000-8000-00000000000a}";
    struct registry r = {0};
    struct user *crew = ready(&r, anna, "crew", 1), *other = ready(&r, ben, "crew", 1);
    struct user *manager = ready(&r, maja, "manager", 1);
    assert_true(member_may_read(crew->members, STR("travel"), read_by(both)));
    assert_true(member_may_read(other->members, STR("travel"), read_by(both)));
    assert_true(member_may_read(crew->members, STR("travel"), read_by(first)));
    assert_false(member_may_read(other->members, STR("travel"), read_by(first)));
    assert_true(member_may_read(crew->members, STR("travel"), everybody));
    assert_false(member_may_read(crew->members, STR("travel"), read_by("{}")));
    assert_false(member_may_read(crew->members, STR("travel"), read_by("")));
    assert_false(member_may_read(crew->members, STR("finance"), read_by(both)));
    assert_true(member_may_read(manager->members, STR("travel"), read_by("{}")));
    assert_int_equal(member_sight(crew->members, STR("travel")), SIGHT_OWN);
    assert_int_equal(member_sight(manager->members, STR("travel")), SIGHT_EVERY);
    registry_release(&r);
}

static void a_row_with_owner_and_readers_is_read_by_who_is_both(void **state)
{
    (void)state;
    static const char first[] = "{00000000-0000-7000-8000-00000000000a}";
    struct registry r = {0};
    struct user *crew = ready(&r, anna, "crew", 1), *other = ready(&r, ben, "crew", 1);
    struct audience mine = {str_from(anna), str_from(first)};
    struct audience theirs = {str_from(ben), str_from(first)};
    assert_true(member_may_read(crew->members, STR("expenses"), mine));
    assert_false(member_may_read(crew->members, STR("expenses"), theirs));
    assert_false(member_may_read(other->members, STR("expenses"), theirs));
    registry_release(&r);
}

static void words_of_an_array_are_told_apart(void **state)
{
    (void)state;
    assert_true(change_lists(STR("{owner_id}"), STR("owner_id")));
    assert_true(change_lists(STR("{notes,owner_id,title}"), STR("owner_id")));
    assert_true(change_lists(STR("{notes,title}"), STR("title")));
    assert_false(change_lists(STR("{their_owner_id,owner_ids}"), STR("owner_id")));
    assert_false(change_lists(STR("{}"), STR("owner_id")));
    assert_false(change_lists(STR("{}"), STR("")));
    assert_false(change_lists(nobody, STR("owner_id")));
}

static void nobody_reads_before_the_database_was_asked(void **state)
{
    (void)state;
    struct registry r = {0};
    struct user *u = ready(&r, anna, "owner", 1);
    u->state = USER_ASKED;
    assert_false(member_may_read(u->members, STR("shows"), everybody));
    u->state = USER_WAITING;
    assert_false(member_may_read(u->members, STR("shows"), everybody));
    registry_release(&r);
}

static void older_news_never_overrides_newer(void **state)
{
    (void)state;
    struct registry r = {0};
    struct user *u = ready(&r, anna, "manager", 9);
    assert_int_equal(registry_set_role(&r, u, str_from(band), -1, 10), S_OK);
    assert_int_equal(registry_set_role(&r, u, str_from(band), ROLE_manager, 9), S_OK);
    assert_int_equal(user_role(u, str_from(band)), -1);
    assert_false(member_may_read(u->members, STR("shows"), everybody));
    registry_release(&r);
}

static void what_the_database_no_longer_tells_is_lost(void **state)
{
    (void)state;
    struct registry r = {0};
    struct user *gone = ready(&r, anna, "manager", 9), *there = ready(&r, ben, "manager", 9);
    user_doubt(gone);
    user_doubt(there);
    assert_int_equal(registry_set_role(&r, there, str_from(band), ROLE_manager, 9), S_OK);
    assert_ptr_equal(user_drop_doubtful(gone), gone->members);
    assert_null(user_drop_doubtful(gone));
    assert_null(user_drop_doubtful(there));
    assert_int_equal(user_role(gone, str_from(band)), -1);
    assert_int_equal(user_role(there, str_from(band)), ROLE_manager);
    registry_release(&r);
}

static void an_organization_goes_with_its_last_user(void **state)
{
    (void)state;
    struct registry r = {0};
    struct user *one = ready(&r, anna, "crew", 1), *two = ready(&r, ben, "crew", 1);
    registry_drop_user(&r, one);
    assert_non_null(registry_org(&r, str_from(band)));
    registry_drop_user(&r, two);
    assert_null(registry_org(&r, str_from(band)));
    assert_null(registry_user(&r, str_from(ben)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_versions_carry_the_same_message),
        cmocka_unit_test(a_binary_broadcast_is_taken_apart),
        cmocka_unit_test(messages_are_written_in_the_client_s_version),
        cmocka_unit_test(filters_compare_numbers_as_numbers_and_text_as_text),
        cmocka_unit_test(filters_that_are_not_understood_are_refused),
        cmocka_unit_test(rights_are_those_of_the_matrix),
        cmocka_unit_test(a_row_for_some_reaches_only_those_it_names),
        cmocka_unit_test(a_row_with_owner_and_readers_is_read_by_who_is_both),
        cmocka_unit_test(words_of_an_array_are_told_apart),
        cmocka_unit_test(nobody_reads_before_the_database_was_asked),
        cmocka_unit_test(older_news_never_overrides_newer),
        cmocka_unit_test(what_the_database_no_longer_tells_is_lost),
        cmocka_unit_test(an_organization_goes_with_its_last_user),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
