/* Reading borrowed text: slices, searches, numbers and UTF-8. */
#include "str.h"

#include <string.h>

str str_from(const char *text)
{
    size_t n = 0;
    while (text && text[n]) n++;
    return (str){text ? text : "", n};
}

str str_slice(str s, size_t from, size_t to)
{
    if (to > s.len) to = s.len;
    if (from > to) from = to;
    return (str){s.data + from, to - from};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
    while (s.len && is_space(s.data[0])) s.data++, s.len--;
    while (s.len && is_space(s.data[s.len - 1])) s.len--;
    return s;
}

bool str_is_empty(str s)
{
    return s.len == 0;
}

bool str_equal(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_equal_ascii_nocase(str a, str b)
{
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.data[i]) != lower(b.data[i])) return false;
    return true;
}

bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && str_equal(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len && str_equal(str_slice(s, s.len - suffix.len, s.len), suffix);
}

int str_compare(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.data, b.data, n) : 0;
    if (order) return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

size_t str_find_char(str s, char c, size_t from)
{
    for (size_t i = from; i < s.len; i++)
        if (s.data[i] == c) return i;
    return s.len;
}

size_t str_find(str s, str needle)
{
    for (size_t i = 0; i + needle.len <= s.len; i++)
        if (str_equal(str_slice(s, i, i + needle.len), needle)) return i;
    return s.len;
}

bool str_cut(str *rest, char separator, str *part)
{
    if (!rest->data) return false;
    size_t at = str_find_char(*rest, separator, 0);
    *part = str_slice(*rest, 0, at);
    *rest = at < rest->len ? str_slice(*rest, at + 1, rest->len) : (str){NULL, 0};
    return true;
}

bool str_to_i64(str s, int64_t *value)
{
    bool is_negative = s.len && s.data[0] == '-';
    uint64_t limit = is_negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    uint64_t n = 0;
    size_t i = is_negative ? 1 : 0;
    if (i == s.len) return false;
    for (; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9') return false;
        uint64_t digit = (uint64_t)(s.data[i] - '0');
        if (n > (limit - digit) / 10) return false;
        n = n * 10 + digit;
    }
    *value = is_negative ? (int64_t)(0 - n) : (int64_t)n;
    return true;
}

/* Length of the code point at `p`, or 0 where the bytes are not UTF-8. */
static size_t point_len(const unsigned char *p, size_t left)
{
    static const struct {
        unsigned char first, last, second_min, second_max, len;
    } forms[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
        if (p[0] < forms[f].first || p[0] > forms[f].last) continue;
        if (forms[f].len > left) return 0;
        if (forms[f].len > 1 && (p[1] < forms[f].second_min || p[1] > forms[f].second_max))
            return 0;
        for (size_t i = 2; i < forms[f].len; i++)
            if ((p[i] & 0xc0) != 0x80) return 0;
        return forms[f].len;
    }
    return 0;
}

bool str_is_utf8(str s)
{
    for (size_t i = 0, n; i < s.len; i += n) {
        n = point_len((const unsigned char *)s.data + i, s.len - i);
        if (!n) return false;
    }
    return true;
}

size_t str_count_points(str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        if (((unsigned char)s.data[i] & 0xc0) != 0x80) count++;
    return count;
}
