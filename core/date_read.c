/* Days and times of day as people write them. */
#include "date.h"
#include "text.h"

enum {
    WORD_BYTES_MAX = 24,
    TEXT_BYTES_MAX = 64,
    SERIAL_EPOCH = 25569, /* a spreadsheet's 1970-01-01 when it counts from 1900 */
    SERIAL_MIN = 20000,   /* 1954 */
    SERIAL_MAX = 80000,   /* 2119 */
    PAST_DAYS = 90,       /* a date without a year may lie this far back before the next is taken */
};

struct name {
    uint8_t number;
    const char *word;
};

static const struct name weekdays[] = {
#define WEEKDAY(number, word) {number, #word},
#define MONTH(number, word)
#include "calendar.def"
#undef WEEKDAY
#undef MONTH
};

static const struct name months[] = {
#define WEEKDAY(number, word)
#define MONTH(number, word) {number, #word},
#include "calendar.def"
#undef WEEKDAY
#undef MONTH
};

static unsigned named(const struct name *names, size_t count, size_t shortest, str word)
{
    char memory[WORD_BYTES_MAX];
    unsigned found = 0, exact = 0;
    if (word.len > WORD_BYTES_MAX) return 0;
    word = text_fold(word, memory, sizeof memory);
    for (size_t i = 0; i < count && word.len >= shortest; i++) {
        str name = str_from(names[i].word);
        if (str_starts(name, word)) found |= 1u << (names[i].number - 1);
        if (str_equal(name, word)) exact |= 1u << (names[i].number - 1);
    }
    return exact ? exact : found;
}

unsigned date_months_named(str word)
{
    return named(months, sizeof months / sizeof months[0], 3, word);
}

unsigned date_weekdays_named(str word)
{
    return named(weekdays, sizeof weekdays / sizeof weekdays[0], 2, word);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (uint8_t)c >= 0x80;
}

static str cut_while(str *s, bool (*belongs)(char))
{
    size_t n = 0;
    while (n < s->len && belongs(s->data[n])) n++;
    str part = str_slice(*s, 0, n);
    *s = str_slice(*s, n, s->len);
    return part;
}

static bool is_between(char c)
{
    return c == ' ' || c == '.' || c == ',' || c == '/' || c == '-' || c == '\t';
}

/* What has been read of a date so far. */
struct parse {
    str rest;
    struct date_hint hint;
    struct date_read *out;
    unsigned weekdays; /* that were written; 0: none */
};

static struct date_read refused(enum problem p)
{
    return (struct date_read){.days = DATE_NONE, .problem = p, .clock = -1};
}

static int32_t to_number(str digits)
{
    int64_t value = 0;
    return digits.len <= 8 && str_to_i64(digits, &value) ? (int32_t)value : -1;
}

static bool is_weekday_right(unsigned written, int32_t days)
{
    return !written || written >> (date_weekday(days) - 1) & 1;
}

/* The year that a day and month without one most likely mean: that of the weekday if one is
 * written, else the nearest that is not long past. */
static int32_t guess_year(const struct parse *p, int32_t month, int32_t day)
{
    struct ymd today = date_to_ymd(p->hint.today);
    int32_t fallback = today.year;
    for (int32_t year = today.year - 1; year <= today.year + 2; year++) {
        struct ymd d = {year, month, day};
        if (!date_is_valid(d)) continue;
        int32_t days = date_from_ymd(d);
        if (days < p->hint.today - PAST_DAYS) continue;
        if (is_weekday_right(p->weekdays, days)) return year;
        if (!date_is_valid((struct ymd){fallback, month, day}) ||
            date_from_ymd((struct ymd){fallback, month, day}) < p->hint.today - PAST_DAYS)
            fallback = year;
    }
    return fallback;
}

/* Ends the parse with a day; `year` of two digits is of this century, -1 is not given. */
static bool finish(struct parse *p, int32_t year, int32_t month, int32_t day, size_t year_digits)
{
    bool is_guess = year < 0;
    if (is_guess)
        year = guess_year(p, month, day);
    else if (year_digits <= 2)
        year += 2000;
    struct ymd d = {year, month, day};
    bool is_near = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    if (!date_is_valid(d)) {
        p->out->problem = is_near ? PROBLEM_no_such_day : PROBLEM_bad_date;
        return false;
    }
    p->out->days = date_from_ymd(d);
    if (!is_weekday_right(p->weekdays, p->out->days))
        p->out->problem = PROBLEM_wrong_weekday;
    else if (is_guess && !p->weekdays)
        p->out->problem = PROBLEM_guessed_year;
    return true;
}

