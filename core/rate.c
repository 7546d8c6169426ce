/* Reads a decimal as whole digits and a scale. */
#include "rate.h"

#include <stdbool.h>

enum { DIGITS_READ_MAX = 18, EXPONENT_DIGITS_MAX = 3 };

/* ± digits × 10^-scale */
struct decimal {
    bool is_negative;
    int64_t digits;
    int scale;
};

static bool is_digit(str text, size_t at)
{
    return at < text.len && text.data[at] >= '0' && text.data[at] <= '9';
}

static bool is_sign(str text, size_t at)
{
    return at < text.len && (text.data[at] == '-' || text.data[at] == '+');
}

/* Digits from `at` on; false when there are none, or more than `max` behind leading zeros. */
static bool read_digits(str text, size_t *at, int max, int64_t *digits)
{
    int count = 0;
    size_t from = *at;
    for (int64_t so_far = *digits; so_far; so_far /= 10) count++;
    for (; is_digit(text, *at); ++*at) {
        if (count == max) return false;
        *digits = *digits * 10 + (text.data[*at] - '0');
        if (*digits) count++;
    }
    return *at > from;
}

static bool read_exponent(str text, size_t *at, int *exponent)
{
    int64_t digits = 0;
    bool is_negative = is_sign(text, ++*at) && text.data[*at] == '-';
    if (is_sign(text, *at)) ++*at;
    if (!read_digits(text, at, EXPONENT_DIGITS_MAX, &digits)) return false;
    *exponent = is_negative ? -(int)digits : (int)digits;
    return true;
}

/* PROBLEM_bad_number, or too_many_digits for more than can be looked at. */
static enum problem read_decimal(str text, struct decimal *d)
{
    size_t at = 0, point;
    int exponent = 0;
    *d = (struct decimal){0};
    d->is_negative = text.len && text.data[0] == '-';
    at += d->is_negative;
    if (!is_digit(text, at)) return PROBLEM_bad_number;
    if (!read_digits(text, &at, DIGITS_READ_MAX, &d->digits)) return PROBLEM_too_many_digits;
    if (at < text.len && text.data[at] == '.') {
        point = ++at;
        if (!is_digit(text, at)) return PROBLEM_bad_number;
        if (!read_digits(text, &at, DIGITS_READ_MAX, &d->digits)) return PROBLEM_too_many_digits;
        d->scale = (int)(at - point);
    }
    if (at < text.len && (text.data[at] == 'e' || text.data[at] == 'E') &&
        !read_exponent(text, &at, &exponent))
        return PROBLEM_bad_number;
    d->scale -= exponent;
    while (d->digits && d->digits % 10 == 0) d->digits /= 10, d->scale--;
    return at == text.len ? PROBLEM_none : PROBLEM_bad_number;
}

static int count_digits(int64_t n)
{
    int count = 0;
    for (; n; n /= 10) count++;
    return count;
}

/* The greatest whole number that is not above the decimal; false: beyond any limit. */
static bool read_floor(const struct decimal *d, int64_t *whole, bool *has_rest)
{
    int64_t power = 1;
    if (d->scale < 0 && count_digits(d->digits) - d->scale > DIGITS_READ_MAX) return false;
    for (int i = 0; i < (d->scale < 0 ? -d->scale : d->scale); i++) power *= 10;
    *whole = d->scale < 0 ? d->digits * power : d->digits / power;
    *has_rest = d->scale > 0 && d->digits % power != 0;
    if (d->is_negative) *whole = -*whole - *has_rest;
    return true;
}

enum problem rate_check(const struct field *f, str text)
{
    struct decimal d;
    int64_t whole;
    bool has_rest;
    enum problem p = read_decimal(text, &d);
    if (p) return p;
    if (!d.digits) d.scale = 0;
    if (d.scale > RATE_DECIMALS_MAX) return PROBLEM_too_many_decimals;
    if (count_digits(d.digits) > RATE_DIGITS_MAX) return PROBLEM_too_many_digits;
    if (!read_floor(&d, &whole, &has_rest))
        return d.is_negative ? PROBLEM_too_small : PROBLEM_too_big;
    if (f->min == 0 && f->max == 0) return PROBLEM_none;
    if (whole < f->min) return PROBLEM_too_small;
    return whole > f->max || (whole == f->max && has_rest) ? PROBLEM_too_big : PROBLEM_none;
}
