/* `ota import`: a tour's dates out of a spreadsheet or calendar file, looked at first, then
 * written. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "server/commands/command.h"
#include "server/commands/import_rows.h"
#include "server/commands/session.h"

enum { SECONDS_A_DAY = 86400, CELL = 24, HEADER_SEARCH_ROWS = 20 };

static status read_file(struct session *s, const char *path, str *bytes)
{
    FILE *f = fopen(path, "re");
    if (!f) {
        fprintf(stderr, "ota: %s cannot be read: %s\n", path, strerror(errno));
        return S_NOT_FOUND;
    }
    char *data = arena_take(&s->arena, CSV_BYTES_MAX + 1);
    size_t n = data ? fread(data, 1, CSV_BYTES_MAX + 1, f) : 0;
    fclose(f);
    *bytes = (str){data, n};
    if (data && n <= CSV_BYTES_MAX) return S_OK;
    fprintf(stderr, "ota: %s is larger than %d MB\n", path, CSV_BYTES_MAX / 1048576);
    return S_TOO_LARGE;
}

/* --- --map column=meaning --- */

static bool find_meaning(str name, enum column *meaning)
{
    for (enum column c = 0; c < COLUMN_COUNT; c++) {
        if (!str_equal(name, str_from(import_column_name(c)))) continue;
        *meaning = c;
        return true;
    }
    fprintf(stderr, "ota: --map: there is no field '%.*s'; there are:", STR_ARGS(name));
    for (enum column c = 0; c < COLUMN_COUNT; c++) fprintf(stderr, " %s", import_column_name(c));
    fputc('\n', stderr);
    return false;
}

static bool find_cell(const struct csv_row *row, str name, uint32_t *column)
{
    for (uint32_t i = 0; i < row->count; i++) {
        *column = i;
        if (str_equal_ascii_nocase(str_trim(row->cells[i]), name)) return true;
    }
    return false;
}

/* A column by its header's text or its number from 1. Where no row was taken for the header, none
 * of its words being known, the first row with that text is it. */
static bool find_column(struct import_source *source, str name, uint32_t *column)
{
    int64_t place;
    const struct csv *t = &source->table;
    if (str_to_i64(name, &place) && place >= 1 && place <= t->column_count) {
        *column = (uint32_t)place - 1;
        return true;
    }
    bool has_header = source->header_row < t->row_count;
    uint32_t last = has_header ? source->header_row + 1 : t->row_count;
    for (uint32_t row = has_header ? source->header_row : 0; row < last; row++) {
        if (row == HEADER_SEARCH_ROWS && !has_header) break;
        if (!find_cell(&t->rows[row], name, column)) continue;
        source->header_row = row;
        source->first_row = row + 1;
        return true;
    }
    fprintf(stderr, "ota: --map: the file has no column '%.*s'; use its header or its number\n",
            STR_ARGS(name));
    return false;
}

static status take_maps(const struct invocation *v, struct import_source *source)
{
    for (size_t i = 0; i < v->use_count; i++) {
        uint32_t column;
        enum column meaning;
        if (strcmp(v->uses[i].flag->name, "--map") != 0) continue;
        str field = str_from(v->uses[i].value), name;
        if (!str_cut(&field, '=', &name) || !field.data) {
            fputs("ota: --map is COLUMN=FIELD\n", stderr);
            return S_INVALID;
        }
        if (source->format != FORMAT_table || !find_column(source, name, &column) ||
            !find_meaning(field, &meaning))
            return S_INVALID;
        for (uint32_t k = 0; k < source->table.column_count; k++)
            if (source->meanings[k] == meaning) source->meanings[k] = COLUMN_ignored;
        source->meanings[column] = meaning;
    }
    return S_OK;
}

/* --- the preview --- */

/* Cut to `width` characters and padded: printf counts bytes. */
static void print_cell(str s, size_t width)
{
    size_t bytes = 0, points = 0;
    while (bytes < s.len && points < width) {
        bytes++;
        while (bytes < s.len && ((unsigned char)s.data[bytes] & 0xc0) == 0x80) bytes++;
        points++;
    }
    printf("%.*s%*s  ", (int)bytes, s.data, (int)(width - points), "");
}

static void print_clock(int32_t minutes)
{
    if (minutes < 0)
        printf("%-7s", "");
    else
        printf("%02d:%02d%s", minutes / 60 % 24, minutes % 60,
               minutes >= MINUTES_A_DAY ? "+ " : "  ");
}

static void print_record(const struct import_plan *plan, const struct import_record *r)
{
    char date[DATE_TEXT_BYTES + 1] = "?";
    if (r->date != DATE_NONE) date_format(r->date, date);
    printf("%5u %s %-10.10s %-9s ", r->line, r->is_ready ? " " : "-", date,
           import_kind_name(r->kind));
    print_cell(r->title.len ? r->title : r->venue, CELL);
    print_cell(r->city, CELL - 8);
    print_clock(r->doors_minute);
    print_clock(r->start_minute);
    printf("%.*s\n", STR_ARGS(r->status));
    for (uint32_t i = 0; i < r->problem_count; i++) {
        const struct import_problem *p = &plan->problems[r->first_problem + i];
        printf("        %s: %s %s", p->is_error ? "error" : "note",
               p->column == COLUMN_ignored ? "the row" : import_column_words(p->column),
               problem_words(p->problem));
        if (p->value.len) printf(" (%.*s)", STR_ARGS(p->value));
        putchar('\n');
    }
    if (r->duplicate_of >= 0)
        printf("        the same as line %u\n", plan->records[r->duplicate_of].line);
}

