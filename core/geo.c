/* Great circles by the haversine formula, with trigonometry of our own: libraries' sines differ in
 * the last bit from machine to machine. */
#include "geo.h"

#define PI              3.14159265358979323846
#define EARTH_METRES    6371008.8
#define UNITS_A_DEGREE  1e7
#define LATITUDE_UNITS  INT64_C(900000000)
#define LONGITUDE_UNITS INT64_C(1800000000)

/* Of −π … π, by its series; the first term left out is below 1e-15. */
static double sine(double x)
{
    if (x > PI / 2) x = PI - x;
    if (x < -PI / 2) x = -PI - x;
    double square = x * x, term = x, sum = x;
    for (int n = 1; n <= 11; n++) {
        term = -term * square / ((2 * n) * (2 * n + 1));
        sum += term;
    }
    return sum;
}

static double cosine(double x)
{
    return sine(x > 0 ? PI / 2 - x : PI / 2 + x);
}

static double root(double x)
{
    if (x <= 0) return 0;
    double guess = x < 1 ? 1 : x;
    for (int i = 0; i < 60; i++) {
        double next = (guess + x / guess) / 2;
        if (next >= guess) break;
        guess = next;
    }
    return guess;
}

/* Of 0 … 0.71, by Newton's method on the sine. */
static double arc_of_small(double x)
{
    double angle = x;
    for (int i = 0; i < 6; i++) angle -= (sine(angle) - x) / cosine(angle);
    return angle;
}

/* The angle whose sine is the root of `square`: near 90° by the rest to one, which is exact. */
static double arc(double square)
{
    if (square > 1) square = 1;
    return square <= 0.5 ? arc_of_small(root(square)) : PI / 2 - arc_of_small(root(1 - square));
}

static int is_point(struct geo_point p)
{
    return p.latitude >= -LATITUDE_UNITS && p.latitude <= LATITUDE_UNITS &&
           p.longitude >= -LONGITUDE_UNITS && p.longitude <= LONGITUDE_UNITS;
}

static double radians(int64_t units)
{
    return (double)units / UNITS_A_DEGREE * PI / 180;
}

int64_t geo_distance(struct geo_point a, struct geo_point b)
{
    if (!is_point(a) || !is_point(b)) return -1;
    double half_latitude = sine(radians(b.latitude - a.latitude) / 2);
    double half_longitude = sine(radians(b.longitude - a.longitude) / 2);
    double square = half_latitude * half_latitude + cosine(radians(a.latitude)) *
                                                        cosine(radians(b.latitude)) *
                                                        half_longitude * half_longitude;
    return (int64_t)(2 * EARTH_METRES * arc(square) + 0.5);
}

struct geo_drive geo_drive_estimate(int64_t straight)
{
    enum { NEAR_METRES = 60000, FAR_METRES = 300000 };
    if (straight < 0) straight = 0;
    int64_t curved = straight < FAR_METRES ? straight : FAR_METRES;
    /* 7/5 at first, less by a straight line, 6/5 of the whole way at FAR_METRES and beyond */
    int64_t metres =
        curved * 7 / 5 - curved * curved / (5 * FAR_METRES) + (straight - curved) * 6 / 5;
    int64_t near = metres < NEAR_METRES ? metres : NEAR_METRES;
    /* 45 km/h is 12.5 m/s, 80 km/h is 22.2 m/s */
    int64_t seconds = near * 2 / 25 + (metres - near) * 9 / 200;
    return (struct geo_drive){metres, seconds};
}
