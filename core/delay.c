/* Spreads a delay through a day. */
#include "delay.h"

enum { HOUR = 3600, MINUTE = 60 };
#define TIME_MAX (INT64_C(1) << 40)

struct driver_limit {
    int64_t driving; /* a day */
    int64_t duty;    /* from beginning to end */
    int64_t stretch; /* at the wheel without a break */
    int64_t pause;   /* the break */
    int64_t rest;    /* between two working days */
};

static struct driver_limit limit_of(int64_t rule)
{
    if (rule == DRIVER_eu)
        return (struct driver_limit){9 * HOUR, 13 * HOUR, 4 * HOUR + 30 * MINUTE, 45 * MINUTE,
                                     11 * HOUR};
    if (rule == DRIVER_us)
        return (struct driver_limit){10 * HOUR, 15 * HOUR, TIME_MAX, 0, 8 * HOUR};
    return (struct driver_limit){TIME_MAX, TIME_MAX, TIME_MAX, 0, 0};
}

static bool is_item(const struct delay_day *day, int64_t item)
{
    return item >= 0 && item <= day->items_count;
}

static bool is_time(int64_t t)
{
    return t >= 0 && t <= TIME_MAX;
}

static bool items_are_sound(const struct delay_day *day)
{
    for (int64_t i = 0; i < day->items_count; i++) {
        const struct delay_item *item = &day->items[i];
        if (!is_time(item->starts) || !is_time(item->ends) || item->ends < item->starts ||
            item->shortest < 0 || item->shortest > item->ends - item->starts ||
            !is_item(day, item->after))
            return false;
        int64_t steps = 0;
        for (int64_t up = item->after; up; up = day->items[up - 1].after)
            if (++steps > day->items_count || !is_item(day, up)) return false;
    }
    return true;
}

static bool legs_are_sound(const struct delay_day *day)
{
    if (day->legs_count < 0 || day->legs_count > DELAY_LEGS_MAX) return false;
    for (int64_t i = 0; i < day->legs_count; i++) {
        const struct delay_leg *leg = &day->legs[i];
        if (leg->drive < 1 || leg->drive > day->drives_count || !is_time(leg->leaves) ||
            !is_time(leg->arrives) || leg->arrives < leg->leaves)
            return false;
    }
    return true;
}

static bool is_sound(const struct delay_day *day)
{
    if (day->items_count < 1 || day->items_count > DELAY_ITEMS_MAX || day->calls_count < 0 ||
        day->calls_count > DELAY_CALLS_MAX || day->drives_count < 0 ||
        day->drives_count > DELAY_DRIVES_MAX || day->late < 1 || !is_item(day, day->late) ||
        day->delay > TIME_MAX || day->delay < -TIME_MAX || day->mode < DELAY_start ||
        day->mode > DELAY_end)
        return false;
    for (int64_t i = 0; i < day->calls_count; i++) {
        const struct delay_call *c = &day->calls[i];
        if (!is_time(c->starts) || !is_time(c->ends) || c->ends < c->starts ||
            !is_time(c->minimum) || !is_time(c->rest) || !is_time(c->next) ||
            !is_item(day, c->until))
            return false;
    }
    for (int64_t i = 0; i < day->drives_count; i++) {
        const struct delay_drive *d = &day->drives[i];
        if (!is_item(day, d->item) || !is_time(d->driving) || !is_time(d->arrive_by) ||
            d->rule < DRIVER_none || d->rule > DRIVER_us)
            return false;
    }
    return items_are_sound(day) && legs_are_sound(day);
}

/* Does the chain of links from `item` reach the late one without passing a fixed item? */
static bool follows(const struct delay_day *day, int64_t item)
{
    while (item && item != day->late) {
        if (day->items[item - 1].is_hard) return false;
        item = day->items[item - 1].after;
    }
    return item == day->late;
}

static void move_items(const struct delay_day *day, struct delay_result *out)
{
    out->moves_count = day->items_count;
    for (int64_t i = 0; i < day->items_count; i++) {
        const struct delay_item *item = &day->items[i];
        bool is_late = i + 1 == day->late;
        bool is_moved = day->delay != 0 && (is_late || follows(day, i + 1));
        int64_t by = is_moved ? day->delay : 0;
        int64_t starts = item->starts + (is_late && day->mode == DELAY_end ? 0 : by);
        int64_t ends = item->ends + by;
        out->moves[i] =
            (struct delay_move){starts, ends < starts ? starts : ends, is_moved ? 1 : 0};
    }
}

static void add_choice(struct delay_result *out, enum choice_kind kind, int64_t item,
                       int64_t amount)
{
    if (out->choices_count >= DELAY_CHOICES_MAX || amount <= 0) return;
    out->choices[out->choices_count++] =
        (struct delay_choice){out->breaks_count, kind, item, amount};
}

static int64_t min_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Cutting any item on the way from the late one to `item` wins time. */
static void offer_cuts(const struct delay_day *day, int64_t item, int64_t amount,
                       struct delay_result *out)
{
    for (int64_t up = item; up; up = up == day->late ? 0 : day->items[up - 1].after) {
        const struct delay_item *at = &day->items[up - 1];
        add_choice(out, CHOICE_shorten, up, min_of(amount, at->ends - at->starts - at->shortest));
    }
}

