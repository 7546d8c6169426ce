/* Reads a report's rows, statement by statement, and numbers their texts, dates and choices. */
#include "server/reports/source.h"

#include <string.h>

#include "core/schema.h"
#include "server/db/query.h"

enum { PARAMS = 4, TEXTS_FIRST = 256, TEXTS_MAX = 100000 };
enum {
    SHOW,
    DATE,
    TEXT,
    CHOICE,
    CHOICE2,
    AMOUNT,
    CURRENCY,
    RATE,
    COUNT,
    COUNT2,
    COUNT3,
    FLAGS,
    KEY
};

#define WITH                                                                                       \
    "with tour as (select t.organization_id, t.id, t.currency from public.tours t"                 \
    " where t.id = $1::uuid),"                                                                     \
    " base as (select coalesce(t.currency, o.default_currency) as currency from tour t"            \
    " join public.organizations o on o.id = t.organization_id),"                                   \
    " s as (select row_number() over (order by x.date, x.id) as n, x.id, x.organization_id,"       \
    " x.date, coalesce(x.city, x.title) as name from public.shows x"                               \
    " where x.organization_id = (select organization_id from tour) and x.tour_id = $1::uuid"       \
    " and x.status not in ('idea', 'held', 'released')"                                            \
    " and ($2::uuid is null or x.id = $2::uuid) and ($3::date is null or x.date >= $3::date)"      \
    " and ($4::date is null or x.date <= $4::date)),"                                              \
    " d as (select distinct on (a.show_id) a.* from public.deals a join s"                         \
    " on s.organization_id = a.organization_id and s.id = a.show_id"                               \
    " where a.status not in ('declined', 'expired', 'withdrawn')"                                  \
    " order by a.show_id, (a.status = 'accepted') desc, a.version desc, a.id desc) "

static const char about[] =
    "select t.name, t.artist, o.name, coalesce(t.currency, o.default_currency), o.locale,"
    " set_config('jit', 'off', true)" /* compiling takes longer than any of these reads */
    " from public.tours t join public.organizations o on o.id = t.organization_id"
    " where t.id = $1::uuid";
static const char may_read[] = "select organization_id = any (auth.organizations($2, 'read'))"
                               " from public.tours where id = $1::uuid";

/* What each source reads, and with which right. */
static const struct {
    const char *sql, *right;
} sources[SOURCE_COUNT] = {
#define SOURCE(name, resource, sql) [SOURCE_##name] = {WITH sql, #resource},
#include "server/reports/source.def"
#undef SOURCE
};

struct reading {
    struct arena *arena;
    struct source_rows *out;
    struct report_entry *entries;
    size_t count, size;
    str *texts;
    size_t text_count, text_size;
    str params[PARAMS];
    str key; /* of the text that came last */
};

static int64_t number(str text)
{
    int64_t value = 0;
    return text.data && str_to_i64(text, &value) ? value : 0;
}

static int64_t code_of(str text)
{
    return text.len == 3 ? SETTLEMENT_CODE(text.data[0], text.data[1], text.data[2]) : 0;
}

/* The value's place in its choice; −1 for what is none of it. */
static int64_t place_of(enum choice choice, str value)
{
    str rest = schema_choice_values(choice), one;
    for (int64_t n = 0; str_cut(&rest, '|', &one); n++)
        if (str_equal(one, value)) return n;
    return -1;
}

static bool grow(struct arena *a, void **list, size_t count, size_t *size, size_t one, size_t max)
{
    if (count < *size) return true;
    size_t wanted = *size ? *size * 2 : TEXTS_FIRST;
    void *more = count >= max ? NULL : arena_take_array(a, wanted, one);
    if (!more) return false;
    if (count) memcpy(more, *list, count * one);
    *list = more;
    *size = wanted;
    return true;
}

/* The number of a text: of a payee the one that it has, of others a new one unless the
 * key is that of the row before; 0 when there is no room. */
static int64_t text_number(struct reading *r, enum report_source source, str text, str key)
{
    if (source == SOURCE_commission)
        for (size_t i = 0; i < r->text_count; i++)
            if (str_equal(r->texts[i], text)) return (int64_t)i + 1;
    if (key.data && r->key.data && str_equal(key, r->key)) return (int64_t)r->text_count;
    void *texts = r->texts;
    char *copy = arena_copy(r->arena, text);
    r->key = (str){key.data ? arena_copy(r->arena, key) : NULL, key.len};
    if (!copy || !grow(r->arena, &texts, r->text_count, &r->text_size, sizeof *r->texts, TEXTS_MAX))
        return 0;
    r->texts = texts;
    r->texts[r->text_count++] = (str){copy, text.len};
    return (int64_t)r->text_count;
}

