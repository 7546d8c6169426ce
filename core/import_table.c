/* Planning the import of a table: each row's cells read by what their columns mean. */
#include "country.h"
#include "import_plan.h"
#include "money.h"
#include "wording.h"

enum { DATE_BYTES_MAX = 64 };

/* The table with its meanings settled. */
struct sheet {
    const struct csv *table;
    const struct csv_row *header; /* NULL: none */
    const struct csv_row *row;    /* being read */
    enum column meanings[CSV_COLUMNS_MAX];
    str header_currency; /* "Guarantee (EUR)" */
    bool has_status;
};

static str cell_at(const struct csv_row *row, uint32_t column)
{
    return column < row->count ? row->cells[column] : STR("");
}

/* The row's cell for a meaning; placeholders read as empty. */
static str cell_of(const struct sheet *s, enum column c)
{
    for (uint32_t i = 0; i < s->table->column_count; i++) {
        if (s->meanings[i] != c) continue;
        str cell = cell_at(s->row, i);
        return wording_is_blank(cell) ? STR("") : cell;
    }
    return STR("");
}

static bool has_column(const struct sheet *s, enum column c)
{
    for (uint32_t i = 0; i < s->table->column_count; i++)
        if (s->meanings[i] == c) return true;
    return false;
}

/* The currency that stands in a header, by code or sign. */
static str currency_in(str header)
{
    money m;
    for (size_t i = 0; i + 3 <= header.len; i++) {
        str code = money_currency(str_slice(header, i, i + 3));
        bool is_code = str_equal(code, str_slice(header, i, i + 3));
        bool is_word =
            (i == 0 || header.data[i - 1] == ' ' || header.data[i - 1] == '(') &&
            (i + 3 == header.len || header.data[i + 3] == ')' || header.data[i + 3] == ' ');
        if (code.len && is_code && is_word) return code;
    }
    if (str_find(header, STR("€")) < header.len) return money_currency(STR("EUR"));
    if (str_find(header, STR("£")) < header.len) return money_currency(STR("GBP"));
    return money_read(header, STR(""), &m) == PROBLEM_none ? m.currency : STR("");
}

static void settle(struct sheet *s, const struct import_source *source,
                   const struct import_options *options)
{
    *s = (struct sheet){.table = &source->table, .header_currency = STR("")};
    if (source->header_row < source->table.row_count)
        s->header = &source->table.rows[source->header_row];
    for (uint32_t i = 0; i < source->table.column_count; i++) {
        s->meanings[i] = options->meanings ? options->meanings[i] : source->meanings[i];
        if (s->header && s->meanings[i] == COLUMN_guarantee)
            s->header_currency = currency_in(cell_at(s->header, i));
    }
    s->has_status = has_column(s, COLUMN_status);
}

/* The date's text, with the weekday of its own column before it when it names none itself. */
static str date_text(const struct sheet *s, char *memory, size_t size)
{
    str date = cell_of(s, COLUMN_date), weekday = cell_of(s, COLUMN_weekday);
    if (!date.len || !date_weekdays_named(weekday)) return date;
    if (date.data[0] < '0' || date.data[0] > '9') return date;
    struct buf b;
    buf_init(&b, memory, size);
    buf_add(&b, weekday);
    buf_add_char(&b, ' ');
    buf_add(&b, date);
    return b.is_full ? date : buf_str(&b);
}

/* How the dates of the column behave when open ones are read day first or month first. */
struct evidence {
    uint32_t day_first;
    uint32_t month_first;
    uint32_t open;
    uint32_t rising[2]; /* neighbours that do not go back, by day first and by month first */
};

static struct evidence gather(struct sheet *s, const struct import_source *source, int32_t today)
{
    static const enum day_order orders[2] = {DAY_ORDER_dmy, DAY_ORDER_mdy};
    struct evidence e = {0};
    int32_t last[2] = {DATE_NONE, DATE_NONE};
    for (uint32_t i = source->first_row; i < source->table.row_count; i++) {
        char memory[DATE_BYTES_MAX];
        s->row = &source->table.rows[i];
        str text = date_text(s, memory, sizeof memory);
        struct date_read read = date_read(text, (struct date_hint){DAY_ORDER_guess, today});
        e.day_first += read.is_day_first;
        e.month_first += read.is_month_first;
        e.open += read.is_order_open;
        for (int o = 0; o < 2; o++) {
            read = date_read(text, (struct date_hint){orders[o], today});
            if (read.days == DATE_NONE) continue;
            e.rising[o] += last[o] <= read.days;
            if (read.problem == PROBLEM_wrong_weekday && e.rising[o]) e.rising[o]--;
            last[o] = read.days;
        }
    }
    return e;
}

