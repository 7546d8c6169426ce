/* Values out of a paper's JSON, and how they are put into words. */
#ifndef OTA_PAPER_WORDS_H
#define OTA_PAPER_WORDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/str.h"
#include "server/pdf/style.h"

/* Members of an object; "", 0, false or NULL where there is none of that kind. Texts are the
 * JSON's own. */
str words_text(const json_t *object, const char *name);
int64_t words_count(const json_t *object, const char *name);
bool words_flag(const json_t *object, const char *name);
json_t *words_part(const json_t *object, const char *name);

/* The texts that are not empty, one after the other. */
str words_join(struct arena *a, const char *separator, const str *parts, size_t count);
#define WORDS_JOIN(a, separator, ...)                                                              \
    words_join(a, separator, (const str[]){__VA_ARGS__},                                           \
               sizeof((const str[]){__VA_ARGS__}) / sizeof(str))

str words_number(struct arena *a, int64_t n);
/* "−1,234.50 EUR": grouped, with the currency's decimals; without the code when `currency` is only
 * known by its decimals. */
str words_money(struct arena *a, struct paper_style style, int64_t minor, str currency);
/* The same without the code. */
str words_amount(struct arena *a, struct paper_style style, int64_t minor, str currency);
/* "85 %", "4.2 %": `rate` of which `one` is all of it, trailing zeros left off. */
str words_percent(struct arena *a, struct paper_style style, int64_t rate, int64_t one);
/* The same of a decimal text such as "0.07"; "" when it is none. */
str words_percent_of(struct arena *a, struct paper_style style, str decimal);
/* A code as people read it: "load_in" is "Load in". */
str words_choice(struct arena *a, str code);

#endif
