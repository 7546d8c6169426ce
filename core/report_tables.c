/* The reports that list: expenses, per diems, commissions, box office. */
#include "report_make.h"

#include <string.h>

#include "money.h"

static void add_to(int64_t *cell, int64_t amount)
{
    *cell = *cell == REPORT_NONE ? amount : report_add(*cell, amount);
}

/* The place of a currency's row in a section, in order of their letters; a new one where needed. */
static struct report_row *currency_row(struct making *m, size_t section, int64_t currency)
{
    struct report_section *s = &m->out->sections[section];
    size_t i = 0;
    while (i < s->row_count && s->rows[i].currency < currency) i++;
    if (i < s->row_count && s->rows[i].currency == currency) return &s->rows[i];
    struct report_row *last = report_add_row(m, section, REPORT_ROW), fresh = *last;
    if (last == &m->spare) return last;
    fresh.currency = currency;
    memmove(&s->rows[i + 1], &s->rows[i], (s->row_count - 1 - i) * sizeof *s->rows);
    s->rows[i] = fresh;
    return &s->rows[i];
}

void report_expenses(struct making *m)
{
    enum { CATEGORY, PAYER, COUNT, AMOUNT };
    enum { C_COUNT, C_PAID, C_AMOUNT };
    struct {
        int64_t count, amount;
    } cells[REPORT_CATEGORIES][REPORT_PAYERS] = {0}, all = {0};
    for (size_t i = 0; i < m->in->entry_count; i++) {
        const struct report_entry *e = &m->in->entries[i];
        int64_t amount;
        if (e->source != SOURCE_expense) continue;
        int64_t alike = e->count ? e->count : 1;
        struct report_row *row = currency_row(m, 1, e->currency);
        add_to(&row->cells[C_COUNT], alike);
        add_to(&row->cells[C_PAID], e->amount);
        if (!report_convert(m, e->amount, e->currency, e->rate, &amount)) continue;
        add_to(&row->cells[C_AMOUNT], amount);
        cells[e->choice][e->choice2].count = report_add(cells[e->choice][e->choice2].count, alike);
        cells[e->choice][e->choice2].amount =
            report_add(cells[e->choice][e->choice2].amount, amount);
    }
    for (int64_t c = 0; c < REPORT_CATEGORIES; c++) {
        int64_t count = 0, amount = 0;
        for (int64_t p = 0; p < REPORT_PAYERS; p++) {
            if (!cells[c][p].count) continue;
            struct report_row *row = report_add_row(m, 0, REPORT_ROW);
            row->cells[CATEGORY] = CHOICE_CELL(expense_category, c);
            row->cells[PAYER] = CHOICE_CELL(payer, p);
            row->cells[COUNT] = cells[c][p].count;
            row->cells[AMOUNT] = cells[c][p].amount;
            count = report_add(count, cells[c][p].count);
            amount = report_add(amount, cells[c][p].amount);
        }
        if (!count) continue;
        struct report_row *sub = report_add_row(m, 0, REPORT_SUBTOTAL);
        sub->cells[CATEGORY] = CHOICE_CELL(expense_category, c);
        sub->cells[COUNT] = count;
        sub->cells[AMOUNT] = amount;
        all.count = report_add(all.count, count);
        all.amount = report_add(all.amount, amount);
    }
    struct report_row *total = report_add_row(m, 0, REPORT_TOTAL);
    total->cells[CATEGORY] = WORD_CELL(total);
    total->cells[COUNT] = all.count;
    total->cells[AMOUNT] = all.amount;
}

/* By name, then in the callers' order, then by currency. */
static int compare_people(const struct making *m, const struct report_row *row,
                          const struct report_entry *e)
{
    if (row->cells[0] != e->text) {
        int names = str_compare(m->in->texts[row->cells[0] - 1], m->in->texts[e->text - 1]);
        return names ? names : row->cells[0] < e->text ? -1 : 1;
    }
    return row->currency < e->currency ? -1 : row->currency > e->currency;
}

