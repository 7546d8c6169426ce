/* Opening a file for import: what it is, where its header stands, what its columns mean. */
#include "import.h"

#include "country.h"
#include "money.h"
#include "wording.h"

enum { HEADER_ROWS_MAX = 25, HEADER_CELLS_MIN = 2, SAMPLE_ROWS = 200 };

static const char *const column_names[COLUMN_COUNT] = {
#define COLUMN(name, words) #name,
#include "column.def"
#undef COLUMN
};

static const char *const column_words[COLUMN_COUNT] = {
#define COLUMN(name, words) words,
#include "column.def"
#undef COLUMN
};

static const char *const kind_names[DAY_COUNT] = {
#define DAY(name) #name,
#include "day.def"
#undef DAY
};

const char *import_column_name(enum column c)
{
    return c < COLUMN_COUNT ? column_names[c] : "";
}

const char *import_column_words(enum column c)
{
    return c < COLUMN_COUNT ? column_words[c] : "";
}

const char *import_kind_name(enum day_kind k)
{
    return k < DAY_COUNT ? kind_names[k] : "";
}

static str cell_at(const struct csv_row *row, uint32_t column)
{
    return column < row->count ? row->cells[column] : STR("");
}

/* How many cells of the row are words that head columns; a row with a date in it is no header. A
 * lone "Date" beside other words heads them too. */
static uint32_t header_score(const struct csv_row *row)
{
    uint32_t score = 0, filled = 0;
    bool has_date_word = false;
    struct date_hint hint = {DAY_ORDER_guess, 0};
    for (uint32_t i = 0; i < row->count; i++) {
        enum column c;
        if (!row->cells[i].len) continue;
        filled++;
        if (date_read(row->cells[i], hint).days != DATE_NONE) return 0;
        if (wording_header(row->cells[i], &c)) score++;
        has_date_word |= c == COLUMN_date;
    }
    return score == 1 && has_date_word && filled >= HEADER_CELLS_MIN ? HEADER_CELLS_MIN : score;
}

static uint32_t find_header(const struct csv *t)
{
    uint32_t best = HEADER_CELLS_MIN - 1, found = t->row_count;
    for (uint32_t i = 0; i < t->row_count && i < HEADER_ROWS_MAX; i++) {
        uint32_t score = header_score(&t->rows[i]);
        if (score > best) best = score, found = i;
    }
    return found;
}

/* Gives each meaning to the column whose header fits it best; notes may be several. */
static void guess_by_header(struct import_source *s)
{
    const struct csv_row *header = &s->table.rows[s->header_row];
    uint32_t scores[CSV_COLUMNS_MAX] = {0};
    for (uint32_t i = 0; i < s->table.column_count; i++)
        scores[i] = wording_header(cell_at(header, i), &s->meanings[i]);
    for (uint32_t i = 0; i < s->table.column_count; i++) {
        for (uint32_t j = 0; j < s->table.column_count; j++) {
            bool is_rival =
                i != j && s->meanings[i] == s->meanings[j] && s->meanings[i] != COLUMN_notes;
            bool is_better = scores[j] > scores[i] || (scores[j] == scores[i] && j < i);
            if (is_rival && is_better) scores[i] = 0;
        }
        if (!scores[i]) s->meanings[i] = COLUMN_ignored;
    }
}

/* What the cells of one column look like, in numbers of cells. */
struct looks {
    uint32_t filled;
    uint32_t dates;
    uint32_t clocks;
    uint32_t weekdays;
    uint32_t countries;
    uint32_t kinds;
    uint32_t statuses;
    uint32_t amounts; /* with a currency's sign or code */
    uint32_t counts;  /* whole numbers from 30 to 250,000 */
    uint64_t bytes;
};

static void look_at(struct looks *l, str cell)
{
    struct date_hint hint = {DAY_ORDER_guess, 0};
    enum day_kind kind;
    money amount = {0};
    l->filled++;
    l->bytes += cell.len;
    bool is_count = money_read(cell, STR("JPY"), &amount) == PROBLEM_none && amount.minor >= 30 &&
                    amount.minor <= 250000;
    bool is_amount = money_read(cell, STR(""), &amount) == PROBLEM_none && amount.currency.len;
    bool is_clock = date_read_clock(cell) >= 0 && str_find_char(cell, ':', 0) < cell.len;
    bool is_weekday = date_weekdays_named(cell) != 0; /* "FR" is a country as well */
    if (is_weekday) l->weekdays++;
    if (country_named(cell).len)
        l->countries++;
    else if (is_weekday)
        return;
    else if (date_read(cell, hint).days != DATE_NONE)
        l->dates++;
    else if (is_clock)
        l->clocks++;
    else if (is_amount)
        l->amounts++;
    else if (is_count)
        l->counts++;
    else if (wording_day(cell, false, &kind))
        l->kinds++;
    else if (wording_status(cell).len)
        l->statuses++;
}

static struct looks look(const struct import_source *s, uint32_t column)
{
    struct looks l = {0};
    for (uint32_t i = s->first_row; i < s->table.row_count && i < s->first_row + SAMPLE_ROWS; i++) {
        str cell = cell_at(&s->table.rows[i], column);
        if (!wording_is_blank(cell)) look_at(&l, cell);
    }
    return l;
}

