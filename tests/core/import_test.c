/* Tests of import: real exports, messy ones, and what is said about each row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/import.h"

enum { TODAY = 20700 /* 2026-09-04 */, FILE_BYTES_MAX = 1 << 16 };

static char memory[1 << 22];
static char file[FILE_BYTES_MAX];
static struct arena arena;
static struct import_source source;
static struct import_plan plan;

static const struct import_options usual = {.today = TODAY, .currency = {"EUR", 3}};

static void plan_with(const struct import_options *options)
{
    assert_int_equal(import_plan(&source, options, &arena, &plan), S_OK);
}

static void open_text(str text)
{
    arena_init(&arena, memory, sizeof memory);
    assert_int_equal(import_open(text, &arena, &source), S_OK);
}

static void take(const char *text)
{
    open_text(str_from(text));
    plan_with(&usual);
}

static void take_example(const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/examples/%s", SOURCE_DIR, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t len = fread(file, 1, sizeof file, f);
    assert_int_equal(fclose(f), 0);
    open_text((str){file, len});
    plan_with(&usual);
}

static void assert_text(str s, const char *expected)
{
    if (!str_equal(s, str_from(expected))) printf("[%.*s] is not [%s]\n", STR_ARGS(s), expected);
    assert_true(str_equal(s, str_from(expected)));
}

static const struct import_record *record(uint32_t i)
{
    assert_true(i < plan.record_count);
    return &plan.records[i];
}

static bool has_problem(uint32_t i, enum column c, enum problem p, bool is_error)
{
    const struct import_record *r = record(i);
    for (uint32_t k = 0; k < r->problem_count; k++) {
        const struct import_problem *q = &plan.problems[r->first_problem + k];
        if (q->record == i && q->column == c && q->problem == p && q->is_error == is_error)
            return true;
    }
    return false;
}

static int32_t day(const char *iso)
{
    return date_parse(str_from(iso));
}

static uint32_t count_kind(enum day_kind k)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < plan.record_count; i++) n += plan.records[i].kind == k;
    return n;
}

static void the_example_tour_imports_with_sensible_warnings_only(void **state)
{
    (void)state;
    take_example("european-club-tour.csv");
    assert_int_equal(plan.record_count, 28);
    assert_int_equal(plan.ready_count, 28);
    assert_int_equal(count_kind(DAY_show), 25);
    assert_int_equal(count_kind(DAY_travel), 2);
    assert_int_equal(count_kind(DAY_off), 1);
    assert_int_equal(plan.problem_count, 3);
    assert_true(has_problem(9, COLUMN_start, PROBLEM_after_midnight, false));
    assert_true(has_problem(9, COLUMN_curfew, PROBLEM_after_midnight, false));
    assert_true(has_problem(16, COLUMN_capacity, PROBLEM_missing, false));
    for (uint32_t i = 0; i < 28; i++) assert_int_equal(record(i)->date, day("2027-04-01") + (int)i);
    assert_text(record(9)->venue, "Uebel & Gefährlich");
    assert_int_equal(record(9)->start_minute, 24 * 60 + 30);
    assert_int_equal(record(9)->guarantee_minor, 400000);
    assert_text(record(20)->currency, "CHF");
    assert_int_equal(record(20)->guarantee_minor, 320000);
    assert_text(record(12)->status, "held");
    assert_text(record(3)->zone, "Europe/London");
    assert_text(record(5)->title, "Travel day");
    assert_text(record(27)->billing, "festival");
}

static void the_example_calendar_imports(void **state)
{
    (void)state;
    take_example("tour-dates.ics");
    assert_int_equal(plan.record_count, 7);
    assert_int_equal(plan.ready_count, 7);
    assert_text(record(0)->venue, "Razzmatazz 2");
    assert_text(record(0)->city, "Barcelona");
    assert_text(record(0)->country, "ES");
    assert_int_equal(record(0)->start_minute, 21 * 60);
    assert_int_equal(record(0)->end_minute, 22 * 60 + 20);
    assert_int_equal(record(2)->kind, DAY_travel);
    assert_int_equal(record(3)->date, day("2027-05-08"));
    assert_int_equal(record(3)->start_minute, 24 * 60 + 30);
    assert_int_equal(record(4)->kind, DAY_off);
    assert_true(record(5)->is_utc);
    assert_text(record(5)->status, "held");
    assert_text(record(6)->zone, "Europe/Lisbon");
}

