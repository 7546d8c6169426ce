/* The exports about planning; only core-plan.wasm has them. */
#include "wasm_plan.h"

#include "classify.h"
#include "delay.h"
#include "geo.h"
#include "guest.h"
#include "radius.h"
#include "route.h"
#include "wasm_memory.h"

uint32_t core_delay(uint32_t day, uint32_t out)
{
    return delay_spread(wasm_pointer(day), wasm_pointer(out));
}

uint32_t core_route(uint32_t plan, uint32_t work, uint32_t out)
{
    return route_order(wasm_pointer(plan), wasm_pointer(work), wasm_pointer(out));
}

int64_t core_distance(int64_t latitude, int64_t longitude, int64_t to_latitude,
                      int64_t to_longitude)
{
    return geo_distance((struct geo_point){latitude, longitude},
                        (struct geo_point){to_latitude, to_longitude});
}

void core_drive(int64_t straight_metres, uint32_t out)
{
    *(struct geo_drive *)wasm_pointer(out) = geo_drive_estimate(straight_metres);
}

uint32_t core_radius(uint32_t clause, uint32_t show, uint32_t out)
{
    return radius_judge(wasm_pointer(clause), wasm_pointer(show), wasm_pointer(out));
}

uint32_t core_classify_bytes(void)
{
    return sizeof(struct classify_model);
}

void core_classify_learn(uint32_t model, uint32_t category, uint32_t at, uint32_t len,
                         int32_t weight)
{
    classify_learn(wasm_pointer(model), category, wasm_text(at, len), weight);
}

void core_classify_suggest(uint32_t model, uint32_t at, uint32_t len, uint32_t out)
{
    *(struct classify_answer *)wasm_pointer(out) =
        classify_suggest(wasm_pointer(model), wasm_text(at, len));
}

uint32_t core_guest_room(uint32_t at)
{
    return guest_room(wasm_pointer(at));
}

uint32_t core_guest_judge(uint32_t at, uint32_t heads)
{
    return guest_judge(wasm_pointer(at), heads);
}

uint32_t core_guest_part(uint32_t party, uint32_t doors, uint32_t door, uint32_t turn)
{
    return guest_part(party, doors, door, turn);
}
