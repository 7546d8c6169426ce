/* UUID text and the making of version 7. */
#include "uuid.h"

#include <string.h>

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static bool is_dash_at(size_t i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

bool uuid_parse(str text, uuid *out)
{
    size_t digits = 0;
    uuid id = {{0}};
    if (text.len != UUID_TEXT_BYTES) return false;
    for (size_t i = 0; i < UUID_TEXT_BYTES; i++) {
        if (is_dash_at(i)) {
            if (text.data[i] != '-') return false;
            continue;
        }
        int value = hex_value(text.data[i]);
        if (value < 0) return false;
        id.bytes[digits / 2] = (uint8_t)(id.bytes[digits / 2] << 4 | value);
        digits++;
    }
    *out = id;
    return true;
}

void uuid_format(uuid id, char out[UUID_TEXT_BYTES])
{
    static const char hex[] = "0123456789abcdef";
    size_t digits = 0;
    for (size_t i = 0; i < UUID_TEXT_BYTES; i++) {
        if (is_dash_at(i)) {
            out[i] = '-';
            continue;
        }
        uint8_t byte = id.bytes[digits / 2];
        out[i] = hex[digits % 2 ? byte & 15 : byte >> 4];
        digits++;
    }
}

/* Keeps the fixed bits: version 7 and variant 10 (RFC 9562 section 5.7). */
static void set_fixed_bits(uuid *id)
{
    id->bytes[6] = (uint8_t)(0x70 | (id->bytes[6] & 0x0f));
    id->bytes[8] = (uint8_t)(0x80 | (id->bytes[8] & 0x3f));
}

/* Adds one to the 74 free bits, and carries into the time when they overflow. */
static void count_on(uuid *id)
{
    static const uint8_t free_bits[UUID_BYTES] = {
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0xff,
        0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    };
    for (size_t i = UUID_BYTES; i-- > 0;) {
        uint8_t mask = free_bits[i];
        uint8_t next = (uint8_t)((id->bytes[i] + 1) & mask);
        id->bytes[i] = (uint8_t)((id->bytes[i] & ~mask) | next);
        if (next) return;
    }
}

uuid uuid_v7(uuid last, int64_t now_ms, const uint8_t random[UUID_RANDOM_BYTES])
{
    if (now_ms <= uuid_v7_ms(last)) {
        count_on(&last);
        set_fixed_bits(&last);
        return last;
    }
    uuid id;
    for (int i = 0; i < 6; i++) id.bytes[i] = (uint8_t)((uint64_t)now_ms >> (40 - 8 * i));
    memcpy(id.bytes + 6, random, UUID_RANDOM_BYTES);
    set_fixed_bits(&id);
    return id;
}

int64_t uuid_v7_ms(uuid id)
{
    uint64_t ms = 0;
    for (int i = 0; i < 6; i++) ms = ms << 8 | id.bytes[i];
    return (int64_t)ms;
}

int uuid_compare(uuid a, uuid b)
{
    return memcmp(a.bytes, b.bytes, UUID_BYTES);
}
