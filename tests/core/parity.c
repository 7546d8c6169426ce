/* Calls core's exports a million times in a fixed random order and prints a hash of all results.
 * The script parity.mjs does the same to core.wasm; both must print the same line. An argument
 * other than 0 falsifies one result, to prove that a difference would be seen. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/wasm.h"

enum { CALLS = 1000000, BYTES_MAX = 32, SCRATCH = 128 };

/* xorshift64, the same in parity.mjs. */
static uint64_t next(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

struct run {
    uint64_t random;
    uint64_t hash;
    uint32_t in;
    uint32_t out;
    uint32_t last;
    unsigned char *memory; /* what `at` 0 would be */
};

static void mix(struct run *r, uint64_t value)
{
    r->hash = (r->hash ^ value) * UINT64_C(0x100000001b3);
}

static void mix_bytes(struct run *r, uint32_t at, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) mix(r, r->memory[at + i]);
}

/* Text out of an alphabet that makes dates, times and amounts likely. */
static uint32_t write_text(struct run *r)
{
    static const char alphabet[] = "0123456789012345678901234..::,,//-- '()kpmTZaMEUR";
    uint32_t len = (uint32_t)(next(&r->random) % 12);
    for (uint32_t i = 0; i < len; i++)
        r->memory[r->in + i] = (unsigned char)alphabet[next(&r->random) % (sizeof alphabet - 1)];
    return len;
}

static void write_random(struct run *r, uint32_t at, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) r->memory[at + i] = (unsigned char)next(&r->random);
}

static void call_text(struct run *r, uint32_t what)
{
    uint32_t len = write_text(r);
    memcpy(r->memory + r->out + 64, "EUR", 3);
    memset(r->memory + r->out, 0, 16);
    if (what == 0) {
        core_date_read(r->in, len, (uint32_t)(next(&r->random) % 3), 20700, r->out);
        mix_bytes(r, r->out, 12);
    } else if (what == 1) {
        mix(r, (uint32_t)core_clock_read(r->in, len));
    } else {
        mix(r, core_money_read(r->in, len, r->out + 64, r->out));
        mix_bytes(r, r->out, 8);
    }
}

static void call_number(struct run *r, uint32_t what)
{
    int64_t a = (int64_t)next(&r->random), b = (int64_t)next(&r->random);
    if (what == 3) {
        mix(r, (uint64_t)core_muldiv(a, b % 10001, (int64_t)(next(&r->random) % 10001)));
    } else if (what == 4) {
        memcpy(r->memory + r->out + 64, "KWD", 3);
        int32_t len = core_money_format(a, r->out + 64, r->out, 40);
        mix(r, (uint32_t)len);
        mix_bytes(r, r->out, len > 0 ? (uint32_t)len : 0);
    } else if (what == 5) {
        int32_t days = (int32_t)(a % 4000000);
        core_date_format(days, r->out);
        mix_bytes(r, r->out, 10);
        mix(r, (uint32_t)core_weekday(days));
        mix(r, (uint32_t)core_business_date(b % INT64_C(10000000000000), 120, 360));
    } else if (what == 6) {
        mix(r, core_backoff_ms((uint32_t)a % 12, (uint32_t)b));
        mix(r, core_permission((uint32_t)a % 6, (uint32_t)b % 12, (uint32_t)(b >> 32) % 4));
    } else {
        write_random(r, r->in, 10);
        core_uuid_new(r->last, a % INT64_C(281474976710656), r->in, r->out);
        mix_bytes(r, r->out, 36);
        memcpy(r->memory + r->out + 64, "shows", 5);
        mix(r, (uint64_t)core_checksum_add(b, r->out + 64, 5, r->out, a));
    }
}

int main(int argc, char **argv)
{
    struct run r = {.random = UINT64_C(88172645463325252), .hash = UINT64_C(0xcbf29ce484222325)};
    core_reset();
    r.in = core_alloc(SCRATCH);
    r.out = core_alloc(SCRATCH);
    r.last = core_alloc(16);
    r.memory = core_memory_base();
    for (uint32_t i = 0; i < CALLS; i++) {
        uint32_t what = (uint32_t)(next(&r.random) % 8);
        if (what < 3)
            call_text(&r, what);
        else
            call_number(&r, what);
        if (i == CALLS / 2 && argc > 1 && strcmp(argv[1], "0") != 0) mix(&r, 1);
    }
    printf("%016" PRIx64 "\n", r.hash);
    return 0;
}
