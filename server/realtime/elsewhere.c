/* A table of presences by topic, and a list of the workers that told them. */
#include "server/realtime/elsewhere.h"

#include <stdlib.h>
#include <string.h>

static size_t bucket_of(str topic)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < topic.len; i++) hash = (hash ^ (unsigned char)topic.data[i]) * 16777619u;
    return hash % ELSEWHERE_BUCKETS;
}

static size_t text_bytes(const struct presence *p)
{
    return p->topic.len + p->organizations.len + p->key.len + p->meta.len;
}

static void drop(struct elsewhere *o, struct presence **at)
{
    struct presence *p = *at;
    *at = p->next;
    p->origin->count--;
    p->origin->sum -= p->number;
    o->bytes -= sizeof *p + text_bytes(p);
    free(p);
}

void elsewhere_release(struct elsewhere *o)
{
    for (size_t i = 0; i < ELSEWHERE_BUCKETS; i++)
        while (o->buckets[i]) drop(o, &o->buckets[i]);
    while (o->origins) {
        struct origin *gone = o->origins;
        o->origins = gone->next;
        free(gone);
    }
}

status elsewhere_read_ref(str ref, str *origin, uint64_t *number)
{
    int64_t n;
    *origin = str_slice(ref, 0, ORIGIN_TEXT);
    if (ref.len < ORIGIN_TEXT + 2 || ref.data[ORIGIN_TEXT] != '.') return S_INVALID;
    if (!str_to_i64(str_slice(ref, ORIGIN_TEXT + 1, ref.len), &n) || n < 0) return S_INVALID;
    *number = (uint64_t)n;
    return S_OK;
}

struct origin *elsewhere_hear(struct elsewhere *o, str id, int64_t now_ms)
{
    struct origin *one = o->origins;
    while (one && !str_equal(str_from(one->id), id)) one = one->next;
    if (!one) {
        if (id.len != ORIGIN_TEXT || o->origin_count >= ORIGINS_MAX) return NULL;
        one = calloc(1, sizeof *one);
        if (!one) return NULL;
        memcpy(one->id, id.data, ORIGIN_TEXT);
        one->next = o->origins;
        o->origins = one;
        o->origin_count++;
    }
    one->heard_ms = now_ms;
    return one;
}

const struct presence *elsewhere_of_topic(const struct elsewhere *o, str topic)
{
    return o->buckets[bucket_of(topic)];
}

static struct presence **find(struct elsewhere *o, const struct origin *from, uint64_t number,
                              str topic)
{
    struct presence **at = &o->buckets[bucket_of(topic)];
    while (*at && ((*at)->origin != from || (*at)->number != number)) at = &(*at)->next;
    return at;
}

static str kept(char **to, str s)
{
    char *copy = *to;
    if (s.len) memcpy(copy, s.data, s.len);
    *to += s.len;
    return (str){copy, s.len};
}

status elsewhere_add(struct elsewhere *o, struct origin *from, const struct presence_facts *f)
{
    struct presence **at = find(o, from, f->number, f->topic);
    if (*at) {
        (*at)->is_doubtful = false;
        return S_DUPLICATE;
    }
    size_t bytes = sizeof **at + f->topic.len + f->organizations.len + f->key.len + f->meta.len;
    if (bytes > ELSEWHERE_BYTES_MAX - o->bytes) return S_OVER_LIMIT;
    struct presence *p = malloc(bytes);
    if (!p) return S_OVER_LIMIT;
    *p = (struct presence){.next = *at, .origin = from, .number = f->number};
    char *text = p->text;
    p->topic = kept(&text, f->topic);
    p->organizations = kept(&text, f->organizations);
    p->key = kept(&text, f->key);
    p->meta = kept(&text, f->meta);
    *at = p;
    from->count++;
    from->sum += f->number;
    o->bytes += bytes;
    return S_OK;
}

void elsewhere_remove(struct elsewhere *o, const struct origin *from, uint64_t number, str topic,
                      const struct elsewhere_parting *parting)
{
    struct presence **at = find(o, from, number, topic);
    if (!*at) return;
    parting->on_gone(parting->owner, *at);
    drop(o, at);
}

void elsewhere_doubt(struct elsewhere *o, const struct origin *from)
{
    for (size_t i = 0; i < ELSEWHERE_BUCKETS; i++)
        for (struct presence *p = o->buckets[i]; p; p = p->next)
            if (p->origin == from) p->is_doubtful = true;
}

static void drop_of(struct elsewhere *o, const struct origin *from, bool only_doubtful,
                    const struct elsewhere_parting *parting)
{
    for (size_t i = 0; i < ELSEWHERE_BUCKETS && from->count; i++)
        for (struct presence **at = &o->buckets[i]; *at;) {
            if ((*at)->origin != from || (only_doubtful && !(*at)->is_doubtful)) {
                at = &(*at)->next;
                continue;
            }
            parting->on_gone(parting->owner, *at);
            drop(o, at);
        }
}

void elsewhere_drop_doubtful(struct elsewhere *o, const struct origin *from,
                             const struct elsewhere_parting *parting)
{
    drop_of(o, from, true, parting);
}

void elsewhere_expire(struct elsewhere *o, int64_t since_ms,
                      const struct elsewhere_parting *parting)
{
    for (struct origin **at = &o->origins; *at;) {
        struct origin *one = *at;
        if (one->heard_ms >= since_ms) {
            at = &one->next;
            continue;
        }
        drop_of(o, one, false, parting);
        *at = one->next;
        o->origin_count--;
        free(one);
    }
}
