/* The word lists of header.def and wording.def, searched. */
#include "wording.h"

enum { CELL_BYTES_MAX = 96, EXACT_SCORE = 1000 };

static const struct {
    enum column column;
    const char *phrases;
} headers[] = {
#define HEADER(column, phrases) {COLUMN_##column, phrases},
#include "header.def"
#undef HEADER
};

static const struct {
    enum day_kind kind;
    const char *phrases;
} days[] = {
#define DAY_WORDS(kind, phrases) {DAY_##kind, phrases},
#define STATUS_WORDS(status, phrases)
#include "wording.def"
#undef DAY_WORDS
#undef STATUS_WORDS
};

static const struct {
    const char *status;
    const char *phrases;
} statuses[] = {
#define DAY_WORDS(kind, phrases)
#define STATUS_WORDS(status, phrases) {#status, phrases},
#include "wording.def"
#undef DAY_WORDS
#undef STATUS_WORDS
};

/* Index of `phrase` in `text` where it stands as whole words, or text.len. */
static size_t find_words(str text, str phrase)
{
    for (size_t i = 0; i + phrase.len <= text.len; i++) {
        size_t end = i + phrase.len;
        bool is_start = i == 0 || text.data[i - 1] == ' ';
        bool is_end = end == text.len || text.data[end] == ' ';
        if (is_start && is_end && str_equal(str_slice(text, i, end), phrase)) return i;
    }
    return text.len;
}

static bool has_phrase(const char *phrases, str folded)
{
    str rest = str_from(phrases), one;
    while (str_cut(&rest, '|', &one))
        if (str_equal(one, folded)) return true;
    return false;
}

uint32_t wording_header(str header, enum column *out)
{
    char memory[CELL_BYTES_MAX];
    uint32_t best = 0;
    str folded = text_fold(header, memory, sizeof memory);
    *out = COLUMN_ignored;
    if (!folded.len || header.len > CELL_BYTES_MAX) return 0;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        str rest = str_from(headers[i].phrases), one;
        while (str_cut(&rest, '|', &one)) {
            bool is_exact = str_equal(one, folded);
            if (!is_exact && find_words(folded, one) == folded.len) continue;
            uint32_t score = is_exact ? EXACT_SCORE : (uint32_t)one.len;
            if (score > best) best = score, *out = headers[i].column;
        }
    }
    return best;
}

/* Two words or more that mean one kind of day hardly stand in a name by chance. */
static bool starts_with_phrase(const char *phrases, str folded)
{
    str rest = str_from(phrases), one;
    while (str_cut(&rest, '|', &one))
        if (str_find_char(one, ' ', 0) < one.len && folded.len > one.len &&
            str_starts(folded, one) && folded.data[one.len] == ' ')
            return true;
    return false;
}

bool wording_day(str cell, bool is_loose, enum day_kind *out)
{
    char memory[CELL_BYTES_MAX];
    str folded = text_fold(cell, memory, sizeof memory);
    if (!folded.len || cell.len > CELL_BYTES_MAX) return false;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        bool is_it =
            has_phrase(days[i].phrases, folded) ||
            (is_loose && days[i].kind != DAY_show && starts_with_phrase(days[i].phrases, folded));
        if (!is_it) continue;
        *out = days[i].kind;
        return true;
    }
    return false;
}

str wording_status(str cell)
{
    char memory[CELL_BYTES_MAX];
    str folded = text_fold(cell, memory, sizeof memory);
    if (!folded.len || cell.len > CELL_BYTES_MAX) return STR("");
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (has_phrase(statuses[i].phrases, folded)) return str_from(statuses[i].status);
    return STR("");
}

bool wording_is_blank(str cell)
{
    char memory[CELL_BYTES_MAX];
    if (cell.len > CELL_BYTES_MAX) return false;
    str folded = text_fold(cell, memory, sizeof memory);
    return !folded.len ||
           has_phrase("tba|tbc|tbd|n a|na|k a|nn|n n|unknown|unbekannt|none", folded);
}

bool wording_has(str cell, str word)
{
    char memory[CELL_BYTES_MAX];
    str folded = text_fold(str_slice(cell, 0, CELL_BYTES_MAX), memory, sizeof memory);
    return find_words(folded, word) < folded.len;
}
