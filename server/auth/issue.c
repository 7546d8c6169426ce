/* Issuing a sign-in link without a mail: for `ota dev` and `ota user link`. */
#include <string.h>

#include "core/buf.h"
#include "server/auth/auth.h"
#include "server/auth/authority.h"
#include "server/auth/email.h"
#include "server/auth/secret.h"
#include "server/base/settings.h"
#include "server/db/query.h"
#include "server/db/work.h"
#include "server/mail/link.h"

/* Keeps the pair's hashes; no mail, no address to count. */
static status keep(struct conn *c, struct arena *a, const struct settings *settings, str email,
                   str secret, str code)
{
    const struct db_result *result;
    struct buf life;
    str hash;
    status s = secret_hash(a, secret, &hash);
    if (s) return s;
    buf_init_arena(&life, a, 64);
    buf_add_i64(&life, settings->otp_minutes);
    buf_add_text(&life, " minutes");
    const str params[] = {email, hash, code, buf_str(&life)};
    s = conn_begin(c, &authority_identity);
    if (!s)
        s = conn_query(
            c,
            STR("select outcome from auth.start_sign_in($1, null, $2::bytea, $3, 'signup', "
                "'{}', null, $4::interval, '0', 0, null)"),
            params, 4, &result);
    if (!s) return conn_commit(c);
    conn_rollback(c);
    return s;
}

status auth_issue_link(const struct settings *settings, struct conn *c, struct arena *a, str email,
                       str *link, str *code)
{
    str normal, secret;
    status s = email_normalise(a, email, &normal);
    if (!s) s = secret_make(a, &secret);
    if (!s) s = secret_make_code(a, code);
    if (!s) s = link_write(settings, a, secret, (str){0}, link);
    return s ? s : keep(c, a, settings, normal, secret, *code);
}
