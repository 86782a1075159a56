/* Signed cookies that keep one dossier's tracking page open. */
#include "pass.h"

#include "web_int.h"

enum { PASS_S = 3600 };

/* The machine's clock, not the demo's: an hour of the reader's. */
static int64_t seconds_of(const struct exchange *x)
{
	return x->in->began_us / 1000000;
}

static struct hash mac(const struct exchange *x, struct str code, struct str until)
{
	struct str text = str_fmt(x->a, "pass %.*s %.*s", STR_ARG(code), STR_ARG(until));
	return hash_hmac(x->web->o.key, text.p, text.n);
}

void pass_give(struct exchange *x, struct str code)
{
	char hex[HASH_HEX];
	struct str until = str_int(x->a, (seconds_of(x) + PASS_S));
	http_field(&x->out, "Set-Cookie",
		   str_fmt(x->a, "pass=%.*s.%s; Path=/track; Max-Age=%d; HttpOnly; "
				 "SameSite=Strict%s",
			   STR_ARG(until), hash_hex(mac(x, code, until), hex), PASS_S,
			   x->web->o.secure ? "; Secure" : ""));
}

bool pass_holds(const struct exchange *x, struct str code)
{
	struct str cookie = http_cookie(x->in->header[HTTP_COOKIE], "pass"), until, hex;
	int64_t until_s;
	struct hash given;
	return str_cut(cookie, '.', &until, &hex) && str_to_int64(until, &until_s) &&
	       until_s >= seconds_of(x) && until_s <= seconds_of(x) + PASS_S &&
	       hash_from_hex(hex, &given) && hash_eq(given, mac(x, code, until));
}
