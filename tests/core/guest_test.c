/* What a door may do on its own for a guest, and how places are parted among doors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/guest.h"

enum { PARTY_MAX = 51, DOORS_MAX = 5 };

static struct guest_at_door at(uint32_t party, uint32_t held, uint32_t inside)
{
    return (struct guest_at_door){.party = party, .held = held, .inside = inside, .is_approved = 1};
}

static void a_door_lets_in_what_it_holds_and_no_more(void **state)
{
    (void)state;
    struct guest_at_door door = at(4, 3, 1);
    assert_int_equal(guest_room(&door), 2);
    assert_int_equal(guest_judge(&door, 1), GUEST_admit);
    assert_int_equal(guest_judge(&door, 2), GUEST_admit);
    assert_int_equal(guest_judge(&door, 3), GUEST_ungiven);
    assert_int_equal(guest_judge(&door, 0), GUEST_ungiven);
}

static void who_is_not_approved_stays_out_whatever_the_door_holds(void **state)
{
    (void)state;
    struct guest_at_door door = at(2, 2, 0);
    door.is_approved = 0;
    assert_int_equal(guest_room(&door), 0);
    assert_int_equal(guest_judge(&door, 1), GUEST_unapproved);
}

static void the_reason_says_where_the_places_are(void **state)
{
    (void)state;
    struct guest_at_door door = at(4, 2, 2);
    assert_int_equal(guest_judge(&door, 1), GUEST_ungiven);
    door.held_others = 2;
    assert_int_equal(guest_judge(&door, 1), GUEST_elsewhere);
    door.inside_others = 2;
    assert_int_equal(guest_judge(&door, 1), GUEST_full);
    door = at(4, 4, 4);
    assert_int_equal(guest_judge(&door, 1), GUEST_full);
}

static void a_party_that_shrank_leaves_no_more_room_than_it_has(void **state)
{
    (void)state;
    struct guest_at_door door = at(2, 3, 1);
    door.inside_others = 1;
    assert_int_equal(guest_room(&door), 0);
    door.inside_others = UINT32_MAX;
    assert_int_equal(guest_room(&door), 0);
    assert_int_equal(guest_judge(&door, UINT32_MAX), GUEST_full);
}

/* Doors that ask nobody, in every order of two: never more inside than were approved. */
static void doors_on_their_own_never_let_in_more_than_the_party(void **state)
{
    (void)state;
    for (uint32_t party = 1; party <= PARTY_MAX; party++) {
        for (uint32_t first = 0; first <= party; first++) {
            struct guest_at_door front = at(party, first, 0), side = at(party, party - first, 0);
            uint32_t inside = 0;
            while (guest_judge(&front, 1) == GUEST_admit) inside++, front.inside++;
            while (guest_judge(&side, 1) == GUEST_admit) inside++, side.inside++;
            assert_int_equal(inside, party);
        }
    }
}

static void parts_are_even_and_add_up_to_the_party(void **state)
{
    (void)state;
    for (uint32_t party = 0; party <= PARTY_MAX; party++) {
        for (uint32_t doors = 1; doors <= DOORS_MAX; doors++) {
            for (uint32_t turn = 0; turn < 2 * DOORS_MAX; turn++) {
                uint32_t sum = 0;
                for (uint32_t door = 0; door < doors; door++) {
                    uint32_t part = guest_part(party, doors, door, turn);
                    assert_in_range(part, party / doors, party / doors + 1);
                    sum += part;
                }
                assert_int_equal(sum, party);
            }
        }
    }
    assert_int_equal(guest_part(4, 2, 2, 0), 0);
    assert_int_equal(guest_part(4, 0, 0, 0), 0);
}

static void parties_of_one_go_to_the_doors_in_turn(void **state)
{
    (void)state;
    uint32_t given[DOORS_MAX] = {0};
    for (uint32_t turn = 0; turn < 10 * DOORS_MAX; turn++)
        for (uint32_t door = 0; door < DOORS_MAX; door++)
            given[door] += guest_part(1, DOORS_MAX, door, turn);
    for (uint32_t door = 0; door < DOORS_MAX; door++) assert_int_equal(given[door], 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_door_lets_in_what_it_holds_and_no_more),
        cmocka_unit_test(who_is_not_approved_stays_out_whatever_the_door_holds),
        cmocka_unit_test(the_reason_says_where_the_places_are),
        cmocka_unit_test(a_party_that_shrank_leaves_no_more_room_than_it_has),
        cmocka_unit_test(doors_on_their_own_never_let_in_more_than_the_party),
        cmocka_unit_test(parts_are_even_and_add_up_to_the_party),
        cmocka_unit_test(parties_of_one_go_to_the_doors_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
