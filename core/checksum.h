/* The drift check: do two sides hold the same rows? */
#ifndef OTA_CORE_CHECKSUM_H
#define OTA_CORE_CHECKSUM_H

#include <stdint.h>

#include "str.h"
#include "uuid.h"

enum { CHECKSUM_TEXT_BYTES = 16 };

/* Of a table's rows: their count, and the sum modulo 2^64 of each row's hash, so that order does
 * not matter and a row can be taken out again. Start with zeros. */
struct checksum {
    uint64_t count;
    uint64_t sum;
};

/* 64-bit FNV-1a over table, a zero byte, the id's 16 bytes and seq's 8 bytes little-endian, then a
 * final mix (fmix64 of MurmurHash3), since FNV's high bits are weak and sums would show it. */
uint64_t checksum_row(str table, uuid id, int64_t seq);

void checksum_add(struct checksum *c, str table, uuid id, int64_t seq);
void checksum_remove(struct checksum *c, str table, uuid id, int64_t seq);

/* The sum as 16 lower-case hexadecimal digits, no NUL. */
void checksum_format(uint64_t sum, char out[CHECKSUM_TEXT_BYTES]);

#endif
