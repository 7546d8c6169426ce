/* Reading, checking and printing of settings. */
#include "server/base/settings.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/str.h"
#include "server/base/fault.h"

enum { LINE_MAX_BYTES = 8192, NAME_MAX_BYTES = 64 };

static const struct setting {
    const char *name;
    const char *initial; /* NULL: a number */
    size_t offset;
    int64_t number, min, max;
    const char *help;
} table[SETTING_COUNT] = {
#define TEXT(name, initial, help) {#name, initial, offsetof(struct settings, name), 0, 0, 0, help},
#define NUMBER(name, initial, min, max, help)                                                      \
    {#name, NULL, offsetof(struct settings, name), initial, min, max, help},
#include "server/base/settings.def"
#undef TEXT
#undef NUMBER
};

static const char **text_at(struct settings *s, const struct setting *row)
{
    return (const char **)(void *)((char *)s + row->offset);
}

static int64_t *number_at(struct settings *s, const struct setting *row)
{
    return (int64_t *)(void *)((char *)s + row->offset);
}

static status set_text(struct settings *s, const struct setting *row, str value)
{
    char *copy = strndup(value.len ? value.data : "", value.len);
    if (!copy) return S_OVER_LIMIT;
    const char **place = text_at(s, row);
    free((void *)(uintptr_t)*place);
    *place = copy;
    return S_OK;
}

static status set_defaults(struct settings *s)
{
    *s = (struct settings){0};
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (!table[i].initial) {
            *number_at(s, &table[i]) = table[i].number;
            continue;
        }
        status failed = set_text(s, &table[i], str_from(table[i].initial));
        if (failed) return failed;
    }
    return S_OK;
}

/* How many single letters differ: enough to find the name that was meant. */
static size_t difference(str a, str b)
{
    size_t row[NAME_MAX_BYTES + 1];
    if (a.len > NAME_MAX_BYTES || b.len > NAME_MAX_BYTES) return SIZE_MAX;
    for (size_t j = 0; j <= b.len; j++) row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = diagonal + (a.data[i - 1] != b.data[j - 1]);
            size_t best = row[j - 1] < row[j] ? row[j - 1] + 1 : row[j] + 1;
            diagonal = row[j];
            row[j] = change < best ? change : best;
        }
    }
    return row[b.len];
}

static const struct setting *find(str name)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (str_equal(str_from(table[i].name), name)) return &table[i];
    return NULL;
}

static const struct setting *nearest(str name)
{
    const struct setting *best = NULL;
    size_t best_difference = name.len / 2 + 1;
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        size_t d = difference(name, str_from(table[i].name));
        if (d >= best_difference) continue;
        best_difference = d;
        best = &table[i];
    }
    return best;
}

/* Where a value stands, for complaints. */
struct place {
    const char *path; /* NULL: the environment */
    int line;
};

static void complain_where(FILE *out, struct place at, str name)
{
    if (at.path)
        fprintf(out, "%s:%d: %.*s: ", at.path, at.line, STR_ARGS(name));
    else {
        fputs("OTA_", out);
        for (size_t i = 0; i < name.len; i++)
            fputc(name.data[i] >= 'a' && name.data[i] <= 'z' ? name.data[i] - 32 : name.data[i],
                  out);
        fputs(": ", out);
    }
}

static status set_number(struct settings *s, const struct setting *row, str value, struct place at,
                         FILE *complaints)
{
    int64_t number;
    if (str_to_i64(value, &number) && number >= row->min && number <= row->max) {
        *number_at(s, row) = number;
        return S_OK;
    }
    complain_where(complaints, at, str_from(row->name));
    fprintf(complaints, "'%.*s' is not a whole number from %lld to %lld\n", STR_ARGS(value),
            (long long)row->min, (long long)row->max);
    return S_INVALID;
}

/* The texts that name one of a few words. */
static const struct {
    const char *name, *words;
} choices[] = {{"log_level", "debug info warn error"}, {"log_format", "text json"}};

static status check_choice(const struct setting *row, str value, struct place at, FILE *complaints)
{
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        if (strcmp(choices[i].name, row->name) != 0) continue;
        str rest = str_from(choices[i].words), word;
        while (str_cut(&rest, ' ', &word))
            if (str_equal(word, value)) return S_OK;
        complain_where(complaints, at, str_from(row->name));
        fprintf(complaints, "'%.*s' is not one of: %s\n", STR_ARGS(value), choices[i].words);
        return S_INVALID;
    }
    return S_OK;
}

