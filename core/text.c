/* Finding out what bytes mean, and folding text for comparison. */
#include "text.h"

#include <stdbool.h>
#include <string.h>

enum { SAMPLE_BYTES = 4096, POINT_BYTES_MAX = 4, REPLACEMENT = 0xfffd };

/* What the bytes 0x80 to 0x9f mean in Windows-1252. */
static const uint16_t windows1252[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

/* Plain letters for U+00C0 to U+017F. */
static const char folded[][3] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e",  "e", "e", "e", "i",  "i",  "i", "i", "d", "n",
    "o", "o", "o",  "o",  "o", " ", "o",  "u",  "u",  "u", "u", "y", "th", "ss", "a", "a", "a", "a",
    "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i",  "i", "i", "i", "d",  "n",  "o", "o", "o", "o",
    "o", " ", "o",  "u",  "u", "u", "u",  "y",  "th", "y", "a", "a", "a",  "a",  "a", "a", "c", "c",
    "c", "c", "c",  "c",  "c", "c", "d",  "d",  "d",  "d", "e", "e", "e",  "e",  "e", "e", "e", "e",
    "e", "e", "g",  "g",  "g", "g", "g",  "g",  "g",  "g", "h", "h", "h",  "h",  "i", "i", "i", "i",
    "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j",  "j", "k", "k", "k",  "l",  "l", "l", "l", "l",
    "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n",  "n", "n", "n", "n",  "n",  "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r",  "r", "s", "s", "s",  "s",  "s", "s", "s", "s",
    "t", "t", "t",  "t",  "t", "t", "u",  "u",  "u",  "u", "u", "u", "u",  "u",  "u", "u", "u", "u",
    "w", "w", "y",  "y",  "y", "z", "z",  "z",  "z",  "z", "z", "s",
};

static size_t put_point(uint32_t point, char out[POINT_BYTES_MAX])
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t len = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const uint8_t first[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = len - 1; i > 0; i--, point >>= 6) out[i] = (char)(0x80 | (point & 0x3f));
    out[0] = (char)(first[len] | point);
    return len;
}

/* Many zeros at odd places and none at even ones is UTF-16 little-endian, and the other way
 * round. */
static enum encoding guess_encoding(str s)
{
    size_t zeros[2] = {0, 0};
    size_t n = s.len < SAMPLE_BYTES ? s.len : SAMPLE_BYTES;
    for (size_t i = 0; i < n; i++)
        if (!s.data[i]) zeros[i % 2]++;
    bool is_pairs = s.len >= 4;
    if (is_pairs && zeros[1] * 10 >= n * 4 && zeros[0] * 10 < n) return ENCODING_utf16le;
    if (is_pairs && zeros[0] * 10 >= n * 4 && zeros[1] * 10 < n) return ENCODING_utf16be;
    return str_is_utf8(s) ? ENCODING_utf8 : ENCODING_windows1252;
}

static enum encoding find_encoding(str *s)
{
    static const struct {
        const char *mark;
        size_t len;
        enum encoding encoding;
    } marks[] = {
        {"\xef\xbb\xbf", 3, ENCODING_utf8},
        {"\xff\xfe", 2, ENCODING_utf16le},
        {"\xfe\xff", 2, ENCODING_utf16be},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!str_starts(*s, (str){marks[i].mark, marks[i].len})) continue;
        *s = str_slice(*s, marks[i].len, s->len);
        bool is_lie = marks[i].encoding == ENCODING_utf8 && !str_is_utf8(*s);
        return is_lie ? ENCODING_windows1252 : marks[i].encoding;
    }
    return guess_encoding(*s);
}

/* The code point at `*at`, and `*at` moved behind it; halves of pairs that stand alone are
 * replaced. */
