/* Whatever is read as a register of erasures is written again as the same lines; a
 * last line without its end is passed over. */
#include "store/register.h"

#include "base/buf.h"

#include <assert.h>
#include <inttypes.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool write_line(void *ctx, const struct register_line *line, struct err *e)
{
	char id[ID_TEXT], text[128];
	(void)e;
	int n = snprintf(text, sizeof(text), "%s %.*s %" PRId64 "\n",
			 id_text('s', line->subject.v, id), STR_ARG(line->ground), line->at);
	assert(n > 0 && (size_t)n < sizeof(text));
	buf_str(ctx, str_of(text));
	return true;
}

/* Its whole lines that are not empty. */
static void lines_of(struct str text, struct buf *b)
{
	struct str line;
	while (str_cut(text, '\n', &line, &text)) {
		if (line.n > 0) {
			buf_str(b, line);
			buf_char(b, '\n');
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *f = fmemopen((void *)(uintptr_t)data, size, "r");
	struct buf b, want;
	struct err e;
	if (f == NULL) {
		return 0;		/* of nothing */
	}
	buf_init(&b, size + 1);
	buf_init(&want, size + 1);
	if (register_scan(f, "input", write_line, &b, &e)) {
		lines_of((struct str){ (const char *)data, size }, &want);
		assert(str_eq(buf_view(&b), buf_view(&want)));
	} else {
		assert(e.code == ERR_CORRUPT);
	}
	(void)fclose(f);
	buf_done(&b);
	buf_done(&want);
	return 0;
}
