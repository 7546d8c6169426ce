/* Accept-Encoding with its q-values. */
#include "server/http/encoding.h"

enum { Q_ONE = 1000, Q_DIGITS = 3 };

/* "0.5" as 500; anything that is no weight counts as 0. */
static int parse_weight(str s)
{
    if (s.len == 0 || (s.data[0] != '0' && s.data[0] != '1')) return 0;
    int q = (s.data[0] - '0') * Q_ONE;
    if (s.len == 1) return q;
    if (s.data[1] != '.' || s.len > 2 + Q_DIGITS) return 0;
    int unit = Q_ONE / 10;
    for (size_t i = 2; i < s.len; i++, unit /= 10) {
        if (s.data[i] < '0' || s.data[i] > '9') return 0;
        q += (s.data[i] - '0') * unit;
    }
    return q > Q_ONE ? 0 : q;
}

static int weight_of(str parameters)
{
    str part;
    while (str_cut(&parameters, ';', &part)) {
        part = str_trim(part);
        if (part.len >= 2 && (part.data[0] == 'q' || part.data[0] == 'Q') && part.data[1] == '=')
            return parse_weight(str_slice(part, 2, part.len));
    }
    return Q_ONE;
}

enum encoding encoding_choose(str accept, const bool available[ENCODING_COUNT])
{
    static const str names[ENCODING_COUNT] = {{"identity", 8}, {"gzip", 4}, {"br", 2}};
    int weights[ENCODING_COUNT] = {-1, -1, -1}; /* -1: not named */
    int others = 0;
    str part;
    if (!accept.data) return ENCODING_IDENTITY;
    while (str_cut(&accept, ',', &part)) {
        size_t semicolon = str_find_char(part, ';', 0);
        str name = str_trim(str_slice(part, 0, semicolon));
        int weight = weight_of(str_slice(part, semicolon + 1, part.len));
        if (str_equal(name, STR("*"))) others = weight;
        for (int e = 0; e < ENCODING_COUNT; e++)
            if (str_equal_ascii_nocase(name, names[e])) weights[e] = weight;
    }
    enum encoding best = ENCODING_IDENTITY;
    int best_weight = weights[ENCODING_IDENTITY] > 0 ? weights[ENCODING_IDENTITY] : 0;
    for (int e = ENCODING_GZIP; e < ENCODING_COUNT; e++) {
        int weight = weights[e] >= 0 ? weights[e] : others;
        if (!available[e] || weight <= 0 || weight < best_weight) continue;
        best = (enum encoding)e;
        best_weight = weight;
    }
    return best;
}
