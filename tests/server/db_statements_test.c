/* Prepared statements by text: found again, bounded, the oldest gives way. */
#include <stdio.h>
#include <stdlib.h>

#include "server/db/statements.h"
#include "tests/server/cmocka_includes.h"

static struct statements *make(void)
{
    struct statements *s = malloc(sizeof *s);
    assert_non_null(s);
    statements_init(s);
    return s;
}

static str numbered(char *memory, size_t size, int n)
{
    snprintf(memory, size, "select %d", n);
    return str_from(memory);
}

static void a_text_is_found_under_the_name_it_was_given(void **state)
{
    (void)state;
    struct statements *s = make();
    char evicted[STATEMENT_NAME_MAX];
    const struct prepared *one = statements_add(s, STR("select 1"), evicted);
    const struct prepared *two = statements_add(s, STR("select 2"), evicted);
    assert_string_equal(evicted, "");
    assert_string_not_equal(one->name, two->name);
    assert_ptr_equal(statements_find(s, STR("select 1")), one);
    assert_ptr_equal(statements_find(s, STR("select 2")), two);
    assert_null(statements_find(s, STR("select 3")));
    statements_release(s);
    free(s);
}

static void the_oldest_of_too_many_gives_way_and_its_name_is_told(void **state)
{
    (void)state;
    struct statements *s = make();
    char text[32], evicted[STATEMENT_NAME_MAX], first[STATEMENT_NAME_MAX];
    for (int i = 0; i < STATEMENTS_MAX; i++) {
        const struct prepared *p = statements_add(s, numbered(text, sizeof text, i), evicted);
        if (i == 0) snprintf(first, sizeof first, "%s", p->name);
        assert_string_equal(evicted, "");
    }
    statements_add(s, STR("one more"), evicted);
    assert_string_equal(evicted, first);
    assert_null(statements_find(s, STR("select 0")));
    for (int i = 1; i < STATEMENTS_MAX; i++)
        assert_non_null(statements_find(s, numbered(text, sizeof text, i)));
    assert_non_null(statements_find(s, STR("one more")));
    statements_release(s);
    free(s);
}

static void a_forgotten_text_is_not_found_and_can_be_added_again(void **state)
{
    (void)state;
    struct statements *s = make();
    char evicted[STATEMENT_NAME_MAX];
    statements_add(s, STR("select 1"), evicted);
    statements_forget(s, STR("select 1"));
    statements_forget(s, STR("select never"));
    assert_null(statements_find(s, STR("select 1")));
    assert_non_null(statements_add(s, STR("select 1"), evicted));
    assert_non_null(statements_find(s, STR("select 1")));
    statements_release(s);
    free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_found_under_the_name_it_was_given),
        cmocka_unit_test(the_oldest_of_too_many_gives_way_and_its_name_is_told),
        cmocka_unit_test(a_forgotten_text_is_not_found_and_can_be_added_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
