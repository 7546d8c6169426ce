/* The day sheet: one day on paper, for everybody or for one person. */
#include "core/buf.h"
#include "server/paper/words.h"
#include "server/paper/writer.h"
#include "server/pdf/page.h"

enum { ADDRESS_BYTES_MAX = 500 };

static str times(struct arena *a, const json_t *o, const char *from, const char *to)
{
    return WORDS_JOIN(a, " – ", words_text(o, from), words_text(o, to));
}

/* The address behind the code: what the paper shows, and up to which change. */
static str check_address(const struct paper_source *s)
{
    struct buf b;
    buf_init_arena(&b, s->arena, ADDRESS_BYTES_MAX);
    buf_add(&b, s->site);
    buf_add_text(&b, s->show_id.len ? "/check#show_id=" : "/check#day_id=");
    buf_add(&b, s->show_id.len ? s->show_id : s->day_id);
    buf_add_text(&b, "&seq=");
    buf_add_i64(&b, words_count(s->data, "seq"));
    return buf_str(&b);
}

static str show_number(struct arena *a, const json_t *show)
{
    if (words_count(show, "of") < 2 || words_count(show, "number") < 1) return STR("");
    return WORDS_JOIN(a, " ", STR("Show"), words_number(a, words_count(show, "number")), STR("of"),
                      words_number(a, words_count(show, "of")));
}

static str place_name(const struct paper_source *s)
{
    const json_t *venue = words_part(s->data, "venue"), *day = words_part(s->data, "day");
    const json_t *show = words_part(s->data, "show");
    str what = words_text(venue, "name");
    if (!what.len) what = words_text(day, "title");
    if (!what.len && day) what = words_choice(s->arena, words_text(day, "kind"));
    if (!what.len) what = words_text(show, "title");
    return WORDS_JOIN(s->arena, ", ", what, words_text(s->data, "city"));
}

static void write_head(struct page *p, const struct paper_source *s)
{
    struct arena *a = s->arena;
    const json_t *person = words_part(s->data, "person");
    str artist = words_text(s->data, "artist"), tour = words_text(s->data, "tour");
    page_head(
        p, &(struct page_head){
               .kicker = WORDS_JOIN(
                   a, "  ·  ", artist.len ? artist : words_text(s->data, "organization"), tour,
                   show_number(a, words_part(s->data, "show")),
                   person ? WORDS_JOIN(a, " ", STR("for"), words_text(person, "name")) : STR("")),
               .title = place_name(s),
               .line = WORDS_JOIN(a, "  ·  ", words_text(s->data, "date_words"),
                                  words_text(s->data, "zone_words")),
               .qr = check_address(s),
               .qr_caption = STR("Scan: is this sheet current?"),
           });
}

static str guest_cutoff(struct arena *a, const json_t *show)
{
    size_t i;
    json_t *list;
    str all = STR("");
    json_array_foreach(words_part(show, "guest_lists"), i, list)
    {
        str cutoff = words_text(list, "cutoff");
        if (words_flag(list, "is_locked")) cutoff = STR("closed");
        if (!cutoff.len) continue;
        all = WORDS_JOIN(a, "\n", all, WORDS_JOIN(a, ": ", words_text(list, "name"), cutoff));
    }
    return all;
}

static void write_facts(struct page *p, const struct paper_source *s)
{
    struct arena *a = s->arena;
    const json_t *show = words_part(s->data, "show"), *venue = words_part(s->data, "venue");
    const json_t *tm = words_part(s->data, "tour_manager");
    int64_t capacity = words_count(show, "capacity");
    str curfew = words_text(show, "curfew");
    struct page_fact facts[] = {
        {STR("Tour manager"), WORDS_JOIN(a, "\n", words_text(tm, "name"), words_text(tm, "phone"))},
        {STR("Venue"), WORDS_JOIN(a, "\n", words_text(venue, "name"), words_text(venue, "address"),
                                  words_text(venue, "phone"))},
        {STR("Promoter"), words_text(show, "promoter")},
        {STR("Doors"), words_text(show, "doors")},
        {STR("On stage"), times(a, show, "starts", "ends")},
        {STR("Curfew"), curfew.len ? curfew : words_text(venue, "curfew")},
        {STR("Capacity"), capacity > 0 ? words_number(a, capacity) : STR("")},
        {STR("Guest list until"), guest_cutoff(a, show)},
    };
    page_facts(p, facts, sizeof facts / sizeof *facts, 3);
}

