/* An invoice as it is sent. */
#include "core/money.h"
#include "server/paper/words.h"
#include "server/paper/writer.h"
#include "server/pdf/page.h"

/* Whoever an invoice goes to or comes from, with their address. */
static str party(const struct paper_source *s, const char *name, const char *address,
                 const char *tax)
{
    str tax_id = words_text(s->data, tax);
    return WORDS_JOIN(s->arena, "\n", words_text(s->data, name), words_text(s->data, address),
                      tax_id.len ? WORDS_JOIN(s->arena, " ", STR("Tax ID"), tax_id) : STR(""));
}

static void write_head(struct page *p, const struct paper_source *s)
{
    struct arena *a = s->arena;
    const json_t *i = s->data;
    str number = words_text(i, "number"), status_now = words_text(i, "status");
    page_head(p, &(struct page_head){
                     .kicker = words_text(i, "from_name"),
                     .title = number.len ? WORDS_JOIN(a, " ", STR("Invoice"), number)
                                         : STR("Invoice, draft"),
                     .line = str_equal(status_now, STR("cancelled")) ? STR("Cancelled") : STR(""),
                 });
    struct page_fact facts[] = {
        {STR("To"), party(s, "to_name", "to_address", "to_tax_id")},
        {STR("From"), party(s, "from_name", "from_address", "from_tax_id")},
        {STR("Issued"), words_text(i, "issued")},
        {STR("Due"), words_text(i, "due")},
        {STR("For"), WORDS_JOIN(a, "\n", words_text(i, "artist"), words_text(i, "show_date"),
                                words_text(i, "tour"))},
    };
    page_facts(p, facts, sizeof facts / sizeof *facts, 3);
}

static void write_sum(struct page *p, str words, str amount, enum page_tone tone)
{
    page_row(p, (str[]){words, STR(""), STR(""), amount}, tone);
}

static void write_sums(struct page *p, const struct paper_source *s, str currency)
{
    struct arena *a = s->arena;
    int64_t tax = words_count(s->data, "tax_minor"), paid = words_count(s->data, "paid_minor");
    int64_t net = words_count(s->data, "net_minor"), total = words_count(s->data, "total_minor");
    str rate = words_percent_of(a, s->style, words_text(s->data, "tax_rate"));
    if (tax) {
        write_sum(p, STR("Net"), words_amount(a, s->style, net, currency), PAGE_PLAIN);
        write_sum(p, WORDS_JOIN(a, " ", STR("Tax"), rate), words_amount(a, s->style, tax, currency),
                  PAGE_PLAIN);
    }
    write_sum(p, STR("Total"), words_money(a, s->style, total, currency), PAGE_TOTAL);
    if (!paid) return;
    write_sum(p, STR("Paid"), words_amount(a, s->style, paid, currency), PAGE_PLAIN);
    write_sum(p, STR("Still due"), words_money(a, s->style, total - paid, currency), PAGE_TOTAL);
}

static void write_lines(struct page *p, const struct paper_source *s, str currency)
{
    const struct page_column columns[] = {{STR(""), 5, PAGE_START},
                                          {STR("Quantity"), 1, PAGE_END},
                                          {STR("Each"), 1.5, PAGE_END},
                                          {STR("Amount"), 1.8, PAGE_END}};
    struct arena *a = s->arena;
    size_t i;
    json_t *line;
    page_gap(p, 8);
    page_table(p, columns, 4);
    json_array_foreach(words_part(s->data, "lines"), i, line)
    {
        const json_t *given = json_object_get(line, "quantity");
        int64_t quantity = json_is_integer(given) ? json_integer_value(given) : 1;
        int64_t each = words_count(line, "amount_minor");
        str cells[] = {words_text(line, "text"), words_number(a, quantity),
                       quantity == 1 ? STR("") : words_amount(a, s->style, each, currency),
                       words_amount(a, s->style, money_muldiv(each, quantity, 1), currency)};
        page_row(p, cells, PAGE_PLAIN);
    }
    write_sums(p, s, currency);
}

status invoice_write(const struct paper_source *s, str *pdf)
{
    struct page *p;
    str notes = words_text(s->data, "notes"), currency = words_text(s->data, "currency");
    str bank = words_text(s->data, "bank");
    struct page_options options = {
        .is_letter = s->style.is_letter,
        .title = WORDS_JOIN(s->arena, " ", STR("Invoice"), words_text(s->data, "number")),
        .foot = words_text(s->data, "from_name"),
    };
    status bad = page_create(&p, s->press, s->arena, &options);
    if (!bad) {
        write_head(p, s);
        write_lines(p, s, currency);
        if (bank.len) {
            page_section(p, STR("To be paid to"));
            page_text(p, bank, PAGE_PLAIN);
        }
        page_gap(p, 12);
        page_text(p, notes, PAGE_PLAIN);
        bad = page_finish(p, pdf);
    }
    page_destroy(p);
    return bad;
}
