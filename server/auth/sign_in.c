/* Signing in: a mail is asked for (otp), and what it brought is handed in (verify). */
#include "core/buf.h"
#include "server/auth/answer.h"
#include "server/auth/auth.h"
#include "server/auth/email.h"
#include "server/auth/secret.h"
#include "server/auth/session.h"
#include "server/base/settings.h"
#include "server/mail/link.h"

enum { USER_DATA_MAX = 2000, REDIRECT_MAX = 2000, MAIL_MAX = 8192, SECONDS_A_MINUTE = 60 };

/* --- POST otp --- */

struct otp {
    str email, redirect_to;
    str data; /* JSON object */
    bool creates_user;
};

static status read_data(struct request *r, const json_t *body, str *data)
{
    const json_t *value = json_object_get(body, "data");
    *data = STR("{}");
    if (!value || json_is_null(value)) return S_OK;
    if (!json_is_object(value)) return S_INVALID;
    size_t size = json_dumpb(value, NULL, 0, JSON_COMPACT);
    if (size > USER_DATA_MAX) return S_TOO_LARGE;
    char *text = arena_take(&r->arena, size + 1);
    if (!text) return S_OVER_LIMIT;
    *data = (str){text, json_dumpb(value, text, size, JSON_COMPACT)};
    return S_OK;
}

/* supabase-js sends it in the query, others in the body; one that is not allowed is as good as
 * none. */
static status read_redirect(struct request *r, const json_t *body, str *redirect_to)
{
    *redirect_to = request_query(r, "redirect_to");
    if (!redirect_to->data) {
        status s = answer_read_text(r, body, "redirect_to", redirect_to);
        if (s) return s;
    }
    if (redirect_to->len > REDIRECT_MAX || !link_allows(r->services->settings, *redirect_to))
        *redirect_to = (str){"", 0};
    return S_OK;
}

/* False when it has been refused. */
static bool read_otp(struct request *r, const json_t *body, struct otp *otp)
{
    str sent, phone;
    const json_t *create = json_object_get(body, "create_user");
    status s = answer_read_text(r, body, "email", &sent);
    if (!s) s = answer_read_text(r, body, "phone", &phone);
    if (!s) s = read_redirect(r, body, &otp->redirect_to);
    if (!s && create && !json_is_boolean(create) && !json_is_null(create)) s = S_INVALID;
    if (s) return answer_refuse_status(r, s), false;
    if (!sent.len && phone.len) return answer_refuse(r, REFUSAL_PHONE), false;
    if (!sent.len) return answer_refuse(r, REFUSAL_VALIDATION), false;
    otp->creates_user = !json_is_false(create);
    s = read_data(r, body, &otp->data);
    if (s == S_TOO_LARGE) return answer_refuse(r, REFUSAL_DATA_TOO_LARGE), false;
    if (s) return answer_refuse_status(r, s), false;
    s = email_normalise(&r->arena, sent, &otp->email);
    if (s == S_INVALID) return answer_refuse(r, REFUSAL_EMAIL_INVALID), false;
    if (s) return answer_refuse_status(r, s), false;
    return true;
}

static str write_mail(struct request *r, const struct otp *otp, str secret, str code)
{
    struct buf b;
    buf_init_arena(&b, &r->arena, MAIL_MAX);
    buf_add_text(&b, "{\"to\":");
    buf_add_json(&b, otp->email);
    buf_add_text(&b, ",\"minutes\":");
    buf_add_i64(&b, r->services->settings->otp_minutes);
    buf_add_text(&b, ",\"redirect_to\":");
    buf_add_json(&b, otp->redirect_to);
    buf_add_text(&b, ",\"token\":{\"link\":");
    buf_add_json(&b, secret);
    buf_add_text(&b, ",\"code\":");
    buf_add_json(&b, code);
    buf_add_text(&b, "}}");
    return buf_str(&b);
}

static void on_started(struct ask *ask, const struct db_result *result)
{
    int64_t wait_s = 0;
    if (!str_to_i64(db_value(result, 0, 1), &wait_s)) wait_s = SECONDS_A_MINUTE;
    if (ask_outcome_is(result, "over_email"))
        answer_refuse_for(ask->r, REFUSAL_EMAIL_RATE, wait_s);
    else if (ask_outcome_is(result, "over_address"))
        answer_refuse_for(ask->r, REFUSAL_REQUEST_RATE, wait_s);
    else
        answer_json(ask->r, STR("{}"));
}

