/* The calendar, and ISO forms of days and instants. */
#include "date.h"

enum { EPOCH_OFFSET = 719468, ERA_DAYS = 146097, ERA_YEARS = 400 };

static const int64_t us_a_second = 1000000;
static const int64_t seconds_a_day = 86400;
static const int64_t ms_a_minute = 60000;

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t date_month_days(int32_t year, int32_t month)
{
    static const int8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_is_valid(struct ymd d)
{
    return d.year >= DATE_YEAR_MIN && d.year <= DATE_YEAR_MAX && d.month >= 1 && d.month <= 12 &&
           d.day >= 1 && d.day <= date_month_days(d.year, d.month);
}

/* Years are counted from 1 March, so that the leap day is a year's last. */
int32_t date_from_ymd(struct ymd d)
{
    int32_t year = d.month <= 2 ? d.year - 1 : d.year;
    int32_t era = year / ERA_YEARS;
    int32_t year_of_era = year - era * ERA_YEARS;
    int32_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - EPOCH_OFFSET;
}

static int32_t floor_div(int64_t a, int64_t b)
{
    return (int32_t)(a / b - (a % b < 0));
}

struct ymd date_to_ymd(int32_t days)
{
    int64_t n = (int64_t)days + EPOCH_OFFSET;
    int32_t era = floor_div(n, ERA_DAYS);
    int32_t day_of_era = (int32_t)(n - (int64_t)era * ERA_DAYS);
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month_of_year = (5 * day_of_year + 2) / 153;
    struct ymd d = {.day = day_of_year - (153 * month_of_year + 2) / 5 + 1,
                    .month = month_of_year < 10 ? month_of_year + 3 : month_of_year - 9};
    d.year = year_of_era + era * ERA_YEARS + (d.month <= 2);
    return d;
}

int32_t date_weekday(int32_t days)
{
    int64_t since_monday = ((int64_t)days + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int32_t)(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

/* `count` digits at the front of `*s`, cut off; -1 when they are not there. */
static int32_t cut_digits(str *s, size_t count)
{
    int32_t value = 0;
    if (s->len < count) return -1;
    for (size_t i = 0; i < count; i++) {
        if (s->data[i] < '0' || s->data[i] > '9') return -1;
        value = value * 10 + (s->data[i] - '0');
    }
    *s = str_slice(*s, count, s->len);
    return value;
}

static bool cut_char(str *s, char c)
{
    if (!s->len || s->data[0] != c) return false;
    *s = str_slice(*s, 1, s->len);
    return true;
}

static int32_t cut_date(str *s)
{
    struct ymd d;
    d.year = cut_digits(s, 4);
    if (!cut_char(s, '-')) return DATE_NONE;
    d.month = cut_digits(s, 2);
    if (!cut_char(s, '-')) return DATE_NONE;
    d.day = cut_digits(s, 2);
    return date_is_valid(d) ? date_from_ymd(d) : DATE_NONE;
}

int32_t date_parse(str text)
{
    int32_t days = cut_date(&text);
    return text.len ? DATE_NONE : days;
}

static void put_digits(char *out, int32_t value, int count)
{
    while (count-- > 0) {
        out[count] = (char)('0' + value % 10);
        value /= 10;
    }
}

void date_format(int32_t days, char out[DATE_TEXT_BYTES])
{
    struct ymd d = date_to_ymd(days);
    if (!date_is_valid(d)) d = (struct ymd){0, 0, 0};
    put_digits(out, d.year, 4);
    out[4] = out[7] = '-';
    put_digits(out + 5, d.month, 2);
    put_digits(out + 8, d.day, 2);
}

/* Seconds of the day and the microseconds of ":SS.ffffff"; false when it is no time. */
static bool cut_time(str *s, int64_t *seconds, int64_t *us)
{
    int32_t hour = cut_digits(s, 2);
    if (hour < 0 || hour > 23 || !cut_char(s, ':')) return false;
    int32_t minute = cut_digits(s, 2);
    if (minute < 0 || minute > 59) return false;
    int32_t second = 0;
    *us = 0;
    if (cut_char(s, ':')) {
        second = cut_digits(s, 2);
        if (second < 0 || second > 60) return false;
        if (cut_char(s, '.')) {
            int64_t scale = us_a_second / 10;
            if (!s->len || s->data[0] < '0' || s->data[0] > '9') return false;
            for (int32_t d; (d = cut_digits(s, 1)) >= 0; scale /= 10) *us += d * scale;
        }
    }
    *seconds = hour * 3600 + minute * 60 + second;
    return true;
}

/* Z, +HH:MM, +HHMM or +HH. */
static bool cut_offset(str *s, int64_t *seconds)
{
    *seconds = 0;
    if (cut_char(s, 'Z') || cut_char(s, 'z')) return true;
    bool is_west = s->len && s->data[0] == '-';
    if (!cut_char(s, '+') && !cut_char(s, '-')) return false;
    int32_t hours = cut_digits(s, 2);
    int32_t minutes = 0;
    if (cut_char(s, ':') || s->len) minutes = cut_digits(s, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false;
    *seconds = (hours * 3600 + minutes * 60) * (is_west ? -1 : 1);
    return true;
}

bool date_parse_instant(str text, int64_t *unix_us)
{
    int64_t seconds, us, offset;
    int32_t days = cut_date(&text);
    if (days == DATE_NONE) return false;
    if (!cut_char(&text, 'T') && !cut_char(&text, 't') && !cut_char(&text, ' ')) return false;
    if (!cut_time(&text, &seconds, &us) || !cut_offset(&text, &offset) || text.len) return false;
    *unix_us = (days * seconds_a_day + seconds - offset) * us_a_second + us;
    return true;
}

int32_t date_business(int64_t unix_ms, int32_t offset_minutes, int32_t boundary_minutes)
{
    int64_t shift = ((int64_t)offset_minutes - boundary_minutes) * ms_a_minute;
    int64_t limit = (int64_t)DATE_YEAR_MAX * 366 * seconds_a_day * 1000;
    if (unix_ms > limit || unix_ms < -limit) return DATE_NONE;
    return floor_div(unix_ms + shift, seconds_a_day * 1000);
}
