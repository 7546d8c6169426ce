/* The tables behind `status`, written out of status.def. */
#include "status.h"

static const int https[S_COUNT] = {
#define STATUS(name, http, code, words) [S_##name] = (http),
#include "status.def"
#undef STATUS
};

static const char *const codes[S_COUNT] = {
#define STATUS(name, http, code, words) [S_##name] = (code),
#include "status.def"
#undef STATUS
};

static const char *const sentences[S_COUNT] = {
#define STATUS(name, http, code, words) [S_##name] = (words),
#include "status.def"
#undef STATUS
};

int status_http(status s)
{
    return https[s];
}

const char *status_code(status s)
{
    return codes[s];
}

const char *status_words(status s)
{
    return sentences[s];
}
