/* Writes rows.gen.ts: the rows of every table as TypeScript, and their description as data. */
#include <string.h>

#include "../schema.h"
#include "generate.h"

static const char *const kind_types[KIND_COUNT] = {
#define KIND(name, type) #type,
#include "../kind.def"
#undef KIND
};

static const char *const kind_names[KIND_COUNT] = {
#define KIND(name, type) #name,
#include "../kind.def"
#undef KIND
};

static const char *const choice_types[CHOICE_COUNT] = {
    "",
#define CHOICE(name, type, values) #type,
#include "../choice.def"
#undef CHOICE
};

static const char *const choice_names[CHOICE_COUNT] = {
    "",
#define CHOICE(name, type, values) #name,
#include "../choice.def"
#undef CHOICE
};

static const char *const row_types[TABLE_COUNT] = {
#define TABLE(name, resource, type) #type,
#define FIELD(table, name, kind, presence, min, max, of, fallback)
#include "../schema.def"
#undef TABLE
#undef FIELD
};

static const char *const presence_names[] = {
    [PRESENCE_required] = "required", [PRESENCE_defaulted] = "defaulted",
    [PRESENCE_optional] = "optional", [PRESENCE_server] = "server",
    [PRESENCE_stamped] = "stamped",
};

/* show_status → SHOW_STATUS_VALUES */
static void write_values_name(FILE *out, int c)
{
    for (const char *p = choice_names[c]; *p; p++)
        fputc(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p, out);
    fputs("_VALUES", out);
}

static void write_choices(FILE *out)
{
    for (int c = CHOICE_none + 1; c < CHOICE_COUNT; c++) {
        fputs("export const ", out);
        write_values_name(out, c);
        fputs(" = [", out);
        str rest = schema_choice_values((enum choice)c), one;
        for (int i = 0; str_cut(&rest, '|', &one); i++)
            fprintf(out, "%s'%.*s'", i ? ", " : "", STR_ARGS(one));
        fprintf(out, "] as const;\nexport type %s = (typeof ", choice_types[c]);
        write_values_name(out, c);
        fputs(")[number];\n\n", out);
    }
}

static void write_names(FILE *out, const char *type, int count, const char *(*name)(int))
{
    fprintf(out, "export type %s =", type);
    for (int i = 0; i < count; i++) fprintf(out, "%s'%s'", i ? " | " : " ", name(i));
    fprintf(out, ";\n");
}

static const char *table_name(int i)
{
    return schema_table((enum table_id)i)->name;
}

static const char *resource_name(int i)
{
    return permission_resource_name((enum resource)i);
}

static const char *action_name(int i)
{
    return permission_action_name((enum action)i);
}

static const char *scope_name(int i)
{
    return permission_scope_name((enum scope)i);
}

static const char *kind_name(int i)
{
    return kind_names[i];
}

static const char *presence_name(int i)
{
    return presence_names[i];
}

static void write_row(FILE *out, int index)
{
    const struct table *t = schema_table((enum table_id)index);
    fprintf(out, "/** One row of `%s`. */\nexport interface %s extends RowBase {\n", t->name,
            row_types[index]);
    for (uint32_t i = 0; i < t->field_count; i++) {
        const struct field *f = &t->fields[i];
        bool is_nullable = f->presence == PRESENCE_optional || f->presence == PRESENCE_server;
        bool is_unknown = f->kind == KIND_json || f->kind == KIND_document;
        bool is_set = f->kind == KIND_choices;
        fprintf(out, "  %s: %s%s%s%s;\n", f->name, is_set ? "readonly " : "",
                f->choice ? choice_types[f->choice] : kind_types[f->kind], is_set ? "[]" : "",
                is_nullable && !is_unknown ? " | null" : "");
    }
    fprintf(out, "}\n\n");
}

/* Limits and lists of values stay in core, which judges them: the app loads this with its first
 * screen. */
static void write_field(FILE *out, const struct field *f)
{
    fprintf(out, "      { name: '%s', kind: '%s', presence: '%s'", f->name, kind_names[f->kind],
            presence_names[f->presence]);
    if (f->fallback[0]) fprintf(out, ", fallback: '%s'", f->fallback);
    fprintf(out, " },\n");
}

static void write_tables(FILE *out)
{
    fprintf(out, "export const TABLES: { readonly [T in TableName]: TableSpec } = {\n");
    for (int i = 0; i < TABLE_COUNT; i++) {
        const struct table *t = schema_table((enum table_id)i);
        fprintf(out, "  %s: {\n    name: '%s',\n    index: %d,\n    resource: '%s',\n", t->name,
                t->name, i, permission_resource_name(t->resource));
        if (schema_needs_word(t)) fprintf(out, "    needsWord: true,\n");
        fprintf(out, "    fields: [\n");
        for (uint32_t f = 0; f < t->field_count; f++) write_field(out, &t->fields[f]);
        fprintf(out, "    ],\n  },\n");
    }
    fprintf(out, "};\n\n");
    fprintf(out, "export const TABLE_NAMES: readonly TableName[] = [");
    for (int i = 0; i < TABLE_COUNT; i++) fprintf(out, "%s'%s'", i ? ", " : "", table_name(i));
    fprintf(out, "];\n");
}

static const char specs[] =
    "/** The fields that every row has; only the server writes them (`id` comes from its creator). "
    "*/\n"
    "export interface RowBase {\n"
    "  organization_id: string;\n"
    "  id: string;\n"
    "  created_at: string;\n"
    "  created_by: string | null;\n"
    "  updated_at: string;\n"
    "  updated_by: string | null;\n"
    "  /** Number of the transaction that last wrote the row: its version. */\n"
    "  seq: number;\n"
    "}\n\n";

static const char field_spec[] =
    "/** One field of a table. */\n"
    "export interface FieldSpec {\n"
    "  readonly name: string;\n"
    "  readonly kind: FieldKind;\n"
    "  readonly presence: FieldPresence;\n"
    "  readonly fallback?: string;\n"
    "}\n\n"
    "/** `index` is the number that core's functions take for the table; `needsWord`: what is\n"
    " * written there is a request that the server decides. */\n"
    "export interface TableSpec {\n"
    "  readonly name: TableName;\n"
    "  readonly index: number;\n"
    "  readonly resource: Resource;\n"
    "  readonly needsWord?: true;\n"
    "  readonly fields: readonly FieldSpec[];\n"
    "}\n\n";

void generate_rows(FILE *out)
{
    fprintf(out,
            "// The rows of every table and their description, written by script/generate from "
            "core/schema.def.\n\n");
    write_choices(out);
    write_names(out, "TableName", TABLE_COUNT, table_name);
    write_names(out, "Resource", RESOURCE_COUNT, resource_name);
    write_names(out, "Action", ACTION_COUNT, action_name);
    write_names(out, "Scope", SCOPE_COUNT, scope_name);
    write_names(out, "FieldKind", KIND_COUNT, kind_name);
    write_names(out, "FieldPresence", (int)(sizeof presence_names / sizeof presence_names[0]),
                presence_name);
    fprintf(out, "\n%s", specs);
    for (int i = 0; i < TABLE_COUNT; i++) write_row(out, i);
    fprintf(out, "export interface Rows {\n");
    for (int i = 0; i < TABLE_COUNT; i++) fprintf(out, "  %s: %s;\n", table_name(i), row_types[i]);
    fprintf(out, "}\n\n%s", field_spec);
    write_tables(out);
}
