/* Tests of distances: known great circles, symmetry, the edges of the globe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/geo.h"

#define DEGREES(d)                 ((int64_t)((d)*1e7))
#define POINT(latitude, longitude) ((struct geo_point){DEGREES(latitude), DEGREES(longitude)})
static const int64_t HALF_ROUND = 20015115; /* π × 6,371,008.8 m */

static void known_distances_come_out_within_a_metre(void **state)
{
    (void)state;
    static const struct {
        struct geo_point a, b;
        int64_t metres; /* of the same sphere, by a library's haversine in double precision */
    } cases[] = {
        {{DEGREES(52.52), DEGREES(13.405)}, {DEGREES(53.5511), DEGREES(9.9937)}, 255251},
        {{DEGREES(48.8566), DEGREES(2.3522)}, {DEGREES(51.5074), DEGREES(-0.1278)}, 343557},
        {{DEGREES(40.7128), DEGREES(-74.006)}, {DEGREES(34.0522), DEGREES(-118.2437)}, 3935752},
        {{DEGREES(-33.8688), DEGREES(151.2093)}, {DEGREES(35.6762), DEGREES(139.6503)}, 7825829},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t metres = geo_distance(cases[i].a, cases[i].b);
        assert_in_range(metres, cases[i].metres - 1, cases[i].metres + 1);
        assert_int_equal(metres, geo_distance(cases[i].b, cases[i].a));
    }
}

static void the_far_side_of_the_globe_is_half_way_round(void **state)
{
    (void)state;
    assert_in_range(geo_distance(POINT(0, 0), POINT(0, 180)), HALF_ROUND - 1, HALF_ROUND + 1);
    assert_in_range(geo_distance(POINT(90, 0), POINT(-90, 77)), HALF_ROUND - 1, HALF_ROUND + 1);
    assert_in_range(geo_distance(POINT(0, -90), POINT(0, 90)), HALF_ROUND - 1, HALF_ROUND + 1);
    assert_int_equal(geo_distance(POINT(12.5, 8.25), POINT(12.5, 8.25)), 0);
}

static void the_date_line_is_no_wall(void **state)
{
    (void)state;
    int64_t across = geo_distance(POINT(0, 179.5), POINT(0, -179.5));
    assert_in_range(across, 111194, 111196);
}

static void points_off_the_globe_have_no_distance(void **state)
{
    (void)state;
    assert_int_equal(geo_distance(POINT(90.1, 0), POINT(0, 0)), -1);
    assert_int_equal(geo_distance(POINT(0, 0), POINT(0, -180.1)), -1);
}

static void a_drive_is_longer_than_the_straight_line_and_never_shrinks(void **state)
{
    (void)state;
    struct geo_drive before = {0, 0};
    for (int64_t straight = 0; straight < 3000000; straight += 997) {
        struct geo_drive drive = geo_drive_estimate(straight);
        assert_true(drive.metres >= straight && drive.metres <= straight * 7 / 5);
        assert_true(drive.metres >= before.metres && drive.seconds >= before.seconds);
        before = drive;
    }
    /* 255 km in a straight line: about 310 km of road in a bit over four and a half hours */
    struct geo_drive drive = geo_drive_estimate(255251);
    assert_in_range(drive.metres, 300000, 330000);
    assert_in_range(drive.seconds, 4 * 3600, 5 * 3600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_distances_come_out_within_a_metre),
        cmocka_unit_test(the_far_side_of_the_globe_is_half_way_round),
        cmocka_unit_test(the_date_line_is_no_wall),
        cmocka_unit_test(points_off_the_globe_have_no_distance),
        cmocka_unit_test(a_drive_is_longer_than_the_straight_line_and_never_shrinks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