static struct report_row *person_row(struct making *m, const struct report_entry *e)
{
    struct report_section *s = &m->out->sections[0];
    size_t from = 0, to = s->row_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = compare_people(m, &s->rows[middle], e);
        if (!order) return &s->rows[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    struct report_row *last = report_add_row(m, 0, REPORT_ROW), fresh = *last;
    if (last == &m->spare) return last;
    fresh.currency = e->currency;
    fresh.cells[0] = e->text;
    for (int c = 1; c <= 5; c++) fresh.cells[c] = 0;
    memmove(&s->rows[from + 1], &s->rows[from], (s->row_count - 1 - from) * sizeof *s->rows);
    s->rows[from] = fresh;
    return &s->rows[from];
}

void report_per_diems(struct making *m)
{
    enum { PERSON, DAYS, AMOUNT, PAID, OPEN, UNSIGNED };
    struct report_section *s = &m->out->sections[0];
    for (size_t i = 0; i < m->in->entry_count; i++) {
        const struct report_entry *e = &m->in->entries[i];
        if (e->source != SOURCE_per_diem) continue;
        struct report_row *row = person_row(m, e);
        add_to(&row->cells[DAYS], 1);
        add_to(&row->cells[AMOUNT], e->amount);
        add_to(&row->cells[e->flags & PER_DIEM_PAID ? PAID : OPEN], e->amount);
        if (!(e->flags & PER_DIEM_SIGNED)) add_to(&row->cells[UNSIGNED], 1);
    }
    /* A total of each currency. */
    size_t people = s->row_count;
    for (size_t i = 0; i < people; i++) {
        size_t t = people;
        while (t < s->row_count && s->rows[t].currency != s->rows[i].currency) t++;
        struct report_row *total =
            t < s->row_count ? &s->rows[t] : report_add_row(m, 0, REPORT_TOTAL);
        const struct report_row *row = &s->rows[i];
        total->currency = row->currency;
        total->cells[PERSON] = WORD_CELL(total);
        for (int c = DAYS; c <= UNSIGNED; c++) add_to(&total->cells[c], row->cells[c]);
    }
}

/* Lists the commissions of one payee; `payee` is a text. */
static void list_payee(struct making *m, const struct report_row *rows, size_t count, int64_t payee)
{
    enum { PAYEE, CONVERTED = 7 };
    int64_t sum = 0;
    bool has_any = false;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].cells[PAYEE] != payee) continue;
        struct report_row *row = report_add_row(m, 0, REPORT_ROW);
        *row = rows[i];
        has_any = true;
        if (row->cells[CONVERTED] != REPORT_NONE) sum = report_add(sum, row->cells[CONVERTED]);
    }
    if (!has_any) return;
    struct report_row *row = report_add_row(m, 0, REPORT_SUBTOTAL);
    row->cells[PAYEE] = payee;
    row->cells[CONVERTED] = sum;
}

/* The rows of one settlement's commissions, written at `rows`; how many. */
static size_t reckon_commissions(struct making *m, int64_t show, struct report_row *rows)
{
    enum { PAYEE, DATE, SHOW, BASE, RATE, PAID_BY, AMOUNT, CONVERTED };
    const struct settlement_result *out = &m->work->out;
    int64_t base = 0;
    size_t count = 0;
    const struct report_entry *from;
    if (!report_settle_show(m, show, &from)) return 0;
    for (int64_t i = 0; i < out->line_count; i++) {
        const struct settlement_line *line = &out->lines[i];
        bool is_on_top = line->label == LINE_commission_on_top;
        if (line->label == LINE_commission_base) base = line->amount;
        if (!is_on_top && line->label != LINE_commission) continue;
        struct report_row *row = &rows[count++];
        *row = (struct report_row){.tone = REPORT_ROW, .currency = m->work->in.currency};
        report_name_show(m, show, &row->cells[DATE], &row->cells[SHOW]);
        row->cells[PAYEE] = m->work->payees[line->item];
        row->cells[BASE] = base;
        row->cells[RATE] = m->work->in.commissions[line->item].rate;
        row->cells[PAID_BY] = is_on_top ? WORD_CELL(promoter) : WORD_CELL(artist);
        row->cells[AMOUNT] = line->amount;
        row->cells[8] = REPORT_NONE;
        if (!report_convert_settled(m, line->amount, &row->cells[CONVERTED])) {
            row->cells[CONVERTED] = REPORT_NONE;
            report_miss_settled(m);
        }
    }
    return count;
}