/* A year at the front of the rest: four digits, or two that are not a time's hours. */
static int32_t cut_year(struct parse *p, size_t *digits)
{
    str rest = p->rest;
    cut_while(&rest, is_between);
    if (rest.len && rest.data[0] == '\'')
        rest = str_slice(rest, 1, rest.len);
    else if (str_starts(rest, STR("\xe2\x80\x99")))
        rest = str_slice(rest, 3, rest.len);
    str number = cut_while(&rest, is_digit);
    bool is_clock = rest.len > 1 && (rest.data[0] == ':' || rest.data[0] == 'h');
    *digits = number.len;
    if ((number.len != 4 && number.len != 2) || is_clock) return -1;
    p->rest = rest;
    return to_number(number);
}

/* "4" or "4th", "4e", "1er", "4." before or after a month's word. */
static int32_t cut_day(struct parse *p)
{
    static const char *const endings[] = {"st", "nd",  "rd",  "th",       "er",
                                          "e",  "ter", "ten", "\xc2\xba", "\xc2\xb0"};
    str number = cut_while(&p->rest, is_digit);
    if (number.len < 1 || number.len > 2) return -1;
    str rest = p->rest;
    str ending = cut_while(&rest, is_letter);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_equal_ascii_nocase(ending, str_from(endings[i]))) p->rest = rest;
    return to_number(number);
}

static bool is_filler(str word)
{
    static const char *const fillers[] = {"of",  "de", "del", "the", "le", "den",
                                          "der", "am", "el",  "il",  "on", "di"};
    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++)
        if (str_equal_ascii_nocase(word, str_from(fillers[i]))) return true;
    return false;
}

static void skip_fillers(struct parse *p)
{
    for (;;) {
        cut_while(&p->rest, is_between);
        str rest = p->rest;
        str word = cut_while(&rest, is_letter);
        if (!word.len || !is_filler(word)) return;
        p->rest = rest;
    }
}

static int32_t single_month(str word)
{
    unsigned mask = date_months_named(word);
    for (int32_t m = 1; m <= 12; m++)
        if (mask == 1u << (m - 1)) return m;
    return 0;
}

/* The month's word at the front of the rest, cut off; 0 when there is none. */
static int32_t cut_month(struct parse *p)
{
    str rest = p->rest;
    int32_t month = single_month(cut_while(&rest, is_letter));
    if (month) p->rest = rest;
    return month;
}

static bool read_month_first(struct parse *p, int32_t month)
{
    size_t year_digits;
    skip_fillers(p);
    int32_t day = cut_day(p);
    if (day < 0) return false;
    skip_fillers(p);
    int32_t year = cut_year(p, &year_digits);
    return finish(p, year, month, day, year_digits);
}

/* 3/4/2026 and its kin: `first` has been read, `sign` stood behind it. */
static bool read_numbers(struct parse *p, int32_t first, char sign)
{
    size_t year_digits;
    str number = cut_while(&p->rest, is_digit);
    if (number.len < 1 || number.len > 2) return false;
    int32_t second = to_number(number);
    str rest = p->rest;
    bool is_year_next = rest.len && (rest.data[0] == sign || (sign == '.' && rest.data[0] == ' '));
    int32_t year = is_year_next ? cut_year(p, &year_digits) : -1;
    if (year < 0 && sign == '-') return false; /* "12-13" is as likely a range */
    bool is_mdy_possible = sign != '.' && first >= 1 && first <= 12;
    bool is_mdy = is_mdy_possible && (p->hint.order == DAY_ORDER_mdy ||
                                      (p->hint.order == DAY_ORDER_guess && second > 12));
    if (sign != '.') {
        p->out->is_order_open = first <= 12 && second <= 12 && first != second;
        p->out->is_month_first = first <= 12 && second > 12 && second <= 31;
        p->out->is_day_first = second <= 12 && first > 12 && first <= 31;
    }
    /* an order that is impossible for this text gives way to the possible one */
    if (is_mdy && second <= 12 && first > 12) is_mdy = false;
    return is_mdy ? finish(p, year, first, second, year_digits)
                  : finish(p, year, second, first, year_digits);
}