static str item_notes(const struct paper_source *s, const json_t *item)
{
    struct arena *a = s->arena;
    str zone = words_text(item, "zone");
    int64_t minutes = words_count(item, "minutes");
    bool is_played = str_equal(words_text(item, "kind"), STR("set")) ||
                     str_equal(words_text(item, "kind"), STR("support"));
    return WORDS_JOIN(
        a, "  ·  ", words_text(item, "place"),
        is_played && minutes > 0 ? WORDS_JOIN(a, " ", words_number(a, minutes), STR("min"))
                                 : STR(""),
        words_flag(item, "is_hard") ? STR("fixed") : STR(""),
        words_flag(item, "is_confirmed") ? STR("") : STR("to be confirmed"),
        str_equal(zone, words_text(s->data, "zone")) ? STR("") : zone, words_text(item, "notes"));
}

static void write_schedule(struct page *p, const struct paper_source *s)
{
    const struct page_column columns[] = {
        {STR(""), 1.25, PAGE_START},
        {STR(""), 5, PAGE_START},
    };
    struct arena *a = s->arena;
    size_t i;
    json_t *item;
    page_section(p, STR("Schedule"));
    if (!json_array_size(words_part(s->data, "items"))) {
        page_text(p, STR("Nothing is planned yet."), PAGE_MUTED);
        return;
    }
    page_table(p, columns, 2);
    json_array_foreach(words_part(s->data, "items"), i, item)
    {
        str cells[] = {times(a, item, "starts", "ends"),
                       WORDS_JOIN(a, "\n", words_text(item, "title"), item_notes(s, item))};
        page_row(p, cells, words_flag(item, "is_critical") ? PAGE_STRONG : PAGE_PLAIN);
    }
}

static void write_travel(struct page *p, const struct paper_source *s)
{
    const struct page_column columns[] = {
        {STR(""), 1.25, PAGE_START},
        {STR(""), 5, PAGE_START},
    };
    struct arena *a = s->arena;
    size_t i;
    json_t *leg;
    if (!json_array_size(words_part(s->data, "travel"))) return;
    page_section(p, STR("Travel"));
    page_table(p, columns, 2);
    json_array_foreach(words_part(s->data, "travel"), i, leg)
    {
        str title = words_text(leg, "title"), arrives_zone = words_text(leg, "arrives_zone");
        str way = WORDS_JOIN(a, " – ", words_text(leg, "departs_place"),
                             words_text(leg, "arrives_place"));
        str zones = str_equal(arrives_zone, words_text(leg, "departs_zone"))
                        ? STR("")
                        : WORDS_JOIN(a, " → ", words_text(leg, "departs_zone"), arrives_zone);
        str quiet = WORDS_JOIN(a, "  ·  ", title.len ? way : STR(""), words_text(leg, "carrier"),
                               words_text(leg, "reference"), words_text(leg, "terminal"),
                               words_text(leg, "seat"), zones);
        str cells[] = {times(a, leg, "departs", "arrives"),
                       WORDS_JOIN(a, "\n",
                                  WORDS_JOIN(a, ": ", words_choice(a, words_text(leg, "mode")),
                                             title.len ? title : way),
                                  quiet)};
        page_row(p, cells, PAGE_PLAIN);
    }
}

