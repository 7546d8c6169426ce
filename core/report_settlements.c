/* The settlements of a tour: each show, each run of shows, and what is due in all. */
#include "report_make.h"

enum { DATE, SHOW, STATUS, TAKE, MERCH, WITHHELD, DEPOSITS, BALANCE, CONVERTED };

/* The row's balance in the report's currency, added to the sum. */
static void convert_balance(struct making *m, struct report_row *row, int64_t balance, int64_t *sum)
{
    int64_t amount;
    if (report_convert_settled(m, balance, &amount)) {
        row->cells[CONVERTED] = amount;
        *sum = report_add(*sum, amount);
    } else
        report_miss_settled(m);
}

/* A show of a run: what it brought, and what of it was paid on the night; the rest is the run's. */
static void list_part(struct making *m, const struct report_entry *part, struct report_row *row,
                      int64_t *sum)
{
    int64_t paid = report_paid_on_night(m, part);
    const struct report_entry *run = m->runs[part->count2 - 1].entry;
    row->cells[STATUS] = WORD_CELL(in_run);
    row->cells[WITHHELD] = REPORT_NONE;
    row->cells[BALANCE] = paid && row->currency == run->currency ? paid : REPORT_NONE;
    if (paid && report_settle_run(m, run)) convert_balance(m, row, paid, sum);
}

static void list_run(struct making *m, const struct report_entry *run, int64_t *sum)
{
    static const enum line_label lines[] = {[TAKE] = LINE_adjusted_take,
                                            [MERCH] = LINE_run_merch,
                                            [WITHHELD] = LINE_withholding,
                                            [DEPOSITS] = LINE_run_deposits,
                                            [BALANCE] = LINE_balance};
    if (!run->show || !m->shows[run->show].part || !report_settle_run(m, run)) return;
    struct report_row *row = report_add_row(m, 0, REPORT_ROW);
    row->cells[DATE] = m->shows[run->show].entry->date;
    row->cells[SHOW] = m->shows[run->show].part->text;
    row->cells[STATUS] = CHOICE_CELL(settlement_status, run->choice);
    row->currency = run->currency;
    for (int c = TAKE; c <= BALANCE; c++) row->cells[c] = m->work->out.totals[lines[c]];
    convert_balance(m, row, row->cells[BALANCE], sum);
}

void report_settlements(struct making *m)
{
    static const enum line_label lines[] = {[TAKE] = LINE_adjusted_take,
                                            [MERCH] = LINE_merch_net,
                                            [WITHHELD] = LINE_withholding,
                                            [DEPOSITS] = LINE_deposit,
                                            [BALANCE] = LINE_balance};
    int64_t sum = 0;
    for (size_t i = 1; i <= m->show_count; i++) {
        const struct report_entry *e;
        bool is_settled = report_settle_show(m, (int64_t)i, &e);
        struct report_row *row = report_add_row(m, 0, REPORT_ROW);
        report_name_show(m, (int64_t)i, &row->cells[DATE], &row->cells[SHOW]);
        row->cells[STATUS] = e ? CHOICE_CELL(settlement_status, e->choice) : WORD_CELL(unsettled);
        if (!is_settled) continue;
        row->currency = m->work->in.currency;
        for (int c = TAKE; c <= BALANCE; c++) row->cells[c] = m->work->out.totals[lines[c]];
        if (e->source == SOURCE_run_show)
            list_part(m, e, row, &sum);
        else
            convert_balance(m, row, row->cells[BALANCE], &sum);
    }
    for (size_t i = 0; i < m->run_count; i++) list_run(m, m->runs[i].entry, &sum);
    struct report_row *total = report_add_row(m, 0, REPORT_TOTAL);
    total->cells[SHOW] = WORD_CELL(total);
    total->cells[CONVERTED] = sum;
}
