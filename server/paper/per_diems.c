/* The per-diem list of a tour, for everybody to sign. */
#include "server/paper/words.h"
#include "server/paper/writer.h"
#include "server/pdf/page.h"

static str day_words(struct arena *a, const json_t *day)
{
    size_t i;
    json_t *meal;
    str meals = STR("");
    json_array_foreach(words_part(day, "provided"), i, meal)
    {
        str name = {json_string_value(meal), json_string_length(meal)};
        if (name.data) meals = WORDS_JOIN(a, ", ", meals, name);
    }
    return WORDS_JOIN(a, "  ·  ", words_flag(day, "is_edge") ? STR("first or last day") : STR(""),
                      meals.len ? WORDS_JOIN(a, ": ", STR("provided"), meals) : STR(""));
}

static str signed_words(struct arena *a, const json_t *day)
{
    return WORDS_JOIN(a, "\n", words_text(day, "signed_name"), words_text(day, "signed"));
}

static void write_person(struct page *p, const struct paper_source *s, const json_t *person)
{
    const struct page_column columns[] = {{STR("Day"), 1.3, PAGE_START},
                                          {STR(""), 2.6, PAGE_ASIDE},
                                          {STR("Amount"), 1.4, PAGE_END},
                                          {STR("Received"), 2.2, PAGE_START}};
    struct arena *a = s->arena;
    size_t i;
    json_t *day;
    str currency = words_text(person, "currency");
    page_section(p, WORDS_JOIN(a, "  ·  ", words_text(person, "name"), words_text(person, "job")));
    page_table(p, columns, 4);
    json_array_foreach(words_part(person, "days"), i, day)
    {
        str cells[] = {words_text(day, "day"), day_words(a, day),
                       words_amount(a, s->style, words_count(day, "amount_minor"), currency),
                       signed_words(a, day)};
        page_row(p, cells, PAGE_PLAIN);
    }
    str total[] = {STR("In all"), STR(""),
                   words_money(a, s->style, words_count(person, "total_minor"), currency), STR("")};
    page_row(p, total, PAGE_TOTAL);
}

status per_diems_write(const struct paper_source *s, str *pdf)
{
    struct page *p;
    struct arena *a = s->arena;
    size_t i;
    json_t *person;
    str artist = words_text(s->data, "artist"), tour = words_text(s->data, "tour");
    struct page_options options = {.is_letter = s->style.is_letter,
                                   .title = WORDS_JOIN(a, "  ·  ", STR("Per diems"), tour)};
    status bad = page_create(&p, s->press, a, &options);
    if (!bad) {
        page_head(p, &(struct page_head){
                         .kicker = artist.len ? artist : words_text(s->data, "organization"),
                         .title = STR("Per diems"),
                         .line = tour,
                     });
        if (!json_array_size(words_part(s->data, "people")))
            page_text(p, STR("Nobody has per diems on this tour yet."), PAGE_MUTED);
        json_array_foreach(words_part(s->data, "people"), i, person)
        {
            /* the sum, too: the lines may come to stand on the next page */
            str sum = words_money(a, s->style, words_count(person, "total_minor"),
                                  words_text(person, "currency"));
            str who = WORDS_JOIN(a, "  ·  ", words_text(person, "name"), sum);
            write_person(p, s, person);
            page_signatures(p, (struct page_signature[]){{.note = who}, {.note = STR("Paid by")}},
                            2);
        }
        bad = page_finish(p, pdf);
    }
    page_destroy(p);
    return bad;
}
