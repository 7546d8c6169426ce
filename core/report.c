/* Makes a report's rows from its entries: gathers, converts, adds up. */
#include "report_make.h"

#include <string.h>

#include "date.h"
#include "money.h"
#include "settlement_term.h"

enum { MISSING_MAX = 400, ROWS_MAX = 400000, CODE_BITS = 8 };

int64_t report_add(int64_t a, int64_t b)
{
    int64_t sum;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    return a < 0 ? INT64_MIN + 1 : INT64_MAX;
}

void report_code(int64_t code, char letters[3])
{
    for (int i = 0; i < 3; i++) letters[i] = (char)(code >> (CODE_BITS * (2 - i)) & 0xff);
}

static int32_t decimals(int64_t code)
{
    char letters[3];
    report_code(code, letters);
    return money_exponent((str){letters, sizeof letters});
}

static int64_t power_of_ten(int32_t n)
{
    int64_t power = 1;
    while (n-- > 0) power *= 10;
    return power;
}

/* Room for one more; NULL when there is none. */
static void *grown(struct arena *a, void *list, size_t count, size_t *size, size_t one, size_t max)
{
    enum { FIRST = 32 };
    if (count < *size) return list;
    size_t wanted = *size ? *size * 2 : FIRST;
    void *more = wanted > max ? NULL : arena_take_array(a, wanted, one);
    if (!more) return NULL;
    if (count) memcpy(more, list, count * one);
    *size = wanted;
    return more;
}

struct report_row *report_add_row(struct making *m, size_t section, enum report_tone tone)
{
    struct report_section *s = &m->out->sections[section];
    void *rows = grown(m->arena, s->rows, s->row_count, &s->row_size, sizeof *s->rows, ROWS_MAX);
    if (!rows) {
        m->is_full = true;
        return &m->spare;
    }
    s->rows = rows;
    struct report_row *row = &s->rows[s->row_count++];
    *row = (struct report_row){.tone = tone, .currency = m->in->currency};
    for (size_t i = 0; i < REPORT_COLUMNS_MAX; i++) row->cells[i] = REPORT_NONE;
    return row;
}

void report_name_show(const struct making *m, int64_t show, int64_t *date, int64_t *text)
{
    *text = show ? m->shows[show].entry->text : WORD_CELL(no_show);
    if (show) *date = m->shows[show].entry->date;
}

static void miss(struct making *m, int64_t currency)
{
    struct report *r = m->out;
    size_t i = 0;
    while (i < r->missing_count && r->missing[i].currency < currency) i++;
    if (i == r->missing_count || r->missing[i].currency != currency) {
        void *list = grown(m->arena, r->missing, r->missing_count, &r->missing_size,
                           sizeof *r->missing, MISSING_MAX);
        if (!list) {
            m->is_full = true;
            return;
        }
        r->missing = list;
        memmove(&r->missing[i + 1], &r->missing[i], (r->missing_count++ - i) * sizeof *r->missing);
        r->missing[i] = (struct report_missing){.currency = currency};
    }
    r->missing[i].count++;
}

bool report_convert(struct making *m, int64_t amount, int64_t currency, int64_t rate, int64_t *out)
{
    int64_t to = m->in->currency;
    *out = amount;
    if (currency == to) return true;
    int32_t given = decimals(currency), wanted = decimals(to);
    if (rate > 0 && given >= 0 && wanted >= 0) {
        *out = money_muldiv(amount, rate, power_of_ten(12 + given - wanted));
        return true;
    }
    *out = 0;
    miss(m, currency);
    return false;
}

bool report_convert_settled(struct making *m, int64_t amount, int64_t *out)
{
    const struct settlement_input *in = &m->work->in;
    int64_t to = m->in->currency;
    *out = amount;
    if (in->currency == to) return true;
    for (int64_t i = 0; i < in->fxs_count; i++) {
        int32_t shift = 12 + decimals(to) - decimals(in->currency);
        if (in->fxs[i].code != to || !in->fxs[i].rate || decimals(to) < 0) continue;
        *out = money_muldiv(amount, power_of_ten(shift), in->fxs[i].rate);
        return true;
    }
    *out = 0;
    return false;
}

void report_miss_settled(struct making *m)
{
    if (m->work->in.currency != m->in->currency) miss(m, m->work->in.currency);
}

static bool is_of_show(const struct making *m, const struct report_entry *c, int64_t show)
{
    if (c->show == show) return true;
    if (c->show) return false;
    for (size_t i = 0; i < m->commission_count; i++) { /* the show's own word about this payee */
        const struct report_entry *own = &m->in->entries[m->commissions[i]];
        if (own->show == show && own->text == c->text && !(own->flags & COMMISSION_OF_DEAL))
            return false;
    }
    return true;
}

/* The commissions as the rows have them: those of the deal first, then by position. */
static void put_commissions(struct making *m, int64_t show)
{
    struct report_work *w = m->work;
    enum { MOST = sizeof w->in.commissions / sizeof *w->in.commissions };
    w->in.commissions_count = 0;
    for (int from_deal = 1; from_deal >= 0; from_deal--)
        for (size_t i = 0; i < m->commission_count; i++) {
            const struct report_entry *c = &m->in->entries[m->commissions[i]];
            if (!!(c->flags & COMMISSION_OF_DEAL) != from_deal || !is_of_show(m, c, show)) continue;
            if (c->amount && c->currency && c->currency != w->in.currency) {
                miss(m, c->currency);
                continue;
            }
            if (w->in.commissions_count >= MOST) continue;
            w->payees[w->in.commissions_count] = c->text;
            w->in.commissions[w->in.commissions_count++] = (struct settlement_commission){
                .base = c->choice + 1,
                .rate = c->rate,
                .mode = c->choice2 + 1,
                .timing = c->count + 1,
                .order = c->count2,
                .is_after_prior = c->flags & COMMISSION_AFTER_PRIOR ? 1 : 0,
                .less = c->amount,
            };
        }
}

