/* What the makers of single reports share; for core/report*.c only. */
#ifndef OTA_CORE_REPORT_MAKE_H
#define OTA_CORE_REPORT_MAKE_H

#include "report.h"
#include "schema.h"
#include "settlement_run.h"

enum { REPORT_CATEGORIES = 10, REPORT_PAYERS = 5, REPORT_CATEGORY_PER_DIEM = 7 };

enum report_word {
#define WORD(name, text) WORD_##name,
#include "report_word.def"
#undef WORD
    WORD_COUNT
};

/* Cells of kind text: the caller's text n (from 1), a word, or a value of a choice. */
enum { TEXT_CALLERS, TEXT_WORD, TEXT_CHOICES };
#define TEXT_CELL(kind, n)    ((int64_t)(kind) << 32 | (int64_t)(n))
#define WORD_CELL(name)       TEXT_CELL(TEXT_WORD, WORD_##name)
#define CHOICE_CELL(which, n) TEXT_CELL(TEXT_CHOICES + CHOICE_##which, n)

/* What one show brought and cost; number 0: of no show. */
struct report_show {
    const struct report_entry *entry;
    const struct report_entry *part;       /* of which run it is one; NULL: of none */
    const struct report_entry *settlement; /* its last; NULL: none */
    int64_t guarantee, take, merch, other, withheld, commissions, costs;
    int64_t sold, comps, allotment; /* tickets */
};

/* Where one settlement is settled again. */
struct report_work {
    struct settlement_input in;
    struct settlement_result out;
    int64_t payees[8]; /* texts, by commission */
    char scratch[65536];
};

/* Where one run is settled again. */
struct report_run {
    const struct report_entry *entry;
    bool is_sound;
    struct settlement_run run;
    struct settlement_input shows[SETTLEMENT_RUN_SHOWS_MAX];
    struct settlement_result out;
    char scratch[SETTLEMENT_RUN_TEXT_MAX];
};

struct making {
    const struct report_input *in;
    struct arena *arena;
    struct report *out;
    struct report_show *shows; /* show_count + 1 */
    size_t show_count;
    uint32_t *commissions; /* which entries are some */
    size_t commission_count;
    struct report_show *runs; /* what settling its shows together changed */
    size_t run_count;
    struct report_work *work;
    struct report_run *run;
    struct report_row spare; /* written where there is no room */
    bool is_full;
};

/* Sections and columns as report.def has them, without rows. */
void report_begin(enum report_kind kind, struct report *out);
/* A row of empty cells at the section's end; valid until the next one. */
struct report_row *report_add_row(struct making *m, size_t section, enum report_tone tone);
/* A show's day and name; 0: "Not of one show", without a day. */
void report_name_show(const struct making *m, int64_t show, int64_t *date, int64_t *text);
/* Saturates. */
int64_t report_add(int64_t a, int64_t b);
/* In the report's currency; false, 0 and named as missing without a rate. */
bool report_convert(struct making *m, int64_t amount, int64_t currency, int64_t rate, int64_t *out);
/* Settles again the entry's settlement into m->work, with the commissions of the rows; false: what
 * was signed cannot be read. */
bool report_settle(struct making *m, const struct report_entry *e);
/* Settles what is in m->work, with the show's commissions. */
bool report_settle_again(struct making *m, int64_t show);
/* The same for the show: as the run's text has it, else as its own settlement. `from` is the entry
 * that says so, NULL: there is none. */
bool report_settle_show(struct making *m, int64_t show, const struct report_entry **from);
/* The run_show entry of a show whose run can be read; its run is in m->run then. */
const struct report_entry *report_part_of(struct making *m, int64_t show);
/* Puts the run's own result into m->work, with its currency and rates. */
bool report_settle_run(struct making *m, const struct report_entry *run);
/* Of the part that was asked for last, in the run's currency. */
int64_t report_paid_on_night(const struct making *m, const struct report_entry *part);
/* An amount of m->work in the report's currency, by the rates of the deal; false: there is none. */
bool report_convert_settled(struct making *m, int64_t amount, int64_t *out);
/* Names m->work's currency as missing, once a settlement. */
void report_miss_settled(struct making *m);

void report_profit_and_loss(struct making *m);
void report_settlements(struct making *m);
void report_expenses(struct making *m);
void report_per_diems(struct making *m);
void report_commissions(struct making *m);
void report_box_office(struct making *m);

#endif
