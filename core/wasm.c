/* core.wasm's exports over the rest of core: unpacks arguments, packs results. */
#include "wasm.h"

#include <string.h>

#include "backoff.h"
#include "checksum.h"
#include "date.h"
#include "document.h"
#include "money.h"
#include "operation.h"
#include "permission.h"
#include "uuid.h"
#include "validate.h"
#include "wasm_memory.h"

void core_uuid_new(uint32_t last, int64_t now_ms, uint32_t random, uint32_t out)
{
    uuid id;
    memcpy(id.bytes, wasm_pointer(last), UUID_BYTES);
    id = uuid_v7(id, now_ms, wasm_pointer(random));
    memcpy(wasm_pointer(last), id.bytes, UUID_BYTES);
    uuid_format(id, wasm_pointer(out));
}

uint32_t core_uuid_is_valid(uint32_t at, uint32_t len)
{
    uuid id;
    return uuid_parse(wasm_text(at, len), &id);
}

int32_t core_date_parse(uint32_t at, uint32_t len)
{
    return date_parse(wasm_text(at, len));
}

void core_date_format(int32_t days, uint32_t out)
{
    date_format(days, wasm_pointer(out));
}

int32_t core_weekday(int32_t days)
{
    return date_weekday(days);
}

int32_t core_business_date(int64_t instant_ms, int32_t offset_minutes, int32_t boundary_minutes)
{
    return date_business(instant_ms, offset_minutes, boundary_minutes);
}

int32_t core_clock_read(uint32_t at, uint32_t len)
{
    return date_read_clock(wasm_text(at, len));
}

/* Three letters, or none where there are none. */
static str currency_in(uint32_t at)
{
    return at ? wasm_text(at, 3) : STR("");
}

uint32_t core_money_read(uint32_t at, uint32_t len, uint32_t currency, uint32_t out)
{
    money m = {0};
    enum problem p = money_read(wasm_text(at, len), currency_in(currency), &m);
    if (!p) memcpy(wasm_pointer(out), &m.minor, sizeof m.minor);
    return p;
}

int32_t core_money_format(int64_t minor, uint32_t currency, uint32_t out, uint32_t cap)
{
    struct buf b;
    buf_init(&b, wasm_pointer(out), cap);
    money_format((money){minor, currency_in(currency)}, &b);
    return b.is_full ? -1 : (int32_t)b.len;
}

int32_t core_currency_exponent(uint32_t currency)
{
    return money_exponent(currency_in(currency));
}

int64_t core_muldiv(int64_t a, int64_t b, int64_t c)
{
    return money_muldiv(a, b, c);
}

uint32_t core_permission(uint32_t role, uint32_t resource, uint32_t action)
{
    return permission_scope((enum role)role, (enum resource)resource, (enum action)action);
}

enum { VALUE_BYTES_MORE = 32 }; /* brackets, or the digits of a sum */

static struct value value_in(const struct wire_value *v)
{
    return (struct value){
        .name = wasm_text_in(v->name),
        .tag = v->tag < VALUE_TAG_COUNT ? (enum value_tag)v->tag : VALUE_json,
        .text = wasm_text_in(v->text),
        .number = v->number,
        .truth = v->truth != 0,
    };
}

uint32_t core_validate(uint32_t table, uint32_t is_insert, uint32_t values, uint32_t count,
                       uint32_t out, uint32_t max)
{
    const struct wire_value *in = wasm_pointer(values);
    struct wire_fault *wire = wasm_pointer(out);
    struct value *row = arena_take_array(wasm_arena(), count, sizeof *row);
    struct fault *faults = arena_take_array(wasm_arena(), max, sizeof *faults);
    if (!row || !faults || table >= TABLE_COUNT) return UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) row[i] = value_in(&in[i]);
    size_t found =
        validate_row(schema_table((enum table_id)table), is_insert != 0, row, count, faults, max);
    for (size_t i = 0; i < found && i < max; i++)
        wire[i] = (struct wire_fault){
            .field = wasm_text_out(faults[i].name),
            .problem = faults[i].problem,
            .value = faults[i].value,
        };
    return (uint32_t)found;
}

int32_t core_fault_words(uint32_t table, uint32_t name, uint32_t name_len, uint32_t problem,
                         uint32_t out, uint32_t cap)
{
    struct buf b;
    if (table >= TABLE_COUNT || problem >= PROBLEM_COUNT) return -1;
    buf_init(&b, wasm_pointer(out), cap);
    validate_words(schema_table((enum table_id)table), wasm_text(name, name_len),
                   (enum problem)problem, &b);
    return b.is_full ? -1 : (int32_t)b.len;
}

uint32_t core_operation(uint32_t table, uint32_t field, uint32_t field_len, uint32_t now,
                        uint32_t now_len, uint32_t operation, uint32_t operation_len, uint32_t out)
{
    struct wire_made *made = wasm_pointer(out);
    struct buf b;
    str asked = wasm_text(operation, operation_len);
    const struct field *f =
        table < TABLE_COUNT
            ? schema_field_named(schema_table((enum table_id)table), wasm_text(field, field_len))
            : NULL;
    if (!f || document_check(asked) || !operation_is(f, asked)) return PROBLEM_bad_operation;
    buf_init_arena(&b, wasm_arena(), now_len + operation_len + VALUE_BYTES_MORE);
    enum problem p = operation_check(f, asked);
    if (!p) p = operation_apply(f, wasm_text(now, now_len), asked, &b);
    made->value = wasm_text_out(buf_str(&b));
    return p;
}

uint32_t core_backoff_ms(uint32_t attempt, uint32_t random)
{
    return backoff_ms(attempt, random);
}

int64_t core_checksum_add(int64_t sum, uint32_t table, uint32_t table_len, uint32_t id, int64_t seq)
{
    uuid row;
    if (!uuid_parse(wasm_text(id, UUID_TEXT_BYTES), &row)) return sum;
    return (int64_t)((uint64_t)sum + checksum_row(wasm_text(table, table_len), row, seq));
}