bool report_settle(struct making *m, const struct report_entry *e)
{
    struct report_work *w = m->work;
    str text = m->in->texts[e->text - 1];
    struct buf scratch;
    if (text.len > sizeof w->scratch) return false;
    buf_init(&scratch, w->scratch, sizeof w->scratch);
    memset(&w->in, 0, sizeof w->in);
    if (term_read(text, TERM_RECORD_input, &w->in, &scratch)) return false;
    return report_settle_again(m, e->show);
}

bool report_settle_again(struct making *m, int64_t show)
{
    if (report_sources(m->in->report) & SOURCE_BIT(commission)) put_commissions(m, show);
    return !settlement_settle(&m->work->in, &m->work->out);
}

static bool is_code(int64_t code)
{
    char letters[3];
    report_code(code, letters);
    for (int i = 0; i < 3; i++)
        if (letters[i] < 'A' || letters[i] > 'Z') return false;
    return code >> (3 * CODE_BITS) == 0;
}

static bool has_amount(int64_t source)
{
    return source == SOURCE_guarantee || source == SOURCE_expense || source == SOURCE_per_diem ||
           source == SOURCE_budget || source == SOURCE_income || source == SOURCE_tier;
}

static bool is_sound(const struct report_input *in, const struct report_entry *e, int64_t shows)
{
    static const int64_t choices[SOURCE_COUNT] = {[SOURCE_settlement] = 7,
                                                  [SOURCE_run] = 7,
                                                  [SOURCE_commission] = 4,
                                                  [SOURCE_expense] = REPORT_CATEGORIES,
                                                  [SOURCE_budget] = REPORT_CATEGORIES};
    static const int64_t choices2[SOURCE_COUNT] = {
        [SOURCE_commission] = 2, [SOURCE_expense] = REPORT_PAYERS, [SOURCE_budget] = 2};
    if (e->source < 0 || e->source >= SOURCE_COUNT) return false;
    bool needs_text = e->source == SOURCE_show || e->source == SOURCE_settlement ||
                      e->source == SOURCE_commission || e->source == SOURCE_per_diem ||
                      e->source == SOURCE_run || e->source == SOURCE_run_show;
    if (e->source == SOURCE_run_show && (e->count < 1 || e->count2 < 1)) return false;
    if (e->source == SOURCE_expense && e->count < 0) return false;
    if (!is_code(e->currency) && (e->currency || has_amount(e->source))) return false;
    if (e->text < 0 || (size_t)e->text > in->text_count || (needs_text && !e->text)) return false;
    if (e->choice < 0 || (choices[e->source] && e->choice >= choices[e->source])) return false;
    if (e->choice2 < 0 || (choices2[e->source] && e->choice2 >= choices2[e->source])) return false;
    bool has_shows = report_sources(in->report) & SOURCE_BIT(show); /* else nobody looks at it */
    return e->show >= 0 && (!has_shows || e->show <= shows);
}

static status take_in(struct making *m)
{
    const struct report_input *in = m->in;
    if (in->entry_count > REPORT_ENTRIES_MAX) return S_OVER_LIMIT;
    for (size_t i = 0; i < in->entry_count; i++) {
        m->show_count += in->entries[i].source == SOURCE_show;
        m->commission_count += in->entries[i].source == SOURCE_commission;
        m->run_count += in->entries[i].source == SOURCE_run;
    }
    m->shows = arena_take_array(m->arena, m->show_count + 1, sizeof *m->shows);
    m->commissions = arena_take_array(m->arena, m->commission_count + 1, sizeof *m->commissions);
    m->work = arena_take(m->arena, sizeof *m->work);
    m->runs = arena_take_array(m->arena, m->run_count + 1, sizeof *m->runs);
    m->run = arena_take(m->arena, m->run_count ? sizeof *m->run : 1);
    if (!m->shows || !m->commissions || !m->work || !m->runs || !m->run) return S_OVER_LIMIT;
    size_t show = 0, commission = 0, run = 0;
    for (size_t i = 0; i < in->entry_count; i++) {
        const struct report_entry *e = &in->entries[i];
        if (!is_sound(in, e, (int64_t)m->show_count)) return S_INVALID;
        if (e->source == SOURCE_show) m->shows[++show].entry = e;
        if (e->source == SOURCE_commission) m->commissions[commission++] = (uint32_t)i;
        if (e->source == SOURCE_run) m->runs[run++].entry = e;
        if (e->source == SOURCE_run_show) m->shows[e->show].part = e;
        if (e->source == SOURCE_settlement) m->shows[e->show].settlement = e;
    }
    return S_OK;
}

status report_make(const struct report_input *in, struct arena *a, struct report *out)
{
    static void (*const makers[REPORT_COUNT])(struct making * m) = {
        [REPORT_profit_and_loss] = report_profit_and_loss,
        [REPORT_settlements] = report_settlements,
        [REPORT_expenses] = report_expenses,
        [REPORT_per_diems] = report_per_diems,
        [REPORT_commissions] = report_commissions,
        [REPORT_box_office] = report_box_office,
    };
    if (in->report >= REPORT_COUNT || decimals(in->currency) < 0) return S_INVALID;
    struct making m = {.in = in, .arena = a, .out = out};
    report_begin(in->report, out);
    out->currency = in->currency;
    out->texts = in->texts;
    out->text_count = in->text_count;
    status bad = take_in(&m);
    if (bad) return bad;
    makers[in->report](&m);
    return m.is_full ? S_OVER_LIMIT : S_OK;
}
