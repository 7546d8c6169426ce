/* An answer that comes through an advance's link, read from its bytes. */
#include "server/share/answer.h"

#include <jansson.h>
#include <string.h>

static status take(struct arena *a, const json_t *body, const char *name, size_t most, str *text)
{
    const json_t *value = json_object_get(body, name);
    if (!json_is_string(value)) return S_INVALID;
    str given = str_trim((str){json_string_value(value), json_string_length(value)});
    if (memchr(given.data, 0, given.len) || str_count_points(given) > most) return S_INVALID;
    *text = (str){arena_copy(a, given), given.len};
    return text->data ? S_OK : S_OVER_LIMIT;
}

status answer_read(struct arena *a, str json, struct answer *answer)
{
    json_t *body = json_loadb(json.data ? json.data : "", json.len, JSON_REJECT_DUPLICATES, NULL);
    status bad = json_object_size(body) == 3 ? S_OK : S_INVALID;
    if (!bad) bad = take(a, body, "question", ANSWER_QUESTION_MAX, &answer->question);
    if (!bad) bad = take(a, body, "answer", ANSWER_TEXT_MAX, &answer->text);
    if (!bad) bad = take(a, body, "name", ANSWER_NAME_MAX, &answer->name);
    if (!bad && (!answer->question.len || !answer->name.len)) bad = S_INVALID;
    json_decref(body);
    return bad;
}
