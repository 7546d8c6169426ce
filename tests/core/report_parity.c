/* Makes random reports, good and spoilt, by core's export and prints every input and what came out.
 * The script report_parity.mjs gives the inputs to core-money.wasm and compares the bytes. */
#include <string.h>

#include "core/report.h"
#include "core/settlement_run.h"
#include "core/settlement_term.h"
#include "core/wasm_report.h"
#include "tests/core/pieces.h"
#include "tests/core/settlement_random.h"

enum { TOURS = 300, SHOWS_MAX = 12, ENTRIES_MAX = 400, TEXTS = 18, TEXT_BYTES = 32768 };
enum { FIRST_DAY = 20000, RATE_ONE = 1000000000 };

/* The texts: names of any kind, then settlements, then runs. */
static const char *const names[] = {
    "Hamburg",  "@home, \"live\"",  "=1+1", "+49 30 5550",  "-", "\tTab", "\r\n",
    "夜の楽団", "Ночной рейс; нет", "مسرح", "Agency, Ltd.",
};
enum { NAMES = sizeof names / sizeof *names, RUNS = 2, RUN_SHOWS = 3 };

struct tour {
    uint64_t x; /* what is random comes from here */
    int64_t shows;
    struct report_entry entries[ENTRIES_MAX];
    uint32_t entry_count;
    char texts[TEXTS][TEXT_BYTES];
    uint32_t lengths[TEXTS];
};

static int64_t any_code(struct tour *t)
{
    static const int64_t codes[] = {SETTLEMENT_CODE('E', 'U', 'R'), SETTLEMENT_CODE('S', 'E', 'K'),
                                    SETTLEMENT_CODE('J', 'P', 'Y'), SETTLEMENT_CODE('K', 'W', 'D'),
                                    SETTLEMENT_CODE('U', 'S', 'D')};
    return codes[random_below(&t->x, sizeof codes / sizeof *codes)];
}

/* Mostly like money, at times as large as can be. */
static int64_t any_amount(struct tour *t)
{
    if (random_below(&t->x, 40) == 0) return (int64_t)random_next(&t->x);
    return random_below(&t->x, 2000000) - 20000;
}

/* Shows of one kind of deal; what is not the run's currency has a rate. */
static void add_run(struct tour *t, struct buf *b)
{
    static struct settlement_input shows[RUN_SHOWS];
    struct settlement_run run = {.currency = any_code(t), .shows_count = RUN_SHOWS};
    for (int i = 0; i < RUN_SHOWS; i++) {
        do random_settlement(&t->x, &shows[i]);
        while (shows[i].type != DEAL_versus);
        if (shows[i].currency != run.currency)
            run.shows[i].rate = 1 + random_below(&t->x, SETTLEMENT_FX_ONE * 2);
        run.shows[i].paid = random_below(&t->x, 3) ? 0 : random_below(&t->x, 200000);
    }
    settlement_run_write(&run, shows, b);
}

static void make_texts(struct tour *t)
{
    static struct settlement_input deal;
    for (int i = 0; i < TEXTS; i++) {
        struct buf b;
        buf_init(&b, t->texts[i], TEXT_BYTES);
        if (i < NAMES) {
            buf_add_text(&b, names[i]);
        } else if (i >= TEXTS - RUNS) {
            add_run(t, &b);
        } else {
            random_settlement(&t->x, &deal);
            term_write(&deal, TERM_RECORD_input, &b);
        }
        t->lengths[i] = (uint32_t)b.len;
    }
}

