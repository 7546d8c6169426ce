/* Profit and loss: what came in and what it cost, planned and actual, in all and show by show. */
#include "report_make.h"

enum { LINES, SHOWS };
enum { WHAT, PLANNED, ACTUAL, DIFFERENCE };
enum { DATE, SHOW, INCOME, COSTS, COMMISSIONS, RESULT };
enum { BUDGET_INCOME, BUDGET_COST };

struct profit {
    int64_t planned_income, guarantees;
    int64_t planned[REPORT_CATEGORIES], actual[REPORT_CATEGORIES];
    bool is_used[REPORT_CATEGORIES], has_plan;
};

static void add_settlement(struct making *m, int64_t number)
{
    struct report_show *show = &m->shows[number];
    const int64_t *totals = m->work->out.totals;
    const struct report_entry *from;
    int64_t amount;
    if (!report_settle_show(m, number, &from)) return;
    if (!report_convert_settled(m, 0, &amount)) {
        report_miss_settled(m);
        return;
    }
    report_convert_settled(m, totals[LINE_adjusted_take], &amount);
    show->take = report_add(show->take, amount);
    report_convert_settled(m, totals[LINE_merch_net], &amount);
    show->merch = report_add(show->merch, amount);
    report_convert_settled(m, totals[LINE_withheld], &amount);
    show->withheld = report_add(show->withheld, amount);
    report_convert_settled(m, totals[LINE_commission], &amount);
    show->commissions = report_add(show->commissions, amount);
}

/* What the run pays and withholds beyond what its shows would by themselves: all of them, whether
 * asked for or not, so that two times that follow one another add up. */
static void add_run(struct making *m, struct report_show *run)
{
    int64_t amount, take, withheld;
    if (!run->entry->show || !report_settle_run(m, run->entry)) return;
    if (!report_convert_settled(m, m->work->out.totals[LINE_adjusted_take], &take)) {
        report_miss_settled(m);
        return;
    }
    report_convert_settled(m, m->work->out.totals[LINE_withholding], &withheld);
    for (int64_t i = 0; i < m->run->run.shows_count; i++) {
        m->work->in = m->run->shows[i];
        if (settlement_settle(&m->work->in, &m->work->out)) return;
        if (!report_convert_settled(m, m->work->out.totals[LINE_adjusted_take], &amount)) continue;
        take = report_add(take, -amount);
        report_convert_settled(m, m->work->out.totals[LINE_withheld], &amount);
        withheld = report_add(withheld, -amount);
    }
    run->take = take;
    run->withheld = withheld;
}

static void add_cost(struct making *m, struct profit *p, const struct report_entry *e)
{
    int64_t category = e->source == SOURCE_expense ? e->choice : REPORT_CATEGORY_PER_DIEM, amount;
    if (!report_convert(m, e->amount, e->currency, e->rate, &amount)) return;
    struct report_show *show = &m->shows[e->show];
    p->actual[category] = report_add(p->actual[category], amount);
    p->is_used[category] = true;
    show->costs = report_add(show->costs, amount);
}

static void add_budget(struct making *m, struct profit *p, const struct report_entry *e)
{
    int64_t amount;
    if (!report_convert(m, e->amount, e->currency, 0, &amount)) return;
    if (e->choice2 == BUDGET_INCOME) {
        p->planned_income = report_add(p->planned_income, amount);
        p->has_plan = true;
    } else {
        p->planned[e->choice] = report_add(p->planned[e->choice], amount);
        p->is_used[e->choice] = true;
    }
}

static void gather(struct making *m, struct profit *p)
{
    int64_t amount;
    for (size_t i = 1; i <= m->show_count; i++) add_settlement(m, (int64_t)i);
    for (size_t i = 0; i < m->run_count; i++) add_run(m, &m->runs[i]);
    for (size_t i = 0; i < m->in->entry_count; i++) {
        const struct report_entry *e = &m->in->entries[i];
        switch ((enum report_source)e->source) {
        case SOURCE_expense:
        case SOURCE_per_diem: add_cost(m, p, e); break;
        case SOURCE_budget: add_budget(m, p, e); break;
        case SOURCE_guarantee:
            if (report_convert(m, e->amount, e->currency, 0, &amount))
                p->guarantees = report_add(p->guarantees, amount);
            break;
        case SOURCE_income:
            if (report_convert(m, e->amount, e->currency, 0, &amount))
                m->shows[e->show].other = report_add(m->shows[e->show].other, amount);
            break;
        case SOURCE_show:
        case SOURCE_commission:
        case SOURCE_settlement:
        case SOURCE_tier:
        case SOURCE_run:
        case SOURCE_run_show:
        case SOURCE_COUNT: break;
        }
    }
}

