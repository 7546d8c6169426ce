/* Writes schema.gen.json: every table with every field as core knows it, for the tests that compare
 * a release's schema with the one before. */
#include <inttypes.h>

#include "../schema.h"
#include "../schema_version.h"
#include "generate.h"

static const char *const kind_names[KIND_COUNT] = {
#define KIND(name, type) #name,
#include "../kind.def"
#undef KIND
};

static const char *const presence_names[] = {
    [PRESENCE_required] = "required", [PRESENCE_defaulted] = "defaulted",
    [PRESENCE_optional] = "optional", [PRESENCE_server] = "server",
    [PRESENCE_stamped] = "stamped",
};

static void write_field(FILE *out, const struct field *f)
{
    fprintf(out, "\"%s\": {\"kind\": \"%s\", \"presence\": \"%s\", ", f->name, kind_names[f->kind],
            presence_names[f->presence]);
    fprintf(out, "\"min\": %" PRId64 ", \"max\": %" PRId64, f->min, f->max);
    str rest = schema_choice_values((enum choice)f->choice), one;
    for (int i = 0; f->choice && str_cut(&rest, '|', &one); i++)
        fprintf(out, "%s\"%.*s\"", i ? ", " : ", \"values\": [", STR_ARGS(one));
    if (f->choice) fputc(']', out);
    if (f->kind == KIND_reference) fprintf(out, ", \"references\": \"%s\"", f->of);
    if (f->fallback[0]) fprintf(out, ", \"fallback\": \"%s\"", f->fallback);
    fputc('}', out);
}

void generate_golden(FILE *out)
{
    fprintf(out, "{\n \"schema\": %d,\n \"tables\": {\n", SCHEMA_VERSION);
    for (int i = 0; i < TABLE_COUNT; i++) {
        const struct table *t = schema_table((enum table_id)i);
        fprintf(out, "  \"%s\": {\n", t->name);
        for (uint32_t f = 0; f < t->field_count; f++) {
            fputs("   ", out);
            write_field(out, &t->fields[f]);
            fputs(f + 1 < t->field_count ? ",\n" : "\n", out);
        }
        fputs(i + 1 < TABLE_COUNT ? "  },\n" : "  }\n", out);
    }
    fputs(" }\n}\n", out);
}
