/* Orders the open dates of a tour by iterated local search. */
#include "route.h"

#include "geo.h"

#include <stdbool.h>

enum { SHAKES_MIN = 40, SHAKES_MAX = 1000, SHAKES_WORTH = 140000, STEPS_MAX = 200, NOWHERE = -1 };

struct search {
    const struct route_plan *plan;
    struct route_work *work;
    uint64_t chance; /* state of a xorshift generator: the same shuffles everywhere */
};

static bool is_open(const struct route_plan *plan, int64_t stop, int64_t day)
{
    return day >= 0 && day < plan->day_count && (plan->stops[stop].days >> day & 1) &&
           !(plan->closed >> day & 1);
}

static bool is_sound(const struct route_plan *plan)
{
    int64_t taken = 0;
    if (plan->day_count < 1 || plan->day_count > ROUTE_DAYS_MAX || plan->stops_count < 1 ||
        plan->stops_count > ROUTE_STOPS_MAX || plan->run_max < 0 || plan->drive_seconds < 1)
        return false;
    for (int64_t i = 0; i < plan->stops_count; i++) {
        const struct route_stop *stop = &plan->stops[i];
        struct geo_point at = {stop->latitude, stop->longitude};
        if (geo_distance(at, at) < 0 || stop->days < 0 || stop->day < NOWHERE ||
            stop->day >= plan->day_count)
            return false;
        if (stop->day == NOWHERE) continue;
        if (taken >> stop->day & 1) return false;
        taken |= INT64_C(1) << stop->day;
    }
    return true;
}

static void measure(const struct route_plan *plan, struct route_work *work)
{
    for (int64_t i = 0; i < plan->stops_count; i++)
        for (int64_t k = 0; k < plan->stops_count; k++) {
            const struct route_stop *a = &plan->stops[i], *b = &plan->stops[k];
            struct geo_drive drive =
                geo_drive_estimate(geo_distance((struct geo_point){a->latitude, a->longitude},
                                                (struct geo_point){b->latitude, b->longitude}));
            work->metres[i][k] = i == k ? 0 : drive.metres;
            work->seconds[i][k] = i == k ? 0 : drive.seconds;
        }
}

static struct route_score score_of(const struct search *s)
{
    const struct route_plan *plan = s->plan;
    struct route_score score = {.unplaced = plan->stops_count};
    int64_t before = NOWHERE, before_day = 0, run = 0;
    for (int64_t day = 0; day < plan->day_count; day++) {
        int64_t stop = s->work->on_day[day];
        run = stop == NOWHERE ? 0 : run + 1;
        if (stop == NOWHERE) continue;
        score.unplaced--;
        if (plan->run_max && run > plan->run_max) score.tired++;
        if (before != NOWHERE) {
            int64_t seconds = s->work->seconds[before][stop];
            int64_t allowed = plan->drive_seconds * (day - before_day);
            score.metres += s->work->metres[before][stop];
            score.seconds += seconds;
            if (seconds > allowed) score.late += seconds - allowed;
        }
        before = stop;
        before_day = day;
    }
    return score;
}

static bool is_better(struct route_score a, struct route_score b)
{
    if (a.unplaced != b.unplaced) return a.unplaced < b.unplaced;
    if (a.late != b.late) return a.late < b.late;
    if (a.tired != b.tired) return a.tired < b.tired;
    return a.metres < b.metres;
}

static void put(struct search *s, int64_t stop, int64_t day)
{
    int64_t from = s->work->day_of[stop];
    if (from != NOWHERE && s->work->on_day[from] == stop) s->work->on_day[from] = NOWHERE;
    s->work->day_of[stop] = day;
    if (day != NOWHERE) s->work->on_day[day] = stop;
}

static void swap(struct search *s, int64_t a, int64_t b)
{
    int64_t day_a = s->work->day_of[a], day_b = s->work->day_of[b];
    put(s, a, NOWHERE);
    put(s, b, day_a);
    put(s, a, day_b);
}