/* The order that the column's own dates speak for; guess when they speak for both. */
static enum day_order find_order(const struct evidence *e, bool *is_sure)
{
    *is_sure = true;
    if (e->month_first && e->day_first) return *is_sure = false, DAY_ORDER_guess;
    if (e->month_first) return DAY_ORDER_mdy;
    if (e->day_first || !e->open) return DAY_ORDER_dmy;
    *is_sure = e->rising[0] != e->rising[1];
    return e->rising[1] > e->rising[0] ? DAY_ORDER_mdy : DAY_ORDER_dmy;
}

static void read_day(struct planner *p, const struct sheet *s, bool is_order_sure)
{
    char memory[DATE_BYTES_MAX];
    struct import_record *r = &p->records[p->record_count - 1];
    struct date_hint hint = {p->day_order, p->options->today};
    str cell = cell_of(s, COLUMN_date);
    if (!cell.len) {
        planner_refuse(p, COLUMN_date, PROBLEM_missing, cell);
        return;
    }
    struct date_read read = date_read(date_text(s, memory, sizeof memory), hint);
    if (read.days == DATE_NONE) read = date_read(cell, hint);
    if (read.days == DATE_NONE) {
        planner_refuse(p, COLUMN_date, read.problem, cell);
        return;
    }
    r->date = read.days;
    if (read.problem) planner_warn(p, COLUMN_date, read.problem, cell);
    if (read.is_order_open && !is_order_sure)
        planner_warn(p, COLUMN_date, PROBLEM_guessed_order, cell);
    /* midnight behind a date is a spreadsheet's way to write none */
    if (read.clock > 0 && !cell_of(s, COLUMN_start).len) {
        r->start_minute = read.clock;
        if (read.clock < p->boundary_minutes) {
            planner_warn(p, COLUMN_start, PROBLEM_after_midnight, cell);
            r->date--;
            r->start_minute += MINUTES_A_DAY;
        }
    }
}

/* Index of a dash or word that parts "20:00 - 21:30", and its length; 0 when there is none. */
static size_t find_range(str s, size_t *len)
{
    static const char *const signs[] = {"-",     "\xe2\x80\x93", "\xe2\x80\x94", " to ",
                                        " bis ", " until ",      " a "};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t at = str_find(s, str_from(signs[i]));
        *len = str_from(signs[i]).len;
        if (at > 0 && at + *len < s.len) return at;
    }
    return 0;
}

/* One time; a range gives its second time to `end`. What cannot be read goes to the notes. */
static void read_clock(struct planner *p, const struct sheet *s, enum column c, int32_t *out,
                       int32_t *end)
{
    size_t len;
    str cell = cell_of(s, c);
    if (!cell.len) return;
    int32_t minute = date_read_clock(cell);
    size_t at = minute < 0 ? find_range(cell, &len) : 0;
    if (at) {
        minute = date_read_clock(str_slice(cell, 0, at));
        int32_t second = date_read_clock(str_slice(cell, at + len, cell.len));
        if (second < 0)
            minute = -1;
        else if (minute >= 0 && end && *end < 0)
            *end = planner_clock(p, COLUMN_end, second, cell);
    }
    if (minute < 0) {
        planner_warn(p, c, PROBLEM_bad_clock, cell);
        planner_note(p, str_from(import_column_words(c)), cell);
        return;
    }
    *out = planner_clock(p, c, minute, cell);
}

static void read_times(struct planner *p, const struct sheet *s)
{
    struct import_record *r = &p->records[p->record_count - 1];
    read_clock(p, s, COLUMN_doors, &r->doors_minute, NULL);
    read_clock(p, s, COLUMN_end, &r->end_minute, NULL);
    read_clock(p, s, COLUMN_start, &r->start_minute, &r->end_minute);
    read_clock(p, s, COLUMN_curfew, &r->curfew_minute, NULL);
}

/* Cuts ", Tail" off the text when the tail is acceptable. */
static str cut_tail(str *text, bool (*accepts)(str))
{
    size_t comma = text->len;
    for (size_t i = 0; i < text->len; i++)
        if (text->data[i] == ',' || text->data[i] == '/') comma = i;
    if (comma == text->len) return STR("");
    str tail = str_trim(str_slice(*text, comma + 1, text->len));
    if (!tail.len || !accepts(tail)) return STR("");
    *text = str_trim(str_slice(*text, 0, comma));
    return tail;
}

