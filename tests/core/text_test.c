/* Tests of finding encodings and folding text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/text.h"

static char memory[4096];

static str decode(str bytes, enum encoding expected)
{
    struct arena a;
    enum encoding found;
    str out;
    arena_init(&a, memory, sizeof memory);
    assert_int_equal(text_decode(bytes, &a, &found, &out), S_OK);
    assert_int_equal(found, expected);
    return out;
}

static void each_encoding_is_found_and_converted(void **state)
{
    (void)state;
    str wanted = STR("Köln;€");
    assert_true(str_equal(decode(STR("Köln;€"), ENCODING_utf8), wanted));
    assert_true(str_equal(decode(STR("\xef\xbb\xbfKöln;€"), ENCODING_utf8), wanted));
    assert_true(str_equal(decode(STR("K\xf6ln;\x80"), ENCODING_windows1252), wanted));
    assert_true(
        str_equal(decode(STR("\xff\xfeK\0\xf6\0l\0n\0;\0\xac\x20"), ENCODING_utf16le), wanted));
    assert_true(str_equal(decode(STR("K\0\xf6\0l\0n\0;\0\xac\x20"), ENCODING_utf16le), wanted));
    assert_true(
        str_equal(decode(STR("\xfe\xff\0K\0\xf6\0l\0n\0;\x20\xac"), ENCODING_utf16be), wanted));
}

static void broken_text_becomes_valid_text(void **state)
{
    (void)state;
    assert_true(str_is_utf8(decode(STR("\xff\xfe\x00\xd8\x41\x00"), ENCODING_utf16le)));
    assert_true(str_is_utf8(decode(STR("\xef\xbb\xbf\xc3("), ENCODING_windows1252)));
    assert_true(str_is_utf8(decode(STR("\x81\x8d\x8f"), ENCODING_windows1252)));
    assert_true(str_equal(decode(STR("a\0b"), ENCODING_utf8), STR("ab")));
}

static void a_full_arena_is_an_outcome(void **state)
{
    (void)state;
    struct arena a;
    enum encoding found;
    str out;
    arena_init(&a, memory, 0);
    assert_int_equal(text_decode(STR("K\xf6ln"), &a, &found, &out), S_OVER_LIMIT);
}

static void folding_makes_words_comparable(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"Set-Time:", "set time"},
        {"  Kapazität  ", "kapazitat"},
        {"STRASSE straße", "strasse strasse"},
        {"Łódź", "lodz"},
        {"København", "kobenhavn"},
        {"São  Paulo", "sao paulo"},
        {"", ""},
        {"—", ""},
        {"Ørsted & Søn", "orsted son"},
        {"東京", "東京"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[64];
        str folded = text_fold(str_from(cases[i].in), out, sizeof out);
        assert_true(str_equal(folded, str_from(cases[i].out)));
    }
    char small[3];
    assert_true(str_equal(text_fold(STR("abcdef"), small, sizeof small), STR("abc")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_encoding_is_found_and_converted),
        cmocka_unit_test(broken_text_becomes_valid_text),
        cmocka_unit_test(a_full_arena_is_an_outcome),
        cmocka_unit_test(folding_makes_words_comparable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
