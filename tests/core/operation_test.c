/* Tests of operations on sets and counters: what is taken, what they make, and that their order
 * between devices does not matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/document.h"
#include "core/operation.h"
#include "core/set.h"

#define A "01900000-0000-7000-8000-00000000000a"
#define B "01900000-0000-7000-8000-00000000000b"
#define C "01900000-0000-7000-8000-00000000000c"

static const struct field people = {.name = "person_ids", .kind = KIND_ids, .max = 3};
static const struct field roles = {
    .name = "roles", .kind = KIND_choices, .choice = CHOICE_role, .of = "role"};
static const struct field stock = {.name = "stock", .kind = KIND_counter, .min = 0, .max = 100};
static const struct field total = {.name = "total", .kind = KIND_counter};

static const char *made(const struct field *f, const char *now, const char *operation,
                        enum problem expected)
{
    static char text[512];
    struct buf b;
    buf_init(&b, text, sizeof text - 1);
    assert_int_equal(document_check(str_from(operation)), PROBLEM_none);
    assert_int_equal(operation_check(f, str_from(operation)), PROBLEM_none);
    assert_int_equal(operation_apply(f, str_from(now), str_from(operation), &b), expected);
    assert_false(b.is_full);
    text[b.len] = 0;
    return text;
}

static void a_set_takes_in_and_lets_go_and_stays_in_order(void **state)
{
    (void)state;
    assert_string_equal(made(&people, "[]", "{\"add\":[\"" B "\",\"" A "\"]}", PROBLEM_none),
                        "[\"" A "\",\"" B "\"]");
    assert_string_equal(made(&people, "[\"" A "\",\"" B "\"]",
                             "{\"add\":[\"" C "\"],\"remove\":[\"" A "\"]}", PROBLEM_none),
                        "[\"" B "\",\"" C "\"]");
    assert_string_equal(made(&people, "[\"" A "\"]", "{\"add\":[\"" A "\"]}", PROBLEM_none),
                        "[\"" A "\"]");
    assert_string_equal(made(&people, "[]", "{\"remove\":[\"" A "\"]}", PROBLEM_none), "[]");
    assert_string_equal(made(&people, "null", "{\"add\":[\"" A "\"]}", PROBLEM_none),
                        "[\"" A "\"]");
    assert_string_equal(made(&roles, "[\"crew\"]", "{\"add\":[\"admin\"]}", PROBLEM_none),
                        "[\"admin\",\"crew\"]");
}

static void a_set_that_is_full_refuses_more_but_lets_go(void **state)
{
    (void)state;
    const char *full = "[\"" A "\",\"" B "\",\"" C "\"]";
    made(&people, full, "{\"add\":[\"01900000-0000-7000-8000-00000000000d\"]}", PROBLEM_too_many);
    assert_string_equal(made(&people, full, "{\"remove\":[\"" B "\"]}", PROBLEM_none),
                        "[\"" A "\",\"" C "\"]");
}

static void a_counter_adds_and_keeps_its_range(void **state)
{
    (void)state;
    assert_string_equal(made(&stock, "5", "{\"plus\":3}", PROBLEM_none), "8");
    assert_string_equal(made(&stock, "5", "{\"plus\":-5}", PROBLEM_none), "0");
    assert_string_equal(made(&stock, "5", "{\"plus\":-7}", PROBLEM_too_small), "-2");
    assert_string_equal(made(&stock, "99", "{\"plus\":2}", PROBLEM_too_big), "101");
    assert_string_equal(made(&stock, "null", "{\"plus\":2}", PROBLEM_none), "2");
    assert_string_equal(made(&total, "-4", "{\"plus\":1}", PROBLEM_none), "-3");
    made(&total, "9007199254740991", "{\"plus\":1}", PROBLEM_too_big);
    made(&total, "9007199254740991", "{\"plus\":9007199254740991}", PROBLEM_too_big);
    made(&stock, "\"x\"", "{\"plus\":1}", PROBLEM_wrong_type);
    made(&people, "7", "{\"add\":[]}", PROBLEM_wrong_type);
}

static void malformed_operations_are_refused_with_their_reason(void **state)
{
    (void)state;
    static const struct {
        const struct field *field;
        const char *operation;
        enum problem expected;
    } cases[] = {
        {&people, "{}", PROBLEM_bad_operation},
        {&people, "{\"plus\":1}", PROBLEM_bad_operation},
        {&people, "{\"add\":[],\"set\":[]}", PROBLEM_bad_operation},
        {&people, "{\"add\":[],\"add\":[]}", PROBLEM_bad_operation},
        {&people, "{\"add\":\"x\"}", PROBLEM_wrong_type},
        {&people, "{\"add\":[1]}", PROBLEM_wrong_type},
        {&people, "{\"add\":[\"x\"]}", PROBLEM_bad_uuid},
        {&people, "{\"add\":[\"01900000-0000-7000-8000-00000000000A\"]}", PROBLEM_bad_uuid},
        {&people, "{\"add\":[\"" A "\",\"" A "\"]}", PROBLEM_listed_twice},
        {&people, "{\"add\":[\"" A "\"],\"remove\":[\"" A "\"]}", PROBLEM_listed_twice},
        {&roles, "{\"add\":[\"king\"]}", PROBLEM_not_a_choice},
        {&stock, "{\"plus\":1.5}", PROBLEM_fraction},
        {&stock, "{\"plus\":\"1\"}", PROBLEM_fraction},
        {&stock, "{\"plus\":9007199254740992}", PROBLEM_too_big},
        {&stock, "{\"plus\":-9007199254740992}", PROBLEM_too_small},
        {&stock, "{\"add\":[]}", PROBLEM_bad_operation},
        {&stock, "{}", PROBLEM_bad_operation},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(operation_check(cases[i].field, str_from(cases[i].operation)),
                         cases[i].expected);
}

static void only_sets_and_counters_take_operations(void **state)
{
    (void)state;
    static const struct field document = {.name = "form", .kind = KIND_document};
    assert_true(operation_is(&people, STR(" {\"add\":[]}")));
    assert_false(operation_is(&people, STR("[]")));
    assert_false(operation_is(&document, STR("{\"add\":[]}")));
}

/* What a device asks for. */
struct wish {
    uint32_t add, remove; /* bits of entries */
    int plus;
};

