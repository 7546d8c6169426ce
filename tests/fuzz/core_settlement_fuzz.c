/* Fuzzes settlements: any bytes as canonical text, and any numbers as a deal; whatever is settled
 * adds up. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/settlement_dispute.h"
#include "core/settlement_outlook.h"
#include "core/settlement_run.h"
#include "core/settlement_term.h"
#include "core/settlement_trace.h"

enum { TEXT_BYTES = 65536 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char memory[TEXT_BYTES];
static struct settlement_input in;
static struct settlement_result result;
static struct settlement_work work;
static struct settlement_trial trial;

static void settle(void)
{
    struct settlement_turns turns;
    int64_t balance, effect;
    struct settlement_difference dispute = {0, TERM_input_guarantee, 0, in.guarantee, 5};
    status s = settlement_settle(&in, &result);
    assert((s == S_OK) == (result.fault.problem == PROBLEM_none));
    assert(!s || (result.fault.term > TERM_none && result.fault.term < TERM_COUNT));
    for (int64_t i = 0; !s && i < result.line_count; i++)
        assert(formula_amount(&result.lines[i], result.lines) == result.lines[i].amount);
    if (!s && (in.type == DEAL_versus || in.type == DEAL_plus))
        assert(result.totals[LINE_take] >= in.guarantee);
    if (settlement_find_turns(&in, &work, &turns)) return;
    s = settlement_undisputed(&(struct settlement_side){NULL, &in}, &dispute, 1, &trial, &effect,
                              &balance);
    assert(s || balance <= result.totals[LINE_balance]);
}

/* Every nine bytes set a field: which one, and to what; small numbers are as likely as large. */
static void set_fields(const uint8_t *data, size_t size)
{
    memset(&in, 0, sizeof in);
    in.currency = SETTLEMENT_CODE('E', 'U', 'R');
    for (; size >= 10; data += 10, size -= 10) {
        int64_t value;
        memcpy(&value, data + 2, sizeof value);
        value >>= data[1] & 63;
        int64_t *field = term_at(&in, TERM_RECORD_input,
                                 (enum settlement_term)(data[0] % TERM_COUNT), data[1] >> 6);
        if (field) *field = value;
    }
}

/* What is read is written again to the byte. */
static void read_run(str text, struct buf *scratch)
{
    static struct settlement_run run;
    static struct settlement_input shows[SETTLEMENT_RUN_SHOWS_MAX];
    if (settlement_run_read(text, &run, shows, scratch)) return;
    scratch->len = 0;
    settlement_run_write(&run, shows, scratch);
    assert(scratch->is_full || str_equal(buf_str(scratch), text));
    if (settlement_settle_run(&run, shows, &trial.show, &result)) return;
    int64_t effect, balance, amount = shows[0].guarantee;
    struct settlement_difference dispute = {0, TERM_input_guarantee, 0, amount, 5};
    status s = settlement_undisputed(&(struct settlement_side){&run, shows}, &dispute, 1, &trial,
                                     &effect, &balance);
    assert(s || balance <= result.totals[LINE_balance]);
    assert(shows[0].guarantee == amount);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf scratch;
    if (!size || size > TEXT_BYTES) return 0;
    buf_init(&scratch, memory, sizeof memory);
    str text = {(const char *)data, size};
    if (settlement_text_is_run(text)) {
        read_run(text, &scratch);
        return 0;
    }
    if (data[0] != 's') {
        set_fields(data, size);
        settle();
        term_write(&in, TERM_RECORD_input, &scratch);
        term_write_result(&result, &scratch);
        return 0;
    }
    if (term_read(text, TERM_RECORD_input, &in, &scratch)) return 0;
    assert(scratch.len == size && memcmp(memory, data, size) == 0);
    settle();
    return 0;
}
