/* The tables behind `problem`. */
#include "problem.h"

static const char *const names[PROBLEM_COUNT] = {
#define PROBLEM(name, words) #name,
#include "problem.def"
#undef PROBLEM
};

static const char *const sentences[PROBLEM_COUNT] = {
#define PROBLEM(name, words) words,
#include "problem.def"
#undef PROBLEM
};

const char *problem_name(enum problem p)
{
    return p < PROBLEM_COUNT ? names[p] : "";
}

const char *problem_words(enum problem p)
{
    return p < PROBLEM_COUNT ? sentences[p] : "";
}
