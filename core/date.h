/* Calendar days and times of day: exact ISO forms, and the forms that people write. */
#ifndef OTA_CORE_DATE_H
#define OTA_CORE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "problem.h"
#include "str.h"

/* A day is its number since 1970-01-01 in the proleptic Gregorian calendar; years 1 to 9999. */
#define DATE_NONE INT32_MIN
enum { DATE_TEXT_BYTES = 10, DATE_YEAR_MIN = 1, DATE_YEAR_MAX = 9999, MINUTES_A_DAY = 1440 };

struct ymd {
    int32_t year;
    int32_t month; /* 1..12 */
    int32_t day;   /* 1..31 */
};

bool date_is_valid(struct ymd d);
int32_t date_from_ymd(struct ymd d); /* of a valid ymd */
struct ymd date_to_ymd(int32_t days);
int32_t date_weekday(int32_t days); /* ISO 8601: 1 Monday … 7 Sunday */
int32_t date_month_days(int32_t year, int32_t month);

/* "YYYY-MM-DD", nothing else; DATE_NONE when it is not one. */
int32_t date_parse(str text);
/* Writes 10 characters, no NUL. */
void date_format(int32_t days, char out[DATE_TEXT_BYTES]);

/* RFC 3339 (with a space for the T allowed, seconds may be missing, "+02" allowed as PostgreSQL
 * writes it): Unix microseconds. False on anything else; a leap second counts as the next
 * second. */
bool date_parse_instant(str text, int64_t *unix_us);

/* The day that a night belongs to: the local date of the instant less the boundary. */
int32_t date_business(int64_t unix_ms, int32_t offset_minutes, int32_t boundary_minutes);

/* Which of 3/4/2026 is the day. */
#define DAY_ORDERS(X) X(guess) X(dmy) X(mdy)
enum day_order {
#define X(name) DAY_ORDER_##name,
    DAY_ORDERS(X)
#undef X
        DAY_ORDER_COUNT
};

struct date_hint {
    enum day_order order; /* guess: day first, unless only month first is possible */
    int32_t today;        /* a date without a year is taken as the one nearest ahead of it */
};

struct date_read {
    int32_t days;         /* DATE_NONE when it could not be read */
    enum problem problem; /* with DATE_NONE: why; else none or something worth a look */
    int32_t clock;        /* a time of day behind the date ("12.05.2026 20:30"), or -1 */
    bool is_order_open;   /* two numbers that could both be the month: taken by the hint */
    bool is_month_first;  /* only possible with the month first (5/27/2026) */
    bool is_day_first;    /* only possible with the day first (27/5/2026) */
};

/* A day as people write it, in English, German, French, Spanish, Italian or Dutch: 12.05.2026,
 * 12/5/26, 2026-05-12, 12 May 2026, Tue 12th May, May 12 2026, Mi., 3. Juni, 46154 (a spreadsheet's
 * serial), with or without a weekday or time behind it. A day that does not exist is refused. */
struct date_read date_read(str text, struct date_hint hint);

/* A time of day as people write it: 20:30, 8:30pm, 8 pm, 20h30, 20.30, 20 Uhr, noon, midnight,
 * 0.854166 (a spreadsheet's fraction of a day). Minutes from midnight 0..1439, or -1. "24:00" is
 * 0. */
int32_t date_read_clock(str text);

/* The months (bit 0 January) or weekdays (bit 0 Monday) that a word can mean in one of the
 * languages above, cut off or not ("Sept.", "Mi"); 0 when none. */
unsigned date_months_named(str word);
unsigned date_weekdays_named(str word);

#endif