static void excel_s_semicolons_windows_letters_and_decimal_commas(void **state)
{
    (void)state;
    take("Datum;Stadt;Land;Spielst\xe4tte;Kap.;Einlass;Beginn;Gage (EUR);Bemerkungen\r\n"
         "Fr, 14.05.2027;K\xf6ln;Deutschland;Geb\xe4ude 9;1.200;19:00;20 Uhr;2.500,00;\"Zeile 1\n"
         "Zeile 2\"\r\n");
    assert_int_equal(source.encoding, ENCODING_windows1252);
    assert_int_equal(plan.ready_count, 1);
    assert_int_equal(plan.problem_count, 0);
    assert_text(record(0)->city, "Köln");
    assert_text(record(0)->venue, "Gebäude 9");
    assert_int_equal(record(0)->capacity, 1200);
    assert_int_equal(record(0)->start_minute, 1200);
    assert_int_equal(record(0)->guarantee_minor, 250000);
    assert_text(record(0)->notes, "Zeile 1\nZeile 2");
}

static void american_dates_and_twelve_hour_times(void **state)
{
    (void)state;
    take("Date,City,Venue,Doors,Set Time,Fee\n"
         "5/9/2027,Chicago,Empty Bottle,8:00 PM,9:30 pm,\"$1,500\"\n"
         "5/27/2027,Austin,Mohawk,7pm,12:15 AM,$2000\n");
    assert_int_equal(plan.day_order, DAY_ORDER_mdy);
    assert_int_equal(record(0)->date, day("2027-05-09"));
    assert_int_equal(record(0)->doors_minute, 1200);
    assert_int_equal(record(1)->start_minute, 1455);
    assert_text(record(0)->currency, "USD");
    assert_int_equal(record(0)->guarantee_minor, 150000);
}

static void an_order_that_nothing_settles_is_told(void **state)
{
    (void)state;
    take("Date,City,Venue\n3/4/2027,Ghent,Vooruit\n");
    assert_int_equal(record(0)->date, day("2027-04-03"));
    assert_true(has_problem(0, COLUMN_date, PROBLEM_guessed_order, false));
    struct import_options american = usual;
    american.day_order = DAY_ORDER_mdy;
    plan_with(&american);
    assert_int_equal(record(0)->date, day("2027-03-04"));
    assert_int_equal(plan.problem_count, 0);
}

static void dates_that_go_back_under_one_order_choose_the_other(void **state)
{
    (void)state;
    take("Date,Venue\n10/4/2027,A\n11/4/2027,B\n1/5/2027,C\n2/5/2027,D\n");
    assert_int_equal(plan.day_order, DAY_ORDER_dmy);
    take("Date,Venue\n4/10/2027,A\n4/11/2027,B\n5/1/2027,C\n5/2/2027,D\n");
    assert_int_equal(plan.day_order, DAY_ORDER_mdy);
}

static void the_31st_of_february_is_refused_with_its_reason(void **state)
{
    (void)state;
    take("Date,City,Venue\n31 February 2027,Ghent,Vooruit\n1 March 2027,Lille,Splendid\n");
    assert_int_equal(plan.ready_count, 1);
    assert_false(record(0)->is_ready);
    assert_true(has_problem(0, COLUMN_date, PROBLEM_no_such_day, true));
}

static void titles_and_merged_header_rows_above_are_skipped(void **state)
{
    (void)state;
    take("PAPER COMET,,,,\nSpring tour 2027 - as of 03.02.2027,,,,\n,,TIMES,,\n"
         "DATE,CITY,DOORS,SHOW,VENUE\nMAY 2027,,,,\n12.05.2027,Ghent,19:00,20:30,Vooruit\n"
         "DATE,CITY,DOORS,SHOW,VENUE\n13.05.2027,Lille,19:00,,Splendid\nTotal,2 shows,,,\n");
    assert_int_equal(source.table.rows[source.header_row].line, 4);
    assert_int_equal(plan.record_count, 2);
    assert_int_equal(plan.ready_count, 2);
    assert_text(record(0)->venue, "Vooruit");
    assert_int_equal(record(1)->line, 8);
}

