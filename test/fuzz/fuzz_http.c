/* The head of a request: encodings, cookies, lists, and the row of an address. */
#include "base/http.h"
#include "base/utf8.h"
#include "web/guard.h"
#include "web/route.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena arena;

static void check_codes(struct str s)
{
	struct str clear, back;

	if (!http_decode(&arena, http_encode(&arena, s), HTTP_PATH, &back)) {
		assert(!utf8_valid(s));
	} else {
		assert(str_eq(back, s));
	}
	if (http_decode(&arena, s, HTTP_FORM, &clear)) {
		assert(utf8_valid(clear) && clear.n <= s.n);
	}
}

/* A path that is found gives its parameters decoded and tame. */
static void check_route(struct str path)
{
	const struct route *row = NULL;
	struct str param[ROUTE_PARAMS] = { 0 };

	if (route_find(&arena, HTTP_GET, path, &row, param) != ROUTE_FOUND) {
		return;
	}
	assert(row && row->method == HTTP_GET);
	for (size_t i = 0; i < ROUTE_PARAMS; i++) {
		assert(utf8_valid(param[i]) && !str_is(param[i], "..") && !str_is(param[i], "."));
		for (size_t k = 0; k < param[i].n; k++) {
			assert((unsigned char)param[i].p[k] >= ' ' && param[i].p[k] != '\\');
		}
	}
}

static void check_lists(struct str s)
{
	struct str value = http_cookie(s, "session");

	assert(value.n <= s.n && (value.n == 0 || memchr(value.p, ';', value.n) == NULL));
	(void)http_accepts(s, "gzip");
	/* Where a form may lead back to: this house only, and no second line. */
	assert(!guard_own_path(s) || (s.p[0] == '/' && (s.n < 2 || s.p[1] != '/') &&
				      memchr(s.p, '\n', s.n) == NULL &&
				      memchr(s.p, '\\', s.n) == NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };

	arena_init(&arena, 0);
	check_codes(s);
	check_route(s);
	check_lists(s);
	arena_done(&arena);
	return 0;
}
