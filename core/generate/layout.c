/* Writes core-layout.gen.ts: names behind core's numbers, and the offsets of the structs of
 * wire.def. */
#include <stddef.h>

#include "../date.h"
#include "../import.h"
#include "../merge.h"
#include "../permission.h"
#include "../status.h"
#include "../validate.h"
#include "../wasm.h"
#include "generate.h"

#define QUOTE(name) "'" #name "', "

static void write_list(FILE *out, const char *name, const char *items)
{
    fprintf(out, "export const %s = [%s] as const;\n", name, items);
}

static void write_lists(FILE *out)
{
    write_list(out, "VALUE_TAGS", VALUE_TAGS(QUOTE));
    write_list(out, "MERGE_OPS", MERGE_OPS(QUOTE));
    write_list(out, "MERGE_OUTCOMES", MERGE_OUTCOMES(QUOTE));
    write_list(out, "MERGE_RESULTS", MERGE_RESULTS(QUOTE));
    write_list(out, "DAY_ORDERS", DAY_ORDERS(QUOTE));
    write_list(out, "ENCODINGS", ENCODINGS(QUOTE));
    write_list(out, "FORMATS", FORMATS(QUOTE));
#define ROLE(name)                      QUOTE(name)
#define RESOURCE(name)                  QUOTE(name)
#define ACTION(name)                    QUOTE(name)
#define SCOPE(name)                     QUOTE(name)
#define DAY(name)                       QUOTE(name)
#define COLUMN(name, words)             QUOTE(name)
#define PROBLEM(name, words)            QUOTE(name)
#define STATUS(name, http, code, words) "'" code "', "
    write_list(out, "ROLES",
#include "../role.def"
    );
    write_list(out, "RESOURCES",
#include "../resource.def"
    );
    write_list(out, "ACTIONS",
#include "../action.def"
    );
    write_list(out, "SCOPES",
#include "../scope.def"
    );
    write_list(out, "DAYS",
#include "../day.def"
    );
    write_list(out, "COLUMNS",
#include "../column.def"
    );
    write_list(out, "PROBLEMS",
#include "../problem.def"
    );
    write_list(out, "STATUSES",
#include "../status.def"
    );
}
#undef ROLE
#undef RESOURCE
#undef ACTION
#undef SCOPE
#undef DAY
#undef COLUMN
#undef PROBLEM
#undef STATUS

static void write_words(FILE *out)
{
    fputs("\n/** Words that follow a field's name: \"is too long\". */\n"
          "export const PROBLEM_WORDS = {\n",
          out);
#define PROBLEM(name, words) fputs("  " #name ": '" words "',\n", out);
#include "../problem.def"
#undef PROBLEM
    fputs("} as const;\n\nexport const COLUMN_WORDS = {\n", out);
#define COLUMN(name, words) fputs("  " #name ": '" words "',\n", out);
#include "../column.def"
#undef COLUMN
    fputs("} as const;\n\n", out);
}

static void write_structs(FILE *out)
{
    fputs("/** Structs in core's memory: their size in bytes, and each member's offset. */\n", out);
#define WIRE(name) fputs("export const WIRE_" #name " = {\n", out);
#define MEMBER(name, type, member)                                                                 \
    fprintf(out, "  %s: { at: %zu, type: '%s' },\n", #member,                                      \
            offsetof(struct wire_##name, member), #type);
#define END(name) fprintf(out, "  bytes: %zu,\n} as const;\n", sizeof(struct wire_##name));
#include "../wire.def"
#undef WIRE
#undef MEMBER
#undef END
}

void generate_layout(FILE *out)
{
    fputs("// The layout of core.wasm's structs and the names behind its numbers, written by "
          "script/generate.\n\n",
          out);
    fprintf(out, "export const CORE_ABI = 1;\n");
    fprintf(out, "export const DATE_NONE = %d;\n", DATE_NONE);
    fprintf(out,
            "export const MERGE_FLAGS = { row_changed: %d, row_deleted: %d, "
            "behind_horizon: %d } as const;\n",
            MERGE_FLAG_row_changed, MERGE_FLAG_row_deleted, MERGE_FLAG_behind_horizon);
    write_lists(out);
    write_words(out);
    write_structs(out);
}
