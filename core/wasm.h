/* The exports of core.wasm: what the browser calls. Everything here also works native, for tests.
 * core_date_read and the imports are only in core-import.wasm, an instance with a memory of its
 * own.
 *
 * Memory: 16 MiB, fixed, so views of it stay valid for ever. `core_alloc` gives pieces out of it in
 * order, zeroed, aligned to 16; `core_reset` takes all of them back. A call is: core_reset,
 * core_alloc and write the arguments, call, read the results, before the next core_reset. `at` is
 * a byte offset in memory; 0 is none. Text is UTF-8 bytes given as (at, len), never
 * NUL-terminated. Structs are those of wire.def, their offsets are in
 * web/src/lib/core-layout.gen.ts. int64_t crosses as BigInt.
 *
 * A function that returns a length returns -1 when the text does not fit `cap` or the input is bad.
 * A function that returns a `problem` returns an index into PROBLEMS, 0 = none = fine.
 * A function that returns a `status` returns 0 = OK or an index into STATUSES. */
#ifndef OTA_CORE_WASM_H
#define OTA_CORE_WASM_H

#include <stdint.h>

typedef struct wire_text {
    uint32_t at;
    uint32_t len;
} wire_text;

typedef uint32_t wire_u32;
typedef int32_t wire_i32;
typedef int64_t wire_i64;
typedef double wire_f64;

#define WIRE(name)                 struct wire_##name {
#define MEMBER(name, type, member) wire_##type member;
#define END(name)                                                                                  \
    }                                                                                              \
    ;
#include "wire.def"
#undef WIRE
#undef MEMBER
#undef END

#if defined(__wasm__)
#define CORE_EXPORT(name) __attribute__((visibility("default"), export_name(#name))) name
#else
#define CORE_EXPORT(name) name
#endif

/* Memory. core_abi is 1; it changes with any incompatible change below. core_alloc: 0 when full. */
uint32_t CORE_EXPORT(core_abi)(void);
void CORE_EXPORT(core_reset)(void);
uint32_t CORE_EXPORT(core_alloc)(uint32_t bytes);

#if !defined(__wasm__)
/* Native only, for tests: where `at` counts from. Bytes before the first core_alloc are not
 * ours. */
unsigned char *core_memory_base(void);
#endif

/* Ids. `last` = at of the 16 bytes of the id made before (zeros at first, kept by the caller),
 * which are overwritten; `random` = at of 10 random bytes; `out` = at of 36 bytes for the text. */
void CORE_EXPORT(core_uuid_new)(uint32_t last, int64_t now_ms, uint32_t random, uint32_t out);
uint32_t CORE_EXPORT(core_uuid_is_valid)(uint32_t at, uint32_t len);

/* Dates are days since 1970-01-01; INT32_MIN (DATE_NONE) when there is none. */
int32_t CORE_EXPORT(core_date_parse)(uint32_t at, uint32_t len); /* "YYYY-MM-DD" only */
void CORE_EXPORT(core_date_format)(int32_t days, uint32_t out);  /* writes 10 bytes */
int32_t CORE_EXPORT(core_weekday)(int32_t days);                 /* 1 Monday … 7 Sunday */
/* The day a night belongs to: local date of (instant - boundary). */
int32_t CORE_EXPORT(core_business_date)(int64_t instant_ms, int32_t offset_minutes,
                                        int32_t boundary_minutes);
/* A date as people write it; fills the `date_read` at `out`. order: DAY_ORDERS. */
void CORE_EXPORT(core_date_read)(uint32_t at, uint32_t len, uint32_t order, int32_t today,
                                 uint32_t out);
/* A time of day as people write it ("20:30", "8pm", "20h30"): minutes 0..1439, or -1. */
int32_t CORE_EXPORT(core_clock_read)(uint32_t at, uint32_t len);

/* Money in minor units. `currency` = at of 3 letters. core_money_read writes an int64 at `out` and
 * returns a problem. core_money_format writes "1234.50" (no grouping, no symbol). */
uint32_t CORE_EXPORT(core_money_read)(uint32_t at, uint32_t len, uint32_t currency, uint32_t out);
int32_t CORE_EXPORT(core_money_format)(int64_t minor, uint32_t currency, uint32_t out,
                                       uint32_t cap);
int32_t CORE_EXPORT(core_currency_exponent)(uint32_t currency); /* -1: no such currency */
/* a × b / c, rounded half to even, saturated; 0 for c = 0. */
int64_t CORE_EXPORT(core_muldiv)(int64_t a, int64_t b, int64_t c);

/* Rights: indexes into ROLES, RESOURCES, ACTIONS; the result into SCOPES. */
uint32_t CORE_EXPORT(core_permission)(uint32_t role, uint32_t resource, uint32_t action);

/* Validation. `table` is TABLES[…].index, `is_insert` 0 or 1, `values` = at of count × `value`.
 * Writes at most `max` × `fault` at `out`, returns how many there are. */
uint32_t CORE_EXPORT(core_validate)(uint32_t table, uint32_t is_insert, uint32_t values,
                                    uint32_t count, uint32_t out, uint32_t max);
/* A fault as a clause: "title is too long (at most 160 characters)". `name` is the field's. */
int32_t CORE_EXPORT(core_fault_words)(uint32_t table, uint32_t name, uint32_t name_len,
                                      uint32_t problem, uint32_t out, uint32_t cap);

/* What an operation makes of a value: `field` is the name, `now` and `operation` JSON. Fills the
 * `made` at `out`, returns a problem; where that is not none the value may be left as it was. */
uint32_t CORE_EXPORT(core_operation)(uint32_t table, uint32_t field, uint32_t field_len,
                                     uint32_t now, uint32_t now_len, uint32_t operation,
                                     uint32_t operation_len, uint32_t out);

/* How long to wait before attempt n (0 = the first retry), full jitter, 0.5 s … 5 min. */
uint32_t CORE_EXPORT(core_backoff_ms)(uint32_t attempt, uint32_t random);

/* Drift check: the sum with one more row added (order does not matter; start at 0). `id` = at of 36
 * characters. */
int64_t CORE_EXPORT(core_checksum_add)(int64_t sum, uint32_t table, uint32_t table_len, uint32_t id,
                                       int64_t seq);

/* Import: open fills the `source` at `out`, which lives until core_reset; then plan, as often as
 * wanted, fills the `plan` at `out`. `meanings` = at of column_count × u32 (COLUMNS), or 0 for the
 * guess; `options` = at of `plan_options`. Both return a status; OVER_LIMIT: too large a file. */
uint32_t CORE_EXPORT(core_import_open)(uint32_t at, uint32_t len, uint32_t out);
uint32_t CORE_EXPORT(core_import_plan)(uint32_t handle, uint32_t meanings, uint32_t options,
                                       uint32_t out);

#endif
