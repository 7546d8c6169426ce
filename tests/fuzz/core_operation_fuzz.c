/* Fuzzes JSON that is judged where it lies: documents, sets, operations and decimals. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/document.h"
#include "core/operation.h"
#include "core/rate.h"
#include "core/set.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char memory[2][1 << 20];

/* What is put on twice is as if it was put on once; a set stays in order and without repeats. */
static void check_set(const struct field *f, str json)
{
    struct buf once, twice;
    struct set set;
    buf_init(&once, memory[0], sizeof memory[0]);
    buf_init(&twice, memory[1], sizeof memory[1]);
    if (operation_apply(f, STR("[]"), json, &once)) return;
    assert(!once.is_full && document_check(buf_str(&once)) == PROBLEM_none);
    assert(set_read(f, buf_str(&once), &set) == PROBLEM_none);
    for (size_t i = 1; i < set.count; i++)
        assert(str_compare(set.entries[i - 1], set.entries[i]) < 0);
    assert(operation_apply(f, buf_str(&once), json, &twice) == PROBLEM_none);
    assert(str_equal(buf_str(&once), buf_str(&twice)));
}

static void check_count(const struct field *f, str json)
{
    struct buf sum;
    buf_init(&sum, memory[0], sizeof memory[0]);
    enum problem p = operation_apply(f, STR("3"), json, &sum);
    int64_t value;
    assert(str_to_i64(buf_str(&sum), &value));
    assert((p == PROBLEM_none) == (value >= 0 && value <= 100));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct field ids = {.name = "person_ids", .kind = KIND_ids};
    static const struct field roles = {.name = "r", .kind = KIND_choices, .choice = CHOICE_role};
    static const struct field stock = {.name = "stock", .kind = KIND_counter, .max = 100};
    static const struct field rate = {.name = "vat", .kind = KIND_rate, .min = -1, .max = 1};
    str text = {(const char *)data, size};
    struct set set;
    rate_check(&rate, text);
    if (document_check(text)) return 0;
    set_read(&ids, text, &set);
    set_read(&roles, text, &set);
    if (operation_is(&ids, text) && operation_check(&ids, text) == PROBLEM_none)
        check_set(&ids, text);
    if (operation_is(&roles, text) && operation_check(&roles, text) == PROBLEM_none)
        check_set(&roles, text);
    if (operation_is(&stock, text) && operation_check(&stock, text) == PROBLEM_none)
        check_count(&stock, text);
    return 0;
}
