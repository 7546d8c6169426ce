/* Prints the files of docs/settlement out of the cases that the tests use: `shows`, `refused`,
 * `runs` or `perdiems`. script/generate calls it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/problem.h"
#include "core/settlement_run.h"
#include "core/settlement_term.h"
#include "core/settlement_trace.h"
#include "tests/core/settlement_cases.h"

enum { FX_DECIMALS = 12, RATE_DECIMALS = 9 };

static struct settlement_result result, work;

/* "0.15825": as few decimals as it takes. */
static void print_decimal(int64_t value, int64_t one, int decimals)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%0*" PRId64, decimals, value % one);
    while (len > 0 && digits[len - 1] == '0') len--;
    printf("\"%" PRId64 "%s%.*s\"", value / one, len ? "." : "", len, digits);
}

static void print_code(int64_t code)
{
    printf("\"%c%c%c\"", (int)(code >> 16), (int)(code >> 8 & 255), (int)(code & 255));
}

static void print_value(enum term_kind kind, int64_t value)
{
    const char *choice = term_choice(kind, value);
    if (choice)
        printf("\"%s\"", choice);
    else if (kind == TERM_KIND_rate)
        print_decimal(value, SETTLEMENT_RATE_ONE, RATE_DECIMALS);
    else if (kind == TERM_KIND_fx)
        print_decimal(value, SETTLEMENT_FX_ONE, FX_DECIMALS);
    else if (kind == TERM_KIND_code)
        print_code(value);
    else if (kind == TERM_KIND_flag)
        fputs(value == 1 ? "true" : "false", stdout);
    else
        printf("%" PRId64, value);
}

static void print_record(const char *data, enum term_record record, const char *indent);

static void print_list(const char *data, const struct term_info *list, int64_t count,
                       const char *indent)
{
    char deeper[16];
    snprintf(deeper, sizeof deeper, "%s  ", indent);
    putchar('[');
    for (int64_t i = 0; i < count; i++) {
        printf("%s\n%s", i ? "," : "", deeper);
        if (i >= list->most) /* a case of too many rows: the rest would be empty */
            fputs("{}", stdout);
        else
            print_record(data + list->items_at + i * list->item_bytes, list->of, NULL);
    }
    printf("\n%s]", indent);
}

/* Only what is not 0; on one line without an indent. */
static void print_record(const char *data, enum term_record record, const char *indent)
{
    const char *separator = "";
    putchar('{');
    for (enum settlement_term t = term_first(record); t < term_end(record); t++) {
        const struct term_info *info = term_info(t);
        int64_t value;
        memcpy(&value, data + info->at, sizeof value);
        if (!value) continue;
        printf("%s%s%s\"%s\": ", separator,
               indent       ? "\n"
               : *separator ? " "
                            : "",
               indent ? indent : "", info->name);
        if (info->kind == TERM_KIND_list && indent)
            print_list(data, info, value, indent);
        else
            print_value(info->kind, value);
        separator = ",";
    }
    if (indent) printf("\n%.*s", (int)strlen(indent) - 2, indent);
    putchar('}');
}

static void print_text(str text)
{
    putchar('"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\n')
            fputs("\\n", stdout);
        else
            putchar(text.data[i]);
    }
    putchar('"');
}

static void print_canonical(const void *data, enum term_record root)
{
    static char memory[65536];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    term_write(data, root, &b);
    print_text(buf_str(&b));
}

static void print_canonical_run(const struct run_case *c)
{
    static char memory[SETTLEMENT_RUN_TEXT_MAX];
    struct buf b;
    buf_init(&b, memory, sizeof memory);
    settlement_run_write(&c->run, c->shows, &b);
    print_text(buf_str(&b));
}

static void print_lines(const struct settlement_result *r)
{
    fputs("[", stdout);
    for (int64_t i = 0; i < r->line_count; i++) {
        const struct settlement_line *line = &r->lines[i];
        printf("%s\n      {\"label\": \"%s\", ", i ? "," : "",
               line_name((enum line_label)line->label));
        if (line->label == LINE_account)
            printf("\"of\": \"%s\", ", line_name((enum line_label)line->item));
        else
            printf("\"item\": %" PRId64 ", ", line->item);
        printf("\"sign\": %" PRId64 ", \"formula\": \"%s\", \"a\": %" PRId64 ", \"b\": %" PRId64
               ", \"c\": %" PRId64 ", \"amount\": %" PRId64 "}",
               line->sign, formula_name((enum formula)line->formula), line->a, line->b, line->c,
               line->amount);
    }
    fputs("\n    ]", stdout);
}

