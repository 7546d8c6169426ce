/* Operations: what is asked of a set or a counter instead of giving it a value, so that two people
 * who ask at once both get what they asked for.
 *   a set (ids, choices)   {"add":[…],"remove":[…]}   either may be left out, not both
 *   a counter              {"plus":3}                 a whole number, below zero too
 * An operation is put on whatever the value is when its turn comes. Sets agree entry by entry, the
 * last one to speak of an entry decides; sums do not mind their order. */
#ifndef OTA_CORE_OPERATION_H
#define OTA_CORE_OPERATION_H

#include "buf.h"
#include "problem.h"
#include "schema.h"
#include "str.h"

/* Is this JSON an operation, as it stands in an update of the field? */
bool operation_is(const struct field *f, str json);

/* Is the operation well formed, whatever the value will be? `json` is checked JSON. */
enum problem operation_check(const struct field *f, str json);

/* Writes the value that an operation (checked before) makes of `now`, the stored value as JSON.
 * PROBLEM_too_many, too_small or too_big when the field cannot hold it; then the text written is
 * the number it would have become, or nothing. PROBLEM_wrong_type: `now` is no value of the kind.
 */
enum problem operation_apply(const struct field *f, str now, str operation, struct buf *out);

/* What a counter may be. */
enum problem operation_judge_count(const struct field *f, int64_t count);

#endif
