/* What a door may do for a guest on its own, and how places are parted among doors. */
#include "guest.h"

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t less(uint32_t a, uint32_t b)
{
    return a > b ? a - b : 0;
}

uint32_t guest_room(const struct guest_at_door *at)
{
    if (!at->is_approved) return 0;
    /* A party that shrank leaves a door with more places than there are. */
    return less(least(at->held, less(at->party, at->inside_others)), at->inside);
}

enum guest_verdict guest_judge(const struct guest_at_door *at, uint32_t heads)
{
    if (!at->is_approved) return GUEST_unapproved;
    if (heads > 0 && heads <= guest_room(at)) return GUEST_admit;
    if ((uint64_t)at->inside + at->inside_others >= at->party) return GUEST_full;
    if (at->held_others > at->inside_others) return GUEST_elsewhere;
    return GUEST_ungiven;
}

uint32_t guest_part(uint32_t party, uint32_t doors, uint32_t door, uint32_t turn)
{
    if (door >= doors) return 0;
    uint32_t place = (door + doors - turn % doors) % doors;
    return party / doors + (place < party % doors ? 1 : 0);
}
