/* Sets as fields of kind ids and choices hold them: JSON arrays of texts, sorted, no repeats. */
#ifndef OTA_CORE_SET_H
#define OTA_CORE_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "problem.h"
#include "schema.h"
#include "str.h"

enum { SET_ENTRIES_DEFAULT = 200, SET_ENTRIES_MAX = 1000 };

/* Entries point into the text they were read from; sorted by bytes. */
struct set {
    str entries[SET_ENTRIES_MAX];
    size_t count;
};

/* How many entries the field may have. */
size_t set_limit(const struct field *f);

/* Reads checked JSON (document_check) as a value of the field, in any order: its entries are judged
 * by the field's kind. PROBLEM_none, wrong_type, bad_uuid (upper case too), not_a_choice,
 * listed_twice or too_many. */
enum problem set_read(const struct field *f, str json, struct set *out);

/* Reads what is stored already, whatever the field takes today; null is the empty set. False: it is
 * no array of texts, or too long. */
bool set_read_stored(str json, struct set *out);

/* Is it in, and where would it be. */
bool set_has(const struct set *s, str entry, size_t *at);
/* Puts one entry in or takes it out; what is so already stays so. False: no room. */
bool set_add(struct set *s, str entry);
void set_remove(struct set *s, str entry);

/* As canonical JSON: equal sets have equal bytes. */
void set_write(const struct set *s, struct buf *out);

#endif
