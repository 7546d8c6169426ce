/* Calendar files: the events of an iCalendar stream (RFC 5545). */
#ifndef OTA_CORE_ICAL_H
#define OTA_CORE_ICAL_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "status.h"
#include "str.h"

enum { ICAL_EVENTS_MAX = 10000 };

#define ICAL_CLOCKS(X) X(none) X(date) X(floating) X(utc) X(zoned)

/* none: not given. date: a whole day. floating: local time of wherever one is. utc. zoned: local
 * time in `zone`. */
enum ical_clock {
#define X(name) ICAL_CLOCK_##name,
    ICAL_CLOCKS(X)
#undef X
};

struct ical_time {
    enum ical_clock clock;
    int32_t days;
    int32_t minute; /* 0..1439, 0 for a date */
    str zone;       /* TZID as written */
};

struct ical_event {
    uint32_t line; /* of BEGIN:VEVENT, 1-based */
    struct ical_time start;
    struct ical_time end; /* as given; none when there is none */
    str summary;
    str location;
    str description;
    str uid;
    str status;
    bool is_recurring; /* has RRULE or RDATE: only the first is told */
    bool is_date_bad;  /* DTSTART or DTEND could not be read */
};

struct ical {
    const struct ical_event *events;
    uint32_t event_count;
    str zone; /* X-WR-TIMEZONE, or empty */
    str name; /* X-WR-CALNAME, or empty */
};

/* Does it begin like a calendar (BEGIN:VCALENDAR, after white space)? */
bool ical_is_calendar(str text);

/* `text` is UTF-8. Texts are unfolded and unescaped and live as long as `a` and `text`. Other
 * components (alarms, zones, to-dos) are skipped. S_INVALID: no calendar. S_OVER_LIMIT: too many
 * events, or the arena is full. */
MUST_CHECK status ical_parse(str text, struct arena *a, struct ical *out);

#endif
