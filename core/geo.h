/* Distances on the globe and what a drive is likely to take, the same bytes on every machine. */
#ifndef OTA_CORE_GEO_H
#define OTA_CORE_GEO_H

#include <stdint.h>

/* A point in ten-millionths of a degree (about a centimetre): latitude −900,000,000 … 900,000,000,
 * longitude −1,800,000,000 … 1,800,000,000. All members int64_t, so that the browser has the same
 * bytes. */
struct geo_point {
    int64_t latitude;
    int64_t longitude;
};

/* Metres along the great circle of a sphere of 6,371,008.8 m, the Earth's mean radius (IUGG);
 * within 0.6 % of the ellipsoid's. Coordinates out of range give −1. */
int64_t geo_distance(struct geo_point a, struct geo_point b);

/* An estimate, and to be called one: roads are longer than the straight line, by a fifth on long
 * ways to two fifths on short ones, and a bus makes about 45 km/h near towns and 80 between. */
struct geo_drive {
    int64_t metres;
    int64_t seconds;
};
struct geo_drive geo_drive_estimate(int64_t straight_metres);

#endif
