/* Reading, writing and multiplying money. */
#include "money.h"

__extension__ typedef __int128 i128;
__extension__ typedef unsigned __int128 u128;

enum { DIGITS_MAX = 24, SEPARATORS_MAX = 12, DEFAULT_EXPONENT = 2 };

static const struct {
    char code[4];
    int8_t exponent;
} currencies[] = {
#define CURRENCY(code, exponent) {#code, exponent},
#include "currency.def"
#undef CURRENCY
};

static const struct {
    const char *text;
    const char *code;
} symbols[] = {
#define SYMBOL(text, code) {text, code},
#include "symbol.def"
#undef SYMBOL
};

static int32_t currency_index(str code)
{
    if (code.len != 3) return -1;
    for (int32_t i = 0; i < (int32_t)(sizeof currencies / sizeof currencies[0]); i++) {
        bool is_near = ((currencies[i].code[0] ^ code.data[0]) & ~0x20) == 0;
        if (is_near && str_equal_ascii_nocase(code, (str){currencies[i].code, 3})) return i;
    }
    return -1;
}

int32_t money_exponent(str currency)
{
    int32_t i = currency_index(currency);
    return i < 0 ? -1 : currencies[i].exponent;
}

str money_currency(str code)
{
    int32_t i = currency_index(code);
    return i < 0 ? STR("") : (str){currencies[i].code, 3};
}

/* The currency a sign or code means; where several share the sign, `hint` if it is one of them. */
static str currency_of_word(str word, str hint)
{
    str found = money_currency(word);
    if (found.len) return found;
    if (word.len && word.data[word.len - 1] == '.') word.len--;
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        if (!str_equal_ascii_nocase(word, str_from(symbols[i].text))) continue;
        str code = money_currency(str_from(symbols[i].code));
        if (str_equal_ascii_nocase(code, hint)) return code;
        if (!found.len) found = code;
    }
    return found;
}

/* Length of a space that groups digits (also no-break, narrow, thin) or an apostrophe at `i`, or
 * 0. */
static size_t gap_len(str s, size_t i)
{
    static const char *const gaps[] = {
        " ", "'", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x99",
    };
    for (size_t g = 0; g < sizeof gaps / sizeof gaps[0]; g++) {
        str gap = str_from(gaps[g]);
        if (str_equal(str_slice(s, i, i + gap.len), gap)) return gap.len;
    }
    return 0;
}

