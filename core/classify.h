/* Suggests the category of an expense from what the organization itself filed before: a naive Bayes
 * classifier over the words of its description, in whole numbers, so that every device says the
 * same. Nothing that it learns leaves the organization: the caller feeds it from its own rows. */
#ifndef OTA_CORE_CLASSIFY_H
#define OTA_CORE_CLASSIFY_H

#include "str.h"

#include <stdint.h>

enum {
    CLASSIFY_CATEGORIES_MAX = 32,
    CLASSIFY_BUCKETS = 2048, /* words share a count when their hashes do */
    CLASSIFY_WORDS_MAX = 16, /* of one text; what follows is not looked at */
    CLASSIFY_REASONS_MAX = 3
};

/* What was learnt. Zeroed, it has learnt nothing. */
struct classify_model {
    uint32_t filed[CLASSIFY_CATEGORIES_MAX]; /* texts of each category */
    uint32_t words[CLASSIFY_CATEGORIES_MAX]; /* and their words */
    uint32_t counts[CLASSIFY_BUCKETS][CLASSIFY_CATEGORIES_MAX];
};

/* Learns that `text` was filed under `category` (below CLASSIFY_CATEGORIES_MAX); weight −1 takes
 * back what +1 taught, which is how a correction is learnt. Counts stay between 0 and 2^32 − 1. */
void classify_learn(struct classify_model *m, uint32_t category, str text, int32_t weight);

struct classify_answer {
    int32_t category;   /* −1: nothing known speaks for any */
    int32_t confidence; /* percent, of the best beside all others */
    uint32_t reason_count;
    struct {
        uint32_t at; /* the word in `text` that spoke for it, the strongest first */
        uint32_t len;
    } reasons[CLASSIFY_REASONS_MAX];
};

/* The likeliest category. A text none of whose words were seen before has none. */
struct classify_answer classify_suggest(const struct classify_model *m, str text);

#endif
