/* The rooming list, as a hotel wants it. */
#include "server/paper/words.h"
#include "server/paper/writer.h"
#include "server/pdf/page.h"

static void write_head(struct page *p, const struct paper_source *s)
{
    struct arena *a = s->arena;
    const json_t *h = s->data, *tm = words_part(h, "tour_manager");
    str artist = words_text(h, "artist");
    page_head(
        p, &(struct page_head){
               .kicker = WORDS_JOIN(a, "  ·  ", STR("Rooming list"),
                                    artist.len ? artist : words_text(h, "organization"),
                                    words_text(h, "tour")),
               .title = words_text(h, "name"),
               .line = WORDS_JOIN(a, " – ", words_text(h, "check_in"), words_text(h, "check_out")),
           });
    struct page_fact facts[] = {
        {STR("Hotel"),
         WORDS_JOIN(a, "\n", WORDS_JOIN(a, ", ", words_text(h, "address"), words_text(h, "city")),
                    words_text(h, "phone"), words_text(h, "email"))},
        {STR("Confirmation"), words_text(h, "reference")},
        {STR("Tour manager"), WORDS_JOIN(a, "\n", words_text(tm, "name"), words_text(tm, "phone"))},
        {STR("Check-in from"), words_text(h, "check_in_from")},
        {STR("Check-out by"), words_text(h, "check_out_by")},
        {STR("Breakfast"), words_text(h, "breakfast")},
    };
    page_facts(p, facts, sizeof facts / sizeof *facts, 3);
}

/* The names count as much as each other, so each guest has a row; the room is told with the
 * first. */
static void write_room(struct page *p, struct arena *a, const json_t *room)
{
    size_t i;
    json_t *guest;
    str number = words_text(room, "number"), type = words_choice(a, words_text(room, "type"));
    str quiet = WORDS_JOIN(a, "  ·  ", words_text(room, "reference"), words_text(room, "requests"),
                           WORDS_JOIN(a, " ", STR("extras:"), words_text(room, "incidentals")));
    if (!json_array_size(words_part(room, "guests")))
        page_row(
            p,
            (str[]){number, WORDS_JOIN(a, "\n", type, quiet), STR("nobody yet"), STR(""), STR("")},
            PAGE_PLAIN);
    json_array_foreach(words_part(room, "guests"), i, guest)
    {
        str cells[] = {
            i ? STR("") : number, i ? STR("") : WORDS_JOIN(a, "\n", type, quiet),
            words_text(guest, "name"),
            WORDS_JOIN(a, " – ", words_text(guest, "arrives"), words_text(guest, "leaves")),
            words_number(a, words_count(guest, "nights"))};
        page_row(p, cells, PAGE_PLAIN);
    }
}

status rooming_write(const struct paper_source *s, str *pdf)
{
    const struct page_column columns[] = {{STR("No."), 0.7, PAGE_START},
                                          {STR("Room"), 2, PAGE_START},
                                          {STR("Guest"), 2.6, PAGE_START},
                                          {STR("Dates"), 2.1, PAGE_START},
                                          {STR("Nights"), 0.7, PAGE_END}};
    struct page *p;
    size_t i;
    json_t *room;
    str notes = words_text(s->data, "notes");
    struct page_options options = {
        .is_letter = s->style.is_letter,
        .title = WORDS_JOIN(s->arena, "  ·  ", STR("Rooming list"), words_text(s->data, "name")),
        .foot = words_text(s->data, "check_in"),
    };
    status bad = page_create(&p, s->press, s->arena, &options);
    if (!bad) {
        write_head(p, s);
        page_section(p, STR("Rooms"));
        page_table(p, columns, 5);
        json_array_foreach(words_part(s->data, "rooms"), i, room) write_room(p, s->arena, room);
        if (notes.len) {
            page_section(p, STR("Notes"));
            page_text(p, notes, PAGE_PLAIN);
        }
        bad = page_finish(p, pdf);
    }
    page_destroy(p);
    return bad;
}
