/* Writing, reading and checking `.tlog-proof` files. */
#include "log_proof.h"

#define HEADER "c2sp.org/tlog-proof@v1"

void log_proof_write(struct buf *b, struct arena *a, const struct log_proof *p)
{
	buf_text(b, HEADER "\n");
	if (p->extra.n > 0) {
		buf_text(b, "extra ");
		buf_str(b, base64_text(a, p->extra.p, p->extra.n));
		buf_char(b, '\n');
	}
	buf_text(b, "index ");
	buf_int(b, p->index);
	buf_char(b, '\n');
	for (int i = 0; i < p->path.n; i++) {
		buf_str(b, base64_text(a, p->path.h[i].b, HASH_SIZE));
		buf_char(b, '\n');
	}
	buf_char(b, '\n');
	buf_str(b, p->checkpoint);
}

struct lines {
	struct str rest;
	int no;
};

static bool next_line(struct lines *l, struct str *out)
{
	l->no++;
	return str_cut(l->rest, '\n', out, &l->rest);
}

static bool after(struct str line, struct str word, struct str *out)
{
	*out = str_sub(line, word.n, line.n);
	return str_starts(line, word);
}

static bool read_path(struct arena *a, struct lines *l, struct tlog_path *out)
{
	struct str line;
	for (out->n = 0; next_line(l, &line); out->n++) {
		if (line.n == 0) {
			return true;
		}
		if (out->n == TLOG_HEIGHT || !tlog_hash(a, line, &out->h[out->n])) {
			return false;
		}
	}
	return false;
}

static bool read_proof(struct arena *a, struct lines *l, struct log_proof *p)
{
	struct str line, value;
	if (!next_line(l, &line) || !str_is(line, HEADER) || !next_line(l, &line)) {
		return false;
	}
	if (after(line, STR("extra "), &value) &&
	    (!base64_bytes(a, value, &p->extra) || p->extra.n == 0 || !next_line(l, &line))) {
		return false;
	}
	return after(line, STR("index "), &value) && tlog_number(value, &p->index) &&
	       read_path(a, l, &p->path);
}

bool log_proof_read(struct arena *a, struct str text, struct log_proof *out, struct err *e)
{
	struct lines l = { .rest = text };
	struct log_proof p = { .index = 0 };
	if (text.n > LOG_PROOF_MOST) {
		return err_set(e, ERR_LIMIT, "proof.long", NULL);
	}
	if (!read_proof(a, &l, &p)) {
		err_set(e, ERR_CORRUPT, "proof.form", NULL);
		return err_add_int(e, "line", l.no);
	}
	p.checkpoint = l.rest;
	*out = p;
	return true;
}

bool log_proof_check(struct arena *a, const struct log_proof *p, struct hash leaf,
		     const struct note_key *key, struct checkpoint *out, struct err *e)
{
	struct checkpoint head;
	if (!checkpoint_open(a, p->checkpoint, key, &head, e)) {
		return false;
	}
	if (!tlog_check_inclusion(&p->path, p->index, head.size, leaf, head.root)) {
		err_set(e, ERR_CORRUPT, "proof.wrong", NULL);
		return err_add_int(e, "index", p->index);
	}
	*out = head;
	return true;
}
