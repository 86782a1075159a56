/* Event logs made thinner: what goes, what stays, wherever a piece ends. */
#include "core/xes_thin.h"

#include "base/arena.h"
#include "base/buf.h"

#include "tap.h"

#include <string.h>

static struct arena arena;

/* Asked for: "a" and "é". */
static bool wants(void *ctx, struct str key)
{
	(void)ctx;
	return str_is(key, "a") || str_is(key, "é");
}

/* As edge/xml.c feeds it: the first `cut` bytes, then the others, then the end. */
static struct str thinned(struct str text, size_t cut)
{
	struct xes_thin t = { .wants = wants };
	size_t end[] = { cut, text.n, text.n }, from = 0, held = 0;
	struct buf out;
	buf_init(&out, 1 << 20);
	for (size_t i = 0; i < 3; i++) {
		bool last = i == 2;
		char *p = arena_alloc(&arena, text.n + 1, 1);
		size_t all = end[i] - from;
		memcpy(p, text.p + from, all);
		size_t n = xes_thin(&t, p, all, last, &held);
		buf_add(&out, p, n);
		from = end[i] - held;
	}
	struct str s = str_dup(&arena, buf_view(&out));
	buf_done(&out);
	return held == 0 && from == text.n ? s : STR("bytes left over");
}

/* NULL: all of it stays. */
static const struct {
	const char *what, *in, *out;
} rows[] = {
	{ "a line nobody asked for goes, its end stays",
	  "<log>\n\t<string key=\"b\" value=\"1\"/>\n\t<string key=\"a\" value=\"2\"/>\n</log>\n",
	  "<log>\n\n\t<string key=\"a\" value=\"2\"/>\n</log>\n" },
	{ "of every simple type",
	  "<log>\n<int key=\"b\" value=\"1\"/>\n<date key=\"b\" value=\"\"/>\r\n"
	  "<float key=\"\" value=\"1\"/>\n<boolean key=\"b\" value=\"x\"/>\n"
	  "  <id key=\"b\" value=\">\"/>\n</log>",
	  "<log>\n\n\r\n\n\n\n</log>" },
	{ "what has letters beyond ASCII too",
	  "<log>\n<string key=\"ế\" value=\"Đúng hẹn\"/>\n<string key=\"é\" value=\"\"/>\n</log>",
	  "<log>\n\n<string key=\"é\" value=\"\"/>\n</log>" },
	{ "the next one after it",
	  "<log>\n<id key=\"b\" value=\"\"/>\n<x>\n<id key=\"b\" value=\"\"/>\n</x></log>",
	  "<log>\n\n<x>\n\n</x></log>" },
	{ "with another of it on the line", "<log>\n<id key=\"b\" value=\"\"/><x/>\n</log>", NULL },
	{ "before it", "<log>\n<x/><id key=\"b\" value=\"\"/>\n</log>", NULL },
	{ "with text on the line", "<log>\nx<id key=\"b\" value=\"\"/>\n</log>", NULL },
	{ "with children", "<log>\n<string key=\"b\" value=\"\">\n</string></log>", NULL },
	{ "with an entity", "<log>\n<string key=\"b\" value=\"&amp;\"/>\n</log>", NULL },
	{ "with an attribute more", "<log>\n<string key=\"b\" value=\"\" x=\"\"/>\n</log>", NULL },
	{ "the other way round", "<log>\n<string value=\"\" key=\"b\"/>\n</log>", NULL },
	{ "of another type", "<log>\n<text key=\"b\" value=\"\"/>\n</log>", NULL },
	{ "with a control character", "<log>\n<string key=\"b\" value=\"\x01\"/>\n</log>", NULL },
	{ "of no letters", "<log>\n<string key=\"b\" value=\"\xff\"/>\n</log>", NULL },
	{ "of no character", "<log>\n<string key=\"b\" value=\"\xef\xbf\xbf\"/>\n</log>", NULL },
	{ "outside the log", "<log>\n</log>\n<string key=\"b\" value=\"\"/>\n", NULL },
	{ "within a value", "<log>\n<x y=\">\n<string key='b' value=''/>\n\"/></log>", NULL },
	{ "within the value of another kind of quote",
	  "<log>\n<x y='>\n<string key=\"b\" value=\"\"/>\n'/></log>", NULL },
	{ "within a comment",
	  "<log>\n<!-- >\n<string key=\"b\" value=\"\"/>\n--></log>", NULL },
	{ "within plain text",
	  "<log>\n<![CDATA[ >\n<string key=\"b\" value=\"\"/>\n]]></log>", NULL },
	{ "within an instruction",
	  "<log>\n<?x >\n<string key=\"b\" value=\"\"/>\n?></log>", NULL },
	{ "after a document type",
	  "<log>\n<!DOCTYPE x>\n<string key=\"b\" value=\"\"/>\n</log>", NULL },
	{ "cut off", "<log>\n<string key=\"b\" value=\"1\"/", NULL },
	{ "cut off behind it", "<log>\n<string key=\"b\" value=\"1\"/>", NULL },
	{ "in two-byte letters", "<\0l\0o\0g\0>\0", NULL },
	{ "in another coding, as the log says",
	  "<?xml version='1.0' encoding='ISO-8859-1'?><log>\n<id key=\"b\" value=\"\"/>\n</log>",
	  NULL },
	{ "in the usual one, as the log says",
	  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n<id key=\"b\" value=\"\"/>\n</log>",
	  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n\n</log>" },
	{ "in one said in an odd way",
	  "<?xml version='1.0' encoding = 'latin1'?>\n<log>\n<id key=\"b\" value=\"\"/>\n</log>",
	  NULL },
};

static void test_rows(void)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str in = str_of(rows[i].in);
		struct str out = str_of(rows[i].out != NULL ? rows[i].out : rows[i].in);
		size_t wrong = 0, head = str_starts(in, STR("<?")) ? str_find(in, '>') : 2;
		for (size_t cut = head; cut <= in.n; cut++) {
			wrong += !str_eq(thinned(in, cut), out);
		}
		ok(wrong == 0, "%s", rows[i].what);
	}
}

