/* Compact JWS: taken apart strictly, written plainly. */
#include "server/auth/jws.h"

#include <jansson.h>

#include "core/buf.h"
#include "server/auth/base64url.h"

/* A text member's copy in the arena; `text` stays empty when the member is absent. */
static status read_text(struct arena *a, const json_t *object, const char *name, str *text)
{
    const json_t *value = json_object_get(object, name);
    if (!value) return S_OK;
    if (!json_is_string(value)) return S_TOKEN_INVALID;
    *text = (str){json_string_value(value), json_string_length(value)};
    text->data = arena_copy(a, *text);
    return text->data ? S_OK : S_OVER_LIMIT;
}

static status read_header(struct arena *a, struct jws *jws)
{
    json_t *header = json_loadb(jws->header.data, jws->header.len, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(header)) {
        json_decref(header);
        return S_TOKEN_INVALID;
    }
    status s = json_object_get(header, "crit") ? S_TOKEN_INVALID : S_OK;
    if (!s) s = read_text(a, header, "alg", &jws->algorithm);
    if (!s) s = read_text(a, header, "kid", &jws->key_id);
    json_decref(header);
    if (s) return s;
    return str_equal(jws->algorithm, STR("ES256")) ? S_OK : S_TOKEN_INVALID;
}

status jws_parse(struct arena *a, str token, struct jws *jws)
{
    *jws = (struct jws){0};
    if (token.len == 0 || token.len > JWS_SIZE_MAX) return S_TOKEN_INVALID;
    size_t first = str_find_char(token, '.', 0);
    size_t second = str_find_char(token, '.', first + 1);
    if (second >= token.len || first > JWS_HEADER_MAX) return S_TOKEN_INVALID;
    jws->input = str_slice(token, 0, second);

    size_t size = 0;
    str signature = str_slice(token, second + 1, token.len);
    if (base64url_decode(signature, jws->signature, sizeof jws->signature, &size) ||
        size != sizeof jws->signature)
        return S_TOKEN_INVALID;
    status s = base64url_decode_arena(a, str_slice(token, 0, first), &jws->header);
    if (!s) s = base64url_decode_arena(a, str_slice(token, first + 1, second), &jws->payload);
    if (s) return s == S_OVER_LIMIT ? s : S_TOKEN_INVALID;
    return read_header(a, jws);
}

status jws_sign(struct arena *a, const struct signing_key *key, str payload, str *token)
{
    char memory[256];
    uint8_t signature[ES256_SIGNATURE_SIZE];
    struct buf header, out;
    buf_init(&header, memory, sizeof memory);
    buf_add_text(&header, "{\"alg\":\"ES256\",\"kid\":\"");
    buf_add(&header, (str){key->id, key->id_len});
    buf_add_text(&header, "\",\"typ\":\"JWT\"}");
    buf_init_arena(&out, a, JWS_SIZE_MAX);
    base64url_add(&out, header.data, header.len);
    buf_add_char(&out, '.');
    base64url_add(&out, payload.data, payload.len);
    if (out.is_full) return S_OVER_LIMIT;
    status s = signing_key_sign(key, buf_str(&out), signature);
    if (s) return s;
    buf_add_char(&out, '.');
    base64url_add(&out, signature, sizeof signature);
    *token = buf_str(&out);
    return out.is_full ? S_OVER_LIMIT : S_OK;
}
