/* Which SQL texts one connection has prepared, and under which names. */
#ifndef OTA_DB_STATEMENTS_H
#define OTA_DB_STATEMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"
#include "core/str.h"

enum { STATEMENTS_MAX = 512, STATEMENT_BUCKETS = 1024, STATEMENT_NAME_MAX = 16 };

struct prepared {
    char *sql; /* NUL-terminated; NULL: the place is free */
    size_t len;
    uint64_t hash;
    char name[STATEMENT_NAME_MAX];
    int16_t next; /* in the bucket; -1: none */
};

/* At most STATEMENTS_MAX texts; a further one takes the place of the oldest. */
struct statements {
    struct prepared places[STATEMENTS_MAX];
    int16_t buckets[STATEMENT_BUCKETS];
    uint64_t made; /* numbers the names: s0, s1 … */
};

/* What tells texts apart here: 64-bit FNV-1a. */
uint64_t statements_hash(str sql);

void statements_init(struct statements *s);
void statements_release(struct statements *s);

/* The name that `sql` is prepared under, or NULL. */
const struct prepared *statements_find(const struct statements *s, str sql);
/* Gives `sql` a name. `evicted` gets the name that must be deallocated, "" when there is none.
 * NULL: out of memory. */
const struct prepared *statements_add(struct statements *s, str sql,
                                      char evicted[STATEMENT_NAME_MAX]);
/* Forgets `sql`, if it is known: preparing it failed. */
void statements_forget(struct statements *s, str sql);

#endif
