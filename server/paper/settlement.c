/* The settlement: every line with its formula, the balance, and where both sides sign. */
#include <string.h>

#include "core/buf.h"
#include "core/settlement_run.h"
#include "core/settlement_term.h"
#include "server/paper/run.h"
#include "server/paper/statement.h"
#include "server/paper/words.h"
#include "server/pdf/page.h"

enum { HASH_SHOWN = 16, STROKES_MAX = 100, POINTS_MAX = 1000 };

/* Which of the run's shows a dispute is of; as many as there are where it is of none. */
static size_t night_of(const struct paper_source *s, const json_t *dispute)
{
    str id = words_text(dispute, "show_id");
    size_t i;
    json_t *one;
    json_array_foreach(words_part(s->data, "shows"), i, one)
    {
        if (id.len && str_equal(words_text(one, "show_id"), id)) break;
    }
    return i;
}

/* An amount of a dispute; one of a show in another currency says so. */
static str dispute_amount(const struct paper_source *s, int64_t minor, str currency, str night)
{
    bool is_foreign = night.len && !str_equal(night, currency);
    return is_foreign ? words_money(s->arena, s->style, minor, night)
                      : words_amount(s->arena, s->style, minor, currency);
}

static void write_disputes(struct page *p, const struct paper_source *s,
                           const struct run_paper *run, str currency)
{
    const struct page_column columns[] = {{STR("Line"), 3, PAGE_START},
                                          {STR("Ours"), 1.4, PAGE_END},
                                          {STR("Theirs"), 1.4, PAGE_END},
                                          {STR(""), 1, PAGE_END}};
    size_t i;
    json_t *d;
    if (!json_array_size(words_part(s->data, "disputes"))) return;
    page_section(p, STR("In dispute"));
    page_table(p, columns, 4);
    json_array_foreach(words_part(s->data, "disputes"), i, d)
    {
        size_t night = night_of(s, d);
        str name = words_text(json_array_get(words_part(s->data, "shows"), night), "name");
        str own = run ? run_currency(run, s->arena, night) : STR("");
        str line = WORDS_JOIN(s->arena, ": ", name, words_choice(s->arena, words_text(d, "line")));
        str cells[] = {WORDS_JOIN(s->arena, "\n", line, words_text(d, "reason")),
                       dispute_amount(s, words_count(d, "ours_minor"), currency, own),
                       dispute_amount(s, words_count(d, "theirs_minor"), currency, own),
                       words_text(d, "status")};
        page_row(p, cells, PAGE_PLAIN);
    }
}

/* [[x0, y0, x1, y1, …], …] as a signature pad has it; what is none is left out. */
static void read_drawing(struct arena *a, const json_t *drawing, struct page_signature *side)
{
    size_t count = json_array_size(drawing);
    if (count > STROKES_MAX) count = STROKES_MAX;
    struct page_stroke *strokes = arena_take_array(a, count, sizeof *strokes);
    for (size_t i = 0; strokes && i < count; i++) {
        const json_t *numbers = json_array_get(drawing, i);
        size_t points = json_array_size(numbers) / 2;
        if (points > POINTS_MAX) points = POINTS_MAX;
        int32_t *xy = points ? arena_take_array(a, 2 * points, sizeof *xy) : NULL;
        if (!xy) continue;
        for (size_t k = 0; k < 2 * points; k++) {
            int64_t n = json_integer_value(json_array_get(numbers, k));
            xy[k] = n < 0 ? 0 : n > PAGE_DRAWING_WIDTH ? PAGE_DRAWING_WIDTH : (int32_t)n;
        }
        strokes[side->stroke_count++] = (struct page_stroke){xy, points};
    }
    side->strokes = strokes;
}

