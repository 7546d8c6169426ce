/* Naive Bayes in fixed point. */
#include "classify.h"

#include "text.h"

#include <stdbool.h>

enum { FRACTION_BITS = 16, WORD_BYTES_MAX = 48, WORD_BYTES_MIN = 2 };

struct word {
    str text; /* as written */
    uint32_t bucket;
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static uint32_t bucket_of(str folded)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < folded.len; i++)
        hash = (hash ^ (unsigned char)folded.data[i]) * 16777619u;
    return (hash ^ hash >> 16) % CLASSIFY_BUCKETS;
}

/* The words of a text: runs of letters. Numbers say nothing about what was bought. */
static uint32_t split(str text, struct word words[CLASSIFY_WORDS_MAX])
{
    uint32_t count = 0;
    for (size_t at = 0; at < text.len && count < CLASSIFY_WORDS_MAX;) {
        size_t from = at;
        while (at < text.len && is_letter(text.data[at])) at++;
        if (at == from) {
            at++;
            continue;
        }
        char room[WORD_BYTES_MAX];
        str word = {text.data + from, at - from};
        str folded = text_fold(word, room, sizeof room);
        if (folded.len >= WORD_BYTES_MIN) words[count++] = (struct word){word, bucket_of(folded)};
    }
    return count;
}

static uint32_t add(uint32_t count, int32_t weight)
{
    uint32_t less = weight < 0 ? (uint32_t) - (int64_t)weight : 0;
    if (weight < 0) return count < less ? 0 : count - less;
    return count > UINT32_MAX - (uint32_t)weight ? UINT32_MAX : count + (uint32_t)weight;
}

void classify_learn(struct classify_model *m, uint32_t category, str text, int32_t weight)
{
    struct word words[CLASSIFY_WORDS_MAX];
    uint32_t count = split(text, words);
    if (category >= CLASSIFY_CATEGORIES_MAX || !count) return;
    m->filed[category] = add(m->filed[category], weight);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *counted = &m->counts[words[i].bucket][category];
        *counted = add(*counted, weight);
        m->words[category] = add(m->words[category], weight);
    }
}

/* The logarithm to base 2 of x ≥ 1, in 1/65536, by squaring. */
static int64_t log2_of(uint64_t x)
{
    int64_t whole = 0, fraction = 0;
    for (uint64_t rest = x; rest > 1; rest >>= 1) whole++;
    uint64_t mantissa = whole >= 31 ? x >> (whole - 31) : x << (31 - whole);
    for (int bit = FRACTION_BITS - 1; bit >= 0; bit--) {
        mantissa = mantissa * mantissa >> 31;
        if (mantissa >> 32) {
            mantissa >>= 1;
            fraction |= INT64_C(1) << bit;
        }
    }
    return (whole << FRACTION_BITS) + fraction;
}

/* How much a word tells, in percent: all when it was only ever seen in one category, little when it
 * is in many ("the"); 0 when it was never seen. */
static int64_t telling(const struct classify_model *m, uint32_t bucket)
{
    int64_t seen = 0, most = 0;
    for (uint32_t c = 0; c < CLASSIFY_CATEGORIES_MAX; c++) {
        int64_t here = m->counts[bucket][c];
        seen += here;
        if (here > most) most = here;
    }
    return seen ? most * 100 / seen : 0;
}

/* How strongly a word speaks for a category: log2 of its share there, smoothed by one half, as far
 * as the word tells anything. */
static int64_t weight_of(const struct classify_model *m, uint32_t bucket, uint32_t category)
{
    uint64_t seen = 2 * (uint64_t)m->counts[bucket][category] + 1;
    uint64_t of = 2 * (uint64_t)m->words[category] + CLASSIFY_BUCKETS;
    return (log2_of(seen) - log2_of(of)) * telling(m, bucket) / 100;
}

static uint32_t keep_known(const struct classify_model *m, struct word *words, uint32_t count)
{
    uint32_t known = 0;
    for (uint32_t i = 0; i < count; i++)
        if (telling(m, words[i].bucket)) words[known++] = words[i];
    return known;
}

static int64_t score_of(const struct classify_model *m, uint32_t category, const struct word *words,
                        uint32_t count)
{
    int64_t score = log2_of(m->filed[category]);
    for (uint32_t i = 0; i < count; i++) score += weight_of(m, words[i].bucket, category);
    return score;
}

/* 2^(x/65536) for x ≤ 0, in 1/65536: whole steps halve, the rest is a straight line. */
static int64_t power_of(int64_t x)
{
    int64_t whole = -x >> FRACTION_BITS;
    if (whole > 30) return 0;
    int64_t rest = -x & ((1 << FRACTION_BITS) - 1);
    return ((INT64_C(1) << FRACTION_BITS) - rest / 2) >> whole;
}

/* A word's lead: how much more it speaks for the category than for the next best one. */
static int64_t lead_of(const struct classify_model *m, uint32_t bucket, uint32_t category)
{
    int64_t best = INT64_MIN;
    for (uint32_t c = 0; c < CLASSIFY_CATEGORIES_MAX; c++)
        if (c != category && m->filed[c] && weight_of(m, bucket, c) > best)
            best = weight_of(m, bucket, c);
    return best == INT64_MIN ? 1 : weight_of(m, bucket, category) - best;
}

static void add_reasons(const struct classify_model *m, str text, const struct word *words,
                        uint32_t count, struct classify_answer *out)
{
    int64_t leads[CLASSIFY_WORDS_MAX];
    for (uint32_t i = 0; i < count; i++)
        leads[i] = lead_of(m, words[i].bucket, (uint32_t)out->category);
    while (out->reason_count < CLASSIFY_REASONS_MAX) {
        uint32_t best = 0;
        for (uint32_t i = 1; i < count; i++)
            if (leads[i] > leads[best]) best = i;
        if (leads[best] <= 0) return;
        out->reasons[out->reason_count].at = (uint32_t)(words[best].text.data - text.data);
        out->reasons[out->reason_count++].len = (uint32_t)words[best].text.len;
        leads[best] = 0;
    }
}

struct classify_answer classify_suggest(const struct classify_model *m, str text)
{
    struct classify_answer out = {.category = -1};
    struct word words[CLASSIFY_WORDS_MAX];
    int64_t scores[CLASSIFY_CATEGORIES_MAX];
    uint32_t count = keep_known(m, words, split(text, words));
    if (!count) return out;
    for (uint32_t c = 0; c < CLASSIFY_CATEGORIES_MAX; c++) {
        if (!m->filed[c]) continue;
        scores[c] = score_of(m, c, words, count);
        if (out.category < 0 || scores[c] > scores[out.category]) out.category = (int32_t)c;
    }
    if (out.category < 0) return out;
    int64_t all = 0;
    for (uint32_t c = 0; c < CLASSIFY_CATEGORIES_MAX; c++)
        if (m->filed[c]) all += power_of(scores[c] - scores[out.category]);
    out.confidence = (int32_t)(power_of(0) * 100 / all);
    add_reasons(m, text, words, count, &out);
    return out;
}
