/* The exports about money; only core-money.wasm has them. */
#include "wasm_money.h"

#include "perdiem.h"
#include "settlement_dispute.h"
#include "settlement_outlook.h"
#include "settlement_run.h"
#include "settlement_term.h"
#include "wasm_memory.h"

uint32_t core_settle(uint32_t in, uint32_t out)
{
    return settlement_settle(wasm_pointer(in), wasm_pointer(out));
}

uint32_t core_settle_run(uint32_t run, uint32_t shows, uint32_t work, uint32_t out)
{
    return settlement_settle_run(wasm_pointer(run), wasm_pointer(shows), wasm_pointer(work),
                                 wasm_pointer(out));
}

int32_t core_capacity(uint32_t in)
{
    int64_t capacity = settlement_capacity(wasm_pointer(in));
    return capacity >= 0 && capacity <= INT32_MAX ? (int32_t)capacity : -1;
}

uint32_t core_outlook(uint32_t in, uint32_t count, uint32_t work, uint32_t out)
{
    struct settlement_point *points = wasm_pointer(out);
    int64_t capacity = settlement_capacity(wasm_pointer(in));
    status s = S_OK;
    for (uint32_t i = 0; !s && i < count; i++) {
        int64_t tickets = count > 1 ? capacity * i / (count - 1) : capacity;
        s = settlement_outlook(wasm_pointer(in), tickets, wasm_pointer(work), &points[i]);
    }
    return s;
}

uint32_t core_turns(uint32_t in, uint32_t work, uint32_t out)
{
    return settlement_find_turns(wasm_pointer(in), wasm_pointer(work), wasm_pointer(out));
}

int32_t core_first_difference(uint32_t a, uint32_t b)
{
    return (int32_t)settlement_first_difference(wasm_pointer(a), wasm_pointer(b));
}

/* A side in the exports' memory; no run where `run` is 0. */
static struct settlement_side side_of(uint32_t run, uint32_t shows)
{
    return (struct settlement_side){run ? wasm_pointer(run) : NULL, wasm_pointer(shows)};
}

uint32_t core_differences(uint32_t our_run, uint32_t our_shows, uint32_t their_run,
                          uint32_t their_shows, uint32_t out, uint32_t most)
{
    struct settlement_side ours = side_of(our_run, our_shows);
    struct settlement_side theirs = side_of(their_run, their_shows);
    return (uint32_t)settlement_differences(&ours, &theirs, wasm_pointer(out), most);
}

uint32_t core_undisputed(uint32_t run, uint32_t shows, uint32_t disputes, uint32_t count,
                         uint32_t trial, uint32_t effects, uint32_t balance)
{
    struct settlement_side ours = side_of(run, shows);
    return settlement_undisputed(&ours, wasm_pointer(disputes), count, wasm_pointer(trial),
                                 wasm_pointer(effects), wasm_pointer(balance));
}

int32_t core_settlement_write(uint32_t data, uint32_t out, uint32_t cap)
{
    struct buf b;
    buf_init(&b, wasm_pointer(out), cap);
    term_write(wasm_pointer(data), TERM_RECORD_input, &b);
    return b.is_full ? -1 : (int32_t)b.len;
}

uint32_t core_settlement_read(uint32_t at, uint32_t len, uint32_t data)
{
    struct buf scratch;
    char *memory = arena_take(wasm_arena(), len);
    if (!memory) return S_OVER_LIMIT;
    buf_init(&scratch, memory, len);
    return term_read(wasm_text(at, len), TERM_RECORD_input, wasm_pointer(data), &scratch);
}

int32_t core_run_write(uint32_t run, uint32_t shows, uint32_t out, uint32_t cap)
{
    struct buf b;
    buf_init(&b, wasm_pointer(out), cap);
    settlement_run_write(wasm_pointer(run), wasm_pointer(shows), &b);
    return b.is_full ? -1 : (int32_t)b.len;
}

uint32_t core_run_read(uint32_t at, uint32_t len, uint32_t run, uint32_t shows)
{
    struct buf scratch;
    char *memory = arena_take(wasm_arena(), len);
    if (!memory) return S_OVER_LIMIT;
    buf_init(&scratch, memory, len);
    return settlement_run_read(wasm_text(at, len), wasm_pointer(run), wasm_pointer(shows),
                               &scratch);
}

int32_t core_result_write(uint32_t result, uint32_t out, uint32_t cap)
{
    struct buf b;
    buf_init(&b, wasm_pointer(out), cap);
    term_write_result(wasm_pointer(result), &b);
    return b.is_full ? -1 : (int32_t)b.len;
}

uint32_t core_perdiem(uint32_t rule, uint32_t days, uint32_t count, uint32_t out, uint32_t member)
{
    const struct perdiem_rule *by = wasm_pointer(rule);
    const struct perdiem_day *day = wasm_pointer(days);
    struct perdiem_line *line = wasm_pointer(out);
    struct perdiem_fault fault = perdiem_check(by);
    *(uint32_t *)wasm_pointer(member) = (uint32_t)fault.member;
    for (uint32_t i = 0; !fault.problem && i < count; i++) line[i] = perdiem_day(by, day[i]);
    return fault.problem;
}
