/* A reader of JSON that keeps nothing but its place. */
#include "document.h"

/* A place in the text; a failed step leaves its reason in `problem`. */
struct scan {
    str text;
    size_t at;
    int depth;
    enum problem problem;
};

static bool scan_value(struct scan *s);

static bool refuse(struct scan *s, enum problem why)
{
    s->problem = why;
    return false;
}

static char peek(const struct scan *s)
{
    return s->at < s->text.len ? s->text.data[s->at] : 0;
}

static void skip_space(struct scan *s)
{
    while (peek(s) == ' ' || peek(s) == '\n' || peek(s) == '\r' || peek(s) == '\t') s->at++;
}

static bool take(struct scan *s, char c)
{
    if (peek(s) != c) return false;
    s->at++;
    return true;
}

static bool take_digits(struct scan *s)
{
    size_t from = s->at;
    while (peek(s) >= '0' && peek(s) <= '9') s->at++;
    return s->at > from;
}

static bool scan_number(struct scan *s)
{
    take(s, '-');
    if (!take(s, '0') && !take_digits(s)) return refuse(s, PROBLEM_bad_document);
    if (take(s, '.') && !take_digits(s)) return refuse(s, PROBLEM_bad_document);
    if (peek(s) != 'e' && peek(s) != 'E') return true;
    s->at++;
    if (!take(s, '+')) take(s, '-');
    return take_digits(s) || refuse(s, PROBLEM_bad_document);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* The four digits behind \u, or -1. */
static int take_unit(struct scan *s)
{
    int unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(peek(s));
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
        s->at++;
    }
    return unit;
}

static bool is_high(int unit)
{
    return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(int unit)
{
    return unit >= 0xdc00 && unit <= 0xdfff;
}

static bool scan_unicode(struct scan *s)
{
    int unit = take_unit(s);
    if (unit < 0) return refuse(s, PROBLEM_bad_document);
    if (unit == 0) return refuse(s, PROBLEM_nul);
    if (is_low(unit)) return refuse(s, PROBLEM_bad_utf8);
    if (!is_high(unit)) return true;
    return (take(s, '\\') && take(s, 'u') && is_low(take_unit(s))) || refuse(s, PROBLEM_bad_utf8);
}

static bool scan_escape(struct scan *s)
{
    char c = peek(s);
    s->at++;
    if (c == 'u') return scan_unicode(s);
    return (c && str_find_char(STR("\"\\/bfnrt"), c, 0) < 8) || refuse(s, PROBLEM_bad_document);
}

static bool scan_string(struct scan *s)
{
    if (!take(s, '"')) return refuse(s, PROBLEM_bad_document);
    while (!take(s, '"')) {
        if (take(s, '\\')) {
            if (!scan_escape(s)) return false;
        } else if ((unsigned char)peek(s) < ' ') {
            return refuse(s, PROBLEM_bad_document);
        } else {
            s->at++;
        }
    }
    return true;
}

static bool scan_part(struct scan *s, bool is_object)
{
    skip_space(s);
    if (is_object) {
        if (!scan_string(s)) return false;
        skip_space(s);
        if (!take(s, ':')) return refuse(s, PROBLEM_bad_document);
    }
    return scan_value(s);
}

static bool scan_parts(struct scan *s, bool is_object)
{
    char end = is_object ? '}' : ']';
    if (++s->depth > DOCUMENT_DEPTH_MAX) return refuse(s, PROBLEM_too_deep);
    s->at++;
    skip_space(s);
    if (!take(s, end)) {
        do
            if (!scan_part(s, is_object)) return false;
        while (take(s, ','));
        if (!take(s, end)) return refuse(s, PROBLEM_bad_document);
    }
    s->depth--;
    return true;
}

static bool scan_word(struct scan *s, str word)
{
    if (!str_starts(str_slice(s->text, s->at, s->text.len), word))
        return refuse(s, PROBLEM_bad_document);
    s->at += word.len;
    return true;
}

/* One value with the space around it. */
static bool scan_value(struct scan *s)
{
    bool is_fine;
    skip_space(s);
    switch (peek(s)) {
    case '{': is_fine = scan_parts(s, true); break;
    case '[': is_fine = scan_parts(s, false); break;
    case '"': is_fine = scan_string(s); break;
    case 't': is_fine = scan_word(s, STR("true")); break;
    case 'f': is_fine = scan_word(s, STR("false")); break;
    case 'n': is_fine = scan_word(s, STR("null")); break;
    default: is_fine = scan_number(s);
    }
    skip_space(s);
    return is_fine;
}

enum problem document_check(str json)
{
    struct scan s = {.text = json};
    if (!str_is_utf8(json)) return PROBLEM_bad_utf8;
    if (!scan_value(&s)) return s.problem;
    return s.at == json.len ? PROBLEM_none : PROBLEM_bad_document;
}

bool document_open(str json, char kind, struct document_walk *w)
{
    str text = str_trim(json);
    if (text.len < 2 || text.data[0] != kind) return false;
    *w = (struct document_walk){str_slice(text, 1, text.len), kind == '{' ? '}' : ']'};
    return true;
}

bool document_next(struct document_walk *w, str *name, str *value)
{
    struct scan s = {.text = w->rest};
    *name = STR("");
    skip_space(&s);
    if (peek(&s) == w->end) return false;
    if (w->end == '}') {
        size_t from = s.at + 1;
        if (!scan_string(&s)) return false;
        *name = str_slice(w->rest, from, s.at - 1);
        skip_space(&s);
        if (!take(&s, ':')) return false;
    }
    size_t from = s.at;
    if (!scan_value(&s)) return false;
    *value = str_trim(str_slice(w->rest, from, s.at));
    take(&s, ',');
    w->rest = str_slice(w->rest, s.at, w->rest.len);
    return true;
}

bool document_plain_text(str value, str *text)
{
    if (value.len < 2 || value.data[0] != '"' || str_find_char(value, '\\', 0) < value.len)
        return false;
    *text = str_slice(value, 1, value.len - 1);
    return true;
}
