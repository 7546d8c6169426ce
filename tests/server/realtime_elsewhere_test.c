/* Presences of other workers: known once, gone with their worker, never more than there is room. */
#include "cmocka_includes.h"

#include <stdlib.h>
#include <string.h>

#include "server/realtime/elsewhere.h"

#define ONE   STR("0123456789abcdef")
#define OTHER STR("fedcba9876543210")
#define TOPIC STR("realtime:room")

struct seen {
    size_t gone;
    uint64_t last;
};

static void count_gone(void *owner, const struct presence *p)
{
    struct seen *s = owner;
    s->gone++;
    s->last = p->number;
}

static struct presence_facts facts_of(uint64_t number)
{
    return (struct presence_facts){.number = number,
                                   .topic = TOPIC,
                                   .organizations = STR("o1"),
                                   .key = STR("anna"),
                                   .meta = STR("{}")};
}

static void add(struct elsewhere *e, struct origin *from, uint64_t number, status wanted)
{
    const struct presence_facts f = facts_of(number);
    assert_int_equal(elsewhere_add(e, from, &f), wanted);
}

static void a_presence_told_twice_is_one_presence(void **state)
{
    (void)state;
    struct elsewhere *e = calloc(1, sizeof *e);
    struct seen seen = {0};
    const struct elsewhere_parting parting = {count_gone, &seen};
    struct origin *one = elsewhere_hear(e, ONE, 1), *other = elsewhere_hear(e, OTHER, 1);
    add(e, one, 7, S_OK);
    add(e, one, 7, S_DUPLICATE);
    add(e, other, 7, S_OK); /* numbers are each worker's own */
    assert_int_equal(one->count, 1);
    assert_int_equal(one->sum, 7);
    const struct presence *p = elsewhere_of_topic(e, TOPIC);
    assert_true(str_equal(p->topic, TOPIC) && str_equal(p->key, STR("anna")));
    elsewhere_remove(e, one, 7, TOPIC, &parting);
    elsewhere_remove(e, one, 7, TOPIC, &parting);
    assert_int_equal(seen.gone, 1);
    assert_int_equal(one->sum, 0);
    assert_int_equal(other->count, 1);
    elsewhere_release(e);
    assert_int_equal(e->bytes, 0);
    free(e);
}

static void what_a_worker_no_longer_tells_is_gone(void **state)
{
    (void)state;
    struct elsewhere *e = calloc(1, sizeof *e);
    struct seen seen = {0};
    const struct elsewhere_parting parting = {count_gone, &seen};
    struct origin *one = elsewhere_hear(e, ONE, 1), *other = elsewhere_hear(e, OTHER, 1);
    for (uint64_t i = 1; i <= 3; i++) add(e, one, i, S_OK);
    add(e, other, 9, S_OK);
    elsewhere_doubt(e, one);
    add(e, one, 1, S_DUPLICATE);
    add(e, one, 3, S_DUPLICATE);
    add(e, one, 4, S_OK);
    elsewhere_drop_doubtful(e, one, &parting);
    assert_int_equal(seen.gone, 1);
    assert_int_equal(seen.last, 2);
    assert_int_equal(one->sum, 8);
    assert_int_equal(other->count, 1);
    elsewhere_release(e);
    free(e);
}

static void a_silent_worker_takes_its_presences_along(void **state)
{
    (void)state;
    struct elsewhere *e = calloc(1, sizeof *e);
    struct seen seen = {0};
    const struct elsewhere_parting parting = {count_gone, &seen};
    add(e, elsewhere_hear(e, ONE, 1000), 1, S_OK);
    add(e, elsewhere_hear(e, OTHER, 1000), 2, S_OK);
    elsewhere_hear(e, OTHER, 3000);
    elsewhere_expire(e, 1000, &parting);
    assert_int_equal(seen.gone, 0);
    elsewhere_expire(e, 2000, &parting);
    assert_int_equal(seen.gone, 1);
    assert_int_equal(seen.last, 1);
    assert_int_equal(e->origin_count, 1);
    elsewhere_release(e);
    free(e);
}

static void there_is_a_limit_to_what_is_kept(void **state)
{
    (void)state;
    struct elsewhere *e = calloc(1, sizeof *e);
    size_t len = ELSEWHERE_BYTES_MAX / 4;
    char *meta = calloc(1, len);
    struct origin *one = elsewhere_hear(e, ONE, 1);
    struct presence_facts f = facts_of(1);
    f.meta = (str){meta, len};
    status s = S_OK;
    for (; f.number <= 4 && !s; f.number++) s = elsewhere_add(e, one, &f);
    assert_int_equal(s, S_OVER_LIMIT);
    assert_int_equal(one->count, 3);
    assert_null(elsewhere_hear(e, STR("short"), 1));
    elsewhere_release(e);
    free(meta);
    free(e);
}

static void a_reference_names_worker_and_number(void **state)
{
    (void)state;
    str origin;
    uint64_t number;
    assert_int_equal(elsewhere_read_ref(STR("0123456789abcdef.42"), &origin, &number), S_OK);
    assert_true(str_equal(origin, ONE));
    assert_int_equal(number, 42);
    static const char *const bad[] = {
        "",    "0123456789abcdef", "0123456789abcdef.", "0123456789abcdef.-1", "0123456789abcdef:1",
        "01.1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(elsewhere_read_ref(str_from(bad[i]), &origin, &number), S_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_presence_told_twice_is_one_presence),
        cmocka_unit_test(what_a_worker_no_longer_tells_is_gone),
        cmocka_unit_test(a_silent_worker_takes_its_presences_along),
        cmocka_unit_test(there_is_a_limit_to_what_is_kept),
        cmocka_unit_test(a_reference_names_worker_and_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
