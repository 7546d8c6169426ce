/* Hashes of rows and their sums. */
#include "checksum.h"

static uint64_t fnv1a(uint64_t hash, const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static uint64_t mix(uint64_t h)
{
    h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ h >> 33;
}

uint64_t checksum_row(str table, uuid id, int64_t seq)
{
    uint8_t little[8];
    for (int i = 0; i < 8; i++) little[i] = (uint8_t)((uint64_t)seq >> (8 * i));
    uint64_t hash = fnv1a(UINT64_C(0xcbf29ce484222325), (const uint8_t *)table.data, table.len);
    hash = fnv1a(hash, (const uint8_t *)"", 1);
    hash = fnv1a(hash, id.bytes, UUID_BYTES);
    return mix(fnv1a(hash, little, sizeof little));
}

void checksum_add(struct checksum *c, str table, uuid id, int64_t seq)
{
    c->count++;
    c->sum += checksum_row(table, id, seq);
}

void checksum_remove(struct checksum *c, str table, uuid id, int64_t seq)
{
    c->count--;
    c->sum -= checksum_row(table, id, seq);
}

void checksum_format(uint64_t sum, char out[CHECKSUM_TEXT_BYTES])
{
    static const char hex[] = "0123456789abcdef";
    for (int i = 0; i < CHECKSUM_TEXT_BYTES; i++) out[i] = hex[sum >> (60 - 4 * i) & 15];
}
