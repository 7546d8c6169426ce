/* What can be wrong with a value, and the words for it. */
#ifndef OTA_CORE_PROBLEM_H
#define OTA_CORE_PROBLEM_H

enum problem {
#define PROBLEM(name, words) PROBLEM_##name,
#include "problem.def"
#undef PROBLEM
    PROBLEM_COUNT
};

/* Stable name such as "too_long", static. */
const char *problem_name(enum problem p);
/* Words that follow the field's name: "is too long", static. */
const char *problem_words(enum problem p);

#endif
