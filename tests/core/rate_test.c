/* Tests of exact decimals: read from their text, with their limits, and nothing rounded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>

#include "core/rate.h"

static enum problem judge(int64_t min, int64_t max, const char *text)
{
    struct field f = {.name = "rate", .kind = KIND_rate, .min = min, .max = max};
    return rate_check(&f, str_from(text));
}

static void decimals_are_read_in_every_form_that_json_has(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum problem expected;
    } cases[] = {
        {"0", PROBLEM_none},          {"-0.0", PROBLEM_none},
        {"0.19", PROBLEM_none},       {"-3", PROBLEM_none},
        {"1.5e-7", PROBLEM_none},     {"1E+2", PROBLEM_none},
        {"0e999", PROBLEM_none},      {"", PROBLEM_bad_number},
        {"-", PROBLEM_bad_number},    {".5", PROBLEM_bad_number},
        {"5.", PROBLEM_bad_number},   {"1e", PROBLEM_bad_number},
        {"1e+", PROBLEM_bad_number},  {"1.2.3", PROBLEM_bad_number},
        {"NaN", PROBLEM_bad_number},  {"Infinity", PROBLEM_bad_number},
        {"1,5", PROBLEM_bad_number},  {"1e9999", PROBLEM_bad_number},
        {"0x10", PROBLEM_bad_number},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(judge(0, 0, cases[i].text), cases[i].expected);
}

static void at_most_twelve_decimals_and_fifteen_digits_are_taken(void **state)
{
    (void)state;
    assert_int_equal(judge(0, 0, "0.123456789012"), PROBLEM_none);
    assert_int_equal(judge(0, 0, "0.1234567890123"), PROBLEM_too_many_decimals);
    assert_int_equal(judge(0, 0, "1e-12"), PROBLEM_none);
    assert_int_equal(judge(0, 0, "1e-13"), PROBLEM_too_many_decimals);
    assert_int_equal(judge(0, 0, "0.1000000000000000"), PROBLEM_none);
    assert_int_equal(judge(0, 0, "123456789012345"), PROBLEM_none);
    assert_int_equal(judge(0, 0, "1234567890123450"), PROBLEM_none);
    assert_int_equal(judge(0, 0, "1234567890123456"), PROBLEM_too_many_digits);
    assert_int_equal(judge(0, 0, "1234.56789012345"), PROBLEM_none);
    assert_int_equal(judge(0, 0, "12345.67890123456"), PROBLEM_too_many_digits);
    assert_int_equal(judge(0, 0, "1e18"), PROBLEM_too_big);
    assert_int_equal(judge(0, 0, "-1e300"), PROBLEM_too_small);
    assert_int_equal(judge(0, 0, "9999999999999999999"), PROBLEM_too_many_digits);
    assert_int_equal(judge(0, 0, "0.9999999999999999999"), PROBLEM_too_many_digits);
    assert_int_equal(judge(0, 0, "9999999999999999999999"), PROBLEM_too_many_digits);
}

static void limits_are_kept_to_the_last_decimal(void **state)
{
    (void)state;
    assert_int_equal(judge(0, 1, "1"), PROBLEM_none);
    assert_int_equal(judge(0, 1, "1.0000"), PROBLEM_none);
    assert_int_equal(judge(0, 1, "1.000000000001"), PROBLEM_too_big);
    assert_int_equal(judge(0, 1, "0.999999999999"), PROBLEM_none);
    assert_int_equal(judge(0, 1, "-0.000000000001"), PROBLEM_too_small);
    assert_int_equal(judge(-2, -1, "-1.5"), PROBLEM_none);
    assert_int_equal(judge(-2, -1, "-2.000000000001"), PROBLEM_too_small);
    assert_int_equal(judge(-2, -1, "-0.5"), PROBLEM_too_big);
    assert_int_equal(judge(0, 1000, "1e3"), PROBLEM_none);
    assert_int_equal(judge(0, 1000, "1.0001e3"), PROBLEM_too_big);
}

/* 15 digits are few enough that a double gives the same text back. */
static void every_accepted_decimal_comes_back_from_a_double_unchanged(void **state)
{
    (void)state;
    uint64_t x = 88172645463325252u;
    char text[40], again[40];
    for (int i = 0; i < 200000; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        int decimals = (int)(x >> 60) % 13;
        int64_t digits = (int64_t)(x % 1000000000000000u), power = 1;
        for (int d = 0; d < decimals; d++) power *= 10;
        if (decimals)
            snprintf(text, sizeof text, "%" PRId64 ".%0*" PRId64, digits / power, decimals,
                     digits % power);
        else
            snprintf(text, sizeof text, "%" PRId64, digits);
        double value;
        sscanf(text, "%lf", &value);
        snprintf(again, sizeof again, "%.*f", decimals, value);
        assert_string_equal(again, text);
        assert_int_equal(judge(0, 0, text), PROBLEM_none);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_read_in_every_form_that_json_has),
        cmocka_unit_test(at_most_twelve_decimals_and_fifteen_digits_are_taken),
        cmocka_unit_test(limits_are_kept_to_the_last_decimal),
        cmocka_unit_test(every_accepted_decimal_comes_back_from_a_double_unchanged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
