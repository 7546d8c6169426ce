/* Tests of the rights matrix: what each role may and may not do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/permission.h"

static enum scope scope(enum role r, enum resource s, enum action a)
{
    return permission_scope(r, s, a);
}

static void the_owner_may_do_everything_to_everything(void **state)
{
    (void)state;
    for (int s = 0; s < RESOURCE_COUNT; s++)
        for (int a = 0; a < ACTION_COUNT; a++)
            if (s != RESOURCE_acknowledgements)
                assert_int_equal(scope(ROLE_owner, (enum resource)s, (enum action)a),
                                 s == RESOURCE_conflicts ? SCOPE_own : SCOPE_all);
    /* what others have seen is read, never said for them */
    assert_int_equal(scope(ROLE_owner, RESOURCE_acknowledgements, ACTION_read), SCOPE_all);
    assert_int_equal(scope(ROLE_owner, RESOURCE_acknowledgements, ACTION_write), SCOPE_own);
}

static void an_admin_may_not_delete_the_organization(void **state)
{
    (void)state;
    assert_int_equal(scope(ROLE_admin, RESOURCE_organization, ACTION_delete), SCOPE_none);
    assert_int_equal(scope(ROLE_admin, RESOURCE_organization, ACTION_write), SCOPE_organization);
    assert_int_equal(scope(ROLE_admin, RESOURCE_users, ACTION_delete), SCOPE_organization);
}

static void crew_never_see_fees_and_write_only_own_expenses(void **state)
{
    (void)state;
    for (int a = 0; a < ACTION_COUNT; a++)
        assert_int_equal(scope(ROLE_crew, RESOURCE_finance, (enum action)a), SCOPE_none);
    for (int s = 0; s < RESOURCE_COUNT; s++) {
        bool is_own = s == RESOURCE_expenses || s == RESOURCE_conflicts || s == RESOURCE_private ||
                      s == RESOURCE_guests || s == RESOURCE_tasks ||
                      s == RESOURCE_acknowledgements || s == RESOURCE_shares;
        assert_int_equal(scope(ROLE_crew, (enum resource)s, ACTION_write),
                         is_own ? SCOPE_own : SCOPE_none);
    }
    assert_int_equal(scope(ROLE_crew, RESOURCE_booking, ACTION_read), SCOPE_none);
    assert_int_equal(scope(ROLE_crew, RESOURCE_payroll, ACTION_read), SCOPE_own);
    assert_int_equal(scope(ROLE_crew, RESOURCE_travel, ACTION_read), SCOPE_own);
    assert_int_equal(scope(ROLE_crew, RESOURCE_shows, ACTION_read), SCOPE_organization);
}

static void booking_writes_shows_but_deletes_nothing_of_the_tour(void **state)
{
    (void)state;
    assert_int_equal(scope(ROLE_booking, RESOURCE_shows, ACTION_write), SCOPE_organization);
    assert_int_equal(scope(ROLE_booking, RESOURCE_tours, ACTION_write), SCOPE_none);
    for (int s = 0; s < RESOURCE_COUNT; s++)
        if (s != RESOURCE_booking && s != RESOURCE_shares)
            assert_int_equal(scope(ROLE_booking, (enum resource)s, ACTION_delete),
                             s == RESOURCE_conflicts ? SCOPE_own : SCOPE_none);
    assert_int_equal(scope(ROLE_booking, RESOURCE_booking, ACTION_delete), SCOPE_organization);
    assert_int_equal(scope(ROLE_booking, RESOURCE_payroll, ACTION_read), SCOPE_none);
}

static void a_manager_reads_but_does_not_change_the_team(void **state)
{
    (void)state;
    assert_int_equal(scope(ROLE_manager, RESOURCE_users, ACTION_read), SCOPE_organization);
    assert_int_equal(scope(ROLE_manager, RESOURCE_users, ACTION_write), SCOPE_none);
    assert_int_equal(scope(ROLE_manager, RESOURCE_finance, ACTION_delete), SCOPE_organization);
}

static void who_may_write_or_delete_may_also_read(void **state)
{
    (void)state;
    for (int r = 0; r < ROLE_COUNT; r++)
        for (int s = 0; s < RESOURCE_COUNT; s++)
            for (int a = 0; a < ACTION_COUNT; a++)
                assert_true(scope((enum role)r, (enum resource)s, (enum action)a) <=
                            scope((enum role)r, (enum resource)s, ACTION_read));
}

static void numbers_out_of_range_mean_no_right(void **state)
{
    (void)state;
    assert_int_equal(scope(ROLE_COUNT, RESOURCE_shows, ACTION_read), SCOPE_none);
    assert_int_equal(scope(ROLE_owner, RESOURCE_COUNT, ACTION_read), SCOPE_none);
    assert_int_equal(scope(ROLE_owner, RESOURCE_shows, ACTION_COUNT), SCOPE_none);
}

static void names_are_found_both_ways(void **state)
{
    (void)state;
    for (int r = 0; r < ROLE_COUNT; r++)
        assert_int_equal(permission_role_named(str_from(permission_role_name((enum role)r))), r);
    assert_int_equal(permission_resource_named(STR("finance")), RESOURCE_finance);
    assert_int_equal(permission_action_named(STR("delete")), ACTION_delete);
    assert_int_equal(permission_role_named(STR("god")), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_owner_may_do_everything_to_everything),
        cmocka_unit_test(an_admin_may_not_delete_the_organization),
        cmocka_unit_test(crew_never_see_fees_and_write_only_own_expenses),
        cmocka_unit_test(booking_writes_shows_but_deletes_nothing_of_the_tour),
        cmocka_unit_test(a_manager_reads_but_does_not_change_the_team),
        cmocka_unit_test(who_may_write_or_delete_may_also_read),
        cmocka_unit_test(numbers_out_of_range_mean_no_right),
        cmocka_unit_test(names_are_found_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