static void repeated_rows_and_rows_already_there_are_found(void **state)
{
    (void)state;
    take("Date,City,Venue\n12.05.2027,Ghent,Vooruit\n12.05.2027,GHENT, Vooruit\n"
         "12.05.2027,Ghent,Charlatan\n13.05.2027,Lille,Splendid\n");
    assert_int_equal(record(1)->duplicate_of, 0);
    assert_true(has_problem(1, COLUMN_ignored, PROBLEM_duplicate, false));
    assert_true(has_problem(2, COLUMN_date, PROBLEM_same_day, false));
    assert_int_equal(plan.ready_count, 3);
    const struct import_existing there[] = {
        {day("2027-05-13"), STR("Le Splendid"), STR("Lille"), STR("Lille")},
        {day("2027-05-12"), STR("vooruit"), STR("Gent"), STR("Gent")},
        {day("2027-05-12"), STR(""), STR(""), STR("Charlatan")},
    };
    struct import_options options = usual;
    options.existing = there;
    options.existing_count = 3;
    plan_with(&options);
    assert_true(has_problem(0, COLUMN_ignored, PROBLEM_already_there, false));
    assert_true(has_problem(2, COLUMN_ignored, PROBLEM_already_there, false));
    assert_int_equal(plan.ready_count, 1);
}

static void days_that_are_no_shows_are_recognised_in_four_languages(void **state)
{
    (void)state;
    take("Date,City,Venue,Notes\n1.5.2027,Ghent,Day off,x\n2.5.2027,Lille,REISETAG,x\n"
         "3.5.2027,Lille,jour off,x\n4.5.2027,,D\xc3\xad"
         "a libre,x\n5.5.2027,Paris,Probe,x\n"
         "6.5.2027,Paris,Travel day to Lyon,x\n7.5.2027,Lyon,Promo,x\n8.5.2027,Lyon,Off Club,x\n");
    static const enum day_kind expected[] = {DAY_off,       DAY_travel, DAY_off,   DAY_off,
                                             DAY_rehearsal, DAY_travel, DAY_promo, DAY_show};
    assert_int_equal(plan.record_count, 8);
    for (uint32_t i = 0; i < 8; i++) assert_int_equal(record(i)->kind, expected[i]);
    assert_text(record(0)->title, "Day off");
    assert_text(record(0)->venue, "");
    assert_text(record(5)->title, "Travel day to Lyon");
}

static void what_cannot_be_read_is_kept_in_the_notes(void **state)
{
    (void)state;
    take("Date,City,Venue,Cap,Set Time,Fee,Status,Country,Notes\n"
         "1.5.2027,Ghent,Vooruit,800/1200,after support,2500 + 80%,hmm,Freedonia,Bring a torch\n");
    assert_int_equal(plan.ready_count, 1);
    assert_true(has_problem(0, COLUMN_capacity, PROBLEM_bad_number, false));
    assert_true(has_problem(0, COLUMN_start, PROBLEM_bad_clock, false));
    assert_true(has_problem(0, COLUMN_guarantee, PROBLEM_bad_money, false));
    assert_true(has_problem(0, COLUMN_status, PROBLEM_unknown_status, false));
    assert_true(has_problem(0, COLUMN_country, PROBLEM_unknown_country, false));
    assert_false(record(0)->has_guarantee);
    assert_text(record(0)->status, "idea");
    assert_text(record(0)->notes, "country: Freedonia\nset time: after support\n"
                                  "capacity: 800/1200\nguarantee: 2500 + 80%\nstatus: hmm\n"
                                  "Bring a torch");
}

static void rows_without_date_or_place_are_errors_not_guesses(void **state)
{
    (void)state;
    take("Date,City,Venue,Doors\n,Ghent,Vooruit,19:00\n2.5.2027,,,19:00\nsoon,Lille,Splendid,\n");
    assert_int_equal(plan.record_count, 3);
    assert_int_equal(plan.ready_count, 0);
    assert_true(has_problem(0, COLUMN_date, PROBLEM_missing, true));
    assert_true(has_problem(1, COLUMN_venue, PROBLEM_missing, true));
    assert_true(has_problem(2, COLUMN_date, PROBLEM_bad_date, true));
}