static str trim_gaps(str s)
{
    for (size_t n; s.len && (n = gap_len(s, 0)) > 0;) s = str_slice(s, n, s.len);
    for (bool is_cut = true; s.len && is_cut;) {
        is_cut = false;
        for (size_t n = 1; n <= 3 && n <= s.len && !is_cut; n++)
            if (gap_len(s, s.len - n) == n) s.len -= n, is_cut = true;
    }
    return s;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number in the middle of the text with its separators, what stands around it, and its sign. */
struct parts {
    str before;
    str number;
    str after;
    bool is_negative;
};

static bool starts_minus(str s, size_t *len)
{
    *len = str_starts(s, STR("-")) ? 1 : str_starts(s, STR("\xe2\x88\x92")) ? 3 : 0;
    return *len > 0;
}

/* Strips one sign or pair of brackets wherever it may stand around the number. */
static bool split(str text, struct parts *p)
{
    size_t from = 0, to, minus;
    text = trim_gaps(str_trim(text));
    *p = (struct parts){.is_negative = false};
    if (text.len > 2 && text.data[0] == '(' && text.data[text.len - 1] == ')') {
        p->is_negative = true;
        text = trim_gaps(str_slice(text, 1, text.len - 1));
    } else if (starts_minus(text, &minus)) {
        p->is_negative = true;
        text = trim_gaps(str_slice(text, minus, text.len));
    }
    while (from < text.len && !is_digit(text.data[from])) from++;
    if (from == text.len) return false;
    to = text.len;
    while (!is_digit(text.data[to - 1])) to--;
    p->before = trim_gaps(str_slice(text, 0, from));
    p->number = str_slice(text, from, to);
    p->after = trim_gaps(str_slice(text, to, text.len));
    if (!p->is_negative && p->before.len > 1 && p->before.data[p->before.len - 1] == '-') {
        p->is_negative = true;
        p->before = trim_gaps(str_slice(p->before, 0, p->before.len - 1));
    }
    return true;
}

/* Digits without separators, and where each separator stood. */
struct scan {
    char digits[DIGITS_MAX];
    size_t digit_count;
    struct {
        char sign; /* '.', ',' or ' ' for every gap */
        size_t at; /* digits before it */
    } separators[SEPARATORS_MAX];
    size_t separator_count;
};

static bool scan_number(str s, struct scan *out)
{
    *out = (struct scan){.digit_count = 0};
    for (size_t i = 0; i < s.len;) {
        if (is_digit(s.data[i])) {
            if (out->digit_count == DIGITS_MAX) return false;
            out->digits[out->digit_count++] = s.data[i++];
            continue;
        }
        bool is_point = s.data[i] == '.' || s.data[i] == ',';
        size_t len = is_point ? 1 : gap_len(s, i);
        if (!len || out->separator_count == SEPARATORS_MAX) return false;
        out->separators[out->separator_count].sign = is_point ? s.data[i] : ' ';
        out->separators[out->separator_count++].at = out->digit_count;
        i += len;
    }
    return true;
}

/* Is the last separator the decimal one? A lone point with three digits behind it groups thousands,
 * unless the currency has three decimals or nothing but 0 stands before it. */
static bool has_decimals(const struct scan *n, int32_t exponent)
{
    if (!n->separator_count) return false;
    size_t last = n->separator_count - 1;
    char sign = n->separators[last].sign;
    if (sign == ' ') return false;
    for (size_t i = 0; i < last; i++)
        if (n->separators[i].sign == sign) return false;
    if (last > 0) return true;
    size_t behind = n->digit_count - n->separators[0].at;
    bool is_group = behind == 3 && exponent != 3 && n->separators[0].at <= 3;
    return !is_group || n->digits[0] == '0';
}

/* Groups before the decimals have three digits each, the first one to three, one kind of
 * separator. */
static bool is_grouped_well(const struct scan *n, size_t group_count, size_t whole_digits)
{
    for (size_t i = 0; i < group_count; i++) {
        size_t end = i + 1 < group_count ? n->separators[i + 1].at : whole_digits;
        if (n->separators[i].sign != n->separators[0].sign) return false;
        if (end - n->separators[i].at != 3) return false;
    }
    return group_count == 0 || (n->separators[0].at >= 1 && n->separators[0].at <= 3);
}

static enum problem to_minor(const struct scan *n, int32_t exponent, bool is_thousands,
                             int64_t *minor)
{
    bool is_decimal = has_decimals(n, exponent);
    size_t groups = n->separator_count - (is_decimal ? 1 : 0);
    size_t whole = is_decimal ? n->separators[groups].at : n->digit_count;
    int32_t scale = exponent + (is_thousands ? 3 : 0);
    if (!is_grouped_well(n, groups, whole)) return PROBLEM_bad_money;
    int64_t value = 0;
    for (size_t i = 0; i < whole + (size_t)scale || i < n->digit_count; i++) {
        int digit = i < n->digit_count ? n->digits[i] - '0' : 0;
        if (i >= whole + (size_t)scale) {
            if (digit) return PROBLEM_too_precise;
            continue;
        }
        value = value * 10 + digit;
        if (value > MONEY_MINOR_MAX) return PROBLEM_too_big;
    }
    *minor = value;
    return PROBLEM_none;
}

/* Cuts a "k" or the ",-" of a round amount off what follows the number. */
static str cut_suffix(str after, bool *is_thousands)
{
    static const char *const round[] = {",--", ".--", ",-", ".-", ",\xe2\x80\x93", ".\xe2\x80\x93"};
    for (size_t i = 0; i < sizeof round / sizeof round[0]; i++)
        if (str_starts(after, str_from(round[i])))
            return trim_gaps(str_slice(after, str_from(round[i]).len, after.len));
    bool is_k =
        after.len && (after.data[0] == 'k' || after.data[0] == 'K') &&
        (after.len == 1 || gap_len(after, 1) || str_equal(str_slice(after, 1, 99), STR("€")));
    *is_thousands = is_k;
    return is_k ? trim_gaps(str_slice(after, 1, after.len)) : after;
}

enum problem money_read(str text, str currency, money *out)
{
    struct parts p;
    struct scan number;
    bool is_thousands = false;
    if (!split(text, &p) || !scan_number(p.number, &number)) return PROBLEM_bad_money;
    p.after = cut_suffix(p.after, &is_thousands);
    if (p.before.len && p.after.len) return PROBLEM_bad_money;
    str word = p.before.len ? p.before : p.after;
    str named = word.len ? currency_of_word(word, currency) : money_currency(currency);
    if (word.len && !named.len) return PROBLEM_bad_money;
    int32_t exponent = named.len ? money_exponent(named) : DEFAULT_EXPONENT;
    enum problem problem = to_minor(&number, exponent, is_thousands, &out->minor);
    if (problem) return problem;
    if (p.is_negative) out->minor = -out->minor;
    out->currency = named;
    return PROBLEM_none;
}

void money_format(money m, struct buf *out)
{
    int32_t exponent = money_exponent(m.currency);
    uint64_t left = m.minor < 0 ? 0 - (uint64_t)m.minor : (uint64_t)m.minor;
    char digits[32];
    size_t at = sizeof digits;
    if (exponent < 0) exponent = DEFAULT_EXPONENT;
    for (int32_t i = 0; left || i <= exponent; i++, left /= 10) {
        if (i == exponent && exponent) digits[--at] = '.';
        digits[--at] = (char)('0' + left % 10);
    }
    if (m.minor < 0) digits[--at] = '-';
    buf_add(out, (str){digits + at, sizeof digits - at});
}

static u128 magnitude(i128 value)
{
    return value < 0 ? 0 - (u128)value : (u128)value;
}

int64_t money_muldiv(int64_t a, int64_t b, int64_t c)
{
    if (!c) return 0;
    i128 product = (i128)a * b;
    bool is_negative = (product < 0) != (c < 0);
    u128 divisor = magnitude(c), dividend = magnitude(product), quotient;
    /* Most products fit 64 bits, where dividing is many times faster. */
    if (dividend <= UINT64_MAX)
        quotient = (uint64_t)dividend / (uint64_t)divisor;
    else
        quotient = dividend / divisor;
    u128 rest = dividend - quotient * divisor;
    u128 other = divisor - rest;
    if (rest > other || (rest == other && quotient % 2)) quotient++;
    if (is_negative) {
        if (quotient > (u128)INT64_MAX) return INT64_MIN;
        return -(int64_t)quotient;
    }
    return quotient > (u128)INT64_MAX ? INT64_MAX : (int64_t)quotient;
}
