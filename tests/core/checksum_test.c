/* Tests of the drift check. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/checksum.h"

static uuid id(uint8_t last)
{
    uuid u = {{1, 2, 3}};
    u.bytes[15] = last;
    return u;
}

static void the_order_of_rows_does_not_matter(void **state)
{
    (void)state;
    struct checksum a = {0, 0}, b = {0, 0};
    for (uint8_t i = 0; i < 100; i++) checksum_add(&a, STR("shows"), id(i), i);
    for (uint8_t i = 100; i > 0; i--) checksum_add(&b, STR("shows"), id(i - 1), i - 1);
    assert_int_equal(a.count, 100);
    assert_true(a.sum == b.sum);
}

static void every_part_of_a_row_counts(void **state)
{
    (void)state;
    uint64_t h = checksum_row(STR("shows"), id(1), 7);
    assert_true(h != checksum_row(STR("tours"), id(1), 7));
    assert_true(h != checksum_row(STR("shows"), id(2), 7));
    assert_true(h != checksum_row(STR("shows"), id(1), 8));
}

static void taking_a_row_out_again_leaves_no_trace(void **state)
{
    (void)state;
    struct checksum a = {0, 0};
    checksum_add(&a, STR("shows"), id(1), 7);
    uint64_t before = a.sum;
    checksum_add(&a, STR("shows"), id(2), 9);
    checksum_remove(&a, STR("shows"), id(2), 9);
    assert_true(a.sum == before);
    assert_int_equal(a.count, 1);
}

static void the_hash_of_a_known_row_never_changes(void **state)
{
    (void)state;
    char hex[CHECKSUM_TEXT_BYTES];
    uuid u;
    assert_true(uuid_parse(STR("01890a5d-ac96-774b-bcce-b302099a8057"), &u));
    checksum_format(checksum_row(STR("shows"), u, 42), hex);
    assert_memory_equal(hex, "ed3ad29505bd63fd", CHECKSUM_TEXT_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_rows_does_not_matter),
        cmocka_unit_test(every_part_of_a_row_counts),
        cmocka_unit_test(taking_a_row_out_again_leaves_no_trace),
        cmocka_unit_test(the_hash_of_a_known_row_never_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
