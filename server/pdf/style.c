/* The styles of paper that there are. */
#include "server/pdf/style.h"

#include <stddef.h>

static const struct {
    const char *language; /* as a locale begins */
    struct paper_style style;
} styles[] = {
    {"en-US", {".", ",", true}},    {"de", {",", ".", false}}, {"es", {",", ".", false}},
    {"fr", {",", "\u202f", false}}, {"nl", {",", ".", false}},
};

struct paper_style paper_style_of(str locale)
{
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (str_starts(locale, str_from(styles[i].language))) return styles[i].style;
    return (struct paper_style){".", ",", false};
}
