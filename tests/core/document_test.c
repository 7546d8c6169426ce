/* Tests of JSON judged where it lies: what is taken, what is refused and why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/document.h"

static void json_is_taken_and_anything_else_is_refused_with_its_reason(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum problem expected;
    } cases[] = {
        {"{}", PROBLEM_none},
        {" [ ] ", PROBLEM_none},
        {"{\"a\":[1,-2.5e+3,\"x\\n\\u00e9\",true,false,null],\"b\":{}}", PROBLEM_none},
        {"\"\\ud83d\\ude00\"", PROBLEM_none},
        {"", PROBLEM_bad_document},
        {"{", PROBLEM_bad_document},
        {"[1,]", PROBLEM_bad_document},
        {"[1 2]", PROBLEM_bad_document},
        {"{\"a\"}", PROBLEM_bad_document},
        {"{a:1}", PROBLEM_bad_document},
        {"{\"a\":1,}", PROBLEM_bad_document},
        {"[01]", PROBLEM_bad_document},
        {"[+1]", PROBLEM_bad_document},
        {"[1.]", PROBLEM_bad_document},
        {"[.5]", PROBLEM_bad_document},
        {"[1e]", PROBLEM_bad_document},
        {"[tru]", PROBLEM_bad_document},
        {"\"a\nb\"", PROBLEM_bad_document},
        {"\"\\x\"", PROBLEM_bad_document},
        {"\"\\u12g4\"", PROBLEM_bad_document},
        {"\"\\", PROBLEM_bad_document},
        {"[] []", PROBLEM_bad_document},
        {"\"\xff\"", PROBLEM_bad_utf8},
        {"\"\\ud800\"", PROBLEM_bad_utf8},
        {"\"\\ud800\\u0041\"", PROBLEM_bad_utf8},
        {"\"\\udc00\"", PROBLEM_bad_utf8},
        {"{\"a\\u0000\":1}", PROBLEM_nul},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(document_check(str_from(cases[i].text)), cases[i].expected);
    assert_int_equal(document_check((str){"[1]\0", 4}), PROBLEM_bad_document);
}

static void sixteen_levels_are_taken_and_seventeen_are_not(void **state)
{
    (void)state;
    char text[40];
    for (int depth = 15; depth <= 17; depth++) {
        for (int i = 0; i < depth; i++) text[i] = '[', text[2 * depth - 1 - i] = ']';
        str json = {text, (size_t)depth * 2};
        assert_int_equal(document_check(json), depth > 16 ? PROBLEM_too_deep : PROBLEM_none);
    }
}

static void parts_are_walked_as_they_are_written(void **state)
{
    (void)state;
    struct document_walk w;
    str name, value, text;
    assert_true(document_open(STR(" { \"a\" : [1, 2] , \"b\":\"x y\" } "), '{', &w));
    assert_true(document_next(&w, &name, &value));
    assert_true(str_equal(name, STR("a")) && str_equal(value, STR("[1, 2]")));
    assert_false(document_plain_text(value, &text));
    assert_true(document_next(&w, &name, &value));
    assert_true(str_equal(name, STR("b")) && str_equal(value, STR("\"x y\"")));
    assert_true(document_plain_text(value, &text) && str_equal(text, STR("x y")));
    assert_false(document_next(&w, &name, &value));
    assert_false(document_open(STR("[1]"), '{', &w));
    assert_false(document_plain_text(STR("\"a\\u0062\""), &text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_taken_and_anything_else_is_refused_with_its_reason),
        cmocka_unit_test(sixteen_levels_are_taken_and_seventeen_are_not),
        cmocka_unit_test(parts_are_walked_as_they_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