void report_commissions(struct making *m)
{
    enum { PAYEE, CONVERTED = 7, A_SHOW_MAX = 8 };
    size_t count = 0, payee_count = 0;
    struct report_row *rows =
        arena_take_array(m->arena, m->show_count * A_SHOW_MAX + 1, sizeof *rows);
    int64_t *payees = arena_take_array(m->arena, m->commission_count + 1, sizeof *payees);
    int64_t sum = 0;
    if (!rows || !payees) {
        m->is_full = true;
        return;
    }
    for (size_t i = 1; i <= m->show_count; i++)
        count += reckon_commissions(m, (int64_t)i, &rows[count]);
    for (size_t i = 0; i < m->commission_count; i++) {
        int64_t text = m->in->entries[m->commissions[i]].text;
        size_t at = 0;
        while (at < payee_count && payees[at] != text &&
               str_compare(m->in->texts[payees[at] - 1], m->in->texts[text - 1]) < 0)
            at++;
        if (at < payee_count && payees[at] == text) continue;
        memmove(&payees[at + 1], &payees[at], (payee_count++ - at) * sizeof *payees);
        payees[at] = text;
    }
    for (size_t i = 0; i < payee_count; i++) list_payee(m, rows, count, payees[i]);
    for (size_t i = 0; i < count; i++)
        if (rows[i].cells[CONVERTED] != REPORT_NONE)
            sum = report_add(sum, rows[i].cells[CONVERTED]);
    struct report_row *total = report_add_row(m, 0, REPORT_TOTAL);
    total->cells[PAYEE] = WORD_CELL(total);
    total->cells[CONVERTED] = sum;
}

/* Tickets and gross of one show, a row for each currency that tickets were sold in. */
static void add_box(struct making *m, int64_t show, size_t *next, struct report_row *total)
{
    enum { DATE, SHOW, ALLOTMENT, SOLD, COMPS, SHARE, GROSS, CONVERTED };
    const struct report_entry *entries = m->in->entries;
    struct report_section *s = &m->out->sections[0];
    size_t first = s->row_count;
    for (; *next < m->in->entry_count && entries[*next].show == show; ++*next) {
        const struct report_entry *e = &entries[*next];
        if (e->source != SOURCE_tier) continue;
        size_t at = first;
        int64_t gross, converted;
        while (at < s->row_count && s->rows[at].currency != e->currency) at++;
        struct report_row *row =
            at < s->row_count ? &s->rows[at] : report_add_row(m, 0, REPORT_ROW);
        row->currency = e->currency;
        report_name_show(m, show, &row->cells[DATE], &row->cells[SHOW]);
        if (__builtin_mul_overflow(e->amount, e->count, &gross)) gross = INT64_MAX;
        add_to(&row->cells[ALLOTMENT], e->count3);
        add_to(&row->cells[SOLD], e->count);
        add_to(&row->cells[COMPS], e->count2);
        add_to(&row->cells[GROSS], gross);
        for (int c = ALLOTMENT; c <= COMPS; c++)
            add_to(&total->cells[c], c == ALLOTMENT ? e->count3 : c == SOLD ? e->count : e->count2);
        if (row->cells[ALLOTMENT] > 0)
            row->cells[SHARE] =
                money_muldiv(row->cells[SOLD], SETTLEMENT_RATE_ONE, row->cells[ALLOTMENT]);
        if (!report_convert(m, gross, e->currency, 0, &converted)) continue;
        add_to(&row->cells[CONVERTED], converted);
        add_to(&total->cells[CONVERTED], converted);
    }
}

void report_box_office(struct making *m)
{
    enum { DATE, SHOW, ALLOTMENT, SOLD, COMPS, SHARE, GROSS, CONVERTED };
    struct report_row sum = {.tone = REPORT_TOTAL, .currency = m->in->currency};
    size_t next = 0;
    for (size_t i = 0; i < REPORT_COLUMNS_MAX; i++) sum.cells[i] = REPORT_NONE;
    while (next < m->in->entry_count) {
        const struct report_entry *e = &m->in->entries[next];
        if (e->source == SOURCE_tier)
            add_box(m, e->show, &next, &sum);
        else
            next++;
    }
    sum.cells[SHOW] = WORD_CELL(total);
    add_to(&sum.cells[CONVERTED], 0);
    if (sum.cells[ALLOTMENT] > 0)
        sum.cells[SHARE] = money_muldiv(sum.cells[SOLD], SETTLEMENT_RATE_ONE, sum.cells[ALLOTMENT]);
    *report_add_row(m, 0, REPORT_TOTAL) = sum;
}
