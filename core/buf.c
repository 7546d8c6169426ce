/* Appending to bounded text. */
#include "buf.h"

#include <string.h>

void buf_init(struct buf *b, char *memory, size_t size)
{
    *b = (struct buf){.data = memory, .size = size, .max = size};
}

void buf_init_arena(struct buf *b, struct arena *a, size_t max)
{
    *b = (struct buf){.arena = a, .max = max};
}

/* Room for `more` further bytes, or false and the buf is full. */
static bool reserve(struct buf *b, size_t more)
{
    if (b->is_full) return false;
    if (more <= b->size - b->len) return true;
    size_t size = b->size ? b->size : 256;
    while (size < b->len + more && size < b->max) size *= 2;
    if (size > b->max) size = b->max;
    char *data = b->arena && more <= b->max - b->len ? arena_take(b->arena, size) : NULL;
    if (!data) return b->is_full = true, false;
    if (b->len) memcpy(data, b->data, b->len);
    b->data = data;
    b->size = size;
    return true;
}

void buf_add(struct buf *b, str s)
{
    if (s.len == 0 || !reserve(b, s.len)) return;
    memcpy(b->data + b->len, s.data, s.len);
    b->len += s.len;
}

void buf_add_char(struct buf *b, char c)
{
    buf_add(b, (str){&c, 1});
}

void buf_add_text(struct buf *b, const char *text)
{
    buf_add(b, str_from(text));
}

void buf_add_u64(struct buf *b, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    buf_add(b, (str){digits + at, sizeof digits - at});
}

void buf_add_i64(struct buf *b, int64_t value)
{
    if (value < 0) buf_add_char(b, '-');
    buf_add_u64(b, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

static void add_escape(struct buf *b, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': buf_add(b, STR("\\\"")); break;
    case '\\': buf_add(b, STR("\\\\")); break;
    case '\n': buf_add(b, STR("\\n")); break;
    case '\r': buf_add(b, STR("\\r")); break;
    case '\t': buf_add(b, STR("\\t")); break;
    default: {
        char unicode[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
        buf_add(b, (str){unicode, sizeof unicode});
    }
    }
}

void buf_add_json(struct buf *b, str s)
{
    buf_add_char(b, '"');
    size_t plain = 0;
    bool is_utf8 = str_is_utf8(s);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        bool is_foreign = c >= 0x80 && !is_utf8;
        if (c >= 0x20 && c != '"' && c != '\\' && !is_foreign) continue;
        buf_add(b, str_slice(s, plain, i));
        if (is_foreign)
            buf_add(b, STR("\xef\xbf\xbd"));
        else
            add_escape(b, c);
        plain = i + 1;
    }
    buf_add(b, str_slice(s, plain, s.len));
    buf_add_char(b, '"');
}

str buf_str(const struct buf *b)
{
    return (str){b->data ? b->data : "", b->len};
}