enum { DEVICES = 4, WISHES = 6, ENTRIES = 8 };

static uint64_t next(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    return *x ^= *x << 17;
}

static void write_entries(struct buf *b, const char *name, uint32_t bits)
{
    buf_add_text(b, name);
    bool is_first = true;
    for (uint32_t i = 0; i < ENTRIES; i++) {
        if (!(bits >> i & 1)) continue;
        if (!is_first) buf_add_char(b, ',');
        is_first = false;
        buf_add_text(b, "\"01900000-0000-7000-8000-00000000000");
        buf_add_u64(b, i);
        buf_add_char(b, '"');
    }
    buf_add_char(b, ']');
}

static void apply(const struct field *f, char *now, str operation)
{
    char text[1024];
    struct buf b;
    buf_init(&b, text, sizeof text);
    assert_int_equal(operation_check(f, operation), PROBLEM_none);
    assert_int_equal(operation_apply(f, str_from(now), operation, &b), PROBLEM_none);
    memcpy(now, text, b.len);
    now[b.len] = 0;
}

static void grant(char *set, char *count, const struct wish *w)
{
    static const struct field ids = {.name = "person_ids", .kind = KIND_ids};
    char text[1024];
    struct buf b;
    buf_init(&b, text, sizeof text);
    write_entries(&b, "{\"add\":[", w->add);
    write_entries(&b, ",\"remove\":[", w->remove);
    buf_add_char(&b, '}');
    apply(&ids, set, buf_str(&b));
    buf_init(&b, text, sizeof text);
    buf_add_text(&b, "{\"plus\":");
    buf_add_i64(&b, w->plus);
    buf_add_char(&b, '}');
    apply(&total, count, buf_str(&b));
}

/* Each device speaks of entries of its own, so that no two speak of one. */
static void make_wishes(struct wish wishes[DEVICES][WISHES], uint64_t *x)
{
    for (uint32_t d = 0; d < DEVICES; d++)
        for (int i = 0; i < WISHES; i++) {
            uint32_t own = 3u << (2 * d), bits = (uint32_t)next(x);
            uint32_t add = bits & own, remove = (bits >> 8) & own & ~add;
            wishes[d][i] = (struct wish){add, remove, (int)(next(x) % 41) - 20};
        }
}

/* Runs all wishes, each device's in its order, the devices mixed at random. */
static void run_mixed(struct wish wishes[DEVICES][WISHES], uint64_t *x, char *set, char *count)
{
    int done[DEVICES] = {0};
    snprintf(set, 1024, "[]");
    snprintf(count, 32, "0");
    for (int left = DEVICES * WISHES; left > 0;) {
        uint32_t d = (uint32_t)(next(x) % DEVICES);
        if (done[d] == WISHES) continue;
        grant(set, count, &wishes[d][done[d]++]);
        left--;
    }
}

static void devices_in_any_order_end_with_the_same(void **state)
{
    (void)state;
    uint64_t x = 88172645463325252u;
    for (int round = 0; round < 300; round++) {
        struct wish wishes[DEVICES][WISHES];
        char set[1024], count[32], other_set[1024], other_count[32];
        make_wishes(wishes, &x);
        run_mixed(wishes, &x, set, count);
        for (int order = 0; order < 5; order++) {
            run_mixed(wishes, &x, other_set, other_count);
            assert_string_equal(other_set, set);
            assert_string_equal(other_count, count);
        }
    }
}

static void of_two_who_speak_of_one_entry_the_later_decides(void **state)
{
    (void)state;
    char set[1024] = "[]", count[32] = "0";
    const struct wish in = {.add = 1}, out = {.remove = 1};
    grant(set, count, &in);
    grant(set, count, &out);
    assert_string_equal(set, "[]");
    grant(set, count, &in);
    assert_string_equal(set, "[\"01900000-0000-7000-8000-000000000000\"]");
}

static void equal_sets_are_equal_bytes_in_whatever_order_they_were_given(void **state)
{
    (void)state;
    char text[512];
    struct buf b;
    struct set set;
    buf_init(&b, text, sizeof text);
    assert_int_equal(set_read(&people, STR("[\"" C "\", \"" A "\"]"), &set), PROBLEM_none);
    set_write(&set, &b);
    assert_true(str_equal(buf_str(&b), STR("[\"" A "\",\"" C "\"]")));
    assert_int_equal(set_read(&people, STR("[\"" A "\",\"" A "\"]"), &set), PROBLEM_listed_twice);
    assert_int_equal(set_read(&people, STR("{}"), &set), PROBLEM_wrong_type);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_takes_in_and_lets_go_and_stays_in_order),
        cmocka_unit_test(a_set_that_is_full_refuses_more_but_lets_go),
        cmocka_unit_test(a_counter_adds_and_keeps_its_range),
        cmocka_unit_test(malformed_operations_are_refused_with_their_reason),
        cmocka_unit_test(only_sets_and_counters_take_operations),
        cmocka_unit_test(devices_in_any_order_end_with_the_same),
        cmocka_unit_test(of_two_who_speak_of_one_entry_the_later_decides),
        cmocka_unit_test(equal_sets_are_equal_bytes_in_whatever_order_they_were_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
