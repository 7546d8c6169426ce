/* Tests of money: reading what people write, writing it back, exact multiplication. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/money.h"

static void amounts_are_read_in_every_usual_form(void **state)
{
    (void)state;
    static const struct {
        const char *text, *hint;
        int64_t minor;
        const char *currency;
    } cases[] = {
        {"1.234,50", "EUR", 123450, "EUR"},
        {"1,234.50", "EUR", 123450, "EUR"},
        {"1 234,50", "EUR", 123450, "EUR"},
        {"1\xc2\xa0"
         "234,50",
         "EUR", 123450, "EUR"},
        {"1'234.50", "CHF", 123450, "CHF"},
        {"1\xe2\x80\x99"
         "234",
         "CHF", 123400, "CHF"},
        {"\xe2\x82\xac 12", "", 1200, "EUR"},
        {"12 \xe2\x82\xac", "USD", 1200, "EUR"},
        {"\xc2\xa3"
         "3,500",
         "EUR", 350000, "GBP"},
        {"GBP 3500", "EUR", 350000, "GBP"},
        {"3500gbp", "EUR", 350000, "GBP"},
        {"12,-", "EUR", 1200, "EUR"},
        {"12.-- CHF", "", 1200, "CHF"},
        {"12,5", "EUR", 1250, "EUR"},
        {"0,5", "EUR", 50, "EUR"},
        {"1.234", "EUR", 123400, "EUR"},
        {"1.234", "KWD", 1234, "KWD"},
        {"1.234.567", "EUR", 123456700, "EUR"},
        {"1,234,567.89", "USD", 123456789, "USD"},
        {"$1,000", "CAD", 100000, "CAD"},
        {"$1,000", "EUR", 100000, "USD"},
        {"US$ 5", "", 500, "USD"},
        {"-12.50", "EUR", -1250, "EUR"},
        {"(12.50)", "EUR", -1250, "EUR"},
        {"\xe2\x88\x92"
         "5",
         "EUR", -500, "EUR"},
        {"\xe2\x82\xac-5", "", -500, "EUR"},
        {"12k", "EUR", 1200000, "EUR"},
        {"1.5k", "EUR", 150000, "EUR"},
        {"25 000 kr", "NOK", 2500000, "NOK"},
        {"25 000 kr", "", 2500000, "SEK"},
        {"1500", "JPY", 1500, "JPY"},
        {"1,500", "JPY", 1500, "JPY"},
        {"12.00", "JPY", 12, "JPY"},
        {"12.500", "EUR", 1250000, "EUR"},
        {"100", "", 10000, ""},
        {"9 999 999 999 999.99", "EUR", 999999999999999, "EUR"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        money m = {0};
        enum problem p = money_read(str_from(cases[i].text), str_from(cases[i].hint), &m);
        if (p || m.minor != cases[i].minor)
            printf("%s: %s %lld\n", cases[i].text, problem_name(p), (long long)m.minor);
        assert_int_equal(p, PROBLEM_none);
        assert_int_equal(m.minor, cases[i].minor);
        assert_true(str_equal(m.currency, str_from(cases[i].currency)));
    }
}

static void what_is_no_amount_is_refused_with_its_reason(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum problem problem;
    } cases[] = {
        {"", PROBLEM_bad_money},
        {"free", PROBLEM_bad_money},
        {"1.2.3", PROBLEM_bad_money},
        {"1,23,456", PROBLEM_bad_money},
        {"12 34", PROBLEM_bad_money},
        {"80% vs 500", PROBLEM_bad_money},
        {"\xe2\x82\xac 5 EUR", PROBLEM_bad_money},
        {"500 + 80%", PROBLEM_bad_money},
        {"12.345,678", PROBLEM_too_precise},
        {"0.123", PROBLEM_too_precise},
        {"99999999999999999", PROBLEM_too_big},
        {"9999999999999999999999999999999", PROBLEM_bad_money},
        {"5 apples", PROBLEM_bad_money},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        money m;
        enum problem p = money_read(str_from(cases[i].text), STR("EUR"), &m);
        if (p != cases[i].problem) printf("%s: %s\n", cases[i].text, problem_name(p));
        assert_int_equal(p, cases[i].problem);
    }
}

static void amounts_written_are_read_back_the_same(void **state)
{
    (void)state;
    static const char *const currencies[] = {"EUR", "JPY", "KWD"};
    uint64_t x = 88172645463325252u;
    for (int i = 0; i < 100000; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        int64_t minor = (int64_t)(x % (2 * MONEY_MINOR_MAX)) - MONEY_MINOR_MAX;
        if (i % 3 == 0) minor %= 100000;
        money m = {minor, str_from(currencies[i % 3])}, back;
        char text[40];
        struct buf b;
        buf_init(&b, text, sizeof text);
        money_format(m, &b);
        assert_false(b.is_full);
        assert_int_equal(money_read(buf_str(&b), m.currency, &back), PROBLEM_none);
        assert_int_equal(back.minor, minor);
    }
}

static void formatting_keeps_the_currency_s_decimals(void **state)
{
    (void)state;
    static const struct {
        int64_t minor;
        const char *currency, *text;
    } cases[] = {{123450, "EUR", "1234.50"}, {5, "EUR", "0.05"},
                 {-5, "EUR", "-0.05"},       {0, "EUR", "0.00"},
                 {1500, "JPY", "1500"},      {0, "JPY", "0"},
                 {1, "KWD", "0.001"},        {INT64_MIN, "EUR", "-92233720368547758.08"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[40];
        struct buf b;
        buf_init(&b, text, sizeof text);
        money_format((money){cases[i].minor, str_from(cases[i].currency)}, &b);
        assert_true(str_equal(buf_str(&b), str_from(cases[i].text)));
    }
}

static void multiplying_rounds_half_to_even_and_saturates(void **state)
{
    (void)state;
    assert_int_equal(money_muldiv(5, 1, 2), 2);
    assert_int_equal(money_muldiv(7, 1, 2), 4);
    assert_int_equal(money_muldiv(-5, 1, 2), -2);
    assert_int_equal(money_muldiv(-7, 1, 2), -4);
    assert_int_equal(money_muldiv(1, 2, 3), 1);
    assert_int_equal(money_muldiv(INT64_MAX, INT64_MAX, INT64_MAX), INT64_MAX);
    assert_int_equal(money_muldiv(INT64_MAX, 2, 1), INT64_MAX);
    assert_int_equal(money_muldiv(INT64_MAX, -2, 1), INT64_MIN);
    assert_int_equal(money_muldiv(INT64_MIN, 1, 1), INT64_MIN);
    assert_int_equal(money_muldiv(INT64_MIN, -1, 1), INT64_MAX);
    assert_int_equal(money_muldiv(5, 5, 0), 0);
}

static void multiplying_is_never_more_than_half_a_unit_off(void **state)
{
    (void)state;
    uint64_t x = 1442695040888963407u;
    for (int i = 0; i < 100000; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        int64_t a = (int64_t)(x % 2000000001) - 1000000000, c = (int64_t)(x >> 40) % 9999 + 1;
        int64_t b = (int64_t)(x >> 20) % 100001;
        int64_t q = money_muldiv(a, b, c), rest = a * b - q * c;
        assert_true(2 * rest <= c && -2 * rest <= c);
        if (2 * rest == c || -2 * rest == c) assert_int_equal(q % 2, 0);
    }
}

static void currencies_know_their_decimals(void **state)
{
    (void)state;
    assert_int_equal(money_exponent(STR("EUR")), 2);
    assert_int_equal(money_exponent(STR("jpy")), 0);
    assert_int_equal(money_exponent(STR("KWD")), 3);
    assert_int_equal(money_exponent(STR("XYZ")), -1);
    assert_int_equal(money_exponent(STR("")), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read_in_every_usual_form),
        cmocka_unit_test(what_is_no_amount_is_refused_with_its_reason),
        cmocka_unit_test(amounts_written_are_read_back_the_same),
        cmocka_unit_test(formatting_keeps_the_currency_s_decimals),
        cmocka_unit_test(multiplying_rounds_half_to_even_and_saturates),
        cmocka_unit_test(multiplying_is_never_more_than_half_a_unit_off),
        cmocka_unit_test(currencies_know_their_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
