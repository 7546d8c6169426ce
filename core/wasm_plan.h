/* The exports of core-plan.wasm: delays, routes, distances, radius clauses, suggested categories
 * and doors. Memory and calls as in wasm.h; the structs are those of delay.def, route.def,
 * radius.def and the headers named, their offsets in web/src/lib/core-plan.gen.ts. The app loads it
 * with the first screen that plans. */
#ifndef OTA_CORE_WASM_PLAN_H
#define OTA_CORE_WASM_PLAN_H

#include "wasm.h"

/* delay.h: `day` = at of a delay_day, `out` = at of a delay_result. Returns a status. */
uint32_t CORE_EXPORT(core_delay)(uint32_t day, uint32_t out);

/* route.h: `plan` = at of a route_plan, `work` = at of a route_work, `out` = at of a
 * route_answer. Returns a status. */
uint32_t CORE_EXPORT(core_route)(uint32_t plan, uint32_t work, uint32_t out);

/* geo.h: metres, or −1; coordinates in ten-millionths of a degree. `out` = at of a geo_drive. */
int64_t CORE_EXPORT(core_distance)(int64_t latitude, int64_t longitude, int64_t to_latitude,
                                   int64_t to_longitude);
void CORE_EXPORT(core_drive)(int64_t straight_metres, uint32_t out);

/* radius.h: `clause` = at of a radius_clause, `show` = at of a radius_show, `out` = at of a
 * radius_finding. Returns a status. */
uint32_t CORE_EXPORT(core_radius)(uint32_t clause, uint32_t show, uint32_t out);

/* classify.h: `model` = at of a classify_model (core_classify_bytes of it), which the caller keeps
 * between calls; `out` = at of a classify_answer. */
uint32_t CORE_EXPORT(core_classify_bytes)(void);
void CORE_EXPORT(core_classify_learn)(uint32_t model, uint32_t category, uint32_t at, uint32_t len,
                                      int32_t weight);
void CORE_EXPORT(core_classify_suggest)(uint32_t model, uint32_t at, uint32_t len, uint32_t out);

/* guest.h: `at` = at of a guest_at_door. core_guest_judge returns a GUEST_VERDICTS. */
uint32_t CORE_EXPORT(core_guest_room)(uint32_t at);
uint32_t CORE_EXPORT(core_guest_judge)(uint32_t at, uint32_t heads);
uint32_t CORE_EXPORT(core_guest_part)(uint32_t party, uint32_t doors, uint32_t door, uint32_t turn);

#endif
