/* Writes core-money.gen.ts: the records, choices, lines and formulas of settlements, and their
 * layout in core-money.wasm's memory. */
#include <stddef.h>

#include "../perdiem.h"
#include "../settlement.h"
#include "../settlement_dispute.h"
#include "../settlement_outlook.h"
#include "generate.h"

static void write_constants(FILE *out)
{
    fprintf(out, "export const SETTLEMENT_VERSION = %d;\n", SETTLEMENT_VERSION);
    fprintf(out, "export const SETTLEMENT_LINES_MAX = %d;\n", SETTLEMENT_LINES_MAX);
    fputs("/** A rate of 1 (100 %) and an exchange rate of 1, as whole numbers. */\n", out);
    fprintf(out, "export const RATE_ONE = %lld;\n", (long long)SETTLEMENT_RATE_ONE);
    fprintf(out, "export const FX_ONE = %lld;\n", (long long)SETTLEMENT_FX_ONE);
    fprintf(out, "export const MEALS = { breakfast: %d, lunch: %d, dinner: %d } as const;\n\n",
            PERDIEM_BREAKFAST, PERDIEM_LUNCH, PERDIEM_DINNER);
}

static void write_choices(FILE *out)
{
    fputs("/** The values of each choice, by its kind; the first is always `unset`. */\n"
          "export const MONEY_CHOICES = {\n",
          out);
#define NAME(prefix, name)         "'" #name "', "
#define CHOICE(kind, prefix, list) fputs("  " #kind ": [" list(NAME) "],\n", out);
    SETTLEMENT_CHOICES(CHOICE)
#undef CHOICE
#undef NAME
    fputs("} as const;\n\n", out);
}

static void write_records(FILE *out)
{
    fputs("/** The records: every field is 8 bytes at `at`; a list has its count at `at` and its "
          "items at\n * `items`. */\nexport const MONEY_RECORDS = {\n",
          out);
#define RECORD(record)                                                                             \
    fprintf(out, "  " #record ": {\n    bytes: %zu,\n    fields: {\n",                             \
            sizeof(struct settlement_##record));
#define FIELD(record, kind, name)                                                                  \
    fprintf(out, "      " #name ": { kind: '" #kind "', at: %zu },\n",                             \
            offsetof(struct settlement_##record, name));
#define LIST(record, of, name, most)                                                               \
    fprintf(out,                                                                                   \
            "      " #name ": { kind: 'list', at: %zu, of: '" #of "', items: %zu, most: %d "       \
            "},\n",                                                                                \
            offsetof(struct settlement_##record, name##_count),                                    \
            offsetof(struct settlement_##record, name), most);
#define END(record) fputs("    },\n  },\n", out);
#include "../settlement.def"
#undef RECORD
#undef FIELD
#undef LIST
#undef END
    fputs("} as const;\n\n", out);
}

static void write_terms(FILE *out)
{
    static const char row[] = "  { record: '%s', field: '%s' },\n";
    fputs("/** What a fault or a difference is about, by its number. */\n"
          "export const MONEY_TERMS = [\n  { record: 'input', field: '' },\n",
          out);
#define RECORD(record)
#define FIELD(record, kind, name)    fprintf(out, row, #record, #name);
#define LIST(record, of, name, most) FIELD(record, list, name)
#define END(record)
#include "../settlement.def"
#undef RECORD
#undef FIELD
#undef LIST
#undef END
    fputs("] as const;\n\n", out);
}

static void write_lines(FILE *out)
{
    fputs("/** The lines of a settlement: their words, and the field that each one opens. */\n"
          "export const MONEY_LINES = [\n",
          out);
#define LINE(name, words, record, field)                                                           \
    fputs("  { name: '" #name "', words: \"" words "\", record: '" #record "', field: '" #field    \
          "' },\n",                                                                                \
          out);
#include "../settlement_line.def"
#undef LINE
    fputs("] as const;\n\n/** How a line's amount comes about, the kinds of its operands. */\n"
          "export const MONEY_FORMULAS = [\n",
          out);
#define FORMULA(name, a, b, c, words)                                                              \
    fputs("  { name: '" #name "', a: '" #a "', b: '" #b "', c: '" #c "', words: '" words "' },\n", \
          out);
#include "../settlement_formula.def"
#undef FORMULA
    fputs("] as const;\n\n", out);
}

/* One struct all of whose members are int64_t: their names in order. */
static void write_members(FILE *out, const char *name, const char *members)
{
    fprintf(out, "export const %s = [%s] as const;\n", name, members);
}

static void write_results(FILE *out)
{
    fputs("/** Offsets in a result; totals are by line's number. */\n", out);
    fprintf(
        out,
        "export const MONEY_RESULT = { bytes: %zu, problem: %zu, term: %zu, index: %zu, "
        "totals: %zu, line_count: %zu, lines: %zu } as const;\n",
        sizeof(struct settlement_result), offsetof(struct settlement_result, fault.problem),
        offsetof(struct settlement_result, fault.term),
        offsetof(struct settlement_result, fault.index), offsetof(struct settlement_result, totals),
        offsetof(struct settlement_result, line_count), offsetof(struct settlement_result, lines));
    fprintf(out, "export const MONEY_WORK = { bytes: %zu, out: %zu } as const;\n",
            sizeof(struct settlement_work), offsetof(struct settlement_work, out));
    fprintf(out, "export const MONEY_TRIAL = { bytes: %zu, out: %zu } as const;\n",
            sizeof(struct settlement_trial), offsetof(struct settlement_trial, out));
    fputs("\n/** Members, 8 bytes each, of the structs that have nothing else. */\n", out);
    write_members(out, "LINE_MEMBERS",
                  "'label', 'item', 'sign', 'formula', 'a', 'b', 'c', 'amount'");
    write_members(out, "POINT_MEMBERS",
                  "'tickets', 'gross', 'net_gross', 'share', 'take', 'walkout', 'balance', "
                  "'promoter'");
    write_members(out, "TURN_MEMBERS", "'split', 'promoter'");
    write_members(out, "DIFFERENCE_MEMBERS", "'show', 'term', 'index', 'ours', 'theirs'");
    write_members(out, "PERDIEM_RULE_MEMBERS",
                  "'day', 'breakfast', 'lunch', 'dinner', 'incidentals', 'edge_rate'");
    write_members(out, "PERDIEM_DAY_MEMBERS", "'is_edge', 'provided'");
    write_members(out, "PERDIEM_LINE_MEMBERS", "'rate', 'deducted', 'amount'");
}

_Static_assert(sizeof(struct settlement_line) == 8 * sizeof(int64_t), "as LINE_MEMBERS says");
_Static_assert(sizeof(struct settlement_point) == 8 * sizeof(int64_t), "as POINT_MEMBERS says");
_Static_assert(sizeof(struct settlement_turns) == 2 * sizeof(int64_t), "as TURN_MEMBERS says");
_Static_assert(sizeof(struct settlement_difference) == 5 * sizeof(int64_t), "as its members say");
_Static_assert(sizeof(struct perdiem_rule) == 6 * sizeof(int64_t), "as its members say");
_Static_assert(sizeof(struct perdiem_line) == 3 * sizeof(int64_t), "as its members say");

void generate_money(FILE *out)
{
    fputs("// Settlements in core-money.wasm: records, choices, lines and formulas, written by "
          "script/generate.\n\n",
          out);
    write_constants(out);
    write_choices(out);
    write_records(out);
    write_terms(out);
    write_lines(out);
    write_results(out);
}
