/* Planning an import: what every record must have, whatever kind of file it comes from. */
#include "import_plan.h"

#include <string.h>

#include "country.h"
#include "wording.h"

enum {
    TITLE_POINTS_MAX = 160,
    TEXT_POINTS_MAX = 4000,
    NOTES_POINTS_MAX = 20000,
    FOLD_BYTES_MAX = 160,
};

struct import_record *planner_begin(struct planner *p, uint32_t line)
{
    struct import_record *r = &p->records[p->record_count++];
    p->is_refused = false;
    *r = (struct import_record){
        .line = line,
        .duplicate_of = -1,
        .date = DATE_NONE,
        .doors_minute = -1,
        .start_minute = -1,
        .end_minute = -1,
        .curfew_minute = -1,
        .capacity = -1,
        .title = STR(""),
        .venue = STR(""),
        .address = STR(""),
        .city = STR(""),
        .country = STR(""),
        .zone = STR(""),
        .status = STR("confirmed"),
        .billing = STR("headline"),
        .notes = STR(""),
        .currency = STR(""),
        .first_problem = p->problem_count,
    };
    return r;
}

static struct import_record *current(struct planner *p)
{
    return &p->records[p->record_count - 1];
}

static void add_problem(struct planner *p, enum column c, enum problem problem, bool is_error,
                        str value)
{
    struct import_record *r = current(p);
    if (!is_error && p->warning_count >= p->record_count * WARNINGS_A_RECORD) return;
    if (is_error)
        p->is_refused = true;
    else
        p->warning_count++;
    r->problem_count++;
    p->problems[p->problem_count++] = (struct import_problem){
        .record = p->record_count - 1,
        .column = c,
        .problem = problem,
        .is_error = is_error,
        .value = value,
    };
}

void planner_warn(struct planner *p, enum column c, enum problem problem, str value)
{
    add_problem(p, c, problem, false, value);
}

void planner_refuse(struct planner *p, enum column c, enum problem problem, str value)
{
    add_problem(p, c, problem, true, value);
}

void planner_note(struct planner *p, str label, str text)
{
    struct import_record *r = current(p);
    if (!text.len) return;
    size_t size = r->notes.len + label.len + text.len + 3;
    char *memory = arena_take(p->arena, size);
    if (!memory) {
        p->is_full = true;
        return;
    }
    struct buf b;
    buf_init(&b, memory, size);
    buf_add(&b, r->notes);
    if (r->notes.len) buf_add_char(&b, '\n');
    buf_add(&b, label);
    if (label.len) buf_add(&b, STR(": "));
    buf_add(&b, text);
    r->notes = buf_str(&b);
}

int32_t planner_clock(struct planner *p, enum column c, int32_t minute, str value)
{
    if (minute < 0 || minute >= p->boundary_minutes) return minute;
    planner_warn(p, c, PROBLEM_after_midnight, value);
    return minute + MINUTES_A_DAY;
}

/* Cuts a text to the characters that its field may have. */
static void limit(struct planner *p, enum column c, str *s, size_t points_max)
{
    size_t points = 0, i = 0;
    for (; i < s->len; i++) {
        if (((unsigned char)s->data[i] & 0xc0) == 0x80) continue;
        if (points++ == points_max) break;
    }
    if (i == s->len) return;
    planner_warn(p, c, PROBLEM_cut, str_slice(*s, 0, 40));
    *s = str_trim(str_slice(*s, 0, i));
}

static void limit_texts(struct planner *p, struct import_record *r)
{
    limit(p, COLUMN_title, &r->title, TITLE_POINTS_MAX);
    limit(p, COLUMN_venue, &r->venue, TITLE_POINTS_MAX);
    limit(p, COLUMN_address, &r->address, TEXT_POINTS_MAX);
    limit(p, COLUMN_city, &r->city, TEXT_POINTS_MAX);
    limit(p, COLUMN_notes, &r->notes, NOTES_POINTS_MAX);
}

static str default_title(const struct import_record *r)
{
    switch (r->kind) {
    case DAY_show: return r->venue.len ? r->venue : r->city;
    case DAY_travel: return STR("Travel day");
    case DAY_off: return STR("Day off");
    case DAY_rehearsal: return STR("Rehearsal");
    case DAY_promo: return STR("Promo");
    case DAY_press: return STR("Press");
    case DAY_COUNT: break;
    }
    return STR("");
}

static bool is_same(str a, str b)
{
    char one[FOLD_BYTES_MAX], other[FOLD_BYTES_MAX];
    return str_equal(text_fold(a, one, sizeof one), text_fold(b, other, sizeof other));
}

