/* Reading the command line: finds the command, its flags and words, and runs it. */
#include "server/commands/command.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/base/log.h"

enum { NAME_BYTES_MAX = 64 };

static const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "server/commands/commands.def"
#undef COMMAND
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

/* Understood by every command. */
static const struct flag common[] = {
    {"--settings", "FILE", "read settings from this file before the environment"},
    {"--help", NULL, "show this"},
};

static int show_commands(FILE *out);
static int show_help(const struct command *c, FILE *out);
static const struct command *find_command(const char *name);
static enum exit_code take_arguments(struct invocation *v, int argc, char **argv);
static int run(struct invocation *v);

int command_main(int argc, char **argv, const struct part *parts, size_t part_count)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* in step with standard error, into a pipe too */
    if (argc < 2) return show_commands(stderr), EXIT_USAGE;
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
        return show_commands(stdout);
    if (strcmp(name, "--version") == 0) name = "version";
    const struct command *c = find_command(name);
    if (!c) return EXIT_USAGE;
    struct invocation v = {.command = c, .parts = parts, .part_count = part_count};
    enum exit_code bad = take_arguments(&v, argc - 2, argv + 2);
    if (bad) return (int)bad;
    if (invocation_has(&v, "--help")) return show_help(c, stdout);
    if (v.word_count < c->words_min) return (int)invocation_refuse(&v, "something is missing");
    return run(&v);
}

const char *invocation_flag(const struct invocation *v, const char *name)
{
    for (size_t i = v->use_count; i-- > 0;)
        if (strcmp(v->uses[i].flag->name, name) == 0) return v->uses[i].value;
    return NULL;
}

bool invocation_has(const struct invocation *v, const char *name)
{
    return invocation_flag(v, name) != NULL;
}

enum exit_code invocation_refuse(const struct invocation *v, const char *why)
{
    fprintf(stderr, "ota %s: %s\nusage: ota %s %s\n", v->command->name, why, v->command->name,
            v->command->usage);
    return EXIT_USAGE;
}

/* --- names --- */

/* How many letters must be put in, taken out or changed. */
static size_t distance(const char *a, const char *b)
{
    size_t row[NAME_BYTES_MAX + 1], n = strlen(b);
    if (n > NAME_BYTES_MAX) return SIZE_MAX;
    for (size_t j = 0; j <= n; j++) row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1]);
            size_t gap = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            corner = row[j];
            row[j] = change < gap ? change : gap;
        }
    }
    return row[n];
}

const char *nearest_name(const char *wrong, const char *const *names, size_t count)
{
    const char *best = NULL;
    size_t best_distance = strlen(wrong) / 2 + 1;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(wrong, names[i]);
        if (d >= best_distance) continue;
        best_distance = d;
        best = names[i];
    }
    return best;
}

static void suggest(const char *what, const char *wrong, const char *const *names, size_t count)
{
    const char *near = nearest_name(wrong, names, count);
    fprintf(stderr, "ota: there is no %s '%s'", what, wrong);
    if (near) fprintf(stderr, ", did you mean '%s'?", near);
    fputc('\n', stderr);
}

static const struct command *find_command(const char *name)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        names[i] = commands[i]->name;
        if (strcmp(names[i], name) == 0) return commands[i];
    }
    suggest("command", name, names, COMMAND_COUNT);
    fputs("ota: `ota --help` lists them\n", stderr);
    return NULL;
}

/* --- arguments --- */

static size_t flags_of(const struct command *c, const struct flag *flags[FLAGS_MAX + 2])
{
    size_t n = 0;
    for (size_t i = 0; i < FLAGS_MAX && c->flags[i].name; i++) flags[n++] = &c->flags[i];
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) flags[n++] = &common[i];
    return n;
}

static const struct flag *find_flag(const struct command *c, const char *argument, size_t len)
{
    const struct flag *flags[FLAGS_MAX + 2];
    const char *names[FLAGS_MAX + 2];
    char name[NAME_BYTES_MAX];
    size_t count = flags_of(c, flags);
    for (size_t i = 0; i < count; i++) {
        names[i] = flags[i]->name;
        if (strlen(names[i]) == len && strncmp(names[i], argument, len) == 0) return flags[i];
    }
    snprintf(name, sizeof name, "%.*s", (int)len, argument);
    suggest("flag", name, names, count);
    fprintf(stderr, "ota: `ota %s --help` lists them\n", c->name);
    return NULL;
}

/* "--flag value" or "--flag=value"; `*i` moves past what was used. */
static enum exit_code take_flag(struct invocation *v, int argc, char **argv, int *i)
{
    const char *equals = strchr(argv[*i], '=');
    size_t len = equals ? (size_t)(equals - argv[*i]) : strlen(argv[*i]);
    const struct flag *f = find_flag(v->command, argv[*i], len);
    const char *value = equals ? equals + 1 : "";
    if (!f) return EXIT_USAGE;
    if (!f->value && equals) return invocation_refuse(v, "this flag takes no value");
    if (f->value && !equals) {
        if (*i + 1 >= argc) return invocation_refuse(v, "a flag lacks its value");
        value = argv[++*i];
    }
    if (v->use_count == FLAG_USES_MAX) return invocation_refuse(v, "too many flags");
    v->uses[v->use_count++] = (struct flag_use){.flag = f, .value = value};
    return EXIT_DONE;
}

static enum exit_code take_arguments(struct invocation *v, int argc, char **argv)
{
    bool has_flags_ended = false;
    for (int i = 0; i < argc; i++) {
        enum exit_code bad = EXIT_DONE;
        if (!has_flags_ended && strcmp(argv[i], "--") == 0)
            has_flags_ended = true;
        else if (!has_flags_ended && argv[i][0] == '-' && argv[i][1])
            bad = take_flag(v, argc, argv, &i);
        else if (v->word_count == v->command->words_max || v->word_count == WORDS_MAX)
            bad = invocation_refuse(v, "that is one argument too many");
        else
            v->words[v->word_count++] = argv[i];
        if (bad) return bad;
    }
    return EXIT_DONE;
}

/* --- running and telling --- */

static int run(struct invocation *v)
{
    struct settings settings = {.is_dev = false};
    if (settings_load(&settings, invocation_flag(v, "--settings"), stderr)) {
        settings_release(&settings);
        return EXIT_USAGE;
    }
    log_open(settings.log_level, settings.log_format, STDERR_FILENO);
    v->settings = &settings;
    int code = (int)v->command->run(v);
    settings_release(&settings);
    return code;
}

static int show_commands(FILE *out)
{
    fputs("usage: ota COMMAND …\n\n", out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n`ota COMMAND --help` tells more; `ota config` lists the settings.\n", out);
    return EXIT_DONE;
}

static int show_help(const struct command *c, FILE *out)
{
    const struct flag *flags[FLAGS_MAX + 2];
    size_t count = flags_of(c, flags);
    fprintf(out, "ota %s: %s\n\nusage: ota %s %s\n\n", c->name, c->summary, c->name, c->usage);
    for (size_t i = 0; i < count; i++) {
        char name[NAME_BYTES_MAX];
        snprintf(name, sizeof name, "%s %s", flags[i]->name,
                 flags[i]->value ? flags[i]->value : "");
        fprintf(out, "  %-22s %s\n", name, flags[i]->help);
    }
    if (c->details[0]) fprintf(out, "\n%s", c->details);
    return EXIT_DONE;
}
