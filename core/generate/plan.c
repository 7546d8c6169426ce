/* Writes core-plan.gen.ts: the records of delays, routes and radius clauses and the answers about
 * places and categories, and their layout in core-plan.wasm's memory. */
#include <stddef.h>

#include "../classify.h"
#include "../delay.h"
#include "../geo.h"
#include "../guest.h"
#include "../radius.h"
#include "../route.h"
#include "generate.h"

#define ONE(prefix, name)   "'" #name "', "
#define CHOICES(name, list) fputs("export const " name " = [" list(ONE) "] as const;\n", out);

static void write_choices(FILE *out)
{
    CHOICES("DRIVER_RULES", DRIVER_RULES)
    CHOICES("DELAY_MODES", DELAY_MODES)
    CHOICES("BREAK_KINDS", BREAK_KINDS)
    CHOICES("CHOICE_KINDS", CHOICE_KINDS)
    CHOICES("GUEST_VERDICTS", GUEST_VERDICTS)
}

/* These .def files have the same shape and differ in the structs' prefix. */
#define RECORD(record)                                                                             \
    fprintf(out, "  " #record ": {\n    bytes: %zu,\n    fields: {\n", sizeof(struct OF(record)));
#define MEMBER(record, name)                                                                       \
    fprintf(out, "      " #name ": { at: %zu },\n", offsetof(struct OF(record), name));
#define LIST(record, of, name, most)                                                               \
    fprintf(out, "      " #name ": { at: %zu, of: '" #of "', items: %zu, most: %d },\n",           \
            offsetof(struct OF(record), name##_count), offsetof(struct OF(record), name), most);
#define END(record)         fputs("    },\n  },\n", out);
#define JOIN(prefix, name)  prefix##_##name
#define PASTE(prefix, name) JOIN(prefix, name)
#define OF(record)          PASTE(PREFIX, record)

static void write_delay(FILE *out)
{
    fputs("\n/** Every member is 8 bytes at `at`; a list has its count at `at` and its items at\n"
          " * `items`. */\nexport const DELAY_RECORDS = {\n",
          out);
#define PREFIX delay
#include "../delay.def"
#undef PREFIX
    fputs("} as const;\n\n", out);
}

static void write_route(FILE *out)
{
    fputs("export const ROUTE_RECORDS = {\n", out);
#define PREFIX route
#include "../route.def"
#undef PREFIX
    fprintf(out, "} as const;\n\nexport const ROUTE_WORK_BYTES = %zu;\n",
            sizeof(struct route_work));
    fprintf(out, "export const ROUTE_DAYS_MAX = %d;\n", ROUTE_DAYS_MAX);
}

static void write_radius(FILE *out)
{
    fputs("\nexport const RADIUS_RECORDS = {\n", out);
#define PREFIX radius
#include "../radius.def"
#undef PREFIX
    fputs("} as const;\n\n", out);
}

static void write_answers(FILE *out)
{
    fprintf(out, "export const GEO_DRIVE_BYTES = %zu;\n", sizeof(struct geo_drive));
    fputs("/** Unsigned and signed 32-bit members of a suggested category. */\n", out);
    fprintf(out,
            "export const CLASSIFY_ANSWER = { bytes: %zu, category: %zu, confidence: %zu, "
            "reason_count: %zu, reasons: %zu } as const;\n",
            sizeof(struct classify_answer), offsetof(struct classify_answer, category),
            offsetof(struct classify_answer, confidence),
            offsetof(struct classify_answer, reason_count),
            offsetof(struct classify_answer, reasons));
    fprintf(out,
            "export const GUEST_AT_DOOR = { bytes: %zu, party: %zu, held: %zu, inside: %zu, "
            "held_others: %zu, inside_others: %zu, is_approved: %zu } as const;\n",
            sizeof(struct guest_at_door), offsetof(struct guest_at_door, party),
            offsetof(struct guest_at_door, held), offsetof(struct guest_at_door, inside),
            offsetof(struct guest_at_door, held_others),
            offsetof(struct guest_at_door, inside_others),
            offsetof(struct guest_at_door, is_approved));
    fprintf(out, "export const CLASSIFY_CATEGORIES_MAX = %d;\n", CLASSIFY_CATEGORIES_MAX);
}

void generate_plan(FILE *out)
{
    fputs("// Planning in core-plan.wasm: delays, routes, distances and suggested categories, "
          "written "
          "by\n// script/generate.\n\n",
          out);
    write_choices(out);
    write_delay(out);
    write_route(out);
    write_radius(out);
    write_answers(out);
}
