/* Tests of reading calendar files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/date.h"
#include "core/ical.h"

static char memory[1 << 16];

#define EVENT(lines) "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" lines "END:VEVENT\r\nEND:VCALENDAR\r\n"

static struct ical parse(str text)
{
    struct arena a;
    struct ical out;
    arena_init(&a, memory, sizeof memory);
    assert_int_equal(ical_parse(text, &a, &out), S_OK);
    return out;
}

static void times_come_as_dates_zoned_floating_and_utc(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum ical_clock clock;
        int32_t minute;
    } cases[] = {
        {EVENT("DTSTART;VALUE=DATE:20260512\r\n"), ICAL_CLOCK_date, 0},
        {EVENT("DTSTART;TZID=\"Europe/Berlin\":20260512T203000\r\n"), ICAL_CLOCK_zoned, 1230},
        {EVENT("DTSTART:20260512T203000\r\n"), ICAL_CLOCK_floating, 1230},
        {EVENT("dtstart:20260512T183000Z\r\n"), ICAL_CLOCK_utc, 1110},
        {EVENT("SUMMARY:x\r\n"), ICAL_CLOCK_none, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ical c = parse(str_from(cases[i].text));
        assert_int_equal(c.event_count, 1);
        assert_int_equal(c.events[0].start.clock, cases[i].clock);
        assert_int_equal(c.events[0].start.minute, cases[i].minute);
        if (cases[i].clock) assert_int_equal(c.events[0].start.days, date_parse(STR("2026-05-12")));
    }
    struct ical c = parse(STR(EVENT("DTSTART;TZID=\"Europe/Berlin\":20260512T203000\r\n")));
    assert_true(str_equal(c.events[0].start.zone, STR("Europe/Berlin")));
}

static void folded_lines_are_joined_and_escapes_undone(void **state)
{
    (void)state;
    struct ical c =
        parse(STR(EVENT("SUMMARY:Pap\r\n er Co\n\tmet\r\nLOCATION:A\\, B\\; C\\nD\r\n")));
    assert_true(str_equal(c.events[0].summary, STR("Paper Comet")));
    assert_true(str_equal(c.events[0].location, STR("A, B; C\nD")));
}

static void alarms_and_zones_inside_do_not_overwrite_the_event(void **state)
{
    (void)state;
    struct ical c = parse(STR("BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Paris\nBEGIN:VTIMEZONE\n"
                              "DTSTART:19700101T000000\nEND:VTIMEZONE\n"
                              "BEGIN:VEVENT\nSUMMARY:Show\nBEGIN:VALARM\nSUMMARY:Alarm\n"
                              "END:VALARM\nDTSTART:20260512T203000\nEND:VEVENT\nEND:VCALENDAR\n"));
    assert_int_equal(c.event_count, 1);
    assert_true(str_equal(c.events[0].summary, STR("Show")));
    assert_true(str_equal(c.zone, STR("Europe/Paris")));
    assert_int_equal(c.events[0].start.minute, 1230);
    assert_int_equal(c.events[0].line, 6);
}

static void recurrence_is_noticed_and_bad_dates_are_marked(void **state)
{
    (void)state;
    struct ical c = parse(STR(EVENT("DTSTART:20260231T203000\r\nRRULE:FREQ=DAILY\r\n")));
    assert_true(c.events[0].is_recurring);
    assert_true(c.events[0].is_date_bad);
    assert_int_equal(c.events[0].start.clock, ICAL_CLOCK_none);
}

static void an_event_that_never_ends_is_left_out(void **state)
{
    (void)state;
    assert_int_equal(parse(STR("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n")).event_count, 0);
    assert_int_equal(parse(STR("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\n"
                               "END:VEVENT\n"))
                         .event_count,
                     1);
}

static void what_is_no_calendar_is_refused(void **state)
{
    (void)state;
    struct arena a;
    struct ical out;
    arena_init(&a, memory, sizeof memory);
    assert_int_equal(ical_parse(STR("Date,City\n"), &a, &out), S_INVALID);
    assert_true(ical_is_calendar(STR("\r\n begin:vcalendar\r\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_come_as_dates_zoned_floating_and_utc),
        cmocka_unit_test(folded_lines_are_joined_and_escapes_undone),
        cmocka_unit_test(alarms_and_zones_inside_do_not_overwrite_the_event),
        cmocka_unit_test(recurrence_is_noticed_and_bad_dates_are_marked),
        cmocka_unit_test(an_event_that_never_ends_is_left_out),
        cmocka_unit_test(what_is_no_calendar_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
