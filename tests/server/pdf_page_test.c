/* Papers: pages, their limits, and texts that come as they come. */
#include "tests/server/cmocka_includes.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "server/base/heap.h"
#include "server/pdf/page.h"
#include "server/pdf/press.h"

static struct arena arena;
static struct press *press;

static int set_up(void **state)
{
    (void)state;
    heap_arena_init(&arena, 64 << 20);
    assert_int_equal(press_open(&press), S_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    press_close(press);
    heap_arena_release(&arena);
    return 0;
}

static const struct page_column columns[] = {
    {{"Time", 4}, 1, PAGE_START}, {{"What", 4}, 3, PAGE_START}, {{"Amount", 6}, 1, PAGE_END}};

static struct page *paper(void)
{
    struct page *p;
    assert_int_equal(
        page_create(&p, press, &arena, &(struct page_options){.title = STR("Night Run")}), S_OK);
    return p;
}

static size_t count_pages(str pdf)
{
    size_t count = 0;
    str rest = pdf;
    for (;;) {
        size_t at = str_find(rest, STR("/Type /Page %"));
        if (at == rest.len) return count;
        count++;
        rest = str_slice(rest, at + 1, rest.len);
    }
}

static void rows(struct page *p, size_t count, str cell)
{
    page_table(p, columns, 3);
    for (size_t i = 0; i < count; i++)
        page_row(p, (str[]){STR("20:30"), cell, STR("1,250.00")}, PAGE_PLAIN);
}

static void one_page_is_one_page(void **state)
{
    (void)state;
    str pdf;
    struct page *p = paper();
    page_head(p, &(struct page_head){.title = STR("Molotow"), .qr = STR("https://ota.test/check")});
    page_facts(p, (struct page_fact[]){{STR("Doors"), STR("19:00")}, {STR("Curfew"), STR("")}}, 2,
               3);
    rows(p, 10, STR("Doors"));
    assert_int_equal(page_finish(p, &pdf), S_OK);
    page_destroy(p);
    assert_true(str_starts(pdf, STR("%PDF-1.")));
    assert_int_equal(count_pages(pdf), 1);
}

static void a_table_goes_on_on_further_pages(void **state)
{
    (void)state;
    str pdf;
    struct page *p = paper();
    rows(p, 100, STR("Doors\nMain entrance"));
    assert_int_equal(page_finish(p, &pdf), S_OK);
    page_destroy(p);
    assert_int_equal(count_pages(pdf), 5);
}

static void too_many_pages_are_refused_not_written(void **state)
{
    (void)state;
    str pdf;
    struct page *p = paper();
    rows(p, 3000, STR("Doors"));
    page_text(p, STR("more"), PAGE_PLAIN);
    page_section(p, STR("more"));
    page_signatures(p, (struct page_signature[]){{.note = STR("Us")}}, 1);
    assert_int_equal(page_finish(p, &pdf), S_OVER_LIMIT);
    page_destroy(p);
}

static void a_cell_without_end_is_cut_and_fits_a_page(void **state)
{
    (void)state;
    static char endless[200000];
    str pdf;
    memset(endless, 'x', sizeof endless);
    struct page *p = paper();
    rows(p, 4, (str){endless, sizeof endless});
    assert_int_equal(page_finish(p, &pdf), S_OK);
    page_destroy(p);
    assert_int_equal(count_pages(pdf), 2);
}

static void texts_of_any_script_and_any_bytes_are_written(void **state)
{
    (void)state;
    str pdf;
    struct page *p = paper();
    page_text(p, STR("فرقة الليل · להקת הלילה · 夜の楽団 · Νυχτερινή ορχήστρα · Ночной рейс"),
              PAGE_PLAIN);
    page_text(p, (str){"\xff\xfe\x80 broken \xc3", 12}, PAGE_STRONG);
    page_text(p, (str){"nul \0 within", 12}, PAGE_MUTED);
    page_text(p, (str){NULL, 0}, PAGE_PLAIN);
    rows(p, 1, STR("\n\n\n"));
    assert_int_equal(page_finish(p, &pdf), S_OK);
    page_destroy(p);
    assert_int_equal(count_pages(pdf), 1);
}

static void a_code_that_is_too_long_is_left_out(void **state)
{
    (void)state;
    static char address[5000];
    str pdf;
    memset(address, 'a', sizeof address);
    struct page *p = paper();
    page_head(p, &(struct page_head){.title = STR("x"), .qr = {address, sizeof address}});
    assert_int_equal(page_finish(p, &pdf), S_OK);
    page_destroy(p);
    assert_int_equal(count_pages(pdf), 1);
}

static void names_are_drawn_wherever_their_points_lie(void **state)
{
    (void)state;
    static const int32_t line[] = {10, 10, 40, 60, INT32_MAX, INT32_MIN}, dot[] = {-5, 700};
    const struct page_stroke strokes[] = {{line, 3}, {dot, 1}, {NULL, 0}};
    str plain, drawn;
    for (int i = 0; i < 2; i++) {
        struct page *p = paper();
        page_signatures(p,
                        &(struct page_signature){.who = STR("Nora Nightliner, tour manager"),
                                                 .note = STR("For the artist"),
                                                 .strokes = i ? strokes : NULL,
                                                 .stroke_count = i ? 3 : 0},
                        1);
        assert_int_equal(page_finish(p, i ? &drawn : &plain), S_OK);
        page_destroy(p);
    }
    assert_int_equal(count_pages(drawn), 1);
    assert_true(drawn.len > plain.len);
}

enum { WRITERS = 4, PAPERS = 5 };

/* A thread that writes some papers, each into a piece of memory of its own. */
struct writer {
    pthread_t thread;
    struct arena arena;
    size_t whole_count;
};

static void *write_papers(void *owner)
{
    struct writer *w = owner;
    w->whole_count = 0;
    for (int i = 0; i < PAPERS; i++) {
        str pdf;
        struct page *p;
        const struct page_options options = {.title = STR("Night Run")};
        if (page_create(&p, press, &w->arena, &options) == S_OK) {
            rows(p, 100, STR("Doors"));
            w->whole_count += page_finish(p, &pdf) == S_OK && count_pages(pdf) == 3;
        }
        page_destroy(p);
    }
    return NULL;
}

static void papers_of_several_threads_are_all_whole(void **state)
{
    (void)state;
    struct writer writers[WRITERS];
    for (size_t i = 0; i < WRITERS; i++) {
        heap_arena_init(&writers[i].arena, 64 << 20);
        assert_int_equal(pthread_create(&writers[i].thread, NULL, write_papers, &writers[i]), 0);
    }
    for (size_t i = 0; i < WRITERS; i++) {
        pthread_join(writers[i].thread, NULL);
        assert_int_equal(writers[i].whole_count, PAPERS);
        heap_arena_release(&writers[i].arena);
    }
}

/* A paper that is not ended before the others are, or before it is full. */
struct long_paper {
    pthread_t thread;
    struct arena arena;
    atomic_bool is_begun, is_enough;
    bool is_interrupted; /* the others were written meanwhile */
    bool is_whole;
};

enum { ROWS_MAX = 1500 }; /* some 50 pages */

static void *write_long(void *owner)
{
    struct long_paper *w = owner;
    struct page *p;
    str pdf;
    if (page_create(&p, press, &w->arena, &(struct page_options){.title = STR("Long")}) == S_OK) {
        page_table(p, columns, 3);
        atomic_store(&w->is_begun, true);
        for (int i = 0; i < ROWS_MAX && !w->is_interrupted; i++) {
            page_row(p, (str[]){STR("20:30"), STR("Doors"), STR("1,250.00")}, PAGE_PLAIN);
            w->is_interrupted = atomic_load(&w->is_enough);
        }
        w->is_whole = page_finish(p, &pdf) == S_OK;
    }
    page_destroy(p);
    return NULL;
}

static void write_short(struct arena *a)
{
    struct page *p;
    str pdf;
    assert_int_equal(page_create(&p, press, a, &(struct page_options){.title = STR("Short")}),
                     S_OK);
    rows(p, 3, STR("Doors"));
    assert_int_equal(page_finish(p, &pdf), S_OK);
    page_destroy(p);
}

static void a_long_paper_lets_a_short_one_go_first(void **state)
{
    (void)state;
    struct long_paper w = {.is_whole = false};
    heap_arena_init(&w.arena, 64 << 20);
    assert_int_equal(pthread_create(&w.thread, NULL, write_long, &w), 0);
    while (!atomic_load(&w.is_begun)) sched_yield();
    write_short(&arena);
    atomic_store(&w.is_enough, true);
    pthread_join(w.thread, NULL);
    assert_true(w.is_interrupted);
    assert_true(w.is_whole);
    heap_arena_release(&w.arena);
}

/* One of a crowd that has always another short paper. */
struct crowd {
    pthread_t thread;
    atomic_bool *is_done;
    atomic_size_t *count;
};

enum { CROWD = 3, CROWD_PAPERS_MAX = 400, LONG_PAGES = 9 };

static void *write_crowd(void *owner)
{
    struct crowd *w = owner;
    while (!atomic_load(w->is_done) && atomic_load(w->count) < CROWD_PAPERS_MAX) {
        struct arena a;
        heap_arena_init(&a, 64 << 20);
        write_short(&a);
        heap_arena_release(&a);
        atomic_fetch_add(w->count, 1);
    }
    return NULL;
}

/* Each page is written and painted: so often the long one steps aside, once for each of them. */
static void a_crowd_of_short_papers_alternates_with_the_pages_of_a_long_one(void **state)
{
    (void)state;
    atomic_bool is_done = false;
    atomic_size_t count = 0;
    struct crowd crowd[CROWD];
    str pdf;
    for (size_t i = 0; i < CROWD; i++) {
        crowd[i] = (struct crowd){.is_done = &is_done, .count = &count};
        assert_int_equal(pthread_create(&crowd[i].thread, NULL, write_crowd, &crowd[i]), 0);
    }
    struct page *p = paper();
    size_t before = atomic_load(&count);
    rows(p, 300, STR("Doors"));
    assert_int_equal(page_finish(p, &pdf), S_OK);
    size_t meanwhile = atomic_load(&count) - before;
    atomic_store(&is_done, true);
    page_destroy(p);
    for (size_t i = 0; i < CROWD; i++) pthread_join(crowd[i].thread, NULL);
    assert_int_equal(count_pages(pdf), LONG_PAGES);
    assert_in_range(meanwhile, 1, CROWD * (2 * LONG_PAGES + 1));
}

static void the_first_paper_is_the_same_as_the_next(void **state)
{
    (void)state;
    str papers[2];
    for (size_t i = 0; i < 2; i++) {
        struct page *p = paper();
        rows(p, 3, STR("Doors"));
        assert_int_equal(page_finish(p, &papers[i]), S_OK);
        page_destroy(p);
    }
    assert_int_equal(papers[0].len, papers[1].len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(one_page_is_one_page),
        TEST(a_table_goes_on_on_further_pages),
        TEST(too_many_pages_are_refused_not_written),
        TEST(a_cell_without_end_is_cut_and_fits_a_page),
        TEST(texts_of_any_script_and_any_bytes_are_written),
        TEST(a_code_that_is_too_long_is_left_out),
        TEST(names_are_drawn_wherever_their_points_lie),
        TEST(the_first_paper_is_the_same_as_the_next),
        TEST(papers_of_several_threads_are_all_whole),
        TEST(a_long_paper_lets_a_short_one_go_first),
        TEST(a_crowd_of_short_papers_alternates_with_the_pages_of_a_long_one),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
