/* Settlements as canonical text, written and read: what is hashed, signed and exchanged. */
#include <string.h>

#include "money.h"
#include "settlement_term.h"
#include "settlement_trace.h"

enum { INDEX_DIGITS_MAX = 2 };

static void add_code(struct buf *out, int64_t code)
{
    for (int shift = 16; shift >= 0; shift -= 8) buf_add_char(out, (char)(code >> shift & 255));
}

static void add_value(struct buf *out, enum term_kind kind, int64_t value)
{
    const char *choice = term_choice(kind, value);
    buf_add_char(out, ' ');
    if (choice)
        buf_add_text(out, choice);
    else if (kind == TERM_KIND_code)
        add_code(out, value);
    else
        buf_add_i64(out, value);
    buf_add_char(out, '\n');
}

static void write_fields(const char *data, enum term_record record, struct buf *out,
                         struct buf *prefix)
{
    for (enum settlement_term t = term_first(record); t < term_end(record); t++) {
        const struct term_info *info = term_info(t);
        int64_t value;
        memcpy(&value, data + info->at, sizeof value);
        if (!value || info->kind == TERM_KIND_list) continue;
        buf_add(out, buf_str(prefix));
        buf_add_text(out, info->name);
        add_value(out, info->kind, value);
    }
}

static void write_list(const char *data, const struct term_info *list, struct buf *out)
{
    int64_t count;
    memcpy(&count, data + list->at, sizeof count);
    if (count <= 0 || count > list->most) return;
    buf_add_text(out, list->name);
    buf_add_text(out, ".count");
    add_value(out, TERM_KIND_count, count);
    for (int64_t i = 0; i < count; i++) {
        char memory[40];
        struct buf prefix;
        buf_init(&prefix, memory, sizeof memory);
        buf_add_text(&prefix, list->name);
        buf_add_char(&prefix, '.');
        buf_add_i64(&prefix, i);
        buf_add_char(&prefix, '.');
        write_fields(data + list->items_at + i * list->item_bytes, list->of, out, &prefix);
    }
}

_Static_assert(SETTLEMENT_VERSION == 1, "the headings name the version");

static str heading(enum term_record root)
{
    return root == TERM_RECORD_run ? STR("run 1") : STR("settlement 1");
}

void term_write(const void *root_data, enum term_record root, struct buf *out)
{
    struct buf prefix;
    buf_init(&prefix, NULL, 0);
    buf_add(out, heading(root));
    buf_add_char(out, '\n');
    write_fields(root_data, root, out, &prefix);
    for (enum settlement_term t = term_first(root); t < term_end(root); t++)
        if (term_info(t)->kind == TERM_KIND_list) write_list(root_data, term_info(t), out);
}

static bool read_value(str text, enum term_kind kind, int64_t *value)
{
    for (size_t i = 0; i < term_choice_count(kind); i++)
        if (str_equal(text, str_from(term_choice(kind, (int64_t)i)))) {
            *value = (int64_t)i;
            return true;
        }
    if (kind == TERM_KIND_code && text.len == 3) {
        *value =
            SETTLEMENT_CODE((uint8_t)text.data[0], (uint8_t)text.data[1], (uint8_t)text.data[2]);
        return true;
    }
    return kind != TERM_KIND_code && str_to_i64(text, value);
}

static enum settlement_term find_term(enum term_record record, str name)
{
    for (enum settlement_term t = term_first(record); t < term_end(record); t++)
        if (str_equal(name, str_from(term_info(t)->name))) return t;
    return TERM_none;
}

/* "name", "list.count" or "list.index.name" → the field, or NULL. */
static int64_t *find_field(str path, enum term_record root, void *data, enum term_kind *kind)
{
    str first, index, rest = path;
    int64_t i = 0;
    if (!str_cut(&rest, '.', &first)) return NULL;
    enum settlement_term term = find_term(root, first);
    if (!term) return NULL;
    const struct term_info *info = term_info(term);
    *kind = info->kind;
    if (info->kind != TERM_KIND_list)
        return first.len == path.len ? term_at(data, root, term, 0) : NULL;
    if (!str_cut(&rest, '.', &index)) return NULL;
    if (str_equal(index, STR("count"))) return term_at(data, root, term, 0);
    if (index.len > INDEX_DIGITS_MAX || !str_to_i64(index, &i)) return NULL;
    enum settlement_term field = find_term(info->of, rest);
    if (!field) return NULL;
    *kind = term_info(field)->kind;
    return term_at(data, root, field, i);
}

status term_read(str text, enum term_record root, void *root_data, struct buf *scratch)
{
    str rest = text, line, path, value;
    size_t bytes =
        root == TERM_RECORD_run ? sizeof(struct settlement_run) : sizeof(struct settlement_input);
    memset(root_data, 0, bytes);
    if (!str_cut(&rest, '\n', &line) || !str_equal(line, heading(root))) return S_INVALID;
    while (str_cut(&rest, '\n', &line) && line.len) {
        enum term_kind kind = TERM_KIND_list;
        value = line;
        if (!str_cut(&value, ' ', &path)) return S_INVALID;
        int64_t *field = find_field(path, root, root_data, &kind);
        if (!field || *field || !value.data || !read_value(value, kind, field)) return S_INVALID;
    }
    scratch->len = 0;
    term_write(root_data, root, scratch);
    return !scratch->is_full && str_equal(text, buf_str(scratch)) ? S_OK : S_INVALID;
}

static void write_fault(const struct settlement_fault *fault, struct buf *out)
{
    const struct term_info *info = term_info((enum settlement_term)fault->term);
    buf_add_text(out, "refused ");
    buf_add_text(out, term_record_name(info->record));
    buf_add_char(out, '.');
    buf_add_i64(out, fault->index);
    buf_add_char(out, '.');
    buf_add_text(out, info->name);
    buf_add_char(out, ' ');
    buf_add_text(out, problem_name((enum problem)fault->problem));
    buf_add_char(out, '\n');
}

void term_write_result(const struct settlement_result *r, struct buf *out)
{
    buf_add_text(out, "result 1\n");
    if (r->fault.problem) {
        write_fault(&r->fault, out);
        return;
    }
    for (int64_t i = 0; i < r->line_count; i++) {
        const struct settlement_line *line = &r->lines[i];
        const int64_t numbers[] = {line->a, line->b, line->c, line->sign, line->amount};
        buf_add_text(out, line_name((enum line_label)line->label));
        buf_add_char(out, ' ');
        if (line->label == LINE_account)
            buf_add_text(out, line_name((enum line_label)line->item));
        else
            buf_add_i64(out, line->item);
        buf_add_char(out, ' ');
        buf_add_text(out, formula_name((enum formula)line->formula));
        for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; n++) {
            buf_add_char(out, ' ');
            buf_add_i64(out, numbers[n]);
        }
        buf_add_char(out, '\n');
    }
}
