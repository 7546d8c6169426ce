/* Tests of the waiting times between attempts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/backoff.h"

static void waits_stay_between_half_a_second_and_five_minutes(void **state)
{
    (void)state;
    for (uint32_t attempt = 0; attempt < 100; attempt++) {
        assert_int_equal(backoff_ms(attempt, 0), BACKOFF_FIRST_MS);
        assert_true(backoff_ms(attempt, UINT32_MAX) <= BACKOFF_MAX_MS);
    }
    assert_int_equal(backoff_ms(UINT32_MAX, UINT32_MAX), BACKOFF_MAX_MS);
}

static void the_longest_wait_doubles_with_each_attempt(void **state)
{
    (void)state;
    static const uint32_t longest[] = {1000,  2000,   4000,   8000,   16000, 32000,
                                       64000, 128000, 256000, 300000, 300000};
    for (uint32_t i = 0; i < sizeof longest / sizeof longest[0]; i++)
        assert_int_equal(backoff_ms(i, UINT32_MAX), longest[i]);
}

static void jitter_spreads_evenly(void **state)
{
    (void)state;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < 1000; i++) sum += backoff_ms(3, i * 4294967u);
    assert_in_range(sum / 1000, 4200, 4300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_stay_between_half_a_second_and_five_minutes),
        cmocka_unit_test(the_longest_wait_doubles_with_each_attempt),
        cmocka_unit_test(jitter_spreads_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
