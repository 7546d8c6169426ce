/* ES256 keys over OpenSSL's EVP. */
#include "server/auth/signing_key.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <string.h>

#include "server/auth/base64url.h"

enum { COORDINATE_SIZE = 32, POINT_SIZE = 1 + 2 * COORDINATE_SIZE, DER_SIGNATURE_MAX = 80 };

/* The public point, uncompressed: 4, x, y. */
static status read_point(const EVP_PKEY *pkey, uint8_t point[POINT_SIZE])
{
    size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(pkey, OSSL_PKEY_PARAM_PUB_KEY, NULL, 0, &size) != 1 ||
        size != POINT_SIZE)
        return S_INVALID;
    if (EVP_PKEY_get_octet_string_param(pkey, OSSL_PKEY_PARAM_PUB_KEY, point, POINT_SIZE, &size) !=
        1)
        return S_INVALID;
    return point[0] == 4 ? S_OK : S_INVALID;
}

static bool is_p256(const EVP_PKEY *pkey)
{
    char group[64];
    size_t size = 0;
    return EVP_PKEY_get_base_id(pkey) == EVP_PKEY_EC &&
           EVP_PKEY_get_group_name(pkey, group, sizeof group, &size) == 1 &&
           strcmp(group, "prime256v1") == 0;
}

static void add_coordinate(struct buf *b, const uint8_t point[POINT_SIZE], size_t index)
{
    base64url_add(b, point + 1 + index * COORDINATE_SIZE, COORDINATE_SIZE);
}

/* RFC 7638: the required members in lexicographic order, without white space. */
static status name_key(struct signing_key *key)
{
    char memory[256];
    struct buf b;
    uint8_t point[POINT_SIZE], hash[32];
    status s = read_point(key->pkey, point);
    if (s) return s;
    buf_init(&b, memory, sizeof memory);
    buf_add_text(&b, "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"");
    add_coordinate(&b, point, 0);
    buf_add_text(&b, "\",\"y\":\"");
    add_coordinate(&b, point, 1);
    buf_add_text(&b, "\"}");
    if (EVP_Digest(b.data, b.len, hash, NULL, EVP_sha256(), NULL) != 1) return S_INTERNAL;
    buf_init(&b, key->id, KEY_ID_MAX);
    base64url_add(&b, hash, sizeof hash);
    key->id_len = b.len;
    key->id[b.len] = '\0';
    return S_OK;
}

status signing_key_generate(struct signing_key *key, int64_t now_s)
{
    *key = (struct signing_key){.created_at_s = now_s};
    key->pkey = EVP_EC_gen("P-256");
    return key->pkey ? name_key(key) : S_INTERNAL;
}

status signing_key_read(struct signing_key *key, str pem)
{
    *key = (struct signing_key){0};
    BIO *in = BIO_new_mem_buf(pem.data, (int)pem.len);
    if (!in) return S_OVER_LIMIT;
    key->pkey = PEM_read_bio_PrivateKey(in, NULL, NULL, NULL);
    BIO_free(in);
    if (!key->pkey) return S_INVALID;
    status s = is_p256(key->pkey) ? name_key(key) : S_INVALID;
    if (s) signing_key_release(key);
    return s;
}

static EVP_PKEY *public_from_point(const uint8_t point[POINT_SIZE])
{
    EVP_PKEY *pkey = NULL;
    OSSL_PARAM *params = NULL;
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    if (build && context &&
        OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, POINT_SIZE) == 1)
        params = OSSL_PARAM_BLD_to_param(build);
    if (params && EVP_PKEY_fromdata_init(context) == 1 &&
        EVP_PKEY_fromdata(context, &pkey, EVP_PKEY_PUBLIC_KEY, params) != 1)
        pkey = NULL;
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(build);
    EVP_PKEY_CTX_free(context);
    return pkey;
}

status signing_key_read_public(struct signing_key *key, str x, str y)
{
    uint8_t point[POINT_SIZE] = {4};
    size_t size_x = 0, size_y = 0;
    *key = (struct signing_key){0};
    status s = base64url_decode(x, point + 1, COORDINATE_SIZE, &size_x);
    if (!s) s = base64url_decode(y, point + 1 + COORDINATE_SIZE, COORDINATE_SIZE, &size_y);
    if (s || size_x != COORDINATE_SIZE || size_y != COORDINATE_SIZE) return S_INVALID;
    key->pkey = public_from_point(point);
    if (!key->pkey) return S_INVALID;
    s = name_key(key);
    if (s) signing_key_release(key);
    return s;
}

