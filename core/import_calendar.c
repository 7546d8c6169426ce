/* Planning the import of a calendar file: each event is a show or a day of the tour. */
#include "country.h"
#include "import_plan.h"
#include "wording.h"

enum { PARTS_MAX = 8, DAYS_LONG = 1 };

static struct import_record *current(struct planner *p)
{
    return &p->records[p->record_count - 1];
}

/* "1017 SG Amsterdam", "20359 Hamburg", "SW9 9SL London": the city without its post code in
 * front. */
static str without_post_code(str part)
{
    str rest = str_trim(part);
    for (int word = 0; word < 2; word++) {
        size_t space = str_find_char(rest, ' ', 0);
        bool has_digit = false, is_capitals = space <= 3 && space < rest.len && word == 1;
        for (size_t i = 0; i < space; i++) {
            has_digit |= rest.data[i] >= '0' && rest.data[i] <= '9';
            is_capitals &= rest.data[i] >= 'A' && rest.data[i] <= 'Z';
        }
        bool is_code = space < rest.len && (has_digit || (is_capitals && rest.data != part.data));
        if (is_code) rest = str_trim(str_slice(rest, space, rest.len));
    }
    return rest;
}

/* "Venue, Street 1, 12345 City, Country", by commas or lines. */
static void read_location(struct planner *p, str location)
{
    struct import_record *r = current(p);
    str parts[PARTS_MAX], rest = location;
    size_t count = 0;
    while (rest.len && count < PARTS_MAX) {
        size_t end = 0;
        while (end < rest.len && rest.data[end] != ',' && rest.data[end] != '\n') end++;
        str part = str_trim(str_slice(rest, 0, end));
        if (part.len) parts[count++] = part;
        rest = str_slice(rest, end + 1, rest.len);
    }
    if (count > 1 && country_named(parts[count - 1]).len)
        r->country = country_named(parts[--count]);
    if (count > 1) r->city = without_post_code(parts[--count]);
    if (count > 0) r->venue = parts[0];
    if (count > 1) {
        const char *from = parts[1].data;
        r->address = (str){from, (size_t)(parts[count - 1].data + parts[count - 1].len - from)};
    }
}

/* Summaries such as "Travel day" say what the day is; days that are no shows have no venue. */
static void read_kind(struct planner *p)
{
    struct import_record *r = current(p);
    r->kind = DAY_show;
    (void)wording_day(r->title, true, &r->kind);
    if (wording_has(r->title, STR("festival"))) r->billing = STR("festival");
    if (r->kind == DAY_show || r->city.len) return;
    r->city = r->venue;
    r->venue = STR("");
}

static bool has_clock(const struct ical_time *t)
{
    return t->clock != ICAL_CLOCK_none && t->clock != ICAL_CLOCK_date;
}

/* An instant before the boundary belongs to the evening before. */
static void read_times(struct planner *p, const struct ical_event *e)
{
    struct import_record *r = current(p);
    r->date = e->start.days;
    if (has_clock(&e->start)) {
        r->is_utc = e->start.clock == ICAL_CLOCK_utc;
        r->start_minute = e->start.minute;
        if (e->start.minute < p->boundary_minutes) {
            planner_warn(p, COLUMN_start, PROBLEM_after_midnight, STR(""));
            r->date--;
            r->start_minute += MINUTES_A_DAY;
        }
        int64_t end = ((int64_t)e->end.days - r->date) * MINUTES_A_DAY + e->end.minute;
        bool is_end_known = has_clock(&e->end) && end >= r->start_minute;
        if (is_end_known && end < 2 * MINUTES_A_DAY)
            r->end_minute = (int32_t)end;
        else if (is_end_known)
            planner_warn(p, COLUMN_end, PROBLEM_several_days, STR(""));
        return;
    }
    bool is_long = e->end.clock == ICAL_CLOCK_date && e->end.days > e->start.days + DAYS_LONG;
    if (is_long) planner_warn(p, COLUMN_date, PROBLEM_several_days, STR(""));
}

static void plan_event(struct planner *p, const struct import_source *source,
                       const struct ical_event *e)
{
    struct import_record *r = planner_begin(p, e->line);
    r->title = e->summary;
    read_location(p, e->location);
    read_kind(p);
    if (e->start.clock == ICAL_CLOCK_none) {
        planner_refuse(p, COLUMN_date, e->is_date_bad ? PROBLEM_bad_date : PROBLEM_missing,
                       STR(""));
    } else {
        if (e->is_date_bad) planner_warn(p, COLUMN_end, PROBLEM_bad_date, STR(""));
        read_times(p, e);
    }
    if (e->is_recurring) planner_warn(p, COLUMN_date, PROBLEM_recurrence, STR(""));
    if (str_equal_ascii_nocase(e->status, STR("CANCELLED")))
        r->status = STR("cancelled");
    else if (str_equal_ascii_nocase(e->status, STR("TENTATIVE")))
        r->status = STR("held");
    if (e->start.clock == ICAL_CLOCK_zoned)
        r->zone = e->start.zone;
    else if (e->start.clock == ICAL_CLOCK_floating && source->ical.zone.len)
        r->zone = source->ical.zone;
    planner_note(p, STR(""), e->description);
    planner_end(p);
}

void plan_calendar(struct planner *p, const struct import_source *source)
{
    for (uint32_t i = 0; i < source->ical.event_count && !p->is_full; i++)
        plan_event(p, source, &source->ical.events[i]);
}