static bool read_year_first(struct parse *p, int32_t year)
{
    cut_while(&p->rest, is_between);
    int32_t month = cut_month(p);
    if (!month) month = to_number(cut_while(&p->rest, is_digit));
    if (!cut_while(&p->rest, is_between).len) return false;
    str day = cut_while(&p->rest, is_digit);
    return day.len >= 1 && day.len <= 2 && finish(p, year, month, to_number(day), 4);
}

/* 20260512, or a spreadsheet's serial with a fraction of a day behind it. */
static bool read_lone_number(struct parse *p, str number)
{
    int32_t value = to_number(number);
    if (number.len == 8)
        return !p->rest.len && finish(p, value / 10000, value / 100 % 100, value % 100, 4);
    if (number.len != 5 || value < SERIAL_MIN || value > SERIAL_MAX) return false;
    p->out->days = value - SERIAL_EPOCH;
    if (!p->rest.len) return true;
    if (p->rest.data[0] != '.' && p->rest.data[0] != ',') return false;
    char fraction[TEXT_BYTES_MAX + 1] = {'0'};
    for (size_t i = 0; i < p->rest.len; i++) fraction[i + 1] = p->rest.data[i];
    p->out->clock = date_read_clock((str){fraction, p->rest.len + 1});
    p->rest.len = 0;
    return true;
}

static bool read_number_first(struct parse *p)
{
    struct parse start = *p;
    str number = cut_while(&p->rest, is_digit);
    if (number.len == 4) return read_year_first(p, to_number(number));
    if (number.len > 4) return read_lone_number(p, number);
    char sign = p->rest.len ? p->rest.data[0] : 0;
    if ((sign == '.' || sign == '/' || sign == '-') && p->rest.len > 1) {
        struct parse ahead = *p;
        ahead.rest = str_slice(ahead.rest, 1, ahead.rest.len);
        if (sign == '.') cut_while(&ahead.rest, is_between);
        if (ahead.rest.len && is_digit(ahead.rest.data[0])) {
            *p = ahead;
            return read_numbers(p, to_number(number), sign);
        }
    }
    *p = start;
    int32_t day = cut_day(p);
    skip_fillers(p);
    int32_t month = cut_month(p);
    if (day < 0 || !month) return false;
    size_t year_digits;
    skip_fillers(p);
    int32_t year = cut_year(p, &year_digits);
    return finish(p, year, month, day, year_digits);
}

/* Nothing but a weekday or a time may stand behind the date. */
static bool read_rest(struct parse *p)
{
    str rest = p->rest;
    while (rest.len && (is_between(rest.data[0]) || rest.data[0] == '(' || rest.data[0] == ')'))
        rest = str_slice(rest, 1, rest.len);
    if (rest.len && rest.data[rest.len - 1] == ')') rest.len--;
    if (!rest.len) return true;
    str after = rest;
    str word = cut_while(&after, is_letter);
    unsigned weekdays_here = after.len ? 0 : date_weekdays_named(word);
    if (weekdays_here) {
        if (!is_weekday_right(weekdays_here, p->out->days)) p->out->problem = PROBLEM_wrong_weekday;
        return true;
    }
    static const char *const at[] = {"t", "at", "um", "a", "las", "ab"};
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++)
        if (str_equal_ascii_nocase(word, str_from(at[i]))) rest = after;
    p->out->clock = date_read_clock(rest);
    return p->out->clock >= 0;
}

static bool read_from(struct parse *p)
{
    *p->out = refused(PROBLEM_none);
    skip_fillers(p);
    if (!p->rest.len) return false;
    if (is_digit(p->rest.data[0])) return read_number_first(p) && read_rest(p);
    int32_t month = cut_month(p);
    return month && read_month_first(p, month) && read_rest(p);
}

struct date_read date_read(str text, struct date_hint hint)
{
    struct date_read out = refused(PROBLEM_bad_date);
    text = str_trim(text);
    if (!text.len || text.len > TEXT_BYTES_MAX) return out;
    struct parse p = {.rest = text, .hint = hint, .out = &out};
    str word = cut_while(&p.rest, is_letter);
    p.weekdays = date_weekdays_named(word);
    bool is_read = p.weekdays && read_from(&p);
    if (!is_read && !(p.weekdays && out.problem)) { /* the word may be a month ("mar") or nothing */
        p = (struct parse){.rest = text, .hint = hint, .out = &out};
        is_read = read_from(&p);
    }
    if (!is_read)
        out = refused(out.problem && out.days == DATE_NONE ? out.problem : PROBLEM_bad_date);
    return out;
}