static status set(struct settings *s, str name, str value, struct place at, FILE *complaints)
{
    const struct setting *row = find(name);
    if (!row) {
        const struct setting *meant = nearest(name);
        complain_where(complaints, at, name);
        fprintf(complaints, "there is no such setting%s%s%s\n", meant ? "; did you mean " : "",
                meant ? meant->name : "", meant ? "?" : "; `ota config` lists them");
        return S_INVALID;
    }
    s->sources[row - table] = at.path ? SETTING_FILE : SETTING_ENVIRONMENT;
    if (!row->initial) return set_number(s, row, value, at, complaints);
    status wrong = check_choice(row, value, at, complaints);
    return wrong ? wrong : set_text(s, row, value);
}

static status load_line(struct settings *s, str line, struct place at, FILE *complaints)
{
    line = str_trim(line);
    if (str_is_empty(line) || line.data[0] == '#') return S_OK;
    size_t equals = str_find_char(line, '=', 0);
    if (equals == line.len) {
        fprintf(complaints, "%s:%d: expected name = value\n", at.path, at.line);
        return S_INVALID;
    }
    return set(s, str_trim(str_slice(line, 0, equals)),
               str_trim(str_slice(line, equals + 1, line.len)), at, complaints);
}

static status load_file(struct settings *s, const char *path, FILE *complaints)
{
    FILE *file = fopen(path, "re");
    if (!file) {
        fprintf(complaints, "cannot read settings file '%s': %s\n", path, strerror(errno));
        return S_INVALID;
    }
    status worst = S_OK;
    char line[LINE_MAX_BYTES];
    for (int n = 1; fgets(line, sizeof line, file); n++) {
        status wrong = load_line(s, str_from(line), (struct place){path, n}, complaints);
        if (wrong) worst = wrong;
    }
    fclose(file);
    return worst;
}

static status load_environment(struct settings *s, FILE *complaints)
{
    static const str prefix = {"OTA_", 4};
    status worst = S_OK;
    for (char **entry = environ; *entry; entry++) {
        str pair = str_from(*entry);
        if (!str_starts(pair, prefix) || fault_is_named(*entry)) continue;
        size_t equals = str_find_char(pair, '=', 0);
        char name[NAME_MAX_BYTES];
        size_t len = equals - prefix.len;
        if (len > sizeof name) len = sizeof name;
        for (size_t i = 0; i < len; i++) {
            char c = pair.data[prefix.len + i];
            name[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
        status wrong = set(s, (str){name, len}, str_slice(pair, equals + 1, pair.len),
                           (struct place){0}, complaints);
        if (wrong) worst = wrong;
    }
    return worst;
}

status settings_load(struct settings *s, const char *path, FILE *complaints)
{
    status failed = set_defaults(s);
    if (failed) return failed;
    status of_file = path ? load_file(s, path, complaints) : S_OK;
    status of_environment = load_environment(s, complaints);
    return of_file ? of_file : of_environment;
}

void settings_release(struct settings *s)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (!table[i].initial) continue;
        const char **place = text_at(s, &table[i]);
        free((void *)(uintptr_t)*place);
        *place = NULL;
    }
}

/* "scheme://user:password@host" with the password hidden. */
static void print_masked(const char *text, FILE *out)
{
    str s = str_from(text);
    size_t scheme = str_find(s, STR("://"));
    size_t from = scheme < s.len ? scheme + 3 : s.len;
    size_t at = str_find_char(s, '@', from);
    size_t colon = str_find_char(s, ':', from);
    if (at < s.len && colon < at)
        fprintf(out, "%.*s:***%s", (int)colon, text, text + at);
    else
        fputs(text, out);
}

void settings_print(const struct settings *s, FILE *out)
{
    static const char *const sources[] = {"default", "file", "environment"};
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const char *at = (const char *)s + table[i].offset;
        fprintf(out, "# %s (%s)\n%s = ", table[i].help, sources[s->sources[i]], table[i].name);
        if (table[i].initial)
            print_masked(*(const char *const *)(const void *)at, out);
        else
            fprintf(out, "%lld", (long long)*(const int64_t *)(const void *)at);
        fputc('\n', out);
    }
}
