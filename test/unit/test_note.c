/* Signed notes, checkpoints and proofs: a published note, and every forgery. */
#include "core/log_proof.h"

#include "tap.h"

static struct arena arena;
static struct err err;

/* The example of Go's golang.org/x/mod/sumdb/note. */
#define PETER "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define PETER_TEXT "If you think cryptography is the answer to your problem,\n" \
	"then you don't know what your problem is.\n"
#define PETER_LINE "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1F" \
	"FYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

static struct note_key key_of(const char *text)
{
	struct note_key key = { .name = STR("") };
	ok(note_key_read(&arena, str_of(text), &key, &err), "key %s", text);
	return key;
}

static bool opens(struct str note, const struct note_key *key)
{
	struct str text;
	return note_open(&arena, note, key, &text, &err);
}

static void published(void)
{
	struct note_key peter = key_of(PETER);
	struct str note = STR(PETER_TEXT "\n" PETER_LINE), text;
	ok(note_open(&arena, note, &peter, &text, &err) && str_is(text, PETER_TEXT),
	   "a published note");
	ok(str_is(note_key_text(&arena, &peter), PETER), "the key's text comes back");
	struct note_key sum =
		key_of("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
	ok(!opens(note, &sum), "another key");
	is_str(err.key, "note.unsigned", "has not signed it");
	ok(opens(STR(PETER_TEXT "\n\u2014 other.example AAAAAAA=\n" PETER_LINE), &peter),
	   "a line of a key unknown is passed over");
}

static void bad_keys(void)
{
	static const char *const table[] = {
		"",
		"PeterNeumann",
		"PeterNeumann+c74f20a3",
		"PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T=",
		"Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		PETER "AAAA",
		PETER " ",
	};
	struct note_key key;
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		ok(!note_key_read(&arena, str_of(table[i]), &key, &err), "no key: '%s'", table[i]);
	}
}

static void names(void)
{
	ok(note_name_good(STR("dunghen/l\u00e0ocai/1")), "a name in Vietnamese");
	ok(!note_name_good(STR("")), "no name");
	ok(!note_name_good(STR("a b")), "a space");
	ok(!note_name_good(STR("a\u00a0b")), "a space that does not break");
	ok(!note_name_good(STR("a\u3000b")), "a wide space");
	ok(!note_name_good(STR("a+b")), "a plus");
	ok(!note_name_good(STR("a\nb")), "a line's end");
	ok(!note_name_good(STR("\xc3")), "no UTF-8");
}

static void bad_notes(void)
{
	static const struct {
		const char *note, *key;
	} table[] = {
		{ "", "note.form" },
		{ PETER_TEXT, "note.form" },
		{ PETER_TEXT PETER_LINE, "note.form" },
		{ PETER_TEXT "\n", "note.form" },
		{ "\n" PETER_LINE, "note.form" },
		{ "X" PETER_TEXT "\n" PETER_LINE, "note.forged" },
		{ PETER_TEXT "more\n\n" PETER_LINE, "note.forged" },
		{ PETER_TEXT "\n\n" PETER_LINE, "note.forged" },
		{ PETER_TEXT "\n" PETER_LINE "\n", "note.form" },
		{ PETER_TEXT "\n" PETER_LINE "rest", "note.form" },
		{ PETER_TEXT "\n- PeterNeumann x08go/ZJ\n", "note.form" },
		{ PETER_TEXT "\n\u2014 PeterNeumann\n", "note.form" },
		{ PETER_TEXT "\n\u2014 PeterNeumann x08go/ZJ=\n", "note.form" },
		{ PETER_TEXT "\n\u2014  x08go/ZJ\n", "note.form" },
		{ PETER_TEXT "\n\u2014 PeterNeumann x08goA==\n", "note.form" },
		{ PETER_TEXT "\n\u2014 PeterNeumann x08go/ZJ\n", "note.forged" },
		{ PETER_TEXT "\n\u2014 PeterNeumann x08go/ZJ\n" PETER_LINE, "note.forged" },
		{ PETER_TEXT "\n\u2014 PeterNeumann x08gpPZJ\n", "note.unsigned" },
		{ PETER_TEXT "\n\u2014 Paul x08go/ZJ\n", "note.unsigned" },
		{ PETER_TEXT "\a\n" PETER_LINE, "note.form" },
		{ "\xff" PETER_TEXT "\n" PETER_LINE, "note.form" },
	};
	struct note_key peter = key_of(PETER);
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		ok(!opens(str_of(table[i].note), &peter), "no note %zu", i);
		is_str(err.key, table[i].key, "why %zu", i);
	}
	char *cut = str_cstr(&arena, STR(PETER_TEXT "\n" PETER_LINE));
	int opened = 0;
	for (size_t n = 0; n < strlen(cut); n++) {
		opened += opens((struct str){ cut, n }, &peter);
	}
	is_int(opened, 0, "cut anywhere it is no note");
}

