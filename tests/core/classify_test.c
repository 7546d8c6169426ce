/* Tests of the suggested category: it learns, says why, takes corrections, knows when to be
 * silent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/classify.h"

enum { TRAVEL, HOTEL, FOOD, FUEL };

static struct classify_model model;

static int begin(void **state)
{
    (void)state;
    static const struct {
        uint32_t category;
        const char *text;
    } filed[] = {
        {HOTEL, "Hotel Aurora, two nights"},
        {HOTEL, "Hôtel du Port"},
        {HOTEL, "Motel by the ring road"},
        {FOOD, "Dinner crew, pizza"},
        {FOOD, "Breakfast for the crew"},
        {FOOD, "Pizza after the show"},
        {FUEL, "Diesel van"},
        {FUEL, "Diesel, motorway A7"},
        {TRAVEL, "Taxi to the airport"},
        {TRAVEL, "Train tickets to Bern"},
    };
    memset(&model, 0, sizeof model);
    for (size_t i = 0; i < sizeof filed / sizeof filed[0]; i++)
        classify_learn(&model, filed[i].category, str_from(filed[i].text), 1);
    return 0;
}

static struct classify_answer suggest(const char *text)
{
    return classify_suggest(&model, str_from(text));
}

static void words_seen_before_decide(void **state)
{
    (void)state;
    assert_int_equal(suggest("hotel in Graz").category, HOTEL);
    assert_int_equal(suggest("PIZZA, late").category, FOOD);
    assert_int_equal(suggest("48.2 l Diesel").category, FUEL);
    assert_int_equal(suggest("taxi").category, TRAVEL);
}

static void accents_and_case_do_not_matter(void **state)
{
    (void)state;
    assert_int_equal(suggest("HÔTEL MODERNE").category, HOTEL);
}

static void it_says_which_word_decided(void **state)
{
    (void)state;
    const char *text = "for the van: diesel 40 l";
    struct classify_answer answer = suggest(text);
    assert_int_equal(answer.category, FUEL);
    assert_in_range(answer.reason_count, 1, CLASSIFY_REASONS_MAX);
    str word = {text + answer.reasons[0].at, answer.reasons[0].len};
    assert_true(str_equal(word, STR("diesel")));
}

static void nothing_known_is_no_guess(void **state)
{
    (void)state;
    assert_int_equal(suggest("xylophone").category, -1);
    assert_int_equal(suggest("").category, -1);
    assert_int_equal(suggest("12,50").category, -1);
    memset(&model, 0, sizeof model);
    assert_int_equal(suggest("hotel").category, -1);
}

static void a_correction_changes_the_next_answer(void **state)
{
    (void)state;
    classify_learn(&model, FOOD, STR("Minibar hotel"), 1);
    assert_int_equal(suggest("minibar").category, FOOD);
    classify_learn(&model, FOOD, STR("Minibar hotel"), -1);
    classify_learn(&model, HOTEL, STR("Minibar hotel"), 1);
    assert_int_equal(suggest("minibar").category, HOTEL);
}

static void taking_back_leaves_no_trace(void **state)
{
    (void)state;
    static struct classify_model before;
    before = model;
    classify_learn(&model, TRAVEL, STR("Ferry to Gotland, cabins"), 1);
    assert_memory_not_equal(&before, &model, sizeof model);
    classify_learn(&model, TRAVEL, STR("Ferry to Gotland, cabins"), -1);
    assert_memory_equal(&before, &model, sizeof model);
    for (int i = 0; i < 5; i++) classify_learn(&model, FUEL, STR("Diesel"), -1);
    classify_learn(&model, CLASSIFY_CATEGORIES_MAX, STR("Diesel"), 1);
    assert_int_equal(suggest("taxi").category, TRAVEL);
}

static void confidence_grows_with_what_speaks_for_it(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) classify_learn(&model, FUEL, STR("diesel"), 1);
    struct classify_answer sure = suggest("diesel diesel"), open = suggest("the");
    assert_in_range(sure.confidence, 95, 100);
    assert_in_range(open.confidence, 1, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(words_seen_before_decide, begin),
        cmocka_unit_test_setup(accents_and_case_do_not_matter, begin),
        cmocka_unit_test_setup(it_says_which_word_decided, begin),
        cmocka_unit_test_setup(nothing_known_is_no_guess, begin),
        cmocka_unit_test_setup(a_correction_changes_the_next_answer, begin),
        cmocka_unit_test_setup(taking_back_leaves_no_trace, begin),
        cmocka_unit_test_setup(confidence_grows_with_what_speaks_for_it, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