status signing_key_write(const struct signing_key *key, struct arena *a, str *pem)
{
    char *text = NULL;
    BIO *out = BIO_new(BIO_s_mem());
    if (!out) return S_OVER_LIMIT;
    status s = S_INTERNAL;
    if (PEM_write_bio_PKCS8PrivateKey(out, key->pkey, NULL, NULL, 0, NULL, NULL) == 1) {
        long size = BIO_get_mem_data(out, &text);
        char *copy = arena_copy(a, (str){text, (size_t)size});
        *pem = (str){copy, (size_t)size};
        s = copy ? S_OK : S_OVER_LIMIT;
    }
    BIO_free(out);
    return s;
}

void signing_key_release(struct signing_key *key)
{
    EVP_PKEY_free(key->pkey);
    *key = (struct signing_key){0};
}

void signing_key_add_jwk(const struct signing_key *key, struct buf *b)
{
    uint8_t point[POINT_SIZE];
    if (read_point(key->pkey, point)) return;
    buf_add_text(b, "{\"alg\":\"ES256\",\"crv\":\"P-256\",\"ext\":true,\"key_ops\":[\"verify\"],"
                    "\"kid\":\"");
    buf_add(b, (str){key->id, key->id_len});
    buf_add_text(b, "\",\"kty\":\"EC\",\"use\":\"sig\",\"x\":\"");
    add_coordinate(b, point, 0);
    buf_add_text(b, "\",\"y\":\"");
    add_coordinate(b, point, 1);
    buf_add_text(b, "\"}");
}

/* OpenSSL speaks DER, JOSE the two numbers side by side. */
static status der_to_pair(const uint8_t *der, size_t size, uint8_t pair[ES256_SIGNATURE_SIZE])
{
    ECDSA_SIG *numbers = d2i_ECDSA_SIG(NULL, &der, (long)size);
    if (!numbers) return S_INTERNAL;
    bool is_ok =
        BN_bn2binpad(ECDSA_SIG_get0_r(numbers), pair, COORDINATE_SIZE) > 0 &&
        BN_bn2binpad(ECDSA_SIG_get0_s(numbers), pair + COORDINATE_SIZE, COORDINATE_SIZE) > 0;
    ECDSA_SIG_free(numbers);
    return is_ok ? S_OK : S_INTERNAL;
}

/* The size of the DER form, 0 when out of memory. */
static size_t pair_to_der(const uint8_t pair[ES256_SIGNATURE_SIZE], uint8_t der[DER_SIGNATURE_MAX])
{
    int size = 0;
    ECDSA_SIG *numbers = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(pair, COORDINATE_SIZE, NULL);
    BIGNUM *s = BN_bin2bn(pair + COORDINATE_SIZE, COORDINATE_SIZE, NULL);
    if (numbers && r && s && ECDSA_SIG_set0(numbers, r, s) == 1) {
        size = i2d_ECDSA_SIG(numbers, &der);
    } else {
        BN_free(r);
        BN_free(s);
    }
    ECDSA_SIG_free(numbers);
    return size > 0 ? (size_t)size : 0;
}

status signing_key_sign(const struct signing_key *key, str input,
                        uint8_t signature[ES256_SIGNATURE_SIZE])
{
    uint8_t der[DER_SIGNATURE_MAX];
    size_t size = sizeof der;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is_signed =
        context && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key->pkey) == 1 &&
        EVP_DigestSign(context, der, &size, (const uint8_t *)input.data, input.len) == 1;
    EVP_MD_CTX_free(context);
    return is_signed ? der_to_pair(der, size, signature) : S_INTERNAL;
}

bool signing_key_verifies(const struct signing_key *key, str input,
                          const uint8_t signature[ES256_SIGNATURE_SIZE])
{
    uint8_t der[DER_SIGNATURE_MAX];
    size_t size = pair_to_der(signature, der);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is_good =
        size > 0 && context &&
        EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key->pkey) == 1 &&
        EVP_DigestVerify(context, der, size, (const uint8_t *)input.data, input.len) == 1;
    EVP_MD_CTX_free(context);
    return is_good;
}

void key_set_release(struct key_set *set)
{
    for (size_t i = 0; i < set->count; i++) signing_key_release(&set->keys[i]);
    *set = (struct key_set){0};
}

const struct signing_key *key_set_find(const struct key_set *set, str id)
{
    for (size_t i = 0; i < set->count; i++)
        if (str_equal((str){set->keys[i].id, set->keys[i].id_len}, id)) return &set->keys[i];
    return NULL;
}

const struct signing_key *key_set_signer(const struct key_set *set, int64_t now_s)
{
    const struct signing_key *oldest = NULL;
    for (size_t i = 0; i < set->count; i++) {
        const struct signing_key *key = &set->keys[i];
        if (key->is_retired) continue;
        if (now_s - key->created_at_s >= KEY_REST_S) return key;
        oldest = key;
    }
    return oldest;
}
