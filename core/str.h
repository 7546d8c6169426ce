/* Borrowed text: a pointer and a length, never NUL-terminated by promise, never freed. */
#ifndef OTA_CORE_STR_H
#define OTA_CORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct str {
    const char *data;
    size_t len;
} str;

/* A str of a string literal. */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})
/* The two arguments that printf's "%.*s" takes. */
#define STR_ARGS(s) (int)(s).len, (s).data

str str_from(const char *nul_terminated);     /* NULL gives the empty str */
str str_slice(str s, size_t from, size_t to); /* clamped to the text; to > len means the end */
str str_trim(str s);                          /* without ASCII white space at both ends */

bool str_is_empty(str s);
bool str_equal(str a, str b);
bool str_equal_ascii_nocase(str a, str b);
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
int str_compare(str a, str b); /* bytes, then length: <0, 0, >0 */

/* Index of the first `c` at or after `from`, or s.len when there is none. */
size_t str_find_char(str s, char c, size_t from);
/* Index of the first `needle`, or s.len when there is none. */
size_t str_find(str s, str needle);

/* Cuts the part before the next `separator` off `*rest`; false when nothing is left. An empty rest
 * after the last separator still gives one last, empty part. Start with rest->data non-NULL. */
bool str_cut(str *rest, char separator, str *part);

/* Whole text as a decimal integer; false on anything else, overflow included. */
bool str_to_i64(str s, int64_t *value);

/* Valid UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool str_is_utf8(str s);
/* Number of code points of valid UTF-8. */
size_t str_count_points(str s);

#endif
