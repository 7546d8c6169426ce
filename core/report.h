/* Reports: a tour's money and tickets as tables, from typed records, the same on server and phone.
 *
 *   entries (shows, settlements, expenses …)  →  report_make  →  sections of rows  →  JSON, CSV
 *
 * Whole minor units throughout. What is in another currency is converted by the rate that was
 * frozen with it, each amount by itself, rounded half to even; without such a rate it is left out
 * and named in `missing`, never guessed. A settlement is settled again from the text that was
 * signed, so that a report shows what the settlement shows. */
#ifndef OTA_CORE_REPORT_H
#define OTA_CORE_REPORT_H

#include "arena.h"
#include "buf.h"
#include "settlement.h"
#include "status.h"
#include "str.h"

/* What a report is made from. The members of an entry that each fills (the others are 0), beside
 * `show`, the number of its show from 1, 0: of none:
 *   show        date, text (its name); the n-th of them is show n
 *   guarantee   amount, currency: what was agreed
 *   settlement  text (its canonical text), choice (settlement_status), currency
 *   commission  text (payee), choice (commission_base), choice2 (commission_mode), count (timing),
 *               count2 (order), rate (10^-9), amount (less), currency, flags; in order of position
 *   expense     choice (expense_category), choice2 (payer), amount, currency, rate, count (of how
 *               many in the report's currency the amount is the sum; 0: of itself)
 *   per_diem    text (person), amount, currency, flags
 *   budget      choice (expense_category), choice2 (budget_kind), amount, currency
 *   income      amount, currency: what came in beside settlements
 *   tier        amount (price), currency, count (sold), count2 (comps), count3 (on sale)
 *   run         text (its canonical text), choice (settlement_status), currency; its show is the
 *               last one of its, 0 where that one, or more than a single show, is not asked for
 *   run_show    text (the run's name), count (its place in the run) and count2 (which run), from 1:
 *               the show counts as that run's text says, whatever settlement it has of its own
 * currencies are SETTLEMENT_CODE of three capital letters (of a commission 0 where nothing is
 * less), choices count from 0 in choice.def's order, dates are core/date.h's, `rate` of an expense
 * is what one of its currency is in the report's (10^-12; 0: none), texts count from 1. */
/* clang-format off */
#define REPORT_SOURCES(X) X(show) X(guarantee) X(settlement) X(commission) X(expense) X(per_diem) \
    X(budget) X(income) X(tier) X(run) X(run_show)
#define REPORT_ENTRY(X) X(source) X(show) X(date) X(text) X(choice) X(choice2) X(amount) \
    X(currency) X(rate) X(count) X(count2) X(count3) X(flags)
/* clang-format on */

enum report_source {
#define X(name) SOURCE_##name,
    REPORT_SOURCES(X)
#undef X
        SOURCE_COUNT
};
#define SOURCE_BIT(name) (UINT32_C(1) << SOURCE_##name)

struct report_entry {
#define X(name) int64_t name;
    REPORT_ENTRY(X)
#undef X
};

enum {
    COMMISSION_AFTER_PRIOR = 1, /* flags of a commission */
    COMMISSION_OF_DEAL = 2,     /* agreed in the deal: before all others */
    PER_DIEM_PAID = 1,          /* flags of a per diem */
    PER_DIEM_SIGNED = 2,
};

enum report_kind {
#define REPORT(report, slug, title, sources) REPORT_##report,
#include "report.def"
    REPORT_COUNT
};

enum report_column_kind {
    COLUMN_text,
    COLUMN_date,
    COLUMN_count,
    COLUMN_rate,
    COLUMN_money,
    COLUMN_own
};
enum report_tone { REPORT_ROW, REPORT_SUBTOTAL, REPORT_TOTAL };
enum { REPORT_SECTIONS_MAX = 2, REPORT_COLUMNS_MAX = 9, REPORT_ENTRIES_MAX = 200000 };

/* An empty cell. */
#define REPORT_NONE INT64_MIN

struct report_column {
    const char *name, *title;
    enum report_column_kind kind;
};

struct report_row {
    enum report_tone tone;
    int64_t currency;                  /* of cells of kind own */
    int64_t cells[REPORT_COLUMNS_MAX]; /* a text: what report_text reads; a rate: 10^-9 */
};

struct report_section {
    const char *name, *title;
    const struct report_column *columns;
    size_t column_count;
    struct report_row *rows;
    size_t row_count, row_size;
};

/* Amounts of a currency that no rate leads from. */
struct report_missing {
    int64_t currency, count;
};

struct report_input {
    enum report_kind report;
    int64_t currency; /* SETTLEMENT_CODE of the report's */
    const struct report_entry *entries;
    size_t entry_count;
    const str *texts;
    size_t text_count;
};

struct report {
    enum report_kind kind;
    int64_t currency;
    const str *texts;
    size_t text_count;
    struct report_section sections[REPORT_SECTIONS_MAX];
    size_t section_count;
    struct report_missing *missing;
    size_t missing_count, missing_size;
};

/* By its slug; REPORT_COUNT when there is none such. */
enum report_kind report_named(str slug);
const char *report_slug(enum report_kind kind);
const char *report_title(enum report_kind kind);
/* SOURCE_BITs of what it is made from. */
uint32_t report_sources(enum report_kind kind);

/* The rows live in `a`. S_INVALID: an entry that cannot be; S_OVER_LIMIT: too many, or no room. */
MUST_CHECK status report_make(const struct report_input *in, struct arena *a, struct report *out);

/* The text of a cell of kind text, such as a show's name or "Not of one show". */
str report_text(const struct report *r, int64_t cell);
/* A value of choice.def as people read it: "per_diem" becomes "Per diem". */
void report_write_text(const struct report *r, int64_t cell, struct buf *out);
/* Has it cells in the currency of their row? */
bool report_has_own(const struct report_section *s);
/* The three letters of a currency's number. */
void report_code(int64_t code, char letters[3]);

/* {"report","title","currency","sections":[{"name","title","columns":[{"name","title","kind"}],
 * "rows":[{"tone","currency"?,"cells":[…]}]}],"missing":[{"currency","count"}]}: amounts in minor
 * units, dates as YYYY-MM-DD, rates as decimals, null for an empty cell. */
void report_write_json(const struct report *r, struct buf *out);

/* RFC 4180 with CRLF, a header line per section, an empty line between. Amounts are decimals with a
 * column for the currency where rows differ in it. Texts that a spreadsheet would take for a
 * formula (= + - @, tab, carriage return) begin with an apostrophe, as OWASP has it; numbers stay
 * numbers. */
void report_write_csv(const struct report *r, struct buf *out);

#endif