static void add_break(const struct delay_day *day, struct delay_break found,
                      struct delay_result *out)
{
    if (out->breaks_count >= DELAY_BREAKS_MAX) return;
    out->breaks[out->breaks_count++] = found;
    switch ((enum break_kind)found.kind) {
    case BREAK_hard_passed:
        offer_cuts(day, found.item, found.amount, out);
        add_choice(out, CHOICE_agree, found.limit, found.amount);
        break;
    case BREAK_overlap:
        offer_cuts(day, found.item, found.amount, out);
        add_choice(out, CHOICE_move, found.limit, found.amount);
        break;
    case BREAK_labour:
    case BREAK_rest:
        offer_cuts(day, day->calls[found.item - 1].until, found.amount, out);
        add_choice(out, CHOICE_agree, 0, found.amount);
        break;
    case BREAK_driving:
    case BREAK_duty:
    case BREAK_late_arrival:
        offer_cuts(day, found.item, found.amount, out);
        add_choice(out, CHOICE_agree, 0, found.amount);
        break;
    }
}

/* The moved item that was over before a standing one begins and now reaches furthest past it. */
static void check_standing(const struct delay_day *day, int64_t standing, struct delay_result *out)
{
    int64_t limit = day->items[standing].starts, worst = -1, over = 0;
    for (int64_t m = 0; m < day->items_count; m++) {
        if (!out->moves[m].is_moved || day->items[m].ends > limit) continue;
        if (out->moves[m].ends - limit <= over) continue;
        worst = m;
        over = out->moves[m].ends - limit;
    }
    enum break_kind kind = day->items[standing].is_hard ? BREAK_hard_passed : BREAK_overlap;
    if (worst >= 0) add_break(day, (struct delay_break){kind, worst + 1, standing + 1, over}, out);
}

static void check_call(const struct delay_day *day, int64_t call, struct delay_result *out)
{
    const struct delay_call *c = &day->calls[call];
    if (!c->until) return;
    int64_t planned = day->items[c->until - 1].ends;
    int64_t ends = out->moves[c->until - 1].ends;
    int64_t covered = c->starts + c->minimum > c->ends ? c->starts + c->minimum : c->ends;
    if (ends > covered && ends > planned)
        add_break(day,
                  (struct delay_break){BREAK_labour, call + 1, c->until,
                                       ends - (planned > covered ? planned : covered)},
                  out);
    if (c->next && c->rest && ends > planned && c->next - ends < c->rest)
        add_break(day,
                  (struct delay_break){BREAK_rest, call + 1, c->until, c->rest - (c->next - ends)},
                  out);
}

struct working_day {
    int64_t began;
    int64_t driven; /* time at the wheel so far */
};

/* The driver's working day until a drive leaves: back to the last whole rest. */
static struct working_day before_drive(const struct delay_day *day, int64_t drive, int64_t leaves,
                                       int64_t rest)
{
    struct working_day so_far = {leaves, 0};
    for (int64_t i = day->legs_count - 1; i >= 0; i--) {
        const struct delay_leg *leg = &day->legs[i];
        if (leg->drive != drive) continue;
        if (so_far.began - leg->arrives >= rest) break;
        so_far.began = min_of(so_far.began, leg->leaves);
        so_far.driven += leg->arrives - leg->leaves;
    }
    return so_far;
}

static void check_drive(const struct delay_day *day, int64_t drive, struct delay_result *out)
{
    const struct delay_drive *d = &day->drives[drive];
    if (!d->item) return;
    struct driver_limit limit = limit_of(d->rule);
    int64_t leaves = out->moves[d->item - 1].starts;
    int64_t pauses = d->driving > limit.stretch ? (d->driving - 1) / limit.stretch : 0;
    int64_t arrives = leaves + d->driving + pauses * limit.pause;
    struct working_day before = before_drive(day, drive + 1, leaves, limit.rest);
    int64_t duty = arrives - before.began;
    const struct delay_break found[] = {
        {BREAK_driving, d->item, drive + 1, before.driven + d->driving - limit.driving},
        {BREAK_duty, d->item, drive + 1, duty - limit.duty},
        {BREAK_late_arrival, d->item, drive + 1, d->arrive_by ? arrives - d->arrive_by : 0},
    };
    for (int i = 0; i < 3; i++)
        if (found[i].amount > 0) add_break(day, found[i], out);
}

status delay_spread(const struct delay_day *day, struct delay_result *out)
{
    out->moves_count = out->breaks_count = out->choices_count = 0;
    if (!is_sound(day)) return S_INVALID;
    move_items(day, out);
    for (int64_t i = 0; i < day->items_count; i++)
        if (!out->moves[i].is_moved) check_standing(day, i, out);
    for (int64_t i = 0; i < day->calls_count; i++) check_call(day, i, out);
    for (int64_t i = 0; i < day->drives_count; i++) check_drive(day, i, out);
    return S_OK;
}
