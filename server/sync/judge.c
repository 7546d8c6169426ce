/* From JSON values to core's, and from core's faults to a rejection. */
#include "server/sync/judge.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/set.h"
#include "core/validate.h"

void judge_real(double real, char out[JUDGE_REAL_BYTES])
{
    bool is_whole = real > -1e15 && real < 1e15 && real == (double)(int64_t)real;
    snprintf(out, JUDGE_REAL_BYTES, is_whole ? "%.0f" : "%.15g", real);
    if (strtod(out, NULL) != real) snprintf(out, JUDGE_REAL_BYTES, "%.17g", real);
}

/* JSON as text in the arena, numbers with as many digits as tell them apart; NULL data: no room. */
static str text_of(struct arena *a, json_t *json)
{
    char real[JUDGE_REAL_BYTES];
    if (json_is_real(json)) judge_real(json_real_value(json), real);
    char *text = json_is_real(json) ? NULL : json_dumps(json, JSON_ENCODE_ANY | JSON_COMPACT);
    str whole = json_is_real(json) ? str_from(real) : str_from(text);
    str kept = {arena_copy(a, whole), whole.len};
    free(text);
    return kept;
}

static struct value value_of(struct arena *a, const char *name, json_t *json)
{
    struct value v = {.name = str_from(name), .tag = VALUE_json};
    switch (json_typeof(json)) {
    case JSON_NULL: v.tag = VALUE_null; break;
    case JSON_STRING:
        v.tag = VALUE_text;
        v.text = (str){json_string_value(json), json_string_length(json)};
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        v.tag = VALUE_number;
        v.number = json_number_value(json);
        v.text = text_of(a, json);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        v.tag = VALUE_boolean;
        v.truth = json_is_true(json);
        break;
    case JSON_OBJECT:
    case JSON_ARRAY: v.text = text_of(a, json); break;
    }
    return v;
}

static void reject_faults(struct arena *a, const struct table *t, const struct fault *faults,
                          size_t count, struct outcome *out)
{
    struct buf words;
    buf_init_arena(&words, a, 8192);
    out->fields = arena_take_array(a, count, sizeof *out->fields);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_text(&words, "; ");
        validate_words(t, faults[i].name, faults[i].problem, &words);
        if (out->fields) out->fields[out->field_count++] = faults[i].name;
    }
    outcome_reject(out, "invalid", buf_str(&words));
}

/* A set in its canonical order, so that equal sets are equal text. */
static void sort_set(struct arena *a, const struct table *t, const struct value *v, json_t *values)
{
    const struct field *f = schema_field_named(t, v->name);
    bool is_set = f && (f->kind == KIND_ids || f->kind == KIND_choices);
    struct set set;
    struct buf b;
    if (!is_set || v->tag != VALUE_json || set_read(f, v->text, &set)) return;
    buf_init_arena(&b, a, v->text.len + 1);
    set_write(&set, &b);
    json_t *sorted = json_loadb(buf_str(&b).data, buf_str(&b).len, 0, NULL);
    if (sorted) json_object_set_new(values, v->name.data, sorted);
}

bool judge_mutation(struct arena *a, const struct mutation *m, struct outcome *out)
{
    const struct table *t = m->problem.data ? NULL : schema_table_named(m->table);
    if (m->problem.data) return outcome_reject(out, "invalid", m->problem), false;
    if (!t) return outcome_reject(out, "invalid", STR("there is no such table")), false;
    if (m->op == MUTATION_DELETE) return true;
    size_t count = json_object_size(m->values);
    if (count > JUDGE_FIELDS_MAX)
        return outcome_reject(out, "invalid", STR("too many fields are given")), false;
    struct value values[JUDGE_FIELDS_MAX];
    struct fault faults[JUDGE_FIELDS_MAX];
    const char *name;
    json_t *json;
    size_t at = 0;
    json_object_foreach(m->values, name, json) values[at++] = value_of(a, name, json);
    size_t wrong = validate_row(t, m->op == MUTATION_INSERT, values, at, faults, JUDGE_FIELDS_MAX);
    if (wrong > JUDGE_FIELDS_MAX) wrong = JUDGE_FIELDS_MAX;
    if (wrong) return reject_faults(a, t, faults, wrong, out), false;
    for (size_t i = 0; i < at; i++) sort_set(a, t, &values[i], m->values);
    return true;
}

str judge_resource(str table)
{
    const struct table *t = schema_table_named(table);
    return t ? str_from(permission_resource_name(t->resource)) : STR("");
}
