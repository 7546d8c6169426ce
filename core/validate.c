/* The judgement of values, kind by kind, and of whole rows. */
#include "validate.h"

#include "country.h"
#include "date.h"
#include "document.h"
#include "money.h"
#include "operation.h"
#include "rate.h"
#include "set.h"
#include "uuid.h"

enum { EMAIL_BYTES_MAX = 320, ZONE_BYTES_MAX = 64 };

static const double exact_max = 9007199254740991.0; /* 2^53 - 1 */

bool validate_is_email(str s)
{
    size_t at = str_find_char(s, '@', 0);
    if (at == 0 || at > 64 || at + 1 >= s.len || s.len > EMAIL_BYTES_MAX) return false;
    str domain = str_slice(s, at + 1, s.len);
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] <= ' ' || s.data[i] == 0x7f || s.data[i] == '<' ||
            s.data[i] == '>' || s.data[i] == ',' || s.data[i] == ';')
            return false;
    if (str_find_char(domain, '@', 0) < domain.len) return false;
    size_t point = str_find_char(domain, '.', 0);
    return point > 0 && point < domain.len - 1 && domain.data[domain.len - 1] != '.' &&
           str_find(domain, STR("..")) == domain.len;
}

static bool is_zone_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+';
}

/* Its form only: which zones exist is the time zone database's to say. */
bool validate_is_zone(str s)
{
    bool is_start = true;
    if (!s.len || s.len > ZONE_BYTES_MAX || s.data[0] < 'A' || s.data[0] > 'Z') return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] == '/' && !is_start)
            is_start = true;
        else if (is_zone_char(s.data[i]))
            is_start = false;
        else
            return false;
    }
    return !is_start;
}

static bool is_clock(str s)
{
    return s.len == 5 && s.data[2] == ':' && s.data[0] >= '0' && s.data[0] <= '2' &&
           s.data[1] >= '0' && s.data[1] <= (s.data[0] == '2' ? '3' : '9') && s.data[3] >= '0' &&
           s.data[3] <= '5' && s.data[4] >= '0' && s.data[4] <= '9';
}

static bool is_currency(str s)
{
    return str_equal(money_currency(s), s) && s.len == 3;
}

static enum problem check_date(str s)
{
    if (date_parse(s) != DATE_NONE) return PROBLEM_none;
    bool is_formed = s.len == DATE_TEXT_BYTES && s.data[4] == '-' && s.data[7] == '-';
    for (size_t i = 0; is_formed && i < s.len; i++)
        is_formed = i == 4 || i == 7 || (s.data[i] >= '0' && s.data[i] <= '9');
    return is_formed ? PROBLEM_no_such_day : PROBLEM_bad_date;
}

static enum problem check_length(const struct field *f, str s)
{
    size_t points = str_count_points(s);
    if (points < (size_t)f->min) return PROBLEM_too_short;
    if (f->max && points > (size_t)f->max) return PROBLEM_too_long;
    return PROBLEM_none;
}

static enum problem check_text(const struct field *f, str s)
{
    int64_t us;
    uuid id;
    if (!str_is_utf8(s)) return PROBLEM_bad_utf8;
    if (str_find_char(s, 0, 0) < s.len) return PROBLEM_nul;
    switch ((enum kind)f->kind) {
    case KIND_text: return check_length(f, s);
    case KIND_email: return validate_is_email(s) ? check_length(f, s) : PROBLEM_bad_email;
    case KIND_choice: return schema_choice_has(f->choice, s) ? PROBLEM_none : PROBLEM_not_a_choice;
    case KIND_currency: return is_currency(s) ? PROBLEM_none : PROBLEM_bad_currency;
    case KIND_country: return country_is_code(s) ? PROBLEM_none : PROBLEM_bad_country;
    case KIND_zone: return validate_is_zone(s) ? PROBLEM_none : PROBLEM_bad_zone;
    case KIND_clock: return is_clock(s) ? PROBLEM_none : PROBLEM_bad_clock;
    case KIND_date: return check_date(s);
    case KIND_instant: return date_parse_instant(s, &us) ? PROBLEM_none : PROBLEM_bad_instant;
    case KIND_uuid:
    case KIND_reference: return uuid_parse(s, &id) ? PROBLEM_none : PROBLEM_bad_uuid;
    case KIND_integer:
    case KIND_money:
    case KIND_amount:
    case KIND_real:
    case KIND_boolean:
    case KIND_json:
    case KIND_ids:
    case KIND_choices:
    case KIND_counter:
    case KIND_rate:
    case KIND_document:
    case KIND_COUNT: break;
    }
    return PROBLEM_wrong_type;
}

static enum problem check_number(const struct field *f, double n)
{
    bool is_whole = f->kind == KIND_integer || f->kind == KIND_money || f->kind == KIND_amount ||
                    f->kind == KIND_counter;
    if (!is_whole && f->kind != KIND_real) return PROBLEM_wrong_type;
    if (!(n >= -exact_max)) return n < 0 ? PROBLEM_too_small : PROBLEM_bad_number;
    if (!(n <= exact_max)) return PROBLEM_too_big;
    if (is_whole && n < (double)(int64_t)n) return PROBLEM_fraction;
    if (is_whole && n > (double)(int64_t)n) return PROBLEM_fraction;
    if (f->kind == KIND_amount && n >= 0 && n <= 0) return PROBLEM_zero;
    if (f->kind == KIND_counter) return operation_judge_count(f, (int64_t)n);
    if (n < (double)f->min) return PROBLEM_too_small;
    if (n > (double)f->max) return PROBLEM_too_big;
    return PROBLEM_none;
}