static bool is_country(str s)
{
    return country_named(s).len > 0;
}

static bool is_anything(str s)
{
    return s.len > 0;
}

static void read_place(struct planner *p, const struct sheet *s)
{
    struct import_record *r = &p->records[p->record_count - 1];
    r->title = cell_of(s, COLUMN_title);
    r->venue = cell_of(s, COLUMN_venue);
    r->address = cell_of(s, COLUMN_address);
    r->city = cell_of(s, COLUMN_city);
    str country = cell_of(s, COLUMN_country);
    if (!country.len) country = cut_tail(&r->city, is_country);
    if (!has_column(s, COLUMN_city)) {
        if (!country.len) country = cut_tail(&r->venue, is_country);
        r->city = cut_tail(&r->venue, is_anything);
    }
    r->country = country_named(country);
    if (!country.len || r->country.len) return;
    planner_warn(p, COLUMN_country, PROBLEM_unknown_country, country);
    planner_note(p, str_from(import_column_words(COLUMN_country)), country);
}

/* The number in "ca. 1.200 cap"; -1 when there is not exactly one. */
static int64_t read_count(str cell)
{
    size_t from = 0, to = cell.len;
    money m;
    while (from < to && (cell.data[from] < '0' || cell.data[from] > '9')) from++;
    while (to > from && (cell.data[to - 1] < '0' || cell.data[to - 1] > '9')) to--;
    if (money_read(str_slice(cell, from, to), STR("JPY"), &m)) return -1;
    return m.minor <= 10000000 ? m.minor : -1;
}

static void read_capacity(struct planner *p, const struct sheet *s)
{
    struct import_record *r = &p->records[p->record_count - 1];
    str cell = cell_of(s, COLUMN_capacity);
    if (!cell.len) {
        if (r->kind == DAY_show && has_column(s, COLUMN_capacity))
            planner_warn(p, COLUMN_capacity, PROBLEM_missing, cell);
        return;
    }
    r->capacity = (int32_t)read_count(cell);
    if (r->capacity >= 0) return;
    planner_warn(p, COLUMN_capacity, PROBLEM_bad_number, cell);
    planner_note(p, str_from(import_column_words(COLUMN_capacity)), cell);
}

static str row_currency(struct planner *p, const struct sheet *s)
{
    str cell = cell_of(s, COLUMN_currency);
    str currency = money_currency(cell);
    money m;
    char memory[16];
    if (cell.len && !currency.len && cell.len < 8) { /* a sign: read it off an amount */
        struct buf b;
        buf_init(&b, memory, sizeof memory);
        buf_add(&b, STR("1 "));
        buf_add(&b, cell);
        if (money_read(buf_str(&b), STR(""), &m) == PROBLEM_none) currency = m.currency;
    }
    if (cell.len && !currency.len) planner_warn(p, COLUMN_currency, PROBLEM_bad_currency, cell);
    if (currency.len) return currency;
    return s->header_currency.len ? s->header_currency : money_currency(p->options->currency);
}

static void read_guarantee(struct planner *p, const struct sheet *s)
{
    struct import_record *r = &p->records[p->record_count - 1];
    str cell = cell_of(s, COLUMN_guarantee);
    money m;
    if (!cell.len) return;
    str currency = row_currency(p, s);
    enum problem problem = money_read(cell, currency, &m);
    if (!problem && !m.currency.len) problem = PROBLEM_bad_currency;
    if (!problem && m.minor < 0) problem = PROBLEM_too_small;
    if (problem) {
        planner_warn(p, COLUMN_guarantee, problem, cell);
        planner_note(p, str_from(import_column_words(COLUMN_guarantee)), cell);
        return;
    }
    if (currency.len && cell_of(s, COLUMN_currency).len && !str_equal(currency, m.currency))
        planner_warn(p, COLUMN_guarantee, PROBLEM_two_currencies, cell);
    r->has_guarantee = true;
    r->guarantee_minor = m.minor;
    r->currency = m.currency;
}