static void start_sign_in(struct request *r, const struct otp *otp)
{
    const struct settings *settings = r->services->settings;
    str secret, code, hash;
    struct ask *ask = answer_ask(r, on_started);
    if (!ask) return;
    status s = secret_make(&r->arena, &secret);
    if (!s) s = secret_make_code(&r->arena, &code);
    if (!s) s = secret_hash(&r->arena, secret, &hash);
    if (s) {
        answer_refuse_status(r, s);
        return;
    }
    ask_add(ask, otp->email);
    ask_add(ask, session_address(r));
    ask_add(ask, hash);
    ask_add(ask, code);
    ask_add(ask, otp->creates_user ? STR("signup") : STR("magiclink"));
    ask_add(ask, otp->data);
    ask_add(ask, otp->redirect_to);
    ask_add_number(ask, settings->otp_minutes * SECONDS_A_MINUTE);
    ask_add_number(ask, settings->email_interval_s);
    ask_add_number(ask, settings->otp_per_hour);
    ask_add(ask, write_mail(r, otp, secret, code));
    ask_send(ask, STR("select * from auth.start_sign_in($1, $2, $3::bytea, $4, $5, $6::jsonb, $7, "
                      "make_interval(secs => $8::float8), make_interval(secs => $9::float8), "
                      "$10::integer, $11::jsonb)"));
}

void auth_otp(struct request *r)
{
    struct otp otp = {0};
    json_t *body = answer_read_body(r);
    if (!body) return;
    bool is_good = read_otp(r, body, &otp);
    json_decref(body);
    if (is_good) start_sign_in(r, &otp);
}

/* --- POST verify --- */

/* What was handed in: a link's secret, or an address and a code. */
struct proof {
    str secret, email, code;
};

static bool is_known_type(str type)
{
    return str_equal(type, STR("email")) || str_equal(type, STR("magiclink")) ||
           str_equal(type, STR("signup")) || str_equal(type, STR("invite"));
}

/* False when it has been refused. Of the wrong form is told like wrong: there is nothing to
 * learn. */
static bool read_proof(struct request *r, const json_t *body, struct proof *proof)
{
    str type, email;
    status s = answer_read_text(r, body, "type", &type);
    if (!s) s = answer_read_text(r, body, "token_hash", &proof->secret);
    if (!s) s = answer_read_text(r, body, "email", &email);
    if (!s) s = answer_read_text(r, body, "token", &proof->code);
    if (s) return answer_refuse_status(r, s), false;
    bool has_code = email.len && proof->code.len;
    if (!is_known_type(type) || (proof->secret.len > 0) == has_code)
        return answer_refuse(r, REFUSAL_VALIDATION), false;
    if (has_code && email_normalise(&r->arena, email, &proof->email))
        return answer_refuse(r, REFUSAL_OTP_EXPIRED), false;
    if (has_code ? !secret_is_code(proof->code) : !secret_is_one(proof->secret))
        return answer_refuse(r, REFUSAL_OTP_EXPIRED), false;
    return true;
}

static void on_finished(struct ask *ask, const struct db_result *result)
{
    if (ask_outcome_is(result, "over_address"))
        answer_refuse_for(ask->r, REFUSAL_REQUEST_RATE, SECONDS_A_MINUTE);
    else if (!ask_outcome_is(result, "signed_in"))
        answer_refuse(ask->r, REFUSAL_OTP_EXPIRED);
    else
        session_answer(ask, ask->secret, ask_copy(ask, result, 1), ask_copy(ask, result, 2));
}

static void finish_sign_in(struct request *r, const struct proof *proof)
{
    const struct settings *settings = r->services->settings;
    str link_hash = {0}, refresh_hash;
    struct ask *ask = answer_ask(r, on_finished);
    if (!ask) return;
    status s = proof->secret.len ? secret_hash(&r->arena, proof->secret, &link_hash) : S_OK;
    if (!s) s = secret_make(&r->arena, &ask->secret);
    if (!s) s = secret_hash(&r->arena, ask->secret, &refresh_hash);
    if (s) {
        answer_refuse_status(r, s);
        return;
    }
    ask_add(ask, link_hash);
    ask_add(ask, proof->email);
    ask_add(ask, proof->code);
    ask_add(ask, session_address(r));
    ask_add_number(ask, settings->verify_per_hour);
    ask_add(ask, refresh_hash);
    ask_add_number(ask, settings->refresh_token_days);
    ask_add(ask, session_user_agent(r));
    ask_send(ask, STR("select * from auth.finish_sign_in($1::bytea, $2, $3, $4, $5::integer, "
                      "$6::bytea, make_interval(days => $7::integer), $8)"));
}

void auth_verify(struct request *r)
{
    struct proof proof = {0};
    json_t *body = answer_read_body(r);
    if (!body) return;
    bool is_good = read_proof(r, body, &proof);
    json_decref(body);
    if (is_good) finish_sign_in(r, &proof);
}

/* --- GET verify: on to the app's page, which asks for one tap; nothing is used up --- */

void auth_verify_link(struct request *r)
{
    str link;
    str secret = request_query(r, "token_hash");
    if (!secret.data) secret = request_query(r, "token");
    if (!secret_is_one(secret)) {
        answer_refuse(r, REFUSAL_OTP_EXPIRED);
        return;
    }
    status s = link_write(r->services->settings, &r->arena, secret, request_query(r, "redirect_to"),
                          &link);
    if (s) {
        answer_refuse_status(r, s);
        return;
    }
    struct response res = {.status = 303, .content_type = "text/plain; charset=utf-8"};
    response_add_header(&res, "Location", link);
    response_add_header(&res, "Cache-Control", STR("no-store"));
    respond(r, &res);
}