static size_t document_limit(const struct field *f)
{
    return f->max ? (size_t)f->max : DOCUMENT_BYTES_MAX;
}

/* An array or object; `is_update`: it may be an operation. */
static enum problem check_json(const struct field *f, str json, bool is_update)
{
    struct set set;
    bool is_set = f->kind == KIND_ids || f->kind == KIND_choices;
    bool is_operation = operation_is(f, json);
    if (!is_set && !is_operation && f->kind != KIND_document) return PROBLEM_wrong_type;
    if (f->kind == KIND_document && json.len > document_limit(f)) return PROBLEM_too_long;
    enum problem p = document_check(json);
    if (p) return p;
    if (is_operation) return is_update ? operation_check(f, json) : PROBLEM_wrong_type;
    return is_set ? set_read(f, json, &set) : PROBLEM_none;
}

enum problem validate_value(const struct field *f, const struct value *v)
{
    if (f->presence == PRESENCE_server || f->presence == PRESENCE_stamped)
        return PROBLEM_server_field;
    switch (v->tag) {
    case VALUE_null: return f->presence == PRESENCE_optional ? PROBLEM_none : PROBLEM_null;
    case VALUE_text: return check_text(f, v->text);
    case VALUE_number:
        return f->kind == KIND_rate ? rate_check(f, v->text) : check_number(f, v->number);
    case VALUE_boolean: return f->kind == KIND_boolean ? PROBLEM_none : PROBLEM_wrong_type;
    case VALUE_json: return check_json(f, v->text, false);
    case VALUE_TAG_COUNT: break;
    }
    return PROBLEM_wrong_type;
}

static bool is_given(const struct value *values, size_t count, str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(values[i].name, name)) return true;
    return false;
}

static enum problem judge(const struct table *t, bool is_insert, const struct value *values,
                          size_t i)
{
    const struct field *f = schema_field_named(t, values[i].name);
    if (schema_is_server_field(values[i].name)) return PROBLEM_server_field;
    if (!f) return PROBLEM_unknown_field;
    if (is_given(values, i, values[i].name)) return PROBLEM_given_twice;
    enum problem p = validate_value(f, &values[i]);
    if (is_insert || p == PROBLEM_server_field) return p;
    if (f->kind == KIND_counter && values[i].tag != VALUE_json) return p ? p : PROBLEM_not_counted;
    return values[i].tag == VALUE_json ? check_json(f, values[i].text, true) : p;
}

size_t validate_row(const struct table *t, bool is_insert, const struct value *values, size_t count,
                    struct fault *faults, size_t max)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        enum problem p = judge(t, is_insert, values, i);
        if (p == PROBLEM_none) continue;
        if (found < max) faults[found] = (struct fault){values[i].name, p, (int32_t)i};
        found++;
    }
    for (uint32_t i = 0; is_insert && i < t->field_count; i++) {
        str name = str_from(t->fields[i].name);
        if (t->fields[i].presence != PRESENCE_required || is_given(values, count, name)) continue;
        if (found < max) faults[found] = (struct fault){name, PROBLEM_missing, -1};
        found++;
    }
    return found;
}

static int64_t high_limit(const struct field *f)
{
    if (f->kind == KIND_document) return (int64_t)document_limit(f);
    bool is_set = f->kind == KIND_ids || f->kind == KIND_choices;
    return is_set ? (int64_t)set_limit(f) : f->max;
}

/* The limit that was crossed, in brackets. */
static void add_limit(const struct field *f, enum problem p, struct buf *out)
{
    bool is_low = p == PROBLEM_too_short || p == PROBLEM_too_small;
    bool is_high = p == PROBLEM_too_long || p == PROBLEM_too_big || p == PROBLEM_too_many;
    int64_t limit = is_low ? f->min : high_limit(f);
    bool is_text = f->kind == KIND_text || f->kind == KIND_email;
    bool is_money = f->kind == KIND_money || f->kind == KIND_amount;
    bool is_open = f->min == 0 && f->max == 0 && (f->kind == KIND_counter || f->kind == KIND_rate);
    if ((!is_low && !is_high) || is_money || is_open) return;
    buf_add_text(out, is_low ? " (at least " : " (at most ");
    buf_add_i64(out, limit);
    if (is_text) buf_add_text(out, limit == 1 ? " character" : " characters");
    if (f->kind == KIND_document) buf_add_text(out, " bytes");
    buf_add_char(out, ')');
}

static void add_choices(const struct field *f, struct buf *out)
{
    str rest = schema_choice_values(f->choice), one;
    const char *separator = " (";
    while (str_cut(&rest, '|', &one)) {
        buf_add_text(out, separator);
        buf_add(out, one);
        separator = ", ";
    }
    buf_add_char(out, ')');
}

void validate_words(const struct table *t, str field, enum problem p, struct buf *out)
{
    const struct field *f = schema_field_named(t, field);
    for (size_t i = 0; i < field.len; i++)
        buf_add_char(out, field.data[i] == '_' ? ' ' : field.data[i]);
    buf_add_char(out, ' ');
    buf_add_text(out, problem_words(p));
    if (f && p == PROBLEM_not_a_choice)
        add_choices(f, out);
    else if (f)
        add_limit(f, p, out);
}
