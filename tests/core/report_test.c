/* Reports: what is added, converted, left out and written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/report.h"
#include "core/settlement_run.h"

enum { MEMORY = 4 * 1024 * 1024, TEXT = 65536 };
enum { HOTEL = 1, FUEL = 3, TOUR = 1 };
#define EUR      SETTLEMENT_CODE('E', 'U', 'R')
#define SEK      SETTLEMENT_CODE('S', 'E', 'K')
#define COUNT(a) (sizeof(a) / sizeof *(a))

static _Alignas(16) char memory[MEMORY];
static char text[TEXT];

static const str texts[] = {
    {"Hamburg", 7},
    {"@home, \"live\"", 13},
    {"settlement 1\ncurrency EUR\ntype flat\nguarantee 100000\ntax_mode none\ncomp_rule free\n",
     82},
    {"Agency", 6},
};

static status make(enum report_kind kind, const struct report_entry *entries, size_t count,
                   struct arena *a, struct report *out)
{
    struct report_input in = {.report = kind,
                              .currency = EUR,
                              .entries = entries,
                              .entry_count = count,
                              .texts = texts,
                              .text_count = COUNT(texts)};
    arena_init(a, memory, sizeof memory);
    return report_make(&in, a, out);
}

static const char *written(const struct report *r,
                           void (*write)(const struct report *, struct buf *))
{
    struct buf b;
    buf_init(&b, text, sizeof text - 1);
    write(r, &b);
    assert_false(b.is_full);
    text[b.len] = 0;
    return text;
}

static const struct report_entry tour[] = {
    {.source = SOURCE_show, .show = 1, .date = 20000, .text = 1},
    {.source = SOURCE_show, .show = 2, .date = 20001, .text = 2},
    {.source = SOURCE_settlement, .show = 1, .text = 3, .choice = 5, .currency = EUR},
    {.source = SOURCE_commission, .text = 4, .rate = 150000000},
    {.source = SOURCE_expense, .show = 1, .choice = HOTEL, .amount = 20000, .currency = EUR},
    {.source = SOURCE_expense,
     .choice = FUEL,
     .choice2 = TOUR,
     .amount = 1005,
     .currency = SEK,
     .rate = INT64_C(100000000000)},
    {.source = SOURCE_expense, .choice = FUEL, .amount = 99, .currency = SEK},
};

static void profit_is_income_less_costs_and_commissions(void **state)
{
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make(REPORT_profit_and_loss, tour, COUNT(tour), &a, &r), S_OK);
    const struct report_section *lines = &r.sections[0], *shows = &r.sections[1];
    const struct report_row *result = &lines->rows[lines->row_count - 1];
    /* 100.5 rounds to the even 100: 100000 − 20000 − 100 − 15000 */
    assert_int_equal(result->cells[2], 64900);
    assert_int_equal(shows->row_count, 4);
    assert_int_equal(shows->rows[0].cells[5], 65000);
    assert_int_equal(shows->rows[2].cells[5], -100);
    assert_int_equal(shows->rows[3].cells[5], 64900);
}

static void what_has_no_rate_is_left_out_and_named(void **state)
{
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make(REPORT_expenses, tour, COUNT(tour), &a, &r), S_OK);
    assert_int_equal(r.missing_count, 1);
    assert_int_equal(r.missing[0].currency, SEK);
    assert_int_equal(r.missing[0].count, 1);
    const struct report_section *s = &r.sections[0];
    assert_int_equal(s->rows[s->row_count - 1].cells[3], 20100);
}

static void alike_expenses_count_as_many_when_they_come_as_their_sum(void **state)
{
    static const struct report_entry sums[] = {
        {.source = SOURCE_expense, .choice = HOTEL, .amount = 700, .currency = EUR, .count = 3},
        {.source = SOURCE_expense, .choice = HOTEL, .amount = 50, .currency = EUR},
    };
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make(REPORT_expenses, sums, COUNT(sums), &a, &r), S_OK);
    assert_int_equal(r.sections[0].rows[0].cells[2], 4);
    assert_int_equal(r.sections[0].rows[0].cells[3], 750);
    assert_int_equal(r.sections[1].rows[0].cells[0], 4);
}