/* Difference: of income what came beyond the plan, of costs what is left of it. */
static void add_line(struct making *m, enum report_tone tone, int64_t what, int64_t planned,
                     int64_t actual, bool is_cost)
{
    struct report_row *row = report_add_row(m, LINES, tone);
    row->cells[WHAT] = what;
    row->cells[PLANNED] = planned;
    row->cells[ACTUAL] = actual;
    if (planned != REPORT_NONE)
        row->cells[DIFFERENCE] =
            is_cost ? report_add(planned, -actual) : report_add(actual, -planned);
}

static void add_lines(struct making *m, const struct profit *p)
{
    struct report_show all = {0};
    int64_t costs = 0, planned_costs = 0;
    for (size_t i = 0; i <= m->show_count; i++) {
        all.take = report_add(all.take, m->shows[i].take);
        all.merch = report_add(all.merch, m->shows[i].merch);
        all.other = report_add(all.other, m->shows[i].other);
        all.withheld = report_add(all.withheld, m->shows[i].withheld);
        all.commissions = report_add(all.commissions, m->shows[i].commissions);
    }
    for (size_t i = 0; i < m->run_count; i++) {
        all.take = report_add(all.take, m->runs[i].take);
        all.withheld = report_add(all.withheld, m->runs[i].withheld);
    }
    int64_t income = report_add(report_add(all.take, all.merch), all.other);
    int64_t planned_income = p->has_plan ? p->planned_income : p->guarantees;
    add_line(m, REPORT_ROW, WORD_CELL(shows), REPORT_NONE, all.take, false);
    if (all.merch) add_line(m, REPORT_ROW, WORD_CELL(merch), REPORT_NONE, all.merch, false);
    if (all.other) add_line(m, REPORT_ROW, WORD_CELL(other_income), REPORT_NONE, all.other, false);
    add_line(m, REPORT_SUBTOTAL, WORD_CELL(income), planned_income, income, false);
    for (int64_t i = 0; i < REPORT_CATEGORIES; i++) {
        if (!p->is_used[i]) continue;
        add_line(m, REPORT_ROW, CHOICE_CELL(expense_category, i), p->planned[i], p->actual[i],
                 true);
        costs = report_add(costs, p->actual[i]);
        planned_costs = report_add(planned_costs, p->planned[i]);
    }
    if (all.withheld) add_line(m, REPORT_ROW, WORD_CELL(withheld), REPORT_NONE, all.withheld, true);
    costs = report_add(costs, all.withheld);
    add_line(m, REPORT_SUBTOTAL, WORD_CELL(costs), planned_costs, costs, true);
    if (all.commissions)
        add_line(m, REPORT_SUBTOTAL, WORD_CELL(commissions), REPORT_NONE, all.commissions, true);
    add_line(m, REPORT_TOTAL, WORD_CELL(result), report_add(planned_income, -planned_costs),
             report_add(report_add(income, -costs), -all.commissions), false);
}

static void fill_show(const struct report_show *s, struct report_row *row)
{
    int64_t income = report_add(report_add(s->take, s->merch), s->other);
    int64_t costs = report_add(s->costs, s->withheld);
    row->cells[INCOME] = income;
    row->cells[COSTS] = costs;
    row->cells[COMMISSIONS] = s->commissions;
    row->cells[RESULT] = report_add(report_add(income, -costs), -s->commissions);
}

/* One show, one run or what is of neither; added to the sum. */
static void add_row(struct making *m, const struct report_show *s, struct report_row *sum,
                    int64_t date, int64_t name)
{
    struct report_row *row = report_add_row(m, SHOWS, REPORT_ROW);
    row->cells[DATE] = date;
    row->cells[SHOW] = name;
    fill_show(s, row);
    for (int c = INCOME; c <= RESULT; c++) sum->cells[c] = report_add(sum->cells[c], row->cells[c]);
}

static void add_shows(struct making *m)
{
    struct report_row sum = {.cells = {0}};
    const struct report_show *none = &m->shows[0];
    if (!m->show_count) return;
    for (size_t i = 1; i <= m->show_count; i++)
        add_row(m, &m->shows[i], &sum, m->shows[i].entry->date, m->shows[i].entry->text);
    for (size_t i = 0; i < m->run_count; i++) {
        const struct report_show *run = &m->runs[i], *last = &m->shows[run->entry->show];
        if (last->part && (run->take || run->withheld))
            add_row(m, run, &sum, last->entry->date, last->part->text);
    }
    if (none->costs || none->other) add_row(m, none, &sum, REPORT_NONE, WORD_CELL(no_show));
    struct report_row *total = report_add_row(m, SHOWS, REPORT_TOTAL);
    total->cells[SHOW] = WORD_CELL(total);
    for (int c = INCOME; c <= RESULT; c++) total->cells[c] = sum.cells[c];
}

void report_profit_and_loss(struct making *m)
{
    struct profit p = {0};
    gather(m, &p);
    add_lines(m, &p);
    add_shows(m);
}
