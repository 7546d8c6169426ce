/* What happens to a day's schedule when something runs late: what moves with it, what breaks, and
 * what could be done about each break. */
#ifndef OTA_CORE_DELAY_H
#define OTA_CORE_DELAY_H

#include "status.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    DELAY_ITEMS_MAX = 96,
    DELAY_CALLS_MAX = 16,
    DELAY_DRIVES_MAX = 16,
    DELAY_LEGS_MAX = 64,
    DELAY_BREAKS_MAX = 64,
    DELAY_CHOICES_MAX = 128
};

/* Who says how long a bus driver may work. eu: Regulation (EC) 561/2006, articles 6 to 8: 9 hours
 * of driving a day (10 twice a week), 45 minutes of break after 4 h 30, 11 hours of rest in 24, so
 * 13 hours from first to last. us: 49 CFR 395.5 (passengers): 10 hours of driving, 15 on duty,
 * after 8 hours off. */
#define DRIVER_RULES(X) X(DRIVER, none) X(DRIVER, eu) X(DRIVER, us)
/* How it is late: it begins late, or it goes on for longer. */
#define DELAY_MODES(X) X(DELAY, start) X(DELAY, end)
/* hard_passed: a moved item now reaches past a fixed one. overlap: past one that nobody linked.
 * labour: a call is paid for longer, by amount beyond what its minimum covers. rest: less than the
 * agreed rest before the next call. driving, duty: more than the driver's rule allows.
 * late_arrival: the vehicle comes after it is needed. */
#define BREAK_KINDS(X)                                                                             \
    X(BREAK, hard_passed)                                                                          \
    X(BREAK, overlap)                                                                              \
    X(BREAK, labour) X(BREAK, rest) X(BREAK, driving) X(BREAK, duty) X(BREAK, late_arrival)
/* shorten: the item by amount. move: the item, which is not linked, by amount. agree: with whoever
 * set the limit that `item` is beyond. */
#define CHOICE_KINDS(X) X(CHOICE, shorten) X(CHOICE, move) X(CHOICE, agree)

#define X(prefix, name)    prefix##_##name,
#define KINDS(which, list) enum which { list(X) };
KINDS(driver_rule, DRIVER_RULES)
KINDS(delay_mode, DELAY_MODES)
KINDS(break_kind, BREAK_KINDS)
KINDS(choice_kind, CHOICE_KINDS)
#undef KINDS
#undef X

/* The records of delay.def: struct delay_item … delay_result, all members int64_t. Times are Unix
 * seconds, lengths are seconds. An item is named by its place in `items`, from 1; 0 is none. */
#define RECORD(record)       struct delay_##record {
#define MEMBER(record, name) int64_t name;
#define LIST(record, of, name, most)                                                               \
    int64_t name##_count;                                                                          \
    struct delay_##of name[most];
#define END(record)                                                                                \
    }                                                                                              \
    ;
#include "delay.def"
#undef RECORD
#undef MEMBER
#undef LIST
#undef END

/* What a delay does to the day. Items linked to a moved one move with it, and those linked to them,
 * but for fixed ones (is_hard), which stay where they are. S_INVALID: an item, call or drive names
 * an item that is not there, links run in a circle, or a time is not one. */
MUST_CHECK status delay_spread(const struct delay_day *day, struct delay_result *out);

#endif