static void the_user_s_mapping_overrides_the_guess(void **state)
{
    (void)state;
    open_text(STR("Date,Where,Who\n1.5.2027,Vooruit,Ghent\n"));
    assert_int_equal(source.meanings[0], COLUMN_date);
    assert_int_equal(source.meanings[1], COLUMN_ignored);
    const enum column meanings[] = {COLUMN_date, COLUMN_venue, COLUMN_city};
    struct import_options options = usual;
    options.meanings = meanings;
    plan_with(&options);
    assert_text(record(0)->venue, "Vooruit");
    assert_text(record(0)->city, "Ghent");
}

static void headers_are_understood_in_four_languages(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum column expected[8];
    } cases[] = {
        {"Date,Day,City,Country,Venue,Capacity,Doors,Set Time\n",
         {COLUMN_date, COLUMN_weekday, COLUMN_city, COLUMN_country, COLUMN_venue, COLUMN_capacity,
          COLUMN_doors, COLUMN_start}},
        {"Tag;Datum;Stadt;Land;Spielstätte;Kapazität;Einlass;Beginn\n",
         {COLUMN_weekday, COLUMN_date, COLUMN_city, COLUMN_country, COLUMN_venue, COLUMN_capacity,
          COLUMN_doors, COLUMN_start}},
        {"Date;Ville;Pays;Salle;Jauge;Ouverture des portes;Cachet;Couvre-feu\n",
         {COLUMN_date, COLUMN_city, COLUMN_country, COLUMN_venue, COLUMN_capacity, COLUMN_doors,
          COLUMN_guarantee, COLUMN_curfew}},
        {"Fecha;Ciudad;País;Sala;Aforo;Puertas;Caché;Observaciones\n",
         {COLUMN_date, COLUMN_city, COLUMN_country, COLUMN_venue, COLUMN_capacity, COLUMN_doors,
          COLUMN_guarantee, COLUMN_notes}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        open_text(str_from(cases[i].text));
        for (int c = 0; c < 8; c++) assert_int_equal(source.meanings[c], cases[i].expected[c]);
    }
}

static void a_column_headed_show_is_a_time_where_it_holds_times(void **state)
{
    (void)state;
    open_text(STR("Date,City,Venue,Doors,Show\n1.5.2027,Ghent,Vooruit,19:00,20:30\n"));
    assert_int_equal(source.meanings[4], COLUMN_start);
    open_text(STR("Date,City,Venue,Doors,Show\n1.5.2027,Ghent,Vooruit,19:00,Paper Lanterns\n"));
    assert_int_equal(source.meanings[4], COLUMN_title);
}

static void a_table_without_header_is_read_by_its_content(void **state)
{
    (void)state;
    take("12.05.2027;Ghent;Kunstencentrum Vooruit;BE;20:30\n"
         "13.05.2027;Lille;Le Splendid de Lille;FR;20:00\n");
    assert_int_equal(plan.ready_count, 2);
    assert_text(record(0)->city, "Ghent");
    assert_text(record(0)->venue, "Kunstencentrum Vooruit");
    assert_text(record(1)->country, "FR");
    assert_int_equal(record(1)->start_minute, 1200);
}

static void places_that_share_a_cell_are_parted(void **state)
{
    (void)state;
    take("Date;Venue\n1.5.2027;\"Vooruit, Ghent, Belgium\"\n");
    assert_text(record(0)->venue, "Vooruit");
    assert_text(record(0)->city, "Ghent");
    assert_text(record(0)->country, "BE");
    take("Date;City;Venue\n1.5.2027;Ghent, BE;Vooruit\n");
    assert_text(record(0)->city, "Ghent");
    assert_text(record(0)->country, "BE");
}

static void ranges_of_time_give_an_end_and_disorder_is_told(void **state)
{
    (void)state;
    take("Date,Venue,Doors,Set Time,Curfew\n1.5.2027,A,19:00,20:30 - 22:00,23:00\n"
         "2.5.2027,B,21:00,20:00,\n3.5.2027,C,22:00,23:30–01:00,02:00\n");
    assert_int_equal(record(0)->start_minute, 1230);
    assert_int_equal(record(0)->end_minute, 1320);
    assert_true(has_problem(1, COLUMN_start, PROBLEM_out_of_order, false));
    assert_int_equal(record(2)->end_minute, 1500);
    assert_int_equal(record(2)->curfew_minute, 1560);
    assert_false(has_problem(2, COLUMN_curfew, PROBLEM_out_of_order, false));
}

