/* Guests at several doors: each door holds places of a guest's party in escrow and lets in no more
 * than those, so that doors without a signal never let in more than were approved.
 *
 *     party = held here + held elsewhere + given to no door yet
 *     held here = inside by this door + room
 */
#ifndef OTA_CORE_GUEST_H
#define OTA_CORE_GUEST_H

#include <stdbool.h>
#include <stdint.h>

/* What a door says to somebody who stands at it. admit: come in. unapproved: nobody said they may.
 * elsewhere: another door holds what the party has left. ungiven: no door holds it.
 * full: all of the party is inside. */
#define GUEST_VERDICTS(X)                                                                          \
    X(GUEST, admit) X(GUEST, unapproved) X(GUEST, elsewhere) X(GUEST, ungiven) X(GUEST, full)

#define X(prefix, name) prefix##_##name,
enum guest_verdict { GUEST_VERDICTS(X) };
#undef X

/* One guest as one door knows them; counts are heads. */
struct guest_at_door {
    uint32_t party;         /* the guest and who comes with them */
    uint32_t held;          /* places that this door holds */
    uint32_t inside;        /* how many of them are in */
    uint32_t held_others;   /* places that the other doors hold */
    uint32_t inside_others; /* how many of those are in, as far as is known here */
    uint32_t is_approved;
};

/* How many more this door may let in without asking anybody. */
uint32_t guest_room(const struct guest_at_door *at);

/* May `heads` more come in here now, and if not, why? `heads` of 0 asks for nobody: never admit. */
enum guest_verdict guest_judge(const struct guest_at_door *at, uint32_t heads);

/* The places of a party that door number `door` of `doors` (from 0) is given when they are parted
 * evenly; what does not part goes round by `turn`, so that parties of one are parted evenly, too.
 * Over all doors they are the party. 0 where there is no such door. */
uint32_t guest_part(uint32_t party, uint32_t doors, uint32_t door, uint32_t turn);

#endif
