/* Settles random deals, good and spoilt, by core's exports and prints every input and what came
 * out. The script settlement_parity.mjs gives the inputs to core-money.wasm and compares the
 * bytes. */
#include <string.h>

#include "core/perdiem.h"
#include "core/settlement_outlook.h"
#include "core/settlement_run.h"
#include "core/settlement_term.h"
#include "core/wasm_money.h"
#include "tests/core/pieces.h"
#include "tests/core/settlement_cases.h"
#include "tests/core/settlement_random.h"

enum { DEALS = 10000, TEXT_BYTES = 65536, POINTS = 5, SHOWS = 2 };

/* Where things are in the memory of the exports. */
struct places {
    uint32_t in, shows, run, out, other, work, text, points, turns;
};

static void emit_written(const struct places *p, int32_t len)
{
    piece_emit(piece_pointer(p->text), len < 0 ? 0 : (size_t)len);
}

/* Any field of any row, any value. */
static void spoil(uint64_t *x, struct settlement_input *in)
{
    enum settlement_term term = (enum settlement_term)random_below(x, TERM_COUNT);
    int64_t *field = term_at(in, TERM_RECORD_input, term, random_below(x, 3));
    int64_t value = (int64_t)random_next(x) >> random_below(x, 64);
    if (!field || term_info(term)->kind == TERM_KIND_list) return;
    /* A number that has no name could not be written. */
    if (term_choice_count(term_info(term)->kind)) value &= 1;
    if (term_info(term)->kind == TERM_KIND_code) value = JPY;
    *field = value;
}

static void settle_one(const struct places *p)
{
    emit_written(p, core_settlement_write(p->in, p->text, TEXT_BYTES));
    core_settle(p->in, p->out);
    emit_written(p, core_result_write(p->out, p->text, TEXT_BYTES));
    memset(piece_pointer(p->points), 0, POINTS * sizeof(struct settlement_point));
    memset(piece_pointer(p->turns), 0, sizeof(struct settlement_turns));
    core_outlook(p->in, POINTS, p->work, p->points);
    piece_emit(piece_pointer(p->points), POINTS * sizeof(struct settlement_point));
    core_turns(p->in, p->work, p->turns);
    piece_emit(piece_pointer(p->turns), sizeof(struct settlement_turns));
}

static void settle_run(uint64_t *x, const struct places *p)
{
    struct settlement_input *shows = piece_pointer(p->shows);
    struct settlement_run run = {.currency = USD, .shows_count = SHOWS};
    for (int i = 0; i < SHOWS; i++) {
        do random_settlement(x, &shows[i]);
        while (shows[i].type != DEAL_plus);
        run.shows[i] = (struct settlement_run_show){1 + random_below(x, SETTLEMENT_FX_ONE * 2), 5};
    }
    memcpy(piece_pointer(p->run), &run, sizeof run);
    emit_written(p, core_run_write(p->run, p->shows, p->text, TEXT_BYTES));
    core_settle_run(p->run, p->shows, p->other, p->out);
    emit_written(p, core_result_write(p->out, p->text, TEXT_BYTES));
}

int main(void)
{
    uint64_t x = 88172645463325252u;
    core_reset();
    struct places p = {
        .in = core_alloc(sizeof(struct settlement_input)),
        .shows = core_alloc(SHOWS * sizeof(struct settlement_input)),
        .run = core_alloc(sizeof(struct settlement_run)),
        .out = core_alloc(sizeof(struct settlement_result)),
        .other = core_alloc(sizeof(struct settlement_result)),
        .work = core_alloc(sizeof(struct settlement_work)),
        .text = core_alloc(TEXT_BYTES),
        .points = core_alloc(POINTS * sizeof(struct settlement_point)),
        .turns = core_alloc(sizeof(struct settlement_turns)),
    };
    for (int i = 0; i < DEALS; i++) {
        struct settlement_input *in = piece_pointer(p.in);
        random_settlement(&x, in);
        if (i % 4 == 3) spoil(&x, in);
        settle_one(&p);
        if (i % 10 == 0) settle_run(&x, &p);
    }
    return piece_end();
}
