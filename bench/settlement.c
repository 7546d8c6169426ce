/* Settles the same random deals over and over and prints settlements a second; `deals` prints the
 * deals instead, as canonical text with an empty line behind each. For bench/settlement.mjs. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/settlement_term.h"
#include "tests/core/settlement_random.h"

enum { DEALS = 64, ROUNDS = 50, TEXT_BYTES = 65536 };

static struct settlement_input deals[DEALS];
static struct settlement_result result;

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void print_deals(void)
{
    static char memory[TEXT_BYTES];
    for (int i = 0; i < DEALS; i++) {
        struct buf b;
        buf_init(&b, memory, sizeof memory);
        term_write(&deals[i], TERM_RECORD_input, &b);
        printf("%.*s\n", STR_ARGS(buf_str(&b)));
    }
}

static double settle_for(double seconds, int64_t *lines)
{
    double began = now_s(), spent = 0;
    int64_t count = 0;
    *lines = 0;
    while (spent < seconds) {
        for (int i = 0; i < ROUNDS * DEALS; i++) {
            if (settlement_settle(&deals[i % DEALS], &result)) return 0;
            *lines += result.line_count;
        }
        count += ROUNDS * DEALS;
        spent = now_s() - began;
    }
    *lines /= count;
    return (double)count / spent;
}

int main(int argc, char **argv)
{
    uint64_t x = 88172645463325252u;
    int64_t lines;
    for (int i = 0; i < DEALS; i++) random_settlement(&x, &deals[i]);
    if (argc > 1 && strcmp(argv[1], "deals") == 0) {
        print_deals();
        return 0;
    }
    double best = 0;
    for (int i = 0; i < 5; i++) {
        double rate = settle_for(0.4, &lines);
        if (rate > best) best = rate;
    }
    printf("%.0f %lld\n", best, (long long)lines);
    return best > 0 ? 0 : 1;
}