static str room_words(struct arena *a, const json_t *room)
{
    str number = words_text(room, "number");
    return WORDS_JOIN(a, "  ·  ", words_choice(a, words_text(room, "type")),
                      number.len ? WORDS_JOIN(a, " ", STR("room"), number) : STR(""));
}

static void write_stays(struct page *p, const struct paper_source *s)
{
    struct arena *a = s->arena;
    size_t i;
    json_t *stay;
    if (!json_array_size(words_part(s->data, "stays"))) return;
    page_section(p, STR("Hotel"));
    json_array_foreach(words_part(s->data, "stays"), i, stay)
    {
        str from = words_text(stay, "check_in_from"), by = words_text(stay, "check_out_by");
        bool leaves = !words_flag(stay, "is_tonight");
        struct page_fact facts[] = {
            {leaves ? STR("Until today") : STR("Tonight"),
             WORDS_JOIN(a, "\n", words_text(stay, "name"),
                        WORDS_JOIN(a, ", ", words_text(stay, "address"), words_text(stay, "city")),
                        words_text(stay, "phone"))},
            {STR("Your room"), room_words(a, words_part(stay, "room"))},
            {STR("Check-in from"), leaves ? STR("") : from},
            {STR("Check-out by"), leaves || words_flag(stay, "is_last_night") ? by : STR("")},
            {STR("Breakfast"), words_text(stay, "breakfast")},
        };
        page_facts(p, facts, sizeof facts / sizeof *facts, 3);
    }
}

static void write_venue(struct page *p, const struct paper_source *s)
{
    const json_t *venue = words_part(s->data, "venue");
    struct page_fact facts[] = {
        {STR("Load-in"), words_text(venue, "load_in")},
        {STR("Stage"), words_text(venue, "stage")},
        {STR("Power"), words_text(venue, "power")},
        {STR("Website"), words_text(venue, "website")},
    };
    if (!facts[0].value.len && !facts[1].value.len && !facts[2].value.len) return;
    page_section(p, STR("Venue"));
    page_facts(p, facts, sizeof facts / sizeof *facts, 2);
}

static void write_contacts(struct page *p, const struct paper_source *s)
{
    const struct page_column columns[] = {
        {STR("Name"), 2.2, PAGE_START},
        {STR("Phone"), 1.6, PAGE_START},
        {STR("E-mail"), 2.4, PAGE_START},
    };
    size_t i;
    json_t *one;
    if (!json_array_size(words_part(s->data, "contacts"))) return;
    page_section(p, STR("Contacts"));
    page_table(p, columns, 3);
    json_array_foreach(words_part(s->data, "contacts"), i, one)
    {
        str role =
            WORDS_JOIN(s->arena, "  ·  ", words_text(one, "job"), words_text(one, "company"));
        str cells[] = {WORDS_JOIN(s->arena, "\n", words_text(one, "name"), role),
                       words_text(one, "phone"), words_text(one, "email")};
        page_row(p, cells, PAGE_PLAIN);
    }
}

status day_sheet_write(const struct paper_source *s, str *pdf)
{
    struct page *p;
    const json_t *show = words_part(s->data, "show"), *day = words_part(s->data, "day");
    str notes = words_text(show ? show : day, "notes");
    struct page_options options = {
        .is_letter = s->style.is_letter,
        .title = WORDS_JOIN(s->arena, "  ·  ", place_name(s), words_text(s->data, "date_words")),
        .foot = WORDS_JOIN(s->arena, " ", STR("As of"), words_text(s->data, "printed_words")),
    };
    status bad = page_create(&p, s->press, s->arena, &options);
    if (!bad) {
        write_head(p, s);
        write_facts(p, s);
        write_schedule(p, s);
        write_travel(p, s);
        write_stays(p, s);
        write_venue(p, s);
        write_contacts(p, s);
        if (notes.len) {
            page_section(p, STR("Notes"));
            page_text(p, notes, PAGE_PLAIN);
        }
        bad = page_finish(p, pdf);
    }
    page_destroy(p);
    return bad;
}
