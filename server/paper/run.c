/* The lines of a run, and of each of its shows, worked out again from the text that was signed. */
#include "server/paper/run.h"

#include "core/buf.h"
#include "core/settlement_run.h"
#include "server/paper/statement.h"
#include "server/paper/words.h"

struct run_paper {
    struct settlement_run run;
    struct settlement_input shows[SETTLEMENT_RUN_SHOWS_MAX];
    struct settlement_result work, result;
};

/* {"show": [names]}, as a settlement's names are. */
static json_t *names_of(const json_t *shows)
{
    json_t *names = json_array(), *one;
    size_t i;
    json_array_foreach(shows, i, one)
    {
        json_array_append(names, json_object_get(one, "name"));
    }
    return json_pack("{s:o}", "show", names);
}

static void write_show(struct page *p, const struct paper_source *s, struct run_paper *w, size_t i)
{
    const struct settlement_input *in = &w->shows[i];
    const json_t *show = json_array_get(words_part(s->data, "shows"), i);
    if (settlement_settle(in, &w->work)) return;
    statement_write(
        p, s->arena,
        &(struct statement){.style = s->style,
                            .title = WORDS_JOIN(s->arena, ", ", words_text(show, "name"),
                                                words_text(show, "date_words")),
                            .currency = in->currency,
                            .fxs = in->fxs,
                            .fxs_count = in->fxs_count,
                            .payout_currency = in->payout_currency,
                            .result = &w->work,
                            .names = json_object_get(show, "names")});
}

struct run_paper *run_read(const struct paper_source *s, str text)
{
    struct run_paper *w = arena_take(s->arena, sizeof *w);
    struct buf scratch;
    buf_init_arena(&scratch, s->arena, text.len + 64);
    if (!w || settlement_run_read(text, &w->run, w->shows, &scratch)) return NULL;
    return settlement_settle_run(&w->run, w->shows, &w->work, &w->result) ? NULL : w;
}

str run_currency(const struct run_paper *w, struct arena *a, size_t show)
{
    bool is_one = show < (size_t)w->run.shows_count;
    return is_one ? statement_code(a, w->shows[show].currency) : STR("");
}

void run_write_lines(struct page *p, const struct paper_source *s, struct run_paper *w)
{
    json_t *names = names_of(words_part(s->data, "shows"));
    statement_write(p, s->arena,
                    &(struct statement){.style = s->style,
                                        .title = STR("All shows as one"),
                                        .currency = w->run.currency,
                                        .result = &w->result,
                                        .names = names,
                                        .shows = w->shows});
    json_decref(names);
    for (int64_t i = 0; i < w->run.shows_count; i++) write_show(p, s, w, (size_t)i);
}