static void print_meanings(const struct import_source *source)
{
    const struct csv *t = &source->table;
    if (source->format != FORMAT_table) return;
    puts("columns:");
    for (uint32_t i = 0; i < t->column_count; i++) {
        bool has_name = source->header_row < t->row_count && i < t->rows[source->header_row].count;
        printf("%5u  ", i + 1);
        print_cell(has_name ? t->rows[source->header_row].cells[i] : STR(""), CELL);
        printf("%s\n", import_column_name(source->meanings[i]));
    }
}

static uint32_t print_plan(const struct import_source *source, const struct import_plan *plan)
{
    uint32_t errors = 0;
    print_meanings(source);
    printf("\n%5s   %-10s %-9s %-24s  %-16s  %-7s%-7s%s\n", "line", "date", "kind", "title", "city",
           "doors", "start", "status");
    for (uint32_t i = 0; i < plan->record_count; i++) print_record(plan, &plan->records[i]);
    for (uint32_t i = 0; i < plan->problem_count; i++) errors += plan->problems[i].is_error;
    printf("\n%u of %u rows can be imported\n", plan->ready_count, plan->record_count);
    return errors;
}

/* --- the command --- */

static status plan_file(struct session *s, const struct invocation *v,
                        const struct import_target *t, struct import_source *source,
                        struct import_plan *plan)
{
    str bytes;
    struct import_existing *existing = NULL;
    uint32_t existing_count = 0;
    status bad = read_file(s, v->words[0], &bytes);
    if (bad) return bad;
    bad = import_open(bytes, &s->arena, source);
    if (bad) {
        fprintf(stderr, "ota: %s is neither a table (CSV) nor a calendar (iCal)\n", v->words[0]);
        return bad;
    }
    if (!(bad = take_maps(v, source))) bad = import_read_existing(s, t, &existing, &existing_count);
    if (bad) return bad;
    return import_plan(source,
                       &(struct import_options){.meanings = source->meanings,
                                                .day_order = DAY_ORDER_guess,
                                                .today = (int32_t)(time(NULL) / SECONDS_A_DAY),
                                                .boundary_minutes = t->boundary_minutes,
                                                .currency = t->currency,
                                                .existing = existing,
                                                .existing_count = existing_count},
                       &s->arena, plan);
}

static status import(struct session *s, const struct invocation *v)
{
    struct import_target t = {.tour_name = str_trim(str_from(invocation_flag(v, "--tour")))};
    struct import_source source;
    struct import_plan plan;
    struct import_counts made;
    status bad = import_find_target(s, str_from(invocation_flag(v, "--organization")), &t);
    if (!bad) bad = plan_file(s, v, &t, &source, &plan);
    if (bad) return bad;
    uint32_t errors = print_plan(&source, &plan);
    if (invocation_has(v, "--dry-run")) return S_OK;
    if (errors && !invocation_has(v, "--skip-errors")) {
        fputs("ota: nothing was imported: mend the rows marked with errors, or leave them out with "
              "--skip-errors\n",
              stderr);
        return S_INVALID;
    }
    if (!plan.ready_count) {
        puts("nothing to import");
        return S_OK;
    }
    bad = import_write(s, &t, &plan, &made);
    if (!bad)
        printf("imported into %.*s, tour %.*s%s: %d shows, %d days, %d new venues\n",
               STR_ARGS(t.organization_name), STR_ARGS(t.tour_name),
               made.is_tour_new ? " (new)" : "", made.shows, made.days, made.venues);
    return bad;
}

static enum exit_code run(const struct invocation *v)
{
    struct session s;
    const char *tour = invocation_flag(v, "--tour");
    if (!invocation_flag(v, "--organization"))
        return invocation_refuse(v, "into which --organization?");
    if (!tour || !str_trim(str_from(tour)).len) return invocation_refuse(v, "into which --tour?");
    status bad = session_open(&s, v->settings, LOGIN_SERVER);
    if (!bad) bad = import(&s, v);
    session_close(&s);
    return bad ? EXIT_FAILED : EXIT_DONE;
}

const struct command command_import = {
    .name = "import",
    .summary = "import a tour's dates from a CSV or iCal file",
    .usage = "FILE --organization ID|NAME --tour NAME [--map COLUMN=FIELD]… [--dry-run]",
    .details =
        "Shows what would be created, then writes it in one transaction, in the name of the\n"
        "organization's owner. Rows that are there already are left out. COLUMN is a header or\n"
        "a number from 1. Without --skip-errors, one unreadable row stops the import.\n",
    .flags = {{"--organization", "ID|NAME", "where it goes"},
              {"--tour", "NAME", "the tour; made when there is none of this name"},
              {"--map", "COLUMN=FIELD", "what a column means, where the guess is wrong"},
              {"--skip-errors", NULL, "leave rows with errors out"},
              {"--dry-run", NULL, "show what would be created, write nothing"}},
    .words_min = 1,
    .words_max = 1,
    .run = run,
};