static int print_shows(void)
{
    for (size_t i = 0; i < settlement_case_count; i++) {
        const struct settlement_case *c = &settlement_cases[i];
        if (settlement_settle(&c->in, &result)) return 1;
        printf("%s\n  {\n    \"name\": \"%s\",\n    \"source\": \"%s\",\n    \"settlement\": ",
               i ? "," : "", c->name, c->source);
        print_record((const char *)&c->in, TERM_RECORD_input, "      ");
        fputs(",\n    \"canonical\": ", stdout);
        print_canonical(&c->in, TERM_RECORD_input);
        fputs(",\n    \"lines\": ", stdout);
        print_lines(&result);
        fputs("\n  }", stdout);
    }
    return 0;
}

static int print_refused(void)
{
    for (size_t i = 0; i < refused_case_count; i++) {
        const struct refused_case *c = &refused_cases[i];
        const struct term_info *info = term_info(c->term);
        if (settlement_settle(&c->in, &result) != S_INVALID) return 1;
        printf("%s\n  {\n    \"name\": \"%s\",\n    \"settlement\": ", i ? "," : "", c->name);
        print_record((const char *)&c->in, TERM_RECORD_input, "      ");
        printf(",\n    \"refused\": {\"record\": \"%s\", \"index\": %" PRId64
               ", \"field\": \"%s\", \"problem\": \"%s\"}\n  }",
               term_record_name(info->record), c->index, info->name, problem_name(c->problem));
    }
    return 0;
}

static int print_runs(void)
{
    for (size_t i = 0; i < run_case_count; i++) {
        const struct run_case *c = &run_cases[i];
        if (settlement_settle_run(&c->run, c->shows, &work, &result)) return 1;
        printf("%s\n  {\n    \"name\": \"%s\",\n    \"run\": ", i ? "," : "", c->name);
        print_record((const char *)&c->run, TERM_RECORD_run, "      ");
        fputs(",\n    \"settlements\": [", stdout);
        for (int64_t n = 0; n < c->run.shows_count; n++) {
            printf("%s\n      ", n ? "," : "");
            print_record((const char *)&c->shows[n], TERM_RECORD_input, "        ");
        }
        fputs("\n    ],\n    \"canonical\": ", stdout);
        print_canonical_run(c);
        fputs(",\n    \"lines\": ", stdout);
        print_lines(&result);
        fputs("\n  }", stdout);
    }
    return 0;
}

static int print_perdiems(void)
{
    static const char *const meals[] = {"breakfast", "lunch", "dinner"};
    for (size_t i = 0; i < perdiem_case_count; i++) {
        const struct perdiem_case *c = &perdiem_cases[i];
        const char *separator = "";
        printf("%s\n  {\"name\": \"%s\", \"rule\": {\"day\": %" PRId64 ", \"breakfast\": %" PRId64
               ", \"lunch\": %" PRId64 ", \"dinner\": %" PRId64 ", \"incidentals\": %" PRId64
               ", \"edge_rate\": ",
               i ? "," : "", c->name, c->rule.day, c->rule.breakfast, c->rule.lunch, c->rule.dinner,
               c->rule.incidentals);
        print_decimal(c->rule.edge_rate, SETTLEMENT_RATE_ONE, RATE_DECIMALS);
        printf("}, \"is_edge\": %s, \"provided\": [", c->day.is_edge ? "true" : "false");
        for (int m = 0; m < 3; m++) {
            if (!(c->day.provided >> m & 1)) continue;
            printf("%s\"%s\"", separator, meals[m]);
            separator = ", ";
        }
        printf("], \"amount\": %" PRId64 "}", c->amount);
    }
    return 0;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*print)(void);
    } parts[] = {{"shows", print_shows},
                 {"refused", print_refused},
                 {"runs", print_runs},
                 {"perdiems", print_perdiems}};
    for (size_t i = 0; argc == 2 && i < sizeof parts / sizeof parts[0]; i++) {
        if (strcmp(argv[1], parts[i].name) != 0) continue;
        putchar('[');
        int failed = parts[i].print();
        fputs("\n]\n", stdout);
        return failed || ferror(stdout) || fflush(stdout) ? 1 : 0;
    }
    fputs("usage: settlement_vectors shows|refused|runs|perdiems\n", stderr);
    return 2;
}
