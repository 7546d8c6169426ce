/* Who is present at the other workers, here and in other processes, as their notes tell.
 *
 *   origin ("which worker")  heard of every few seconds, with the count and sum of its presences
 *     └─ presence            one tracking channel there, in a bucket by its topic
 *
 * A worker that is not heard of takes its presences with it; one whose count or sum differs from
 * what is known here has to be asked. */
#ifndef OTA_REALTIME_ELSEWHERE_H
#define OTA_REALTIME_ELSEWHERE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"
#include "core/str.h"

enum {
    ORIGIN_TEXT = 16, /* a worker's name: random, in hexadecimal */
    ELSEWHERE_BUCKETS = 1024,
    ELSEWHERE_BYTES_MAX = 32 << 20,
    ORIGINS_MAX = 1024,
};

struct origin {
    struct origin *next;
    char id[ORIGIN_TEXT + 1];
    int64_t heard_ms, asked_ms;
    size_t count;
    uint64_t sum; /* of the presences' numbers */
};

struct presence {
    struct presence *next; /* in the bucket */
    struct origin *origin;
    uint64_t number;  /* at its origin */
    bool is_doubtful; /* the origin is telling all it has, and has not told this one yet */
    str topic, organizations, key, meta;
    char text[];
};

struct elsewhere {
    struct origin *origins;
    struct presence *buckets[ELSEWHERE_BUCKETS];
    size_t bytes, origin_count;
};

void elsewhere_release(struct elsewhere *o);

/* "<origin>.<number>", as it is written into phx_ref. */
MUST_CHECK status elsewhere_read_ref(str ref, str *origin, uint64_t *number);

/* The worker of that name, made when new, and heard of now; NULL: too many or not a name. */
struct origin *elsewhere_hear(struct elsewhere *o, str id, int64_t now_ms);

/* The presences of a topic, linked by `next`, with those of other topics between them. */
const struct presence *elsewhere_of_topic(const struct elsewhere *o, str topic);

/* What a presence is made of; the table copies it. */
struct presence_facts {
    uint64_t number;
    str topic, organizations, key, meta;
};

/* S_OK: it is new here. S_DUPLICATE: it was known, and is beyond doubt now. S_OVER_LIMIT: no room.
 */
MUST_CHECK status elsewhere_add(struct elsewhere *o, struct origin *from,
                                const struct presence_facts *f);

/* Called for each presence that goes, before it is freed. */
struct elsewhere_parting {
    void (*on_gone)(void *owner, const struct presence *p);
    void *owner;
};

void elsewhere_remove(struct elsewhere *o, const struct origin *from, uint64_t number, str topic,
                      const struct elsewhere_parting *parting);
void elsewhere_doubt(struct elsewhere *o, const struct origin *from);
void elsewhere_drop_doubtful(struct elsewhere *o, const struct origin *from,
                             const struct elsewhere_parting *parting);
/* Forgets workers that were last heard of before `since_ms`. */
void elsewhere_expire(struct elsewhere *o, int64_t since_ms,
                      const struct elsewhere_parting *parting);

#endif