static void write_signatures(struct page *p, const struct paper_source *s)
{
    struct page_signature sides[] = {{.note = STR("For the artist")},
                                     {.note = STR("For the promoter")}};
    struct arena *a = s->arena;
    size_t i;
    json_t *one;
    json_array_foreach(words_part(s->data, "signatures"), i, one)
    {
        struct page_signature *side = &sides[str_equal(words_text(one, "party"), STR("promoter"))];
        side->who = WORDS_JOIN(a, ", ", words_text(one, "name"), words_text(one, "job"));
        side->note = WORDS_JOIN(a, "  ·  ", side->note, words_text(one, "signed"),
                                str_slice(words_text(one, "result_hash"), 0, HASH_SHOWN));
        read_drawing(a, words_part(one, "drawing"), side);
    }
    page_signatures(p, sides, 2);
    str hash = words_text(s->data, "result_hash");
    if (hash.len)
        page_text(p, WORDS_JOIN(a, " ", STR("Check sum of what is signed (SHA-256):"), hash),
                  PAGE_MUTED);
}

static void write_head(struct page *p, const struct paper_source *s, str currency)
{
    struct arena *a = s->arena;
    str artist = words_text(s->data, "artist");
    page_head(p, &(struct page_head){
                     .kicker = WORDS_JOIN(a, "  ·  ", STR("Settlement"),
                                          artist.len ? artist : words_text(s->data, "organization"),
                                          words_text(s->data, "tour")),
                     .title = WORDS_JOIN(a, ", ", words_text(s->data, "venue"),
                                         words_text(s->data, "city")),
                     .line = words_text(s->data, "date_words"),
                 });
    const json_t *undisputed = json_object_get(s->data, "undisputed_minor");
    const json_t *balance = json_object_get(s->data, "balance_minor");
    struct page_fact facts[] = {
        {STR("Balance due"), json_is_integer(balance)
                                 ? words_money(a, s->style, json_integer_value(balance), currency)
                                 : STR("")},
        {STR("Undisputed, paid tonight"),
         json_is_integer(undisputed)
             ? words_money(a, s->style, json_integer_value(undisputed), currency)
             : STR("")},
        {STR("Promoter"), words_text(s->data, "promoter")},
        {STR("Version"), WORDS_JOIN(a, ", ", words_number(a, words_count(s->data, "version")),
                                    words_text(s->data, "status"))},
        {STR("Amended because"), words_text(s->data, "reason")},
    };
    page_facts(p, facts, sizeof facts / sizeof *facts, 3);
}

/* The trace is worked out again from the text that was signed: paper and signature agree. */
static bool write_show(struct page *p, const struct paper_source *s, str text)
{
    struct settlement_input *input = arena_take(s->arena, sizeof *input);
    struct settlement_result *result = arena_take(s->arena, sizeof *result);
    struct buf scratch;
    buf_init_arena(&scratch, s->arena, text.len + 64);
    if (!input || !result || term_read(text, TERM_RECORD_input, input, &scratch)) return false;
    if (settlement_settle(input, result)) return false;
    statement_write(
        p, s->arena,
        &(struct statement){.style = s->style,
                            .title = STR("How it was worked out"),
                            .currency = input->currency,
                            .fxs = input->fxs,
                            .fxs_count = input->fxs_count,
                            .payout_currency = input->payout_currency,
                            .result = result,
                            .names = words_part(words_part(s->data, "input"), "names")});
    return true;
}

status settlement_write(const struct paper_source *s, str *pdf)
{
    struct page *p;
    str currency = words_text(s->data, "currency"), notes = words_text(s->data, "notes");
    struct page_options options = {
        .is_letter = s->style.is_letter,
        .title = WORDS_JOIN(s->arena, "  ·  ", STR("Settlement"), words_text(s->data, "venue"),
                            words_text(s->data, "date_words")),
        .foot = str_slice(words_text(s->data, "result_hash"), 0, HASH_SHOWN),
    };
    status bad = page_create(&p, s->press, s->arena, &options);
    if (!bad) {
        str text = words_text(s->data, "input_text");
        bool is_run = settlement_text_is_run(text);
        struct run_paper *run = is_run ? run_read(s, text) : NULL;
        write_head(p, s, currency);
        if (run)
            run_write_lines(p, s, run);
        else if (is_run || !text.len || !write_show(p, s, text))
            page_text(p, STR("This settlement has not been calculated yet."), PAGE_MUTED);
        write_disputes(p, s, run, currency);
        if (notes.len) {
            page_section(p, STR("Notes"));
            page_text(p, notes, PAGE_PLAIN);
        }
        write_signatures(p, s);
        bad = page_finish(p, pdf);
    }
    page_destroy(p);
    return bad;
}