/* The best single step, taken; false when none is better. */
static bool step(struct search *s, struct route_score *score)
{
    const struct route_plan *plan = s->plan;
    struct route_score best = *score;
    int64_t stop = NOWHERE, other = NOWHERE, to = NOWHERE;
    for (int64_t i = 0; i < plan->stops_count; i++) {
        int64_t home = s->work->day_of[i];
        for (int64_t day = 0; day < plan->day_count; day++) {
            int64_t there = s->work->on_day[day];
            if (day == home || !is_open(plan, i, day)) continue;
            if (there != NOWHERE && (there < i || home == NOWHERE || !is_open(plan, there, home)))
                continue;
            if (there == NOWHERE)
                put(s, i, day);
            else
                swap(s, i, there);
            struct route_score now = score_of(s);
            if (there == NOWHERE)
                put(s, i, home);
            else
                swap(s, i, there);
            if (!is_better(now, best)) continue;
            best = now;
            stop = i;
            other = there;
            to = day;
        }
    }
    if (stop == NOWHERE) return false;
    if (other == NOWHERE)
        put(s, stop, to);
    else
        swap(s, stop, other);
    *score = best;
    return true;
}

static uint64_t next_chance(struct search *s)
{
    s->chance ^= s->chance << 13;
    s->chance ^= s->chance >> 7;
    s->chance ^= s->chance << 17;
    return s->chance;
}

/* A random open day of a stop, or NOWHERE. */
static int64_t any_day(struct search *s, int64_t stop)
{
    int64_t from = (int64_t)(next_chance(s) % (uint64_t)s->plan->day_count);
    for (int64_t n = 0; n < s->plan->day_count; n++) {
        int64_t day = (from + n) % s->plan->day_count;
        if (is_open(s->plan, stop, day)) return day;
    }
    return NOWHERE;
}

/* Sends a stop to another day, who was there to another one, and so on, until somebody finds a free
 * day: orders that no single swap leads to. */
static void shake(struct search *s)
{
    int64_t stop = (int64_t)(next_chance(s) % (uint64_t)s->plan->stops_count);
    for (int64_t hops = 0; stop != NOWHERE && hops < 2 * s->plan->stops_count; hops++) {
        int64_t day = any_day(s, stop);
        if (day == NOWHERE || day == s->work->day_of[stop]) continue;
        int64_t there = s->work->on_day[day];
        if (there != NOWHERE) put(s, there, NOWHERE);
        put(s, stop, day);
        stop = there;
    }
}

static void keep(struct search *s)
{
    for (int64_t i = 0; i < s->plan->stops_count; i++) s->work->kept[i] = s->work->day_of[i];
}

static void lay_out(struct search *s, const int64_t *days)
{
    for (int64_t day = 0; day < ROUTE_DAYS_MAX; day++) s->work->on_day[day] = NOWHERE;
    for (int64_t i = 0; i < s->plan->stops_count; i++) {
        s->work->day_of[i] = NOWHERE;
        if (days[i] != NOWHERE) put(s, i, days[i]);
    }
}

static int64_t shakes_for(int64_t stops)
{
    int64_t shakes = SHAKES_WORTH / (stops * stops);
    if (shakes > SHAKES_MAX) return SHAKES_MAX;
    return shakes < SHAKES_MIN ? SHAKES_MIN : shakes;
}

static struct route_score improve(struct search *s)
{
    struct route_score score = score_of(s), best;
    int64_t shakes = shakes_for(s->plan->stops_count);
    for (int i = 0; i < STEPS_MAX && step(s, &score); i++) continue;
    best = score;
    keep(s);
    for (int64_t n = 0; n < shakes; n++) {
        for (int64_t i = 0; i <= n % 3; i++) shake(s);
        score = score_of(s);
        for (int i = 0; i < STEPS_MAX && step(s, &score); i++) continue;
        if (is_better(score, best)) {
            best = score;
            keep(s);
        } else {
            lay_out(s, s->work->kept);
        }
    }
    return best;
}

status route_order(const struct route_plan *plan, struct route_work *work, struct route_answer *out)
{
    struct search s = {plan, work, UINT64_C(0x9e3779b97f4a7c15)};
    out->scores_count = out->stops_count = 0;
    if (!is_sound(plan)) return S_INVALID;
    measure(plan, work);
    for (int64_t i = 0; i < plan->stops_count; i++)
        work->kept[i] = is_open(plan, i, plan->stops[i].day) ? plan->stops[i].day : NOWHERE;
    lay_out(&s, work->kept);
    out->scores[0] = score_of(&s);
    out->scores[1] = improve(&s);
    out->scores_count = 2;
    out->stops_count = plan->stops_count;
    for (int64_t i = 0; i < plan->stops_count; i++) out->stops[i].day = work->kept[i];
    return S_OK;
}