static void a_show_has_its_own_word_about_a_payee(void **state)
{
    struct report_entry entries[COUNT(tour) + 1];
    struct arena a;
    struct report r;
    (void)state;
    memcpy(entries, tour, sizeof tour);
    entries[COUNT(tour)] =
        (struct report_entry){.source = SOURCE_commission, .show = 1, .text = 4, .rate = 100000000};
    assert_int_equal(make(REPORT_commissions, entries, COUNT(entries), &a, &r), S_OK);
    assert_int_equal(r.sections[0].row_count, 3);
    assert_int_equal(r.sections[0].rows[0].cells[6], 10000);
}

/* Two nights at 1,000 versus 80 % of the gross, of which one loses; 500 were paid on the first. */
static str text_of_run(char *into, size_t size, int64_t withheld_rate)
{
    static struct settlement_input shows[2];
    struct settlement_run run = {.currency = EUR, .shows_count = 2, .shows = {{.paid = 50000}}};
    struct buf b;
    if (withheld_rate) {
        run.withholdings_count = 1;
        run.withholdings[0] = (struct settlement_withholding){
            .base = WITHHELD_take, .rate = withheld_rate, .bearer = BEARER_artist};
    }
    for (int64_t i = 0; i < 2; i++)
        shows[i] = (struct settlement_input){.currency = EUR,
                                             .type = DEAL_versus,
                                             .guarantee = 100000,
                                             .share = 800000000,
                                             .basis = BASIS_gross,
                                             .tax_mode = TAX_none,
                                             .tiers_count = 1,
                                             .tiers = {{.price = 2000, .paid = i ? 10 : 150}}};
    buf_init(&b, into, size);
    settlement_run_write(&run, shows, &b);
    return buf_str(&b);
}

static const struct report_entry nights[] = {
    {.source = SOURCE_show, .show = 1, .date = 20000, .text = 1},
    {.source = SOURCE_show, .show = 2, .date = 20001, .text = 2},
    /* what it was by itself before it was settled with the other */
    {.source = SOURCE_settlement, .show = 1, .text = 3, .choice = 5, .currency = EUR},
    {.source = SOURCE_commission, .text = 4, .choice = 1, .rate = 150000000},
    {.source = SOURCE_run, .show = 2, .text = 5, .choice = 5, .currency = EUR},
    {.source = SOURCE_run_show, .show = 1, .text = 4, .count = 1, .count2 = 1},
    {.source = SOURCE_run_show, .show = 2, .text = 4, .count = 2, .count2 = 1},
};

static status make_withheld(enum report_kind kind, const struct report_entry *entries, size_t count,
                            int64_t withheld_rate, struct arena *a, struct report *out)
{
    static char run[4096];
    static str with_run[COUNT(texts) + 1];
    memcpy(with_run, texts, sizeof texts);
    with_run[COUNT(texts)] = text_of_run(run, sizeof run, withheld_rate);
    struct report_input in = {.report = kind,
                              .currency = EUR,
                              .entries = entries,
                              .entry_count = count,
                              .texts = with_run,
                              .text_count = COUNT(with_run)};
    arena_init(a, memory, sizeof memory);
    return report_make(&in, a, out);
}

static status make_nights(enum report_kind kind, const struct report_entry *entries, size_t count,
                          struct arena *a, struct report *out)
{
    return make_withheld(kind, entries, count, 0, a, out);
}

