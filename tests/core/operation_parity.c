/* Puts random operations on a set and a counter and prints a hash of every value that they make.
 * operation_parity.mjs does the same to core.wasm; both must print the same line. An argument other
 * than 0 falsifies one result, to prove that a difference would be seen. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/schema.h"
#include "core/wasm.h"

enum { CALLS = 20000, ENTRIES = 16, TEXT_BYTES = 4096 };

struct run {
    uint32_t random, hash, made_count;
    char now[2][TEXT_BYTES]; /* of the set and of the counter */
};

/* xorshift32, the same in operation_parity.mjs. */
static uint32_t next(struct run *r)
{
    r->random ^= r->random << 13;
    r->random ^= r->random >> 17;
    return r->random ^= r->random << 5;
}

static void mix(struct run *r, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        r->hash = (r->hash ^ (unsigned char)bytes[i]) * UINT32_C(0x01000193);
}

static size_t write_entries(char *out, uint32_t bits)
{
    size_t len = 0;
    for (uint32_t i = 0; i < ENTRIES; i++)
        if (bits >> i & 1)
            len += (size_t)snprintf(out + len, TEXT_BYTES / 4 - len,
                                    "%s\"01900000-0000-7000-8000-%012" PRIx32 "\"", len ? "," : "",
                                    i * 11);
    out[len] = 0;
    return len;
}

static void write_operation(struct run *r, bool is_set, char *out)
{
    char add[TEXT_BYTES / 4], remove[TEXT_BYTES / 4];
    if (!is_set) {
        snprintf(out, TEXT_BYTES, "{\"plus\":%d}", (int)(next(r) % 4001) - 2000);
        return;
    }
    uint32_t bits = next(r);
    write_entries(add, bits & 0xffff & ~(bits >> 8));
    write_entries(remove, bits >> 16);
    snprintf(out, TEXT_BYTES, "{\"add\":[%s],\"remove\":[%s]}", add, remove);
}

static uint32_t put(const char *text)
{
    uint32_t at = core_alloc((uint32_t)strlen(text) + 1);
    memcpy(core_memory_base() + at, text, strlen(text));
    return at;
}

static void call(struct run *r, bool is_set)
{
    char asked[TEXT_BYTES];
    const char *table = is_set ? "travel" : "merch_counts";
    const char *field = is_set ? "person_ids" : "count_in";
    char *now = r->now[is_set];
    write_operation(r, is_set, asked);
    core_reset();
    struct wire_made made;
    uint32_t out = core_alloc(sizeof made);
    uint32_t problem = core_operation((uint32_t)schema_table_index(str_from(table)), put(field),
                                      (uint32_t)strlen(field), put(now), (uint32_t)strlen(now),
                                      put(asked), (uint32_t)strlen(asked), out);
    memcpy(&made, core_memory_base() + out, sizeof made);
    mix(r, (const char *)&(unsigned char){(unsigned char)problem}, 1);
    mix(r, (const char *)core_memory_base() + made.value.at, made.value.len);
    if (problem || made.value.len >= TEXT_BYTES) return;
    r->made_count++;
    memcpy(now, core_memory_base() + made.value.at, made.value.len);
    now[made.value.len] = 0;
}

int main(int argc, char **argv)
{
    struct run r = {.random = 2463534242u, .hash = 0x811c9dc5u, .now = {"0", "[]"}};
    for (int i = 0; i < CALLS; i++) {
        call(&r, next(&r) & 1);
        if (i == CALLS / 2 && argc > 1 && strcmp(argv[1], "0") != 0) mix(&r, "!", 1);
    }
    printf("%08" PRIx32 " %" PRIu32 "\n", r.hash, r.made_count);
    return 0;
}