/* Hours and minutes of "0.854166", a fraction of a day. */
static int32_t read_fraction(str digits)
{
    int64_t value = 0, scale = 1;
    for (size_t i = 0; i < digits.len && i < 9; i++) {
        if (!is_digit(digits.data[i])) return -1;
        value = value * 10 + (digits.data[i] - '0');
        scale *= 10;
    }
    int64_t minutes = (value * MINUTES_A_DAY * 2 + scale) / (2 * scale);
    return (int32_t)(minutes % MINUTES_A_DAY);
}

static int32_t clock_word(str s)
{
    static const struct {
        const char *word;
        int32_t minutes;
    } words[] = {{"noon", 720},   {"midday", 720},    {"mittag", 720}, {"midi", 720},
                 {"midnight", 0}, {"mitternacht", 0}, {"minuit", 0},   {"medianoche", 0}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_ascii_nocase(s, str_from(words[i].word))) return words[i].minutes;
    return -1;
}

enum half { HALF_NONE, HALF_AM, HALF_PM, HALF_BAD };

/* What stands behind the digits: am, pm, or a word for hours. */
static enum half read_half(str s)
{
    char memory[WORD_BYTES_MAX];
    if (s.len > sizeof memory) return HALF_BAD;
    s = text_fold(s, memory, sizeof memory);
    if (!s.len || str_equal(s, STR("h")) || str_equal(s, STR("hs")) || str_equal(s, STR("hrs")) ||
        str_equal(s, STR("uhr")) || str_equal(s, STR("u")))
        return HALF_NONE;
    if (str_equal(s, STR("am")) || str_equal(s, STR("a m")) || str_equal(s, STR("a")))
        return HALF_AM;
    if (str_equal(s, STR("pm")) || str_equal(s, STR("p m")) || str_equal(s, STR("p")))
        return HALF_PM;
    return HALF_BAD;
}

static int32_t to_minutes(int32_t hour, int32_t minute, enum half half)
{
    enum { LATEST_HOUR = 29 }; /* "25:30" is how some write half past one at the end of a night */
    if (half == HALF_BAD || hour < 0 || minute < 0 || minute > 59 || hour > LATEST_HOUR) return -1;
    if (half != HALF_NONE && hour > 12)
        return half == HALF_PM && hour < 24 ? hour * 60 + minute : -1;
    if (half == HALF_AM && hour == 12) hour = 0;
    if (half == HALF_PM && hour < 12) hour += 12;
    return hour % 24 * 60 + minute;
}

int32_t date_read_clock(str text)
{
    str s = str_trim(text);
    if (!s.len || s.len > TEXT_BYTES_MAX) return -1;
    int32_t word = clock_word(s);
    if (word >= 0) return word;
    str first = cut_while(&s, is_digit);
    if (!first.len || first.len > 4) return -1;
    if (first.len > 2) { /* 2030 */
        int32_t value = to_number(first);
        return to_minutes(value / 100, value % 100, read_half(s));
    }
    bool is_split = s.len > 1 && is_digit(s.data[1]) &&
                    (s.data[0] == ':' || s.data[0] == '.' || s.data[0] == 'h' || s.data[0] == 'H' ||
                     s.data[0] == ',');
    if (!is_split) return to_minutes(to_number(first), 0, read_half(s));
    char sign = s.data[0];
    s = str_slice(s, 1, s.len);
    str second = cut_while(&s, is_digit);
    bool is_point = sign == '.' || sign == ',';
    if (is_point && to_number(first) == 0 && (second.len > 2 || to_number(second) > 59) && !s.len)
        return read_fraction(second);
    if (second.len != 2 || sign == ',') return -1;
    if (s.len > 2 && s.data[0] == ':' && is_digit(s.data[1])) { /* seconds, and parts of them */
        s = str_slice(s, 1, s.len);
        if (cut_while(&s, is_digit).len != 2) return -1;
        if (s.len && s.data[0] == '.') {
            s = str_slice(s, 1, s.len);
            cut_while(&s, is_digit);
        }
        if (str_equal(s, STR("Z"))) s.len = 0;
    }
    return to_minutes(to_number(first), to_number(second), read_half(s));
}