/* A tag that is longer than may be held ends it: all from there on stays. */
static void test_long_tag(void)
{
	struct buf in;
	buf_init(&in, 1 << 20);
	buf_str(&in, STR("<log>\n<id key=\"b\" value=\"\"/>\n<x y=\""));
	size_t from = in.n;
	for (int i = 0; i < XES_THIN_HELD + 100; i++) {
		buf_str(&in, STR("y"));
	}
	buf_str(&in, STR("\"/>\n<id key=\"b\" value=\"\"/>\n</log>"));
	struct str all = str_dup(&arena, buf_view(&in));
	size_t gone = strlen("<log>\n<id key=\"b\" value=\"\"/>");
	struct str want = STR_JOIN(&arena, STR("<log>\n"), str_sub(all, gone, all.n));
	ok(str_eq(thinned(all, all.n - 40), want), "a tag too long to be held");
	ok(thinned(all, from).n == all.n - 2 * strlen("<id key=\"b\" value=\"\"/>"),
	      "which is whole in a piece is none");
	buf_done(&in);
}

/* Blanks are passed on, however many there are. */
static void test_blanks(void)
{
	struct buf in;
	buf_init(&in, 1 << 20);
	buf_str(&in, STR("<log>\n"));
	for (int i = 0; i < 2 * XES_THIN_HELD; i++) {
		buf_str(&in, STR(" "));
	}
	buf_str(&in, STR("\n<id key=\"b\" value=\"\"/>\n</log>"));
	struct str all = str_dup(&arena, buf_view(&in));
	ok(thinned(all, all.n - 40).n == all.n - strlen("<id key=\"b\" value=\"\"/>"),
	      "a blank stretch is nothing to stop for");
	buf_done(&in);
}

int main(void)
{
	arena_init(&arena, 0);
	test_rows();
	test_long_tag();
	test_blanks();
	arena_done(&arena);
	return done_testing();
}