static void a_run_is_not_counted_beside_its_shows(void **state)
{
    enum { TAKE = 3, BALANCE = 7, CONVERTED = 8 };
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make_nights(REPORT_settlements, nights, COUNT(nights), &a, &r), S_OK);
    const struct report_row *rows = r.sections[0].rows;
    assert_int_equal(r.sections[0].row_count, 4);
    assert_int_equal(rows[0].cells[TAKE], 240000);
    assert_int_equal(rows[0].cells[BALANCE], 50000);
    assert_int_equal(rows[1].cells[TAKE], 100000);
    assert_true(rows[1].cells[BALANCE] == REPORT_NONE);
    assert_int_equal(rows[2].cells[TAKE], 256000);
    assert_int_equal(rows[2].cells[BALANCE], 206000);
    assert_int_equal(rows[3].cells[CONVERTED], 256000);
}

static void the_profit_of_a_run_is_what_it_pays(void **state)
{
    enum { INCOME = 2, COMMISSIONS = 4, RESULT = 5 };
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make_nights(REPORT_profit_and_loss, nights, COUNT(nights), &a, &r), S_OK);
    const struct report_row *shows = r.sections[1].rows;
    assert_int_equal(r.sections[1].row_count, 4);
    assert_int_equal(shows[0].cells[INCOME], 240000);
    assert_int_equal(shows[1].cells[INCOME], 100000);
    assert_int_equal(shows[2].cells[INCOME], -84000);
    assert_int_equal(shows[3].cells[INCOME], 256000);
    assert_int_equal(shows[3].cells[COMMISSIONS], 51000);
    assert_int_equal(shows[3].cells[RESULT], 205000);
    const struct report_section *lines = &r.sections[0];
    assert_int_equal(lines->rows[lines->row_count - 1].cells[2], 205000);
}

static void what_is_withheld_from_a_run_is_no_profit(void **state)
{
    enum { COSTS = 3, COMMISSIONS = 4, RESULT = 5 };
    static const int64_t tenth = SETTLEMENT_RATE_ONE / 10;
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make_withheld(REPORT_profit_and_loss, nights, COUNT(nights), tenth, &a, &r),
                     S_OK);
    const struct report_row *shows = r.sections[1].rows;
    assert_int_equal(shows[2].cells[COSTS], 25600);
    assert_int_equal(shows[3].cells[RESULT], 256000 - 25600 - shows[3].cells[COMMISSIONS]);
}

static void a_run_whose_last_show_is_not_asked_for_is_left_to_who_asks_for_it(void **state)
{
    struct report_entry first[COUNT(nights)];
    struct arena a;
    struct report r;
    (void)state;
    memcpy(first, nights, sizeof nights);
    first[4].show = 0;
    assert_int_equal(make_nights(REPORT_settlements, first, COUNT(first), &a, &r), S_OK);
    assert_int_equal(r.sections[0].row_count, 3);
    assert_int_equal(r.sections[0].rows[2].cells[8], 50000);
    assert_int_equal(make_nights(REPORT_profit_and_loss, first, COUNT(first), &a, &r), S_OK);
    assert_int_equal(r.sections[1].rows[2].cells[2], 340000);
    /* one that cannot be read leaves the shows as they are by themselves */
    first[4].text = 4;
    assert_int_equal(make_nights(REPORT_settlements, first, COUNT(first), &a, &r), S_OK);
    assert_int_equal(r.sections[0].rows[2].cells[8], 100000);
}

static void a_box_office_counts_tickets_and_nothing_else(void **state)
{
    static const struct report_entry entries[] = {
        {.source = SOURCE_tier, .amount = 2000, .currency = EUR, .count = 10, .count2 = 1},
        {.source = SOURCE_show, .date = 20000, .text = 1, .count = 500, .count2 = 700},
        {.source = SOURCE_tier, .amount = 1000, .currency = EUR, .count = 5, .count3 = 30},
    };
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make(REPORT_box_office, entries, COUNT(entries), &a, &r), S_OK);
    assert_int_equal(r.sections[0].row_count, 2);
    const int64_t *cells = r.sections[0].rows[1].cells;
    assert_int_equal(cells[3], 15);
    assert_int_equal(cells[4], 1);
    assert_int_equal(cells[7], 25000);
}

