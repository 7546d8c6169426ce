/* The exports that read files for an import; only core-import.wasm has them. */
#include "wasm.h"

#include "date.h"
#include "import.h"
#include "wasm_memory.h"

static enum day_order to_order(uint32_t order)
{
    return order < DAY_ORDER_COUNT ? (enum day_order)order : DAY_ORDER_guess;
}

void core_date_read(uint32_t at, uint32_t len, uint32_t order, int32_t today, uint32_t out)
{
    struct date_read read =
        date_read(wasm_text(at, len), (struct date_hint){to_order(order), today});
    struct wire_date_read *wire = wasm_pointer(out);
    wire->days = read.days;
    wire->problem = read.problem;
    wire->is_valid = read.days != DATE_NONE;
}

/* The columns with their headers and guesses, as an array in shared memory. */
static uint32_t columns_out(const struct import_source *s)
{
    uint32_t count = s->table.column_count;
    struct wire_column *columns = arena_take_array(wasm_arena(), count, sizeof *columns);
    if (!columns) return 0;
    bool has_header = s->header_row < s->table.row_count;
    const struct csv_row *header = has_header ? &s->table.rows[s->header_row] : NULL;
    for (uint32_t i = 0; i < count; i++) {
        str text = header && i < header->count ? header->cells[i] : STR("");
        columns[i] = (struct wire_column){wasm_text_out(text), s->meanings[i]};
    }
    return wasm_at(columns);
}

/* Every data row's cells, row after row, each row as long as there are columns. */
static uint32_t cells_out(const struct import_source *s)
{
    uint32_t width = s->table.column_count, rows = s->table.row_count - s->first_row;
    wire_text *cells = arena_take_array(wasm_arena(), (size_t)rows * width, sizeof *cells);
    if (!cells) return 0;
    for (uint32_t i = 0; i < rows; i++) {
        const struct csv_row *row = &s->table.rows[s->first_row + i];
        for (uint32_t c = 0; c < width && c < row->count; c++)
            cells[(size_t)i * width + c] = wasm_text_out(row->cells[c]);
    }
    return wasm_at(cells);
}

uint32_t core_import_open(uint32_t at, uint32_t len, uint32_t out)
{
    struct wire_source *wire = wasm_pointer(out);
    struct import_source *s = arena_take(wasm_arena(), sizeof *s);
    if (!s) return S_OVER_LIMIT;
    status failure = import_open(wasm_text(at, len), wasm_arena(), s);
    if (failure) return failure;
    *wire = (struct wire_source){
        .format = s->format,
        .encoding = s->encoding,
        .row_count = s->ical.event_count,
        .handle = wasm_at(s),
    };
    if (s->format == FORMAT_ical) return S_OK;
    bool has_header = s->header_row < s->table.row_count;
    wire->delimiter = (uint8_t)s->table.delimiter;
    wire->column_count = s->table.column_count;
    wire->row_count = s->table.row_count - s->first_row;
    wire->header_line = has_header ? s->table.rows[s->header_row].line : 0;
    wire->columns = columns_out(s);
    wire->cells = cells_out(s);
    return wire->columns && wire->cells ? S_OK : S_OVER_LIMIT;
}

static struct wire_record record_out(const struct import_record *r)
{
    return (struct wire_record){
        .kind = r->kind,
        .line = r->line,
        .is_ready = r->is_ready,
        .duplicate_of = r->duplicate_of,
        .date = r->date,
        .is_utc = r->is_utc,
        .doors_minute = r->doors_minute,
        .start_minute = r->start_minute,
        .end_minute = r->end_minute,
        .curfew_minute = r->curfew_minute,
        .capacity = r->capacity,
        .title = wasm_text_out(r->title),
        .venue = wasm_text_out(r->venue),
        .address = wasm_text_out(r->address),
        .city = wasm_text_out(r->city),
        .country = wasm_text_out(r->country),
        .zone = wasm_text_out(r->zone),
        .status = wasm_text_out(r->status),
        .billing = wasm_text_out(r->billing),
        .notes = wasm_text_out(r->notes),
        .currency = wasm_text_out(r->currency),
        .has_guarantee = r->has_guarantee,
        .first_problem = r->first_problem,
        .problem_count = r->problem_count,
        .guarantee_minor = r->guarantee_minor,
    };
}

static status plan_out(const struct import_plan *plan, struct wire_plan *wire)
{
    struct wire_record *records =
        arena_take_array(wasm_arena(), plan->record_count, sizeof *records);
    struct wire_record_problem *problems =
        arena_take_array(wasm_arena(), plan->problem_count, sizeof *problems);
    if (!records || !problems) return S_OVER_LIMIT;
    for (uint32_t i = 0; i < plan->record_count; i++) records[i] = record_out(&plan->records[i]);
    for (uint32_t i = 0; i < plan->problem_count; i++) {
        const struct import_problem *p = &plan->problems[i];
        problems[i] = (struct wire_record_problem){p->record, p->column, p->problem, p->is_error,
                                                   wasm_text_out(p->value)};
    }
    *wire = (struct wire_plan){
        .records = wasm_at(records),
        .record_count = plan->record_count,
        .problems = wasm_at(problems),
        .problem_count = plan->problem_count,
        .ready_count = plan->ready_count,
        .day_order = plan->day_order,
    };
    return S_OK;
}

/* The user's meanings and what is there already, unpacked; false when memory is full. */
static bool options_in(const struct wire_plan_options *wire, const uint32_t *meanings,
                       uint32_t column_count, struct import_options *out)
{
    const struct wire_existing *there = wasm_pointer(wire->existing);
    struct import_existing *existing =
        arena_take_array(wasm_arena(), wire->existing_count, sizeof *existing);
    enum column *columns = arena_take_array(wasm_arena(), column_count, sizeof *columns);
    if (!existing || !columns) return false;
    for (uint32_t i = 0; i < wire->existing_count; i++)
        existing[i] =
            (struct import_existing){there[i].date, wasm_text_in(there[i].venue),
                                     wasm_text_in(there[i].city), wasm_text_in(there[i].title)};
    for (uint32_t i = 0; meanings && i < column_count; i++)
        columns[i] = meanings[i] < COLUMN_COUNT ? (enum column)meanings[i] : COLUMN_ignored;
    *out = (struct import_options){
        .meanings = meanings ? columns : NULL,
        .day_order = to_order(wire->day_order),
        .today = wire->today,
        .boundary_minutes = (int32_t)wire->boundary_minutes,
        .currency = wasm_text_in(wire->currency),
        .existing = existing,
        .existing_count = wire->existing_count,
    };
    return true;
}

uint32_t core_import_plan(uint32_t handle, uint32_t meanings, uint32_t options, uint32_t out)
{
    const struct import_source *source = wasm_pointer(handle);
    struct import_options unpacked;
    struct import_plan plan;
    if (!options_in(wasm_pointer(options), wasm_pointer(meanings), source->table.column_count,
                    &unpacked))
        return S_OVER_LIMIT;
    status failure = import_plan(source, &unpacked, wasm_arena(), &plan);
    return failure ? failure : plan_out(&plan, wasm_pointer(out));
}