/* ---- checkpoints ---- */

static uint8_t secret[SECRET_SIZE];
static struct note_key ours;

static void make_key(const char *name, int seed)
{
	uint8_t bytes[KEY_SIZE], public_key[KEY_SIZE];
	memset(bytes, seed, sizeof(bytes));
	sign_keys(bytes, public_key, secret);
	ok(note_key_make(str_of(name), public_key, &ours, &err), "a key for %s", name);
}

static struct str signed_head(int64_t size, struct hash root)
{
	struct checkpoint c = { .size = size, .root = root };
	struct buf b;
	buf_init(&b, NOTE_MOST);
	checkpoint_sign(&b, &arena, &c, &ours, secret);
	struct str note = str_dup(&arena, buf_view(&b));
	buf_done(&b);
	return note;
}

static struct str signed_text(const char *text)
{
	struct buf b;
	buf_init(&b, NOTE_MOST);
	note_sign(&b, &arena, str_of(text), &ours, secret);
	struct str note = str_dup(&arena, buf_view(&b));
	buf_done(&b);
	return note;
}

#define ROOT "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

/* A log restored after seven entries, in one place and in another. */
static void epochs(struct hash root)
{
	struct checkpoint c;
	make_key("dunghen/thu/1", 5);
	struct note_key before = ours;
	before.until = 7;
	struct str first = signed_head(7, root), lost = signed_head(8, root);
	make_key("dunghen/thu/2-aa", 5);
	struct str here = signed_head(9, root);
	ok(!checkpoint_open(&arena, first, &ours, &c, &err),
	   "of itself a key says nothing of earlier epochs");
	is_str(err.key, "checkpoint.origin", "says so");
	ours.before = &before;
	ok(checkpoint_open(&arena, first, &ours, &c, &err) && c.size == 7 &&
		   str_is(c.origin, "dunghen/thu/1"), "a head of the epoch before");
	ok(!checkpoint_open(&arena, lost, &ours, &c, &err), "not one of lost entries");
	is_str(err.key, "checkpoint.ended", "says so");
	ok(!checkpoint_open(&arena, here, &before, &c, &err), "nor of a later epoch");
	make_key("dunghen/thu/2-bb", 5);
	ours.before = &before;
	ok(!checkpoint_open(&arena, here, &ours, &c, &err), "nor of the log restored elsewhere");
	is_str(err.key, "checkpoint.origin", "says so");
	ok(checkpoint_open(&arena, first, &ours, &c, &err), "what both have is of both");
	make_key("dunghen/thu/1", 6);
	before = ours;
	ok(!checkpoint_open(&arena, first, &before, &c, &err), "nor under another key");
}

static void checkpoints(void)
{
	static const char *const bad[] = {
		"dunghen/thu/1\n5\n", "dunghen/thu/1\n05\n" ROOT, "dunghen/thu/1\n-5\n" ROOT,
		"dunghen/thu/1\n\n" ROOT, "dunghen/thu/1\n5 \n" ROOT,
		"dunghen/thu/1\n99999999999999999999\n" ROOT,
		"dunghen/thu/1\n4611686018427387905\n" ROOT,
		"dunghen/thu/1\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2==\n",
		"dunghen/thu/1\n5\nCsUY\n", "dunghen/thu/1\n5\n" ROOT "\nmore\n", "\n5\n" ROOT,
	};
	struct checkpoint c;
	struct hash root = hash_of("root", 4);
	make_key("dunghen/thu/1", 5);
	ok(checkpoint_open(&arena, signed_head(12, root), &ours, &c, &err) && c.size == 12 &&
		   hash_eq(c.root, root) && str_is(c.origin, "dunghen/thu/1"),
	   "a head comes back");
	ok(checkpoint_open(&arena, signed_head(0, root), &ours, &c, &err) && c.size == 0,
	   "of an empty tree too");
	ok(checkpoint_open(&arena, signed_text("dunghen/thu/1\n5\n" ROOT "more\n"), &ours, &c,
			   &err), "extension lines are passed over");
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!checkpoint_open(&arena, signed_text(bad[i]), &ours, &c, &err), "bad %zu", i);
		is_str(err.key, "checkpoint.form", "says so");
	}
	ok(!checkpoint_open(&arena, signed_text("dunghen/thu/2\n5\n" ROOT), &ours, &c, &err),
	   "another log's head under this key");
	is_str(err.key, "checkpoint.origin", "says so");
	epochs(root);
	make_key("dunghen/thu/1", 5);
	ok(str_is(checkpoint_origin(signed_head(1, root)), "dunghen/thu/1"), "the first line");
	is_int((int64_t)checkpoint_origin(STR("a b\n")).n, 0, "no name there");
}

