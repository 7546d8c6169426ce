/* Amounts on papers: grouped, with their currency's decimals, whatever their size. */
#include "tests/server/cmocka_includes.h"

#include <string.h>

#include "server/pdf/amount.h"

static void each_is_grouped_and_has_its_decimals(void **state)
{
    static const struct {
        int64_t minor;
        const char *currency, *text;
    } cases[] = {
        {0, "EUR", "0.00"},
        {5, "EUR", "0.05"},
        {-5, "EUR", "−0.05"},
        {99999, "EUR", "999.99"},
        {100000, "EUR", "1,000.00"},
        {-123456789, "EUR", "−1,234,567.89"},
        {1234567, "JPY", "1,234,567"},
        {1234567, "KWD", "1,234.567"},
        {INT64_MAX, "EUR", "92,233,720,368,547,758.07"},
        {INT64_MIN, "EUR", "−92,233,720,368,547,758.08"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char memory[64];
        struct buf b;
        buf_init(&b, memory, sizeof memory - 1);
        amount_add(&b, cases[i].minor, str_from(cases[i].currency));
        memory[b.len] = 0;
        assert_string_equal(memory, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_is_grouped_and_has_its_decimals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
