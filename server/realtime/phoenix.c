/* Reads and writes messages of Phoenix channels. */
#include "server/realtime/phoenix.h"

#include <jansson.h>

enum { BINARY_BROADCAST = 3, BINARY_HEAD = 7, ENCODING_JSON = 1 };

bool phoenix_version_named(str name, enum phoenix_version *version)
{
    *version = str_equal(name, STR("2.0.0")) ? PHOENIX_2 : PHOENIX_1;
    return *version == PHOENIX_2 || !name.data || str_equal(name, STR("1.0.0"));
}

/* Text, or null; anything else and what is too long is a mistake. */
static status take_name(const json_t *value, str *out)
{
    *out = (str){NULL, 0};
    if (!value || json_is_null(value)) return S_OK;
    *out = (str){json_string_value(value), json_string_length(value)};
    return json_is_string(value) && out->len <= PHOENIX_NAME_MAX ? S_OK : S_INVALID;
}

static status take_fields(struct phoenix_message *m, json_t *const fields[5])
{
    str *const names[] = {&m->join_ref, &m->ref, &m->topic, &m->event};
    for (size_t i = 0; i < 4; i++)
        if (take_name(fields[i], names[i])) return S_INVALID;
    m->payload = fields[4];
    return m->topic.data && m->event.data && json_is_object(m->payload) ? S_OK : S_INVALID;
}

static status parse_text(struct phoenix_message *m, enum phoenix_version version, str text)
{
    m->root = json_loadb(text.data, text.len, JSON_REJECT_DUPLICATES, NULL);
    if (!m->root) return S_INVALID_JSON;
    if (version == PHOENIX_2) {
        if (!json_is_array(m->root) || json_array_size(m->root) != 5) return S_INVALID;
        json_t *fields[5];
        for (size_t i = 0; i < 5; i++) fields[i] = json_array_get(m->root, i);
        return take_fields(m, fields);
    }
    if (!json_is_object(m->root)) return S_INVALID;
    json_t *fields[] = {json_object_get(m->root, "join_ref"), json_object_get(m->root, "ref"),
                        json_object_get(m->root, "topic"), json_object_get(m->root, "event"),
                        json_object_get(m->root, "payload")};
    return take_fields(m, fields);
}

static status parse_binary(struct phoenix_message *m, str bytes)
{
    if (bytes.len < BINARY_HEAD || bytes.data[0] != BINARY_BROADCAST) return S_INVALID;
    str meta;
    str *const parts[] = {&m->join_ref, &m->ref, &m->topic, &m->user_event, &meta};
    size_t at = BINARY_HEAD;
    for (size_t i = 0; i < 5; i++) {
        size_t len = (unsigned char)bytes.data[1 + i];
        if (len > bytes.len - at) return S_INVALID;
        *parts[i] = str_slice(bytes, at, at + len);
        at += len;
        bool has_nul = str_find_char(*parts[i], 0, 0) < len; /* JSON readers refuse it */
        if (has_nul || !str_is_utf8(*parts[i])) return S_INVALID;
    }
    m->event = STR("broadcast");
    m->body = str_slice(bytes, at, bytes.len);
    if (bytes.data[6] != ENCODING_JSON) return S_INVALID;
    json_t *body =
        json_loadb(m->body.data, m->body.len, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    json_decref(body);
    if (!body) return S_INVALID_JSON;
    if (!m->join_ref.len) m->join_ref = (str){NULL, 0};
    if (!m->ref.len) m->ref = (str){NULL, 0};
    return S_OK;
}

status phoenix_init(struct phoenix_message *m, enum phoenix_version version, str bytes,
                    bool is_text)
{
    *m = (struct phoenix_message){0};
    if (is_text) return parse_text(m, version, bytes);
    return version == PHOENIX_2 ? parse_binary(m, bytes) : S_INVALID;
}

void phoenix_release(struct phoenix_message *m)
{
    json_decref(m->root);
    m->root = m->payload = NULL;
}

static void add_name(struct buf *b, str name)
{
    if (name.data)
        buf_add_json(b, name);
    else
        buf_add_text(b, "null");
}

void phoenix_write(struct buf *b, enum phoenix_version version, str join_ref, str ref, str topic,
                   const char *event, str payload)
{
    static const char *const before[PHOENIX_VERSION_COUNT][5] = {
        {"{\"join_ref\":", ",\"ref\":", ",\"topic\":", ",\"event\":", ",\"payload\":"},
        {"[", ",", ",", ",", ","},
    };
    const char *const *lead = before[version];
    const str names[] = {join_ref, ref, topic, str_from(event)};
    for (size_t i = 0; i < 4; i++) {
        buf_add_text(b, lead[i]);
        add_name(b, names[i]);
    }
    buf_add_text(b, lead[4]);
    buf_add(b, payload);
    buf_add_char(b, version == PHOENIX_2 ? ']' : '}');
}
