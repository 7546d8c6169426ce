/* Runs in reports: a show of one is taken as the run's text has it, and what settling them together
 * changed is the run's own. */
#include "report_make.h"

#include <string.h>

#include "settlement_term.h"

static bool read_run(struct making *m, const struct report_entry *e)
{
    struct report_run *r = m->run;
    str text = m->in->texts[e->text - 1];
    struct buf scratch;
    if (r->entry == e) return r->is_sound;
    r->entry = e;
    r->is_sound = false;
    if (text.len > sizeof r->scratch) return false;
    buf_init(&scratch, r->scratch, sizeof r->scratch);
    if (settlement_run_read(text, &r->run, r->shows, &scratch)) return false;
    r->is_sound = settlement_settle_run(&r->run, r->shows, &m->work->out, &r->out) == S_OK;
    return r->is_sound;
}

const struct report_entry *report_part_of(struct making *m, int64_t show)
{
    const struct report_entry *part = m->shows[show].part;
    if (!part || part->count2 > (int64_t)m->run_count) return NULL;
    if (!read_run(m, m->runs[part->count2 - 1].entry)) return NULL;
    return part->count <= m->run->run.shows_count ? part : NULL;
}

bool report_settle_show(struct making *m, int64_t show, const struct report_entry **from)
{
    const struct report_entry *part = report_part_of(m, show);
    *from = part ? part : m->shows[show].settlement;
    if (!part) return *from && report_settle(m, *from);
    m->work->in = m->run->shows[part->count - 1];
    return report_settle_again(m, show);
}

/* The run's rates are of its currency for one of a show's, as a deal's are. */
static void put_rates(const struct report_run *r, struct settlement_input *in)
{
    enum { MOST = sizeof in->fxs / sizeof *in->fxs };
    for (int64_t i = 0; i < r->run.shows_count && in->fxs_count < MOST; i++)
        if (r->run.shows[i].rate)
            in->fxs[in->fxs_count++] =
                (struct settlement_fx){.code = r->shows[i].currency, .rate = r->run.shows[i].rate};
}

bool report_settle_run(struct making *m, const struct report_entry *run)
{
    if (!read_run(m, run)) return false;
    memset(&m->work->in, 0, sizeof m->work->in);
    m->work->in.currency = m->run->run.currency;
    put_rates(m->run, &m->work->in);
    m->work->out = m->run->out;
    return true;
}

int64_t report_paid_on_night(const struct making *m, const struct report_entry *part)
{
    return m->run->run.shows[part->count - 1].paid;
}
