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
        amount_add(&b, cases[i].minor, str_from(cases[i].currency), paper_style_of(STR("en")));
        memory[b.len] = 0;
        assert_string_equal(memory, cases[i].text);
    }
}

static void each_style_has_its_own_marks(void **state)
{
    static const struct {
        const char *locale, *text;
        bool is_letter;
    } cases[] = {
        {"en", "−1,234,567.89", false},           {"en-GB", "−1,234,567.89", false},
        {"en-US", "−1,234,567.89", true},         {"de", "−1.234.567,89", false},
        {"es", "−1.234.567,89", false},           {"nl", "−1.234.567,89", false},
        {"fr", "−1\u202f234\u202f567,89", false}, {"tlh", "−1,234,567.89", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char memory[64];
        struct buf b;
        struct paper_style style = paper_style_of(str_from(cases[i].locale));
        buf_init(&b, memory, sizeof memory - 1);
        amount_add(&b, -123456789, STR("EUR"), style);
        memory[b.len] = 0;
        assert_string_equal(memory, cases[i].text);
        assert_int_equal(style.is_letter, cases[i].is_letter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_is_grouped_and_has_its_decimals),
                                       cmocka_unit_test(each_style_has_its_own_marks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
