/* JSON text, judged and walked where it lies: no tree is built, no memory is taken. */
#ifndef OTA_CORE_DOCUMENT_H
#define OTA_CORE_DOCUMENT_H

#include "problem.h"
#include "str.h"

enum { DOCUMENT_DEPTH_MAX = 16, DOCUMENT_BYTES_MAX = 65536 };

/* Is the whole text one JSON value (RFC 8259) that PostgreSQL's jsonb takes as well? PROBLEM_none,
 * bad_document, bad_utf8 (half a surrogate pair too), nul, or too_deep: more than
 * DOCUMENT_DEPTH_MAX arrays and objects inside each other. */
enum problem document_check(str json);

/* The parts of one array or object of checked text:
 *   struct document_walk w;
 *   if (document_open(json, '[', &w))
 *       while (document_next(&w, &name, &value)) … */
struct document_walk {
    str rest; /* what has not been walked yet */
    char end;
};

/* `kind` is '[' or '{'; false when the text is no such thing. */
bool document_open(str json, char kind, struct document_walk *w);
/* The next part: `value` as it is written, `name` of an object's member between its quotes. */
bool document_next(struct document_walk *w, str *name, str *value);

/* The bytes between the quotes of a JSON string; false when it is none or has an escape in it. */
bool document_plain_text(str value, str *text);

#endif
