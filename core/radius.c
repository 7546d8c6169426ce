/* Judges a show against a radius clause. */
#include "radius.h"

#include "geo.h"

status radius_judge(const struct radius_clause *clause, const struct radius_show *show,
                    struct radius_finding *out)
{
    int64_t metres = geo_distance((struct geo_point){clause->latitude, clause->longitude},
                                  (struct geo_point){show->latitude, show->longitude});
    int64_t days = show->day - clause->day;
    *out = (struct radius_finding){metres, days, 0};
    if (metres < 0 || clause->metres < 0 || clause->days_before < 0 || clause->days_after < 0)
        return S_INVALID;
    out->is_broken =
        metres <= clause->metres && days >= -clause->days_before && days <= clause->days_after;
    return S_OK;
}