static void utf16_exports_and_a_midnight_behind_the_date(void **state)
{
    (void)state;
    static const char plain[] = "Date\tVenue\n2027-05-12 00:00:00\tVooruit\n";
    size_t len = 2;
    memcpy(file, "\xff\xfe", 2);
    for (size_t i = 0; i + 1 < sizeof plain; i++) {
        file[len++] = plain[i];
        file[len++] = 0;
    }
    open_text((str){file, len});
    plan_with(&usual);
    assert_int_equal(source.encoding, ENCODING_utf16le);
    assert_int_equal(record(0)->date, day("2027-05-12"));
    assert_int_equal(record(0)->start_minute, -1);
}

static void cells_beyond_the_header_are_kept_and_told(void **state)
{
    (void)state;
    take("Date,Venue\n1.5.2027,Vooruit,bring the big case\n2.5.2027,Splendid\n");
    assert_true(has_problem(0, COLUMN_ignored, PROBLEM_extra_cells, false));
    assert_text(record(0)->notes, "bring the big case");
    assert_int_equal(record(1)->problem_count, 0);
}

static void many_warnings_never_hide_an_error(void **state)
{
    (void)state;
    take("Date,Cap,Doors,Set Time,End,Curfew,Fee,Status,Country,Currency,Venue\n"
         "1.5.,x,x,x,x,x,x,x,x,nothing,,more\n");
    assert_true(plan.problem_count > 7);
    assert_true(has_problem(0, COLUMN_venue, PROBLEM_missing, true));
    assert_int_equal(plan.ready_count, 0);
}

static void nothing_and_too_much_are_refused(void **state)
{
    (void)state;
    arena_init(&arena, memory, sizeof memory);
    assert_int_equal(import_open(STR(""), &arena, &source), S_INVALID);
    assert_int_equal(import_open(STR(" \n\n"), &arena, &source), S_INVALID);
    assert_int_equal(import_open((str){memory, CSV_BYTES_MAX + 1}, &arena, &source), S_OVER_LIMIT);
    open_text(STR("Date,Venue\n1.5.2027,Vooruit\n"));
    arena.size = arena.used;
    assert_int_equal(import_plan(&source, &usual, &arena, &plan), S_OVER_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_tour_imports_with_sensible_warnings_only),
        cmocka_unit_test(the_example_calendar_imports),
        cmocka_unit_test(excel_s_semicolons_windows_letters_and_decimal_commas),
        cmocka_unit_test(american_dates_and_twelve_hour_times),
        cmocka_unit_test(an_order_that_nothing_settles_is_told),
        cmocka_unit_test(dates_that_go_back_under_one_order_choose_the_other),
        cmocka_unit_test(the_31st_of_february_is_refused_with_its_reason),
        cmocka_unit_test(titles_and_merged_header_rows_above_are_skipped),
        cmocka_unit_test(repeated_rows_and_rows_already_there_are_found),
        cmocka_unit_test(days_that_are_no_shows_are_recognised_in_four_languages),
        cmocka_unit_test(what_cannot_be_read_is_kept_in_the_notes),
        cmocka_unit_test(rows_without_date_or_place_are_errors_not_guesses),
        cmocka_unit_test(the_user_s_mapping_overrides_the_guess),
        cmocka_unit_test(headers_are_understood_in_four_languages),
        cmocka_unit_test(a_column_headed_show_is_a_time_where_it_holds_times),
        cmocka_unit_test(a_table_without_header_is_read_by_its_content),
        cmocka_unit_test(places_that_share_a_cell_are_parted),
        cmocka_unit_test(ranges_of_time_give_an_end_and_disorder_is_told),
        cmocka_unit_test(utf16_exports_and_a_midnight_behind_the_date),
        cmocka_unit_test(cells_beyond_the_header_are_kept_and_told),
        cmocka_unit_test(many_warnings_never_hide_an_error),
        cmocka_unit_test(nothing_and_too_much_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
