/* The list of country.def, searched. */
#include "country.h"

#include "text.h"

enum { NAME_BYTES_MAX = 64 };

static const struct {
    char code[3];
    const char *zone;
    const char *names;
} countries[] = {
#define COUNTRY(code, zone, names) {#code, zone, names},
#include "country.def"
#undef COUNTRY
};

enum { COUNTRY_COUNT = sizeof countries / sizeof countries[0] };

static str code_of(size_t i)
{
    return (str){countries[i].code, 2};
}

bool country_is_code(str code)
{
    for (size_t i = 0; i < COUNTRY_COUNT; i++)
        if (str_equal(code, code_of(i))) return true;
    return false;
}

static bool is_named(const char *names, str folded)
{
    str rest = str_from(names), name;
    while (str_cut(&rest, '|', &name))
        if (name.len && str_equal(name, folded)) return true;
    return false;
}

str country_named(str text)
{
    char memory[NAME_BYTES_MAX];
    text = str_trim(text);
    if (!text.len || text.len > NAME_BYTES_MAX) return STR("");
    str folded = text_fold(text, memory, sizeof memory);
    for (size_t i = 0; i < COUNTRY_COUNT; i++)
        if (is_named(countries[i].names, folded) || str_equal_ascii_nocase(text, code_of(i)))
            return code_of(i);
    return STR("");
}

str country_zone(str code)
{
    for (size_t i = 0; i < COUNTRY_COUNT; i++)
        if (str_equal(code, code_of(i))) return str_from(countries[i].zone);
    return STR("");
}
