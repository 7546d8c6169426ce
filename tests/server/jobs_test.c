/* When a failed job is tried again. */
#include "server/jobs/jobs.h"
#include "tests/server/cmocka_includes.h"

static void pauses_double_from_five_seconds_to_an_hour(void **state)
{
    (void)state;
    assert_int_equal(jobs_pause_s(1, 0), 5);
    assert_int_equal(jobs_pause_s(2, 0), 10);
    assert_int_equal(jobs_pause_s(5, 0), 80);
    assert_int_equal(jobs_pause_s(11, 0), 3600);
    assert_int_equal(jobs_pause_s(1000000, 0), 3600);
}

static void chance_takes_at_most_half_of_a_pause(void **state)
{
    (void)state;
    for (uint32_t chance = 0; chance < 1000; chance++) {
        assert_in_range(jobs_pause_s(1, chance), 3, 5);
        assert_in_range(jobs_pause_s(4, chance), 20, 40);
    }
    assert_int_equal(jobs_pause_s(4, 20), 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pauses_double_from_five_seconds_to_an_hour),
        cmocka_unit_test(chance_takes_at_most_half_of_a_pause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
