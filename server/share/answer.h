/* An answer that comes through an advance's link, read from its bytes. */
#ifndef OTA_SHARE_ANSWER_H
#define OTA_SHARE_ANSWER_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

enum { ANSWER_QUESTION_MAX = 120, ANSWER_NAME_MAX = 120, ANSWER_TEXT_MAX = 20000 };

struct answer {
    str question, text, name; /* an empty text takes the answer back */
};

/* Reads {"question", "answer", "name"} and nothing else. S_INVALID on anything beyond that, on an
 * empty question or name, on too long texts and on NUL. Texts live in `a`. */
MUST_CHECK status answer_read(struct arena *a, str json, struct answer *answer);

#endif
