/* Spreads random delays, orders random tours, measures random ways, judges radius clauses, files
 * random words and judges random doors by core's exports, and prints every input and what came out.
 * The script plan_parity.mjs gives the inputs to core-plan.wasm and compares the bytes. */
#include <string.h>

#include "core/classify.h"
#include "core/delay.h"
#include "core/geo.h"
#include "core/guest.h"
#include "core/radius.h"
#include "core/route.h"
#include "core/wasm_plan.h"
#include "tests/core/pieces.h"
#include "tests/core/settlement_random.h"

enum {
    DAYS = 2000,
    TOURS = 20,
    WAYS = 20000,
    CLAUSES = 20000,
    TEXTS = 3000,
    DOORS = 20000,
    TEXT_BYTES = 64,
    HOUR = 3600
};

static void make_day(uint64_t *x, struct delay_day *day)
{
    int64_t begins = INT64_C(1800000000);
    day->items_count = 1 + random_below(x, 20);
    for (int64_t i = 0; i < day->items_count; i++) {
        int64_t length = 60 * random_below(x, 180), starts = begins + 60 * random_below(x, 900);
        day->items[i] = (struct delay_item){starts, starts + length, random_below(x, i + 1),
                                            random_below(x, 4) == 0, random_below(x, length + 1)};
    }
    day->late = 1 + random_below(x, day->items_count);
    day->delay = 60 * (random_below(x, 240) - 60);
    day->mode = random_below(x, 2);
    day->calls_count = random_below(x, 4);
    for (int64_t i = 0; i < day->calls_count; i++)
        day->calls[i] = (struct delay_call){begins,
                                            begins + HOUR * random_below(x, 12),
                                            HOUR * random_below(x, 5),
                                            random_below(x, day->items_count + 1),
                                            HOUR * random_below(x, 12),
                                            begins + HOUR * random_below(x, 40)};
    day->drives_count = random_below(x, 2);
    day->drives[0] =
        (struct delay_drive){random_below(x, day->items_count + 1), HOUR * random_below(x, 14),
                             begins + HOUR * random_below(x, 40), random_below(x, 4)};
    day->legs_count = day->drives_count * random_below(x, 4);
    for (int64_t i = 0; i < day->legs_count; i++) {
        int64_t leaves = begins + HOUR * (random_below(x, 20) - 20);
        day->legs[i] = (struct delay_leg){1, leaves, leaves + HOUR * random_below(x, 6)};
    }
}

static void delays(uint64_t *x)
{
    uint32_t in = core_alloc(sizeof(struct delay_day)),
             out = core_alloc(sizeof(struct delay_result));
    for (int i = 0; i < DAYS; i++) {
        memset(piece_pointer(in), 0, sizeof(struct delay_day));
        memset(piece_pointer(out), 0, sizeof(struct delay_result));
        make_day(x, piece_pointer(in));
        core_delay(in, out);
        piece_emit(piece_pointer(in), sizeof(struct delay_day));
        piece_emit(piece_pointer(out), sizeof(struct delay_result));
    }
}

static void routes(uint64_t *x)
{
    uint32_t in = core_alloc(sizeof(struct route_plan)),
             out = core_alloc(sizeof(struct route_answer));
    uint32_t work = core_alloc(sizeof(struct route_work));
    for (int i = 0; i < TOURS; i++) {
        struct route_plan *plan = piece_pointer(in);
        memset(plan, 0, sizeof *plan);
        memset(piece_pointer(out), 0, sizeof(struct route_answer));
        plan->day_count = 12 + random_below(x, 12);
        plan->stops_count = 2 + random_below(x, 9);
        plan->run_max = random_below(x, 5);
        plan->drive_seconds = HOUR * (4 + random_below(x, 8));
        plan->closed = random_below(x, 8);
        for (int64_t s = 0; s < plan->stops_count; s++)
            plan->stops[s] = (struct route_stop){400000000 + random_below(x, 150000000),
                                                 random_below(x, 250000000),
                                                 random_below(x, INT64_C(1) << 12), s};
        core_route(in, work, out);
        piece_emit(plan, sizeof *plan);
        piece_emit(piece_pointer(out), sizeof(struct route_answer));
    }
}

