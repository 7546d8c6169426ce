/* Two sides of a settlement compared, and every dispute tried both ways. */
#include "settlement_dispute.h"

#include "settlement_run.h"
#include "settlement_term.h"

enum { OF_THE_RUN = -1 };

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static bool is_same(const struct settlement_line *a, const struct settlement_line *b)
{
    return a->label == b->label && a->item == b->item && a->sign == b->sign &&
           a->formula == b->formula && a->a == b->a && a->b == b->b && a->c == b->c &&
           a->amount == b->amount;
}

int64_t settlement_first_difference(const struct settlement_result *a,
                                    const struct settlement_result *b)
{
    int64_t count = smaller(a->line_count, b->line_count);
    for (int64_t i = 0; i < count; i++)
        if (!is_same(&a->lines[i], &b->lines[i])) return i;
    return a->line_count == b->line_count ? -1 : count;
}

/* Differences as they are found; those beyond `most` are counted only. */
struct found {
    struct settlement_difference *out;
    size_t most, count;
};

/* Of two records of one kind: one show's, or the run's own. */
static void compare_records(const void *ours, const void *theirs, enum term_record root,
                            int64_t show, struct found *f)
{
    for (enum settlement_term t = TERM_none + 1; t < TERM_COUNT; t++) {
        int64_t rows = smaller(term_rows(ours, root, t), term_rows(theirs, root, t));
        for (int64_t i = 0; i < rows; i++) {
            int64_t a = term_value(ours, root, t, i), b = term_value(theirs, root, t, i);
            if (a == b) continue;
            if (f->count < f->most)
                f->out[f->count] = (struct settlement_difference){show, t, i, a, b};
            f->count++;
        }
    }
}

static int64_t shows_of(const struct settlement_side *side)
{
    return side->run ? smaller(side->run->shows_count, SETTLEMENT_RUN_SHOWS_MAX) : 1;
}

size_t settlement_differences(const struct settlement_side *ours,
                              const struct settlement_side *theirs,
                              struct settlement_difference *out, size_t most)
{
    struct found f = {out, most, 0};
    if (ours->run && theirs->run)
        compare_records(ours->run, theirs->run, TERM_RECORD_run, OF_THE_RUN, &f);
    for (int64_t i = 0; i < smaller(shows_of(ours), shows_of(theirs)); i++)
        compare_records(&ours->shows[i], &theirs->shows[i], TERM_RECORD_input, i, &f);
    return f.count;
}

static status settle(const struct settlement_side *side, struct settlement_trial *trial)
{
    return side->run ? settlement_settle_run(side->run, side->shows, &trial->show, &trial->out)
                     : settlement_settle(side->shows, &trial->out);
}

static enum settlement_term term_of(const struct settlement_difference *d)
{
    bool is_one = d->term > TERM_none && d->term < TERM_COUNT;
    return is_one ? (enum settlement_term)d->term : TERM_none;
}

/* NULL when the dispute names no field of this side. */
static int64_t *field_of(const struct settlement_side *side, const struct settlement_difference *d)
{
    enum settlement_term term = term_of(d);
    if (term_info(term)->kind == TERM_KIND_list) return NULL;
    if (d->show == OF_THE_RUN)
        return side->run ? term_at(side->run, TERM_RECORD_run, term, d->index) : NULL;
    if (d->show < 0 || d->show >= shows_of(side)) return NULL;
    return term_at(&side->shows[d->show], TERM_RECORD_input, term, d->index);
}

static status find_fields(const struct settlement_side *side,
                          const struct settlement_difference *disputes, size_t count,
                          struct settlement_trial *trial)
{
    for (size_t i = 0; i < count; i++) {
        if (field_of(side, &disputes[i])) continue;
        trial->out.fault = (struct settlement_fault){PROBLEM_unknown_field, term_of(&disputes[i]),
                                                     disputes[i].index};
        return S_INVALID;
    }
    return S_OK;
}

/* `*balance` is what comes out as the side stands. */
static status balance_of(const struct settlement_side *side, struct settlement_trial *trial,
                         int64_t *balance)
{
    status s = settle(side, trial);
    if (!s) *balance = trial->out.totals[LINE_balance];
    return s;
}

static void decide_all(const struct settlement_side *side,
                       const struct settlement_difference *disputes, size_t count, bool is_theirs)
{
    for (size_t i = 0; i < count; i++)
        *field_of(side, &disputes[i]) = is_theirs ? disputes[i].theirs : disputes[i].ours;
}

static void keep_least(int64_t *least, int64_t balance)
{
    if (balance < *least) *least = balance;
}

/* Each dispute's effect alone, and the least balance of these and of all decided their way. */
static status find_effects(const struct settlement_side *side,
                           const struct settlement_difference *disputes, size_t count,
                           struct settlement_trial *trial, int64_t *effects, int64_t *least)
{
    int64_t ours = *least, one = ours;
    status s = S_OK;
    for (size_t i = 0; !s && i < count; i++) {
        int64_t *field = field_of(side, &disputes[i]);
        *field = disputes[i].theirs;
        s = balance_of(side, trial, &one);
        *field = disputes[i].ours;
        effects[i] = one - ours;
        if (!s) keep_least(least, one);
    }
    decide_all(side, disputes, count, true);
    if (!s) s = balance_of(side, trial, &one);
    if (!s) keep_least(least, one);
    decide_all(side, disputes, count, false);
    return s;
}

/* One after the other is decided the way that pays less. */
static status find_least(const struct settlement_side *side,
                         const struct settlement_difference *disputes, size_t count,
                         struct settlement_trial *trial, int64_t *least)
{
    int64_t one = *least;
    status s = S_OK;
    for (size_t i = 0; !s && i < count; i++) {
        int64_t *field = field_of(side, &disputes[i]);
        *field = disputes[i].theirs;
        s = balance_of(side, trial, &one);
        if (!s && one < *least)
            *least = one;
        else
            *field = disputes[i].ours;
    }
    decide_all(side, disputes, count, false);
    return s;
}

status settlement_undisputed(const struct settlement_side *ours,
                             const struct settlement_difference *disputes, size_t count,
                             struct settlement_trial *trial, int64_t *effects, int64_t *balance)
{
    int64_t least = 0;
    status s = balance_of(ours, trial, balance);
    if (!s) s = find_fields(ours, disputes, count, trial);
    if (s) return s;
    least = *balance;
    s = find_effects(ours, disputes, count, trial, effects, balance);
    if (!s) s = find_least(ours, disputes, count, trial, &least);
    keep_least(balance, least);
    return s;
}