/* The kind of day: its own column says it, else a word that stands where the place would. */
static void read_kind(struct planner *p, const struct sheet *s)
{
    static const enum column places[] = {COLUMN_title, COLUMN_venue, COLUMN_city, COLUMN_status};
    struct import_record *r = &p->records[p->record_count - 1];
    str cell = cell_of(s, COLUMN_kind);
    r->kind = DAY_show;
    if (wording_day(cell, true, &r->kind)) {
        if (wording_has(cell, STR("festival"))) r->billing = STR("festival");
        if (wording_has(cell, STR("support"))) r->billing = STR("support");
        if (wording_has(cell, STR("private"))) r->billing = STR("private");
        if (wording_has(cell, STR("showcase"))) r->billing = STR("showcase");
        return;
    }
    if (cell.len) planner_note(p, str_from(import_column_words(COLUMN_kind)), cell);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        enum day_kind kind;
        str place = cell_of(s, places[i]);
        if (!wording_day(place, true, &kind) || kind == DAY_show) continue;
        r->kind = kind;
        if (places[i] == COLUMN_venue) r->venue = STR("");
        if (places[i] == COLUMN_city) r->city = STR("");
        bool is_plain = wording_day(place, false, &kind); /* "OFF" alone makes no title */
        if (places[i] == COLUMN_title && is_plain)
            r->title = STR("");
        else if (places[i] != COLUMN_title && !r->title.len && !is_plain)
            r->title = place;
        return;
    }
    if (wording_has(r->title, STR("festival"))) r->billing = STR("festival");
}

static void read_status(struct planner *p, const struct sheet *s)
{
    struct import_record *r = &p->records[p->record_count - 1];
    str cell = cell_of(s, COLUMN_status);
    if (!s->has_status || r->kind != DAY_show) return;
    enum column c = COLUMN_status;
    for (uint32_t i = 0; i < s->table->column_count && !cell.len; i++)
        if (s->meanings[i] == c) cell = cell_at(s->row, i); /* "TBC" is a state, not a blank */
    r->status = cell.len ? wording_status(cell) : STR("idea");
    if (r->status.len) return;
    r->status = STR("idea");
    planner_warn(p, c, PROBLEM_unknown_status, cell);
    planner_note(p, str_from(import_column_words(c)), cell);
}

static void read_notes(struct planner *p, const struct sheet *s)
{
    for (uint32_t i = 0; i < s->table->column_count; i++)
        if (s->meanings[i] == COLUMN_notes) planner_note(p, STR(""), cell_at(s->row, i));
    bool is_told = false;
    for (uint32_t i = s->header ? s->header->count : s->row->count; i < s->row->count; i++) {
        if (!s->row->cells[i].len) continue;
        if (!is_told) planner_warn(p, COLUMN_ignored, PROBLEM_extra_cells, s->row->cells[i]);
        is_told = true;
        planner_note(p, STR(""), s->row->cells[i]);
    }
}

/* Headings between the rows, totals and the header repeated are not records. */
static bool is_heading(const struct planner *p, const struct sheet *s)
{
    uint32_t filled = 0, like_header = 0;
    const struct csv_row *row = s->row;
    for (uint32_t i = 0; i < row->count; i++) {
        filled += row->cells[i].len > 0;
        like_header +=
            s->header && row->cells[i].len && str_equal(row->cells[i], cell_at(s->header, i));
    }
    if (like_header == filled) return true;
    struct date_hint hint = {p->day_order, p->options->today};
    struct date_read read = date_read(cell_of(s, COLUMN_date), hint);
    bool is_dated = read.days != DATE_NONE || read.problem == PROBLEM_no_such_day;
    bool is_sum =
        wording_has(row->cells[0], STR("total")) || wording_has(row->cells[0], STR("summe"));
    return !is_dated && (filled <= 1 || is_sum);
}

void plan_table(struct planner *p, const struct import_source *source)
{
    struct sheet s;
    bool is_order_sure = true;
    settle(&s, source, p->options);
    if (p->day_order == DAY_ORDER_guess) {
        struct evidence e = gather(&s, source, p->options->today);
        p->day_order = find_order(&e, &is_order_sure);
    }
    for (uint32_t i = source->first_row; i < source->table.row_count && !p->is_full; i++) {
        s.row = &source->table.rows[i];
        if (is_heading(p, &s)) continue;
        planner_begin(p, s.row->line);
        read_day(p, &s, is_order_sure);
        read_place(p, &s);
        read_kind(p, &s);
        read_times(p, &s);
        read_capacity(p, &s);
        read_guarantee(p, &s);
        read_status(p, &s);
        read_notes(p, &s);
        planner_end(p);
    }
}