/* ---- proofs ---- */

static bool leaf_itself(void *ctx, int height, int64_t n, struct hash *out, struct err *e)
{
	const struct hash *leaf = ctx;
	(void)e;
	*out = tlog_fold(leaf + (n << height), (size_t)1 << height);
	return true;
}

enum { LEAVES = 11 };
static struct hash leaf[LEAVES];

static struct str proof_of(int64_t index, const char *extra)
{
	struct log_proof p = { .index = index, .extra = str_of(extra) };
	struct hash root = { { 0 } };
	struct buf b;
	ok(tlog_root_at(LEAVES, leaf_itself, leaf, &root, &err) &&
		   tlog_inclusion(index, LEAVES, leaf_itself, leaf, &p.path, &err), "a path");
	p.checkpoint = signed_head(LEAVES, root);
	buf_init(&b, LOG_PROOF_MOST);
	log_proof_write(&b, &arena, &p);
	struct str text = str_dup(&arena, buf_view(&b));
	buf_done(&b);
	return text;
}

static bool believed(struct str text, struct hash of)
{
	struct log_proof p;
	struct checkpoint head;
	return log_proof_read(&arena, text, &p, &err) &&
	       log_proof_check(&arena, &p, of, &ours, &head, &err);
}

/* The same length, one character changed: never believed, whatever it is; the
 * extra line alone is nobody's word. */
static void changed_anywhere(void)
{
	struct str text = proof_of(6, "");
	char *copy = str_cstr(&arena, text);
	int believed_n = 0;
	for (size_t i = 0; i < text.n; i++) {
		char was = copy[i];
		copy[i] = was == 'A' ? 'B' : 'A';
		believed_n += believed((struct str){ copy, text.n }, leaf[6]);
		copy[i] = (char)(was ^ 1);
		believed_n += believed((struct str){ copy, text.n }, leaf[6]);
		copy[i] = was;
	}
	is_int(believed_n, 0, "a proof changed anywhere is not believed");
	for (size_t n = 0; n < text.n; n++) {
		believed_n += believed((struct str){ copy, n }, leaf[6]);
	}
	is_int(believed_n, 0, "nor cut anywhere");
	ok(!believed(str_fmt(&arena, "%.*sx", STR_ARG(text)), leaf[6]), "nor with more behind");
	ok(!believed(str_fmt(&arena, "%.*s\n", STR_ARG(text)), leaf[6]), "nor an empty line");
	ok(!believed(text, leaf[5]), "nor for another entry");
}

static void proofs(void)
{
	struct log_proof p;
	for (int i = 0; i < LEAVES; i++) {
		leaf[i] = hash_of(&i, 1);
	}
	int wrong = 0;
	for (int i = 0; i < LEAVES; i++) {
		wrong += !believed(proof_of(i, i % 2 ? "x" : ""), leaf[i]);
	}
	is_int(wrong, 0, "each leaf is proved");
	ok(log_proof_read(&arena, proof_of(3, "h\u00e0ng"), &p, &err) &&
		   str_is(p.extra, "h\u00e0ng") && p.index == 3 && p.path.n == 4,
	   "read back");
	changed_anywhere();
	struct str text = proof_of(3, "");
	make_key("dunghen/thu/1", 6);
	ok(!believed(text, leaf[3]), "another key of the same name");
	is_str(err.key, "note.unsigned", "has not signed");
	static const char *const bad[] = {
		"", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2\nindex 0\n\n",
		"c2sp.org/tlog-proof@v1\nindex 00\n\n", "c2sp.org/tlog-proof@v1\nindex\n\n",
		"c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n",
		"c2sp.org/tlog-proof@v1\nextra a\nindex 0\n\n",
		"c2sp.org/tlog-proof@v1\nindex 0\nextra YQ==\n\n",
		("c2sp.org/tlog-proof@v1\nindex 0\n" ROOT),
		"c2sp.org/tlog-proof@v1\nindex 0\nCsUY\n\n",
	};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!log_proof_read(&arena, str_of(bad[i]), &p, &err), "no proof %zu", i);
		is_str(err.key, "proof.form", "says so");
	}
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	published();
	bad_keys();
	names();
	bad_notes();
	checkpoints();
	proofs();
	arena_done(&arena);
	return done_testing();
}
