/* Arenas on the heap: they grow, they stop at their maximum, they give everything back. */
#include <stdalign.h>
#include <string.h>

#include "server/base/heap.h"
#include "tests/server/cmocka_includes.h"

static void an_arena_grows_and_keeps_what_it_gave(void **state)
{
    (void)state;
    struct arena a;
    heap_arena_init(&a, 1024 * 1024);
    char *pieces[300];
    for (int i = 0; i < 300; i++) {
        pieces[i] = arena_take(&a, 1000);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        memset(pieces[i], i & 127, 1000);
    }
    for (int i = 0; i < 300; i++) {
        assert_int_equal(pieces[i][0], i & 127);
        assert_int_equal(pieces[i][999], i & 127);
    }
    heap_arena_release(&a);
}

static void over_its_maximum_it_gives_nothing(void **state)
{
    (void)state;
    struct arena a;
    heap_arena_init(&a, 100 * 1024);
    assert_null(arena_take(&a, 101 * 1024));
    size_t taken = 0;
    while (arena_take(&a, 1024)) taken += 1024;
    assert_true(taken >= 60 * 1024 && taken <= 100 * 1024);
    heap_arena_clear(&a);
    assert_non_null(arena_take(&a, 1024));
    heap_arena_release(&a);
}

static void a_first_block_is_used_before_the_heap_and_again_after_clear(void **state)
{
    (void)state;
    alignas(16) static char first[1024];
    struct arena a;
    heap_arena_init_first(&a, first, sizeof first, 64 * 1024);
    char *piece = arena_take(&a, 100);
    assert_true(piece > first && piece < first + sizeof first);
    char *large = arena_take(&a, 4000);
    assert_non_null(large);
    assert_true(large < first || large >= first + sizeof first);
    heap_arena_clear(&a);
    assert_ptr_equal(arena_take(&a, 100), piece);
    heap_arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_grows_and_keeps_what_it_gave),
        cmocka_unit_test(over_its_maximum_it_gives_nothing),
        cmocka_unit_test(a_first_block_is_used_before_the_heap_and_again_after_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
