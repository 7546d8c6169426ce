/* Writes core-layout.gen.ts: names behind core's numbers, and the offsets of the structs of
 * wire.def. */
#include <stddef.h>

#include "../date.h"
#include "../import.h"
#include "../permission.h"
#include "../schema_change.h"
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

static void write_schema_change(FILE *out, const struct schema_change *c)
{
    static const char *const kinds[] = {"table_added",  "field_added", "field_unused",
                                        "field_mapped", "field_moved", "choice_added"};
    static const char *const choices[CHOICE_COUNT] = {
        "",
#define CHOICE(name, type, values) #name,
#include "../choice.def"
#undef CHOICE
    };
    fprintf(out, "  { schema: %d, kind: '%s', ", c->schema, kinds[c->kind]);
    if (c->kind == CHANGE_choice_added)
        fprintf(out, "choice: '%s', value: '%s', shown: '%s' },\n", choices[c->choice], c->name,
                c->shown);
    else if (c->kind == CHANGE_field_moved)
        fprintf(out, "table: '%s', field: '%s', to: '%s' },\n", schema_table(c->table)->name,
                c->name, schema_table(c->to)->name);
    else if (c->name)
        fprintf(out, "table: '%s', field: '%s' },\n", schema_table(c->table)->name, c->name);
    else
        fprintf(out, "table: '%s' },\n", schema_table(c->table)->name);
}

static void write_schema_changes(FILE *out)
{
    fprintf(out,
            "\n/** The schema that this app speaks; what each one brought since the first. */\n"
            "export const SCHEMA = %d;\n"
            "export type SchemaChange = { readonly schema: number } & (\n"
            "  | { readonly kind: 'table_added'; readonly table: string }\n"
            "  | { readonly kind: 'field_added' | 'field_unused' | 'field_mapped';\n"
            "      readonly table: string; readonly field: string }\n"
            "  | { readonly kind: 'field_moved'; readonly table: string; readonly field: string;\n"
            "      readonly to: string }\n"
            "  | { readonly kind: 'choice_added'; readonly choice: string; readonly value: string; "
            "readonly shown: string }\n"
            ");\n"
            "export const SCHEMA_CHANGES: readonly SchemaChange[] = [\n",
            SCHEMA_VERSION);
    for (const struct schema_change *c = schema_changes(); c->schema; c++)
        write_schema_change(out, c);
    fputs("];\n\n", out);
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
    write_lists(out);
    write_words(out);
    write_schema_changes(out);
    write_structs(out);
}
