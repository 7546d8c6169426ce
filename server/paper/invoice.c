/* An invoice as it is sent. */
#include "server/paper/words.h"
#include "server/paper/writer.h"
#include "server/pdf/page.h"

static void write_head(struct page *p, const struct paper_source *s)
{
    struct arena *a = s->arena;
    const json_t *i = s->data;
    str number = words_text(i, "number"), status_now = words_text(i, "status");
    page_head(p, &(struct page_head){
                     .kicker = words_text(i, "organization"),
                     .title = number.len ? WORDS_JOIN(a, " ", STR("Invoice"), number)
                                         : STR("Invoice, draft"),
                     .line = str_equal(status_now, STR("cancelled")) ? STR("Cancelled") : STR(""),
                 });
    str tax_id = words_text(i, "to_tax_id");
    struct page_fact facts[] = {
        {STR("To"), WORDS_JOIN(a, "\n", words_text(i, "to_name"), words_text(i, "to_address"),
                               tax_id.len ? WORDS_JOIN(a, " ", STR("Tax ID"), tax_id) : STR(""))},
        {STR("Issued"), words_text(i, "issued")},
        {STR("Due"), words_text(i, "due")},
        {STR("For"), WORDS_JOIN(a, "\n", words_text(i, "artist"), words_text(i, "show_date"),
                                words_text(i, "tour"))},
    };
    page_facts(p, facts, sizeof facts / sizeof *facts, 3);
}

static void write_lines(struct page *p, const struct paper_source *s, str currency)
{
    const struct page_column columns[] = {
        {STR(""), 5, PAGE_START}, {STR("Quantity"), 1, PAGE_END}, {STR("Amount"), 1.8, PAGE_END}};
    struct arena *a = s->arena;
    size_t i;
    json_t *line;
    page_gap(p, 8);
    page_table(p, columns, 3);
    json_array_foreach(words_part(s->data, "lines"), i, line)
    {
        int64_t quantity = words_count(line, "quantity");
        str cells[] = {words_text(line, "text"), quantity ? words_number(a, quantity) : STR(""),
                       words_amount(a, words_count(line, "amount_minor"), currency)};
        page_row(p, cells, PAGE_PLAIN);
    }
    int64_t tax = words_count(s->data, "tax_minor"), paid = words_count(s->data, "paid_minor");
    int64_t total = words_count(s->data, "total_minor");
    str rate = words_percent_of(a, words_text(s->data, "tax_rate"));
    if (tax) {
        page_row(p,
                 (str[]){STR("Net"), STR(""),
                         words_amount(a, words_count(s->data, "net_minor"), currency)},
                 PAGE_PLAIN);
        page_row(
            p,
            (str[]){WORDS_JOIN(a, " ", STR("Tax"), rate), STR(""), words_amount(a, tax, currency)},
            PAGE_PLAIN);
    }
    page_row(p, (str[]){STR("Total"), STR(""), words_money(a, total, currency)}, PAGE_TOTAL);
    if (paid) {
        page_row(p, (str[]){STR("Paid"), STR(""), words_amount(a, paid, currency)}, PAGE_PLAIN);
        page_row(p, (str[]){STR("Still due"), STR(""), words_money(a, total - paid, currency)},
                 PAGE_TOTAL);
    }
}

status invoice_write(const struct paper_source *s, str *pdf)
{
    struct page *p;
    str notes = words_text(s->data, "notes"), currency = words_text(s->data, "currency");
    struct page_options options = {
        .title = WORDS_JOIN(s->arena, " ", STR("Invoice"), words_text(s->data, "number")),
        .foot = words_text(s->data, "organization"),
    };
    status bad = page_create(&p, s->arena, &options);
    if (!bad) {
        write_head(p, s);
        write_lines(p, s, currency);
        page_gap(p, 12);
        page_text(p, notes, PAGE_PLAIN);
        bad = page_finish(p, pdf);
    }
    page_destroy(p);
    return bad;
}
