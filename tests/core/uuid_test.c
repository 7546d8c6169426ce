/* Tests of ids: their text, their making, their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/uuid.h"

static const uint8_t noise[UUID_RANDOM_BYTES] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
static const uint8_t ones[UUID_RANDOM_BYTES] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

static void text_survives_a_round_trip_in_lower_case(void **state)
{
    (void)state;
    uuid id;
    char out[UUID_TEXT_BYTES];
    assert_true(uuid_parse(STR("01890A5D-ac96-774b-bcce-b302099a8057"), &id));
    uuid_format(id, out);
    assert_memory_equal(out, "01890a5d-ac96-774b-bcce-b302099a8057", UUID_TEXT_BYTES);
}

static void text_that_is_no_id_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "01890a5d",
        "01890a5d-ac96-774b-bcce-b302099a805",
        "01890a5d-ac96-774b-bcce-b302099a80577",
        "01890a5dxac96-774b-bcce-b302099a8057",
        "01890a5d-ac96-774b-bcce-b302099a805g",
        "{1890a5d-ac96-774b-bcce-b302099a8057",
    };
    uuid id;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(uuid_parse(str_from(bad[i]), &id));
}

static void version_7_carries_its_time_version_and_variant(void **state)
{
    (void)state;
    uuid id = uuid_v7((uuid){{0}}, 1767225600123, noise);
    assert_int_equal(uuid_v7_ms(id), 1767225600123);
    assert_int_equal(id.bytes[6] >> 4, 7);
    assert_int_equal(id.bytes[8] >> 6, 2);
}

static void ids_rise_while_the_clock_stands_still_or_runs_back(void **state)
{
    (void)state;
    uuid last = uuid_v7((uuid){{0}}, 1000, ones);
    for (int i = 0; i < 100000; i++) {
        uuid next = uuid_v7(last, 1000 - i % 3, ones);
        assert_true(uuid_compare(last, next) < 0);
        assert_int_equal(next.bytes[6] >> 4, 7);
        assert_int_equal(next.bytes[8] >> 6, 2);
        last = next;
    }
}

static void the_random_part_overflows_into_the_time(void **state)
{
    (void)state;
    uuid last = uuid_v7((uuid){{0}}, 1000, ones);
    assert_int_equal(uuid_v7_ms(uuid_v7(last, 1000, noise)), 1001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_survives_a_round_trip_in_lower_case),
        cmocka_unit_test(text_that_is_no_id_is_refused),
        cmocka_unit_test(version_7_carries_its_time_version_and_variant),
        cmocka_unit_test(ids_rise_while_the_clock_stands_still_or_runs_back),
        cmocka_unit_test(the_random_part_overflows_into_the_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
