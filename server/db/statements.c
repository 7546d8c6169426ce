/* A hash table of SQL texts in order of age. */
#include "server/db/statements.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t statements_hash(str sql)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < sql.len; i++) h = (h ^ (unsigned char)sql.data[i]) * 0x100000001b3u;
    return h;
}

void statements_init(struct statements *s)
{
    memset(s->places, 0, sizeof s->places);
    for (size_t i = 0; i < STATEMENT_BUCKETS; i++) s->buckets[i] = -1;
    s->made = 0;
}

void statements_release(struct statements *s)
{
    for (size_t i = 0; i < STATEMENTS_MAX; i++) free(s->places[i].sql);
    statements_init(s);
}

static int16_t place_of(const struct statements *s, str sql, uint64_t hash)
{
    int16_t at = s->buckets[hash % STATEMENT_BUCKETS];
    while (at >= 0) {
        const struct prepared *p = &s->places[at];
        if (p->hash == hash && str_equal((str){p->sql, p->len}, sql)) break;
        at = p->next;
    }
    return at;
}

const struct prepared *statements_find(const struct statements *s, str sql)
{
    int16_t at = place_of(s, sql, statements_hash(sql));
    return at < 0 ? NULL : &s->places[at];
}

static void unlink_place(struct statements *s, int16_t at)
{
    struct prepared *p = &s->places[at];
    int16_t *link = &s->buckets[p->hash % STATEMENT_BUCKETS];
    while (*link != at) link = &s->places[*link].next;
    *link = p->next;
    free(p->sql);
    p->sql = NULL;
}

const struct prepared *statements_add(struct statements *s, str sql,
                                      char evicted[STATEMENT_NAME_MAX])
{
    int16_t at = (int16_t)(s->made % STATEMENTS_MAX);
    struct prepared *p = &s->places[at];
    char *copy = malloc(sql.len + 1);
    if (!copy) return NULL;
    if (sql.len) memcpy(copy, sql.data, sql.len);
    copy[sql.len] = 0;
    evicted[0] = 0;
    if (p->sql) {
        memcpy(evicted, p->name, sizeof p->name);
        unlink_place(s, at);
    }
    p->sql = copy;
    p->len = sql.len;
    p->hash = statements_hash(sql);
    snprintf(p->name, sizeof p->name, "s%llu", (unsigned long long)(s->made++ % 1000000000000u));
    p->next = s->buckets[p->hash % STATEMENT_BUCKETS];
    s->buckets[p->hash % STATEMENT_BUCKETS] = at;
    return p;
}

void statements_forget(struct statements *s, str sql)
{
    int16_t at = place_of(s, sql, statements_hash(sql));
    if (at >= 0) unlink_place(s, at);
}