static bool is_taken(const struct import_source *s, enum column c)
{
    for (uint32_t i = 0; i < s->table.column_count; i++)
        if (s->meanings[i] == c) return true;
    return false;
}

/* The first of the meanings, ended by ignored, that no column has yet. */
static enum column first_free(const struct import_source *s, const enum column *wanted)
{
    while (*wanted != COLUMN_ignored && is_taken(s, *wanted)) wanted++;
    return *wanted;
}

static enum column meaning_of_looks(const struct import_source *s, const struct looks *l)
{
    static const enum column clocks[] = {COLUMN_doors, COLUMN_start, COLUMN_curfew, COLUMN_ignored};
    const struct {
        uint32_t count;
        enum column wanted[4];
    } likely[] = {
        {l->dates, {COLUMN_date, COLUMN_ignored}},
        {l->weekdays, {COLUMN_weekday, COLUMN_ignored}},
        {l->clocks, {clocks[0], clocks[1], clocks[2], clocks[3]}},
        {l->countries, {COLUMN_country, COLUMN_ignored}},
        {l->amounts, {COLUMN_guarantee, COLUMN_ignored}},
        {l->counts, {COLUMN_capacity, COLUMN_ignored}},
        {l->kinds, {COLUMN_kind, COLUMN_ignored}},
        {l->statuses, {COLUMN_status, COLUMN_ignored}},
    };
    for (size_t i = 0; i < sizeof likely / sizeof likely[0]; i++)
        if (l->filled && likely[i].count * 10 >= l->filled * 6)
            return first_free(s, likely[i].wanted);
    return COLUMN_ignored;
}

/* Of the text columns left in a table without a header, the first two are city and venue, the
 * shorter texts the city's. */
static void guess_places(struct import_source *s, const struct looks *all)
{
    uint32_t found[2], count = 0;
    for (uint32_t i = 0; i < s->table.column_count && count < 2; i++)
        if (s->meanings[i] == COLUMN_ignored && all[i].filled && !all[i].dates && !all[i].amounts)
            found[count++] = i;
    if (count == 0) return;
    if (count == 1) {
        s->meanings[found[0]] = COLUMN_venue;
        return;
    }
    const struct looks *a = &all[found[0]], *b = &all[found[1]];
    bool is_first_city = a->bytes * b->filled <= b->bytes * a->filled;
    s->meanings[found[0]] = is_first_city ? COLUMN_city : COLUMN_venue;
    s->meanings[found[1]] = is_first_city ? COLUMN_venue : COLUMN_city;
}

/* A column headed "Show" holds its name or its time. */
static void tell_name_from_time(struct import_source *s)
{
    for (uint32_t i = 0; i < s->table.column_count; i++) {
        if (s->meanings[i] != COLUMN_title) continue;
        struct looks l = look(s, i);
        if (!l.filled || l.clocks * 10 < l.filled * 6) continue;
        s->meanings[i] = is_taken(s, COLUMN_start) ? COLUMN_ignored : COLUMN_start;
    }
}

/* Columns whose header says nothing are judged by what is in them; with a header only the date is
 * looked for, so that a column that its owner named otherwise is not taken for something. */
static void guess_by_content(struct import_source *s)
{
    bool has_header = s->header_row < s->table.row_count;
    struct looks all[CSV_COLUMNS_MAX];
    uint32_t clock_columns = 0;
    if (has_header && is_taken(s, COLUMN_date)) return;
    for (uint32_t i = 0; i < s->table.column_count; i++) {
        all[i] = look(s, i);
        clock_columns += all[i].clocks * 10 >= all[i].filled * 6 && all[i].filled;
    }
    for (uint32_t i = 0; i < s->table.column_count; i++) {
        bool is_day = s->meanings[i] == COLUMN_weekday; /* "Day" heads dates as well as weekdays */
        if (s->meanings[i] != COLUMN_ignored && !is_day) continue;
        enum column c = meaning_of_looks(s, &all[i]);
        if (c == COLUMN_doors && clock_columns == 1) c = COLUMN_start;
        if (!has_header || c == COLUMN_date) s->meanings[i] = c;
    }
    if (!has_header) guess_places(s, all);
}

status import_open(str bytes, struct arena *a, struct import_source *out)
{
    str text;
    *out = (struct import_source){.format = FORMAT_table};
    if (!bytes.len) return S_INVALID;
    if (bytes.len > CSV_BYTES_MAX) return S_OVER_LIMIT;
    status s = text_decode(bytes, a, &out->encoding, &text);
    if (s) return s;
    if (!text.len) return S_INVALID;
    if (ical_is_calendar(text)) {
        out->format = FORMAT_ical;
        return ical_parse(text, a, &out->ical);
    }
    s = csv_parse(text, a, &out->table);
    if (s) return s;
    if (!out->table.row_count) return S_INVALID;
    out->header_row = find_header(&out->table);
    bool has_header = out->header_row < out->table.row_count;
    out->first_row = has_header ? out->header_row + 1 : 0;
    if (has_header) guess_by_header(out);
    tell_name_from_time(out);
    guess_by_content(out);
    return S_OK;
}
