/* Percent-decoding, strict. */
#include "server/http/percent.h"

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

status percent_decode(struct arena *a, str text, bool plus_is_space, str *decoded)
{
    char *out = arena_take(a, text.len + 1);
    if (!out) return S_OVER_LIMIT;
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c == '+' && plus_is_space)
            c = ' ';
        else if (c == '%') {
            int high = i + 2 < text.len ? hex_value(text.data[i + 1]) : -1;
            int low = i + 2 < text.len ? hex_value(text.data[i + 2]) : -1;
            if (high < 0 || low < 0) return S_INVALID_QUERY;
            c = (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\0') return S_INVALID_QUERY;
        out[len++] = c;
    }
    *decoded = (str){out, len};
    return str_is_utf8(*decoded) ? S_OK : S_INVALID_QUERY;
}

status percent_next_pair(struct arena *a, str *rest, str *name, str *value)
{
    str pair;
    if (!rest->data) return S_MORE;
    do {
        if (!str_cut(rest, '&', &pair)) return S_MORE;
    } while (pair.len == 0);
    size_t equals = str_find_char(pair, '=', 0);
    status wrong = percent_decode(a, str_slice(pair, 0, equals), true, name);
    if (wrong) return wrong;
    return percent_decode(a, str_slice(pair, equals + 1, pair.len), true, value);
}
