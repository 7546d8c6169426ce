/* Values out of a paper's JSON, and how they are put into words. */
#include "server/paper/words.h"

#include "core/buf.h"
#include "core/money.h"
#include "server/pdf/amount.h"

enum { WORDS_BYTES_MAX = 64 * 1024, DECIMALS_MAX = 12, NUMBER_BYTES_MAX = 48 };

str words_text(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value)) return (str){"", 0};
    return (str){json_string_value(value), json_string_length(value)};
}

int64_t words_count(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

bool words_flag(const json_t *object, const char *name)
{
    return json_is_true(json_object_get(object, name));
}

json_t *words_part(const json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);
    return json_is_object(value) || json_is_array(value) ? value : NULL;
}

/* Letters of Hebrew, Arabic and their kin (U+0580 to U+07FF, and the presentation forms). */
static bool runs_right_to_left(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        if (c >= 0xd6 && c <= 0xdf) return true;
        if (c == 0xef && i + 1 < s.len && (unsigned char)s.data[i + 1] >= 0xac &&
            (unsigned char)s.data[i + 1] <= 0xbb)
            return true;
    }
    return false;
}

str words_join(struct arena *a, const char *separator, const str *parts, size_t count)
{
    struct buf b;
    buf_init_arena(&b, a, WORDS_BYTES_MAX);
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].len) continue;
        if (b.len) buf_add_text(&b, separator);
        bool is_apart = runs_right_to_left(parts[i]);
        if (is_apart) buf_add_text(&b, "\u2068"); /* so that its neighbours keep their places */
        buf_add(&b, parts[i]);
        if (is_apart) buf_add_text(&b, "\u2069");
    }
    return buf_str(&b);
}

str words_number(struct arena *a, int64_t n)
{
    struct buf b;
    buf_init_arena(&b, a, NUMBER_BYTES_MAX);
    buf_add_i64(&b, n);
    return buf_str(&b);
}

str words_amount(struct arena *a, struct paper_style style, int64_t minor, str currency)
{
    struct buf b;
    buf_init_arena(&b, a, NUMBER_BYTES_MAX);
    amount_add(&b, minor, currency, style);
    return buf_str(&b);
}

str words_money(struct arena *a, struct paper_style style, int64_t minor, str currency)
{
    return WORDS_JOIN(a, " ", words_amount(a, style, minor, currency), money_currency(currency));
}

str words_percent(struct arena *a, struct paper_style style, int64_t rate, int64_t one)
{
    char digits[DECIMALS_MAX];
    size_t count = 0;
    struct buf b;
    int64_t unit = one / 100;
    buf_init_arena(&b, a, NUMBER_BYTES_MAX);
    buf_add_i64(&b, rate / unit);
    for (int64_t rest = rate % unit; rest && unit > 1 && count < sizeof digits; count++) {
        unit /= 10;
        digits[count] = (char)('0' + rest / unit);
        rest %= unit;
    }
    if (count) buf_add_text(&b, style.point);
    buf_add(&b, (str){digits, count});
    buf_add_text(&b, " %");
    return buf_str(&b);
}

str words_percent_of(struct arena *a, struct paper_style style, str decimal)
{
    const int64_t one = INT64_C(1000000000);
    int64_t rate = 0, unit = one;
    bool is_after_point = false;
    if (!decimal.len || decimal.len > DECIMALS_MAX) return (str){"", 0};
    for (size_t i = 0; i < decimal.len; i++) {
        char c = decimal.data[i];
        if (c == '.' && !is_after_point)
            is_after_point = true;
        else if (c < '0' || c > '9')
            return (str){"", 0};
        else if (!is_after_point)
            rate = rate * 10 + (c - '0') * one;
        else
            rate += (c - '0') * (unit /= 10);
    }
    return words_percent(a, style, rate, one);
}

str words_choice(struct arena *a, str code)
{
    struct buf b;
    buf_init_arena(&b, a, NUMBER_BYTES_MAX * 4);
    for (size_t i = 0; i < code.len; i++) {
        char c = code.data[i];
        if (i == 0 && c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        buf_add_char(&b, c == '_' ? ' ' : c);
    }
    return buf_str(&b);
}
