/* Tests of cutting tables out of text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/csv.h"

static char memory[1 << 20];

static struct csv parse(str text)
{
    struct arena a;
    struct csv out;
    arena_init(&a, memory, sizeof memory);
    assert_int_equal(csv_parse(text, &a, &out), S_OK);
    return out;
}

static void assert_cell(const struct csv *t, uint32_t row, uint32_t column, const char *text)
{
    assert_true(row < t->row_count && column < t->rows[row].count);
    assert_true(str_equal(t->rows[row].cells[column], str_from(text)));
}

static void the_delimiter_is_the_one_that_makes_even_rows(void **state)
{
    (void)state;
    assert_int_equal(parse(STR("a;b;c\n1,5;2;3\n1,5;2;3\n")).delimiter, ';');
    assert_int_equal(parse(STR("a,b,c\n1,\"x;y;z\",3\n")).delimiter, ',');
    assert_int_equal(parse(STR("a\tb\n1, 2\t2\n")).delimiter, '\t');
    assert_int_equal(parse(STR("sep=;\na,b;c\n")).delimiter, ';');
    assert_int_equal(parse(STR("sep=|\na,b|c\n")).delimiter, '|');
}

static void quotes_hold_delimiters_lines_and_quotes(void **state)
{
    (void)state;
    struct csv t = parse(STR("a,\"b,c\",d\r\n\"two\nlines\",\"she said \"\"no\"\"\", \"x\" \r\n"));
    assert_int_equal(t.row_count, 2);
    assert_cell(&t, 0, 1, "b,c");
    assert_cell(&t, 1, 0, "two\nlines");
    assert_cell(&t, 1, 1, "she said \"no\"");
    assert_cell(&t, 1, 2, "x");
}

static void broken_quotes_lose_nothing(void **state)
{
    (void)state;
    struct csv t = parse(STR("a,b,c\n\"open,2,3\n4,5\" deep,6\n"));
    assert_cell(&t, 1, 0, "open,2,3\n4,5 deep");
    t = parse(STR("a,b,c\n1,12\" vinyl,3\n\"never closed,2,3\n"));
    assert_cell(&t, 1, 1, "12\" vinyl");
    assert_cell(&t, 2, 0, "\"never closed");
    assert_cell(&t, 2, 2, "3");
}

static void rows_know_the_line_they_began_on(void **state)
{
    (void)state;
    struct csv t = parse(STR("title,\n\n,\n\"a\nb\",c\rlast,d"));
    assert_int_equal(t.row_count, 3);
    assert_int_equal(t.rows[0].line, 1);
    assert_int_equal(t.rows[1].line, 4);
    assert_int_equal(t.rows[2].line, 6);
}

static void ragged_rows_and_empty_edges_are_taken_as_they_are(void **state)
{
    (void)state;
    struct csv t = parse(STR("a,b,c,,,\n1\n1,2,3,4,,\n,,,,,\n"));
    assert_int_equal(t.row_count, 3);
    assert_int_equal(t.column_count, 4);
    assert_int_equal(t.rows[1].count, 1);
    assert_cell(&t, 2, 3, "4");
}

static void spaces_of_every_sort_are_trimmed(void **state)
{
    (void)state;
    struct csv t = parse(STR("a,  b ,\xc2\xa0"
                             "c \xc2\xa0\n"));
    assert_cell(&t, 0, 1, "b");
    assert_cell(&t, 0, 2, "c");
}

static void limits_are_outcomes(void **state)
{
    (void)state;
    struct arena a;
    struct csv out;
    static char wide[2 * CSV_COLUMNS_MAX + 4], tall[2 * (CSV_ROWS_MAX + 1)];
    for (size_t i = 0; i < sizeof wide; i++) wide[i] = i % 2 ? ',' : 'x';
    for (size_t i = 0; i < sizeof tall; i++) tall[i] = i % 2 ? '\n' : 'x';
    arena_init(&a, memory, sizeof memory);
    assert_int_equal(csv_parse((str){wide, sizeof wide}, &a, &out), S_OVER_LIMIT);
    assert_int_equal(csv_parse((str){tall, sizeof tall}, &a, &out), S_OVER_LIMIT);
    arena_init(&a, memory, 16);
    assert_int_equal(csv_parse(STR("a,b\nc,d\n"), &a, &out), S_OVER_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_delimiter_is_the_one_that_makes_even_rows),
        cmocka_unit_test(quotes_hold_delimiters_lines_and_quotes),
        cmocka_unit_test(broken_quotes_lose_nothing),
        cmocka_unit_test(rows_know_the_line_they_began_on),
        cmocka_unit_test(ragged_rows_and_empty_edges_are_taken_as_they_are),
        cmocka_unit_test(spaces_of_every_sort_are_trimmed),
        cmocka_unit_test(limits_are_outcomes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
