/* Prints one generated file: `generate PART`, as script/generate calls it. */
#include "generate.h"

#include <string.h>

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*write)(FILE *out);
    } files[] = {
        {"rows", generate_rows},     {"layout", generate_layout},
        {"money", generate_money},   {"plan", generate_plan},
        {"golden", generate_golden}, {"permissions", generate_permissions},
        {"report", generate_report},
    };
    for (size_t i = 0; argc == 2 && i < sizeof files / sizeof files[0]; i++) {
        if (strcmp(argv[1], files[i].name) != 0) continue;
        files[i].write(stdout);
        return ferror(stdout) || fflush(stdout) ? 1 : 0;
    }
    fputs("usage: generate rows|layout|money|plan|report|golden|permissions\n", stderr);
    return 2;
}
