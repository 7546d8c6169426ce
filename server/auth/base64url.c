/* base64url, strict in both directions. */
#include "server/auth/base64url.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void base64url_add(struct buf *b, const void *bytes, size_t size)
{
    const uint8_t *in = bytes;
    for (size_t i = 0; i < size; i += 3) {
        size_t count = size - i < 3 ? size - i : 3;
        uint32_t three = (uint32_t)in[i] << 16;
        if (count > 1) three |= (uint32_t)in[i + 1] << 8;
        if (count > 2) three |= in[i + 2];
        for (size_t digit = 0; digit <= count; digit++)
            buf_add_char(b, alphabet[three >> (18 - 6 * digit) & 63]);
    }
}

static int digit_value(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '-') return 62;
    if (c == '_') return 63;
    return -1;
}

status base64url_decode(str text, uint8_t *bytes, size_t size, size_t *written)
{
    uint32_t bits = 0;
    unsigned bit_count = 0;
    size_t at = 0;
    if (text.len % 4 == 1) return S_INVALID;
    for (size_t i = 0; i < text.len; i++) {
        int value = digit_value(text.data[i]);
        if (value < 0) return S_INVALID;
        bits = bits << 6 | (uint32_t)value;
        bit_count += 6;
        if (bit_count < 8) continue;
        bit_count -= 8;
        if (at == size) return S_OVER_LIMIT;
        bytes[at++] = (uint8_t)(bits >> bit_count);
        bits &= (1u << bit_count) - 1;
    }
    if (bits) return S_INVALID;
    *written = at;
    return S_OK;
}

status base64url_decode_arena(struct arena *a, str text, str *bytes)
{
    size_t size = BASE64URL_BYTES(text.len);
    char *data = arena_take(a, size + 1);
    if (!data) return S_OVER_LIMIT;
    size_t written = 0;
    status s = base64url_decode(text, (uint8_t *)data, size, &written);
    if (s) return s;
    *bytes = (str){data, written};
    return S_OK;
}