static uint32_t cut_utf16(str s, size_t *at, bool is_big)
{
    uint32_t unit[2] = {0, 0};
    for (size_t i = 0; i < 2 && *at + 2 * i + 1 < s.len; i++) {
        uint32_t a = (uint8_t)s.data[*at + 2 * i], b = (uint8_t)s.data[*at + 2 * i + 1];
        unit[i] = is_big ? a << 8 | b : b << 8 | a;
    }
    *at += 2;
    if (unit[0] < 0xd800 || unit[0] > 0xdfff) return unit[0];
    if (unit[0] > 0xdbff || unit[1] < 0xdc00 || unit[1] > 0xdfff) return REPLACEMENT;
    *at += 2;
    return 0x10000 + ((unit[0] - 0xd800) << 10) + (unit[1] - 0xdc00);
}

static uint32_t cut_windows1252(str s, size_t *at)
{
    uint8_t byte = (uint8_t)s.data[(*at)++];
    return byte >= 0x80 && byte < 0xa0 ? windows1252[byte - 0x80] : byte;
}

static uint32_t cut_point(str s, size_t *at, enum encoding from)
{
    switch (from) {
    case ENCODING_utf16le: return cut_utf16(s, at, false);
    case ENCODING_utf16be: return cut_utf16(s, at, true);
    case ENCODING_windows1252: return cut_windows1252(s, at);
    case ENCODING_utf8: break;
    }
    return (uint8_t)s.data[(*at)++]; /* bytes are copied: they are UTF-8 already */
}

static size_t convert(str s, enum encoding from, char *out)
{
    size_t len = 0;
    size_t end = from == ENCODING_utf16le || from == ENCODING_utf16be ? s.len / 2 * 2 : s.len;
    for (size_t at = 0; at < end;) {
        char bytes[POINT_BYTES_MAX];
        uint32_t point = cut_point(s, &at, from);
        if (!point) continue;
        size_t n = 1;
        if (from == ENCODING_utf8)
            bytes[0] = (char)point;
        else
            n = put_point(point, bytes);
        if (out) memcpy(out + len, bytes, n);
        len += n;
    }
    return len;
}

status text_decode(str bytes, struct arena *a, enum encoding *found, str *out)
{
    *found = find_encoding(&bytes);
    *out = bytes;
    if (*found == ENCODING_utf8 && str_find_char(bytes, 0, 0) == bytes.len) return S_OK;
    size_t len = convert(bytes, *found, NULL);
    char *text = arena_take(a, len);
    if (!text) return S_OVER_LIMIT;
    *out = (str){text, convert(bytes, *found, text)};
    return S_OK;
}

/* The folded letters of the code point at the front of `s`, "" for what is no letter; and its
 * length. */
static size_t fold_point(str s, char out[POINT_BYTES_MAX + 1])
{
    uint8_t c = (uint8_t)s.data[0];
    size_t len = 1;
    out[0] = out[1] = 0;
    if (c < 0x80) {
        bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (c >= 'A' && c <= 'Z')
            out[0] = (char)(c - 'A' + 'a');
        else if (is_word)
            out[0] = (char)c;
        return 1;
    }
    while (len < s.len && len < POINT_BYTES_MAX && ((uint8_t)s.data[len] & 0xc0) == 0x80) len++;
    uint32_t point = len == 2 ? (uint32_t)(c & 0x1f) << 6 | ((uint8_t)s.data[1] & 0x3f) : 0;
    if (point >= 0xc0 && point < 0x180) {
        memcpy(out, folded[point - 0xc0], sizeof folded[0]);
        if (out[0] == ' ') out[0] = 0;
    } else if (point >= 0x180 || len > 2) {
        memcpy(out, s.data, len);
        out[len] = 0;
        if (c == 0xe2) out[0] = 0; /* dashes, quotes and signs of U+2000 to U+2FFF */
    }
    return len;
}

str text_fold(str s, char *out, size_t size)
{
    size_t len = 0;
    bool is_gap = false;
    for (size_t at = 0; at < s.len;) {
        char letters[POINT_BYTES_MAX + 1];
        at += fold_point(str_slice(s, at, s.len), letters);
        str piece = str_from(letters);
        if (!piece.len) {
            is_gap = len > 0;
            continue;
        }
        if (len + is_gap + piece.len > size) break;
        if (is_gap) out[len++] = ' ';
        is_gap = false;
        memcpy(out + len, piece.data, piece.len);
        len += piece.len;
    }
    return (str){out, len};
}