static void csv_keeps_numbers_and_disarms_formulas(void **state)
{
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make(REPORT_profit_and_loss, tour, COUNT(tour), &a, &r), S_OK);
    const char *csv = written(&r, report_write_csv);
    assert_non_null(strstr(csv, "2024-10-05,\"'@home, \"\"live\"\"\",0.00,0.00,0.00,0.00\r\n"));
    assert_non_null(strstr(csv, "Fuel,0.00,1.00,-1.00\r\n"));
    assert_non_null(strstr(csv, "Left out for want of a rate,Number\r\nSEK,1\r\n"));
}

static void json_has_minor_units_dates_and_nothing_where_there_is_nothing(void **state)
{
    struct arena a;
    struct report r;
    (void)state;
    assert_int_equal(make(REPORT_commissions, tour, COUNT(tour), &a, &r), S_OK);
    assert_non_null(
        strstr(written(&r, report_write_json),
               "\"cells\":[\"Agency\",\"2024-10-04\",\"Hamburg\",100000,0.15,\"Artist\","
               "15000,15000]"));
    assert_non_null(strstr(text, "\"cells\":[\"In all\",null,null,null,null,null,null,15000]"));
}

static void an_entry_that_cannot_be_is_refused(void **state)
{
    static const struct report_entry bad[] = {
        {.source = SOURCE_COUNT},
        {.source = -1},
        {.source = SOURCE_expense, .choice = 10, .currency = EUR},
        {.source = SOURCE_expense, .choice2 = 5, .currency = EUR},
        {.source = SOURCE_expense, .show = 1, .currency = EUR},
        {.source = SOURCE_expense, .currency = EUR, .count = -1},
        {.source = SOURCE_per_diem, .text = 5, .currency = EUR},
        {.source = SOURCE_show},
        {.source = SOURCE_expense},
        {.source = SOURCE_income, .currency = SETTLEMENT_CODE('e', 'u', 'r')},
        {.source = SOURCE_budget, .currency = SETTLEMENT_CODE('"', ',', '"')},
        {.source = SOURCE_budget, .currency = EUR | INT64_C(1) << 24},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct arena a;
        struct report r;
        assert_int_equal(make(REPORT_profit_and_loss, &bad[i], 1, &a, &r), S_INVALID);
    }
}

static void every_report_is_found_by_its_name_and_can_be_empty(void **state)
{
    (void)state;
    for (int kind = 0; kind < REPORT_COUNT; kind++) {
        struct arena a;
        struct report r;
        const char *slug = report_slug((enum report_kind)kind);
        assert_int_equal(report_named(str_from(slug)), kind);
        assert_int_equal(make((enum report_kind)kind, NULL, 0, &a, &r), S_OK);
        assert_true(r.section_count > 0);
    }
    assert_int_equal(report_named(STR("weather")), REPORT_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profit_is_income_less_costs_and_commissions),
        cmocka_unit_test(what_has_no_rate_is_left_out_and_named),
        cmocka_unit_test(alike_expenses_count_as_many_when_they_come_as_their_sum),
        cmocka_unit_test(a_show_has_its_own_word_about_a_payee),
        cmocka_unit_test(csv_keeps_numbers_and_disarms_formulas),
        cmocka_unit_test(json_has_minor_units_dates_and_nothing_where_there_is_nothing),
        cmocka_unit_test(an_entry_that_cannot_be_is_refused),
        cmocka_unit_test(a_run_is_not_counted_beside_its_shows),
        cmocka_unit_test(the_profit_of_a_run_is_what_it_pays),
        cmocka_unit_test(what_is_withheld_from_a_run_is_no_profit),
        cmocka_unit_test(a_run_whose_last_show_is_not_asked_for_is_left_to_who_asks_for_it),
        cmocka_unit_test(a_box_office_counts_tickets_and_nothing_else),
        cmocka_unit_test(every_report_is_found_by_its_name_and_can_be_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