/* The entry with each of its amounts; with none it has none. */
static status add_entries(struct reading *r, struct report_entry e, str amounts)
{
    str one;
    do {
        void *entries = r->entries;
        if (!grow(r->arena, &entries, r->count, &r->size, sizeof e, REPORT_ENTRIES_MAX))
            return S_OVER_LIMIT;
        e.amount = str_cut(&amounts, ' ', &one) ? number(one) : 0;
        r->entries = entries;
        r->entries[r->count++] = e;
    } while (amounts.len);
    return S_OK;
}

static status take_row(struct reading *r, enum report_source source, const struct db_result *rows,
                       size_t i)
{
    static const enum choice choices[SOURCE_COUNT] = {[SOURCE_settlement] =
                                                          CHOICE_settlement_status,
                                                      [SOURCE_commission] = CHOICE_commission_base,
                                                      [SOURCE_run] = CHOICE_settlement_status,
                                                      [SOURCE_expense] = CHOICE_expense_category,
                                                      [SOURCE_budget] = CHOICE_expense_category};
    static const enum choice choices2[SOURCE_COUNT] = {[SOURCE_commission] = CHOICE_commission_mode,
                                                       [SOURCE_expense] = CHOICE_payer,
                                                       [SOURCE_budget] = CHOICE_budget_kind};
    struct report_entry e = {.source = source};
    str text = db_value(rows, i, TEXT), timing = db_value(rows, i, COUNT);
    e.show = number(db_value(rows, i, SHOW));
    e.date = number(db_value(rows, i, DATE));
    if (choices[source]) e.choice = place_of(choices[source], db_value(rows, i, CHOICE));
    if (choices2[source]) e.choice2 = place_of(choices2[source], db_value(rows, i, CHOICE2));
    e.currency = code_of(db_value(rows, i, CURRENCY));
    e.rate = number(db_value(rows, i, RATE));
    e.count = source == SOURCE_commission ? place_of(CHOICE_timing, timing) : number(timing);
    e.count2 = number(db_value(rows, i, COUNT2));
    e.count3 = number(db_value(rows, i, COUNT3));
    e.flags = number(db_value(rows, i, FLAGS));
    if (e.choice < 0 || e.choice2 < 0 || e.count < 0) return S_OK; /* no commission at all */
    if (text.data) {
        str key = db_column_count(rows) > KEY ? db_value(rows, i, KEY) : (str){NULL, 0};
        e.text = text_number(r, source, text, key);
        if (!e.text) return S_OVER_LIMIT;
    }
    return add_entries(r, e, db_value(rows, i, AMOUNT));
}

static status take_source(struct reading *r, struct conn *c, enum report_source source)
{
    const struct db_result *rows;
    str right[] = {r->params[0], str_from(sources[source].right)};
    status bad = conn_query(c, str_from(may_read), right, 2, &rows);
    if (bad) return bad;
    if (db_row_count(rows) != 1 || !str_equal(db_value(rows, 0, 0), STR("t"))) return S_NO_ACCESS;
    bad = conn_query(c, str_from(sources[source].sql), r->params, PARAMS, &rows);
    r->key = (str){NULL, 0};
    for (size_t i = 0; !bad && i < db_row_count(rows); i++) bad = take_row(r, source, rows, i);
    return bad;
}

static status read_about(struct reading *r, struct conn *c)
{
    const struct db_result *rows;
    status bad = conn_query(c, str_from(about), r->params, 1, &rows);
    if (bad) return bad;
    if (db_row_count(rows) != 1) return S_NOT_FOUND;
    str *const into[] = {&r->out->tour, &r->out->artist, &r->out->organization};
    for (size_t i = 0; i < sizeof into / sizeof into[0]; i++) {
        str value = db_value(rows, 0, i);
        *into[i] = (str){arena_copy(r->arena, value.data ? value : STR("")), value.len};
        if (!into[i]->data) return S_OVER_LIMIT;
    }
    r->out->input.currency = code_of(db_value(rows, 0, 3));
    r->out->style = paper_style_of(db_value(rows, 0, 4));
    return S_OK;
}

status source_read(struct conn *c, struct arena *a, enum report_kind report,
                   const struct source_scope *scope, struct source_rows *out)
{
    struct reading r = {
        .arena = a,
        .out = out,
        .params = {scope->tour_id, scope->show_id, scope->from, scope->to},
    };
    *out = (struct source_rows){0};
    status bad = read_about(&r, c);
    for (int s = 0; !bad && s < SOURCE_COUNT; s++)
        if (report_sources(report) & UINT32_C(1) << s)
            bad = take_source(&r, c, (enum report_source)s);
    out->input.report = report;
    out->input.entries = r.entries;
    out->input.entry_count = r.count;
    out->input.texts = r.texts;
    out->input.text_count = r.text_count;
    return bad;
}