static struct report_entry any_entry(struct tour *t)
{
    static const int64_t choices[SOURCE_COUNT] = {[SOURCE_settlement] = 7,
                                                  [SOURCE_run] = 7,
                                                  [SOURCE_commission] = 4,
                                                  [SOURCE_expense] = 10,
                                                  [SOURCE_budget] = 10};
    static const int64_t choices2[SOURCE_COUNT] = {
        [SOURCE_commission] = 2, [SOURCE_expense] = 5, [SOURCE_budget] = 2};
    uint64_t *x = &t->x;
    int64_t source = 1 + random_below(x, SOURCE_COUNT - 1);
    int64_t text = random_below(x, NAMES), count2 = random_below(x, 300);
    int64_t count = random_below(x, source == SOURCE_commission ? 2 : 5000);
    if (source == SOURCE_settlement) text = NAMES + random_below(x, TEXTS - RUNS - NAMES);
    if (source == SOURCE_run) text = TEXTS - RUNS + random_below(x, RUNS);
    if (source == SOURCE_run_show) {
        count = 1 + random_below(x, RUN_SHOWS + 1);
        count2 = 1 + random_below(x, RUNS + 1);
    }
    return (struct report_entry){
        .source = source,
        .show = random_below(x, t->shows + 1),
        .text = 1 + text,
        .choice = choices[source] ? random_below(x, choices[source]) : 0,
        .choice2 = choices2[source] ? random_below(x, choices2[source]) : 0,
        .amount = any_amount(t),
        .currency = any_code(t),
        .rate = random_below(x, 3) ? random_below(x, RATE_ONE) : 0,
        .count = count,
        .count2 = count2,
        .count3 = random_below(x, 6000),
        .flags = random_below(x, 4),
    };
}

static void make_tour(struct tour *t, bool is_spoilt)
{
    t->shows = random_below(&t->x, SHOWS_MAX);
    t->entry_count = (uint32_t)(t->shows + random_below(&t->x, ENTRIES_MAX - SHOWS_MAX));
    for (uint32_t i = 0; i < t->entry_count; i++)
        t->entries[i] = i < t->shows ? (struct report_entry){.source = SOURCE_show,
                                                             .show = i + 1,
                                                             .date = FIRST_DAY + i,
                                                             .text = 1 + i % NAMES}
                                     : any_entry(t);
    if (!is_spoilt || !t->entry_count) return;
    struct report_entry *e = &t->entries[random_below(&t->x, t->entry_count)];
    int64_t *members = (int64_t *)(void *)e;
    members[random_below(&t->x, (int64_t)(sizeof *e / sizeof *members))] =
        (int64_t)random_next(&t->x) >> random_below(&t->x, 64);
}

/* Its texts in core's memory: their list. */
static uint32_t put_texts(const struct tour *t)
{
    uint32_t list = core_alloc(TEXTS * sizeof(wire_text));
    for (int i = 0; i < TEXTS; i++) {
        uint32_t at = core_alloc(t->lengths[i] + 1);
        memcpy(piece_pointer(at), t->texts[i], t->lengths[i]);
        ((wire_text *)piece_pointer(list))[i] = (wire_text){at, t->lengths[i]};
    }
    return list;
}

static void make_report(const struct tour *t, uint32_t report, int64_t currency, uint32_t as_csv)
{
    core_reset();
    uint32_t size = t->entry_count * (uint32_t)sizeof *t->entries;
    uint32_t entries = core_alloc(size + 1), out = core_alloc(sizeof(wire_text));
    uint32_t texts = put_texts(t);
    memcpy(piece_pointer(entries), t->entries, size);
    uint32_t bad =
        core_report(report, currency, entries, t->entry_count, texts, TEXTS, as_csv, out);
    piece_emit(&bad, sizeof bad);
    const wire_text *made = piece_pointer(out);
    if (!bad) piece_emit(piece_pointer(made->at), made->len);
}

int main(void)
{
    static struct tour t = {.x = UINT64_C(88172645463325252)};
    make_texts(&t);
    for (int i = 0; i < TEXTS; i++) piece_emit(t.texts[i], t.lengths[i]);
    for (int i = 0; i < TOURS; i++) {
        int64_t currency = any_code(&t);
        make_tour(&t, i % 5 == 4);
        piece_emit(&currency, sizeof currency);
        piece_emit(t.entries, t.entry_count * sizeof *t.entries);
        for (uint32_t report = 0; report < REPORT_COUNT; report++)
            for (uint32_t as_csv = 0; as_csv < 2; as_csv++)
                make_report(&t, report, currency, as_csv);
    }
    return piece_end();
}