/* FNV-1a over the folded text and a byte that ends it. */
static uint64_t add_to_key(uint64_t key, str text)
{
    char memory[FOLD_BYTES_MAX];
    str folded = text_fold(text, memory, sizeof memory);
    for (size_t i = 0; i < folded.len; i++)
        key = (key ^ (uint8_t)folded.data[i]) * UINT64_C(0x100000001b3);
    return (key ^ 0xff) * UINT64_C(0x100000001b3);
}

/* Two rows of one day repeat one another when kind, place and title agree. */
static uint64_t key_of(const struct import_record *r)
{
    uint64_t key = UINT64_C(0xcbf29ce484222325) ^ r->kind;
    key = add_to_key(key, r->venue);
    key = add_to_key(key, r->city);
    return add_to_key(key, r->title);
}

static bool is_existing(const struct import_record *r, const struct import_existing *e)
{
    if (r->date != e->date) return false;
    if (r->kind != DAY_show) return is_same(r->title, e->title);
    if (r->venue.len && e->venue.len) return is_same(r->venue, e->venue);
    if (r->city.len && e->city.len && is_same(r->city, e->city)) return true;
    return is_same(r->title, e->title);
}

/* Returns true when the record would be there twice. */
static bool find_doubles(struct planner *p, struct import_record *r)
{
    uint32_t last = p->record_count - 1;
    p->keys[last] = key_of(r);
    for (uint32_t i = 0; i < last && r->date != DATE_NONE; i++) {
        if (p->keys[i] != p->keys[last] || p->records[i].date != r->date) continue;
        planner_warn(p, COLUMN_ignored, PROBLEM_duplicate, r->title);
        r->duplicate_of = (int32_t)i;
        return true;
    }
    for (uint32_t i = 0; i < p->options->existing_count; i++) {
        if (!is_existing(r, &p->options->existing[i])) continue;
        planner_warn(p, COLUMN_ignored, PROBLEM_already_there, r->title);
        return true;
    }
    return false;
}

static void check_same_day(struct planner *p, struct import_record *r)
{
    if (r->kind != DAY_show || r->date == DATE_NONE) return;
    for (uint32_t i = 0; i + 1 < p->record_count; i++) {
        const struct import_record *earlier = &p->records[i];
        if (earlier->date != r->date || earlier->kind != DAY_show) continue;
        planner_warn(p, COLUMN_date, PROBLEM_same_day, earlier->title);
        return;
    }
}

static void check_order(struct planner *p, const struct import_record *r)
{
    const struct {
        enum column column;
        int32_t minute;
    } times[] = {{COLUMN_doors, r->doors_minute},
                 {COLUMN_start, r->start_minute},
                 {COLUMN_end, r->end_minute},
                 {COLUMN_curfew, r->curfew_minute}};
    int32_t latest = -1;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        if (times[i].minute < 0) continue;
        if (times[i].minute < latest)
            planner_warn(p, times[i].column, PROBLEM_out_of_order, STR(""));
        latest = times[i].minute > latest ? times[i].minute : latest;
    }
}

void planner_end(struct planner *p)
{
    struct import_record *r = current(p);
    bool is_nameless = !r->title.len;
    if (is_nameless) r->title = default_title(r);
    if (!r->title.len) planner_refuse(p, COLUMN_venue, PROBLEM_missing, STR(""));
    if (!r->zone.len) r->zone = country_zone(r->country);
    limit_texts(p, r);
    check_order(p, r);
    bool is_double = find_doubles(p, r);
    if (!is_double) check_same_day(p, r);
    r->is_ready = !is_double && !p->is_refused && r->date != DATE_NONE;
}

status import_plan(const struct import_source *source, const struct import_options *options,
                   struct arena *a, struct import_plan *out)
{
    uint32_t count =
        source->format == FORMAT_ical ? source->ical.event_count : source->table.row_count;
    struct planner p = {
        .options = options,
        .arena = a,
        .records = arena_take_array(a, (size_t)count + 1, sizeof *p.records),
        .keys = arena_take_array(a, (size_t)count + 1, sizeof *p.keys),
        .boundary_minutes =
            options->boundary_minutes ? options->boundary_minutes : DEFAULT_BOUNDARY,
        .day_order = options->day_order,
    };
    size_t problem_max = ((size_t)count + 1) * (WARNINGS_A_RECORD + ERRORS_A_RECORD_MAX);
    p.problems = arena_take_array(a, problem_max, sizeof *p.problems);
    if (!p.records || !p.keys || !p.problems) return S_OVER_LIMIT;
    if (source->format == FORMAT_ical)
        plan_calendar(&p, source);
    else
        plan_table(&p, source);
    if (p.is_full) return S_OVER_LIMIT;
    *out = (struct import_plan){
        .records = p.records,
        .record_count = p.record_count,
        .problems = p.problems,
        .problem_count = p.problem_count,
        .day_order = p.day_order,
    };
    for (uint32_t i = 0; i < p.record_count; i++) out->ready_count += p.records[i].is_ready;
    return S_OK;
}