static void ways(uint64_t *x)
{
    uint32_t out = core_alloc(sizeof(struct geo_drive));
    for (int i = 0; i < WAYS; i++) {
        int64_t way[7];
        way[0] = random_below(x, INT64_C(1800000000)) - 900000000;
        way[1] = random_below(x, INT64_C(3600000000)) - 1800000000;
        way[2] = random_below(x, INT64_C(1800000000)) - 900000000;
        way[3] = random_below(x, INT64_C(3600000000)) - 1800000000;
        way[4] = core_distance(way[0], way[1], way[2], way[3]);
        core_drive(way[4], out);
        memcpy(way + 5, piece_pointer(out), sizeof(struct geo_drive));
        piece_emit(way, sizeof way);
    }
}

static void clauses(uint64_t *x)
{
    uint32_t clause = core_alloc(sizeof(struct radius_clause)),
             show = core_alloc(sizeof(struct radius_show)),
             out = core_alloc(sizeof(struct radius_finding));
    for (int i = 0; i < CLAUSES; i++) {
        *(struct radius_clause *)piece_pointer(clause) =
            (struct radius_clause){500000000 + random_below(x, 30000000),
                                   100000000 + random_below(x, 40000000),
                                   random_below(x, 200),
                                   1000 * random_below(x, 400),
                                   random_below(x, 90),
                                   random_below(x, 90)};
        *(struct radius_show *)piece_pointer(show) =
            (struct radius_show){500000000 + random_below(x, 30000000),
                                 100000000 + random_below(x, 40000000), random_below(x, 200)};
        core_radius(clause, show, out);
        piece_emit(piece_pointer(clause), sizeof(struct radius_clause));
        piece_emit(piece_pointer(show), sizeof(struct radius_show));
        piece_emit(piece_pointer(out), sizeof(struct radius_finding));
    }
}

static void categories(uint64_t *x)
{
    uint32_t model = core_alloc(core_classify_bytes()), text = core_alloc(TEXT_BYTES);
    uint32_t out = core_alloc(sizeof(struct classify_answer));
    for (int i = 0; i < TEXTS; i++) {
        char *bytes = piece_pointer(text);
        uint32_t len = (uint32_t)random_below(x, TEXT_BYTES),
                 category = (uint32_t)random_below(x, 10);
        for (uint32_t b = 0; b < len; b++) bytes[b] = "abcd \xc3\xa9"[random_below(x, 7)];
        memset(piece_pointer(out), 0, sizeof(struct classify_answer));
        core_classify_suggest(model, text, len, out);
        core_classify_learn(model, category, text, len, 1);
        piece_emit(bytes, len);
        piece_emit(&category, sizeof category);
        piece_emit(piece_pointer(out), sizeof(struct classify_answer));
    }
}

static void doors(uint64_t *x)
{
    uint32_t in = core_alloc(sizeof(struct guest_at_door));
    for (int i = 0; i < DOORS; i++) {
        uint32_t few[6], heads = (uint32_t)random_below(x, 6);
        for (int m = 0; m < 6; m++) few[m] = (uint32_t)random_below(x, 5);
        memcpy(piece_pointer(in), few, sizeof(struct guest_at_door));
        uint32_t out[] = {heads, core_guest_room(in), core_guest_judge(in, heads),
                          core_guest_part(few[0], few[1], few[2], few[3])};
        piece_emit(few, sizeof few);
        piece_emit(out, sizeof out);
    }
}

int main(void)
{
    uint64_t x = UINT64_C(0x2545f4914f6cdd1d);
    core_reset();
    delays(&x);
    routes(&x);
    ways(&x);
    clauses(&x);
    categories(&x);
    doors(&x);
    return piece_end();
}
