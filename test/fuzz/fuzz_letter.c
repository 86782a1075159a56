/* Letters: whatever is given, the headers are the nine of ours and lines stay short. */
#include "app/message.h"

#include "base/hash.h"
#include "base/letter.h"
#include "base/utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_lines(struct str text)
{
	struct str line, rest = text;
	size_t heads = 0;

	while (str_cut(rest, '\n', &line, &rest) && line.n > 1) {
		assert(line.p[line.n - 1] == '\r' && line.n <= 400);
		heads += line.p[0] != ' ';
	}
	assert(heads == 9);
	while (str_cut(rest, '\n', &line, &rest)) {
		assert(line.n <= 77 && line.p[line.n - 1] == '\r');
	}
	assert(rest.n == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = { (const char *)data, size }, to, subject, text;
	struct arena a;
	struct buf b;

	if (!utf8_valid(all) || size > 2000) {
		return 0;
	}
	arena_init(&a, 0);
	(void)str_cut(all, '\n', &to, &text);
	(void)str_cut(text, '\t', &subject, &text);
	if (message_address(&a, MAIL_SMS, to, &to)) {
		assert(to.p[0] == '+' && to.n <= 16);
	}
	if (message_address(&a, MAIL_LETTER, to, &to)) {
		struct letter l = { .from = to, .to = to, .from_name = subject,
				    .subject = subject, .text = text, .id = STR("x") };

		buf_init(&b, 1 << 16);
		letter_write(&b, &a, &l);
		assert(buf_ok(&b));
		check_lines(buf_view(&b));
		buf_done(&b);
	}
	arena_done(&a);
	return 0;
}
