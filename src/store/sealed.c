/* Files sealed piece by piece: written while they come, opened at any place. */
#include "sealed.h"

#include "copy.h"
#include "store_impl.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_SIZE = 8 + KEY_SIZE, SEALED_PIECE = PIECE_SIZE + SEAL_TAG };

static const char magic[] = "dunghen1";		/* 8 bytes; the NUL is not written */

struct sealing {
	const char *data;		/* the data folder */
	char path[STORE_PATH];		/* below files/in; then the mark of the finished one */
	char dossier[ID_TEXT];
	int fd;
	uint8_t key[KEY_SIZE];
	struct str extra;
	struct hash_state hash;		/* of what was written */
	uint64_t number;
	size_t have;			/* bytes of the piece at hand */
	char piece[PIECE_SIZE];
	uint8_t sealed[SEALED_PIECE];
	struct hash name;
	bool ended;
};

struct unsealing {
	int fd;
	uint8_t key[KEY_SIZE];
	struct str extra;
	struct hash name;
	int64_t size, pieces;
	int64_t held;			/* number of the piece in `plain`, -1: none */
	char sealed[SEALED_PIECE];
	uint8_t plain[PIECE_SIZE];
};

static struct str extra_of(struct arena *a, struct sealed_for whose)
{
	char owner[ID_TEXT], dossier[ID_TEXT];

	id_text(whose.owner.kind == OWNER_SUBJECT ? 's' : 'u', whose.owner.id, owner);
	return str_fmt(a, "%s %s file", owner, id_text('d', whose.dossier.v, dossier));
}

/* The key of one file. */
static bool key_of(struct store *s, struct vault_owner owner, const uint8_t salt[KEY_SIZE],
		   uint8_t out[KEY_SIZE], struct err *e)
{
	uint8_t key[KEY_SIZE];
	bool found;

	if (!vault_key(s, owner, key, &found, e)) {
		return false;
	}
	if (!found) {
		char id[ID_TEXT];

		id_text(owner.kind == OWNER_SUBJECT ? 's' : 'u', owner.id, id);
		return err_set(e, ERR_NOT_FOUND, "vault.erased", "owner", id, NULL);
	}
	piece_key(key, salt, out);
	wipe(key, sizeof(key));
	return true;
}

/* ---- writing ---- */

static bool put(struct sealing *x, const void *p, size_t n, struct err *e)
{
	hash_add(&x->hash, p, n);
	return file_pour(x->fd, (struct str){ .p = p, .n = n }) || file_failed(e, x->path);
}

static bool open_new(struct sealing *x, const uint8_t chance[SEALING_CHANCE], struct err *e)
{
	x->fd = open(x->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (x->fd < 0) {
		return file_failed(e, x->path);
	}
	hash_start(&x->hash);
	return put(x, magic, 8, e) && put(x, chance, KEY_SIZE, e);
}

bool store_sealing(struct store *s, struct arena *a, struct sealed_for whose,
		   const uint8_t chance[SEALING_CHANCE], struct sealing **out, struct err *e)
{
	struct sealing *x = arena_new(a, struct sealing);
	char dir[STORE_PATH];
	struct str name = hex_text(a, chance + KEY_SIZE, SEALING_CHANCE - KEY_SIZE);

	x->data = str_cstr(a, str_of(s->dir));
	x->fd = -1;
	x->extra = extra_of(a, whose);
	id_text('d', whose.dossier.v, x->dossier);
	int n = snprintf(dir, sizeof(dir), "%s/files/in", s->dir);
	assert(n > 0 && n < STORE_PATH - 2 * HASH_HEX);
	(void)snprintf(x->path, sizeof(x->path), "%.*s/%.*s", n, dir, STR_ARG(name));
	if (!key_of(s, whose.owner, chance, x->key, e)) {
		return false;
	}
	if (!file_make_dir(dir, e) || !open_new(x, chance, e)) {
		sealing_drop(x);
		return false;
	}
	*out = x;
	return true;
}

static bool put_piece(struct sealing *x, bool last, struct err *e)
{
	piece_seal(x->key, x->number++, last, (struct str){ x->piece, x->have }, x->extra,
		   x->sealed);
	size_t n = x->have + SEAL_TAG;

	x->have = 0;
	return put(x, x->sealed, n, e);
}

bool sealing_add(struct sealing *x, struct str bytes, struct err *e)
{
	while (bytes.n > 0) {
		/* A full piece waits for more: it may be the last. */
		if (x->have == PIECE_SIZE && !put_piece(x, false, e)) {
			return false;
		}
		size_t room = PIECE_SIZE - x->have;
		size_t n = bytes.n < room ? bytes.n : room;

		memcpy(x->piece + x->have, bytes.p, n);
		x->have += n;
		bytes = str_sub(bytes, n, bytes.n);
	}
	return true;
}

static void mark_path(struct sealing *x, const char *hex)
{
	int n = snprintf(x->path, sizeof(x->path), "%s/files/in/%s-%s", x->data, x->dossier, hex);
	assert(n > 0 && n < STORE_PATH);
	(void)n;
}

/* The mark is durable before the file has its name: a stop between them leaves
 * nothing that nobody knows of. */
static bool give_name(struct sealing *x, struct err *e)
{
	char hex[HASH_HEX], dir[STORE_PATH], path[STORE_PATH], from[STORE_PATH];
	char files[STORE_PATH], in[STORE_PATH];

	memcpy(from, x->path, sizeof(from));
	file_hashed(x->data, hash_hex(x->name, hex), dir, path);
	(void)snprintf(files, sizeof(files), "%.*s", (int)(strlen(dir) - 3), dir);
	(void)snprintf(in, sizeof(in), "%.*s/in", (int)(strlen(dir) - 3), dir);
	mark_path(x, hex);
	if (!file_write(x->path, STR(""), e) || !file_sync_dir(in, e) || !file_make_dir(dir, e) ||
	    (rename(from, path) != 0 && !file_failed(e, path)) || !file_sync_dir(dir, e) ||
	    !file_sync_dir(files, e)) {
		(void)unlink(from);
		(void)unlink(path);
		(void)unlink(x->path);
		return false;
	}
	return true;
}

bool sealing_end(struct sealing *x, struct hash *out, struct err *e)
{
	bool ok = put_piece(x, true, e) && (fsync(x->fd) == 0 || file_failed(e, x->path));
	int fd = x->fd;

	x->fd = -1;
	if (close(fd) != 0 && ok) {
		ok = file_failed(e, x->path);
	}
	x->name = hash_end(&x->hash);
	wipe(x->key, sizeof(x->key));
	wipe(x->piece, sizeof(x->piece));
	if (!ok) {
		(void)unlink(x->path);
		return false;
	}
	x->ended = give_name(x, e);
	*out = x->name;
	return x->ended;
}

void sealing_drop(struct sealing *x)
{
	if (x->fd >= 0) {
		(void)close(x->fd);
		(void)unlink(x->path);	/* if it stays, the next writer clears it */
		x->fd = -1;
	}
	wipe(x->key, sizeof(x->key));
	wipe(x->piece, sizeof(x->piece));
}

void sealing_settle(struct sealing *x, enum sealing_fate fate)
{
	char hex[HASH_HEX], dir[STORE_PATH], path[STORE_PATH];

	assert(x->ended);
	switch (fate) {
	case SEALING_UNKNOWN:
		return;
	case SEALING_UNWANTED:
		file_hashed(x->data, hash_hex(x->name, hex), dir, path);
		(void)unlink(path);
		break;
	case SEALING_NAMED:
		break;
	}
	(void)unlink(x->path);
}

/* ---- what was left behind ---- */

/* "<dossier>-<hash>" */
static bool read_mark(struct str name, struct dossier_id *dossier, struct hash *h)
{
	struct str id, hex;

	return str_cut(name, '-', &id, &hex) && id_parse('d', id, &dossier->v) &&
	       hash_from_hex(hex, h);
}

static bool tidy_one(struct store *s, const char *name, sealed_named_fn *named, void *ctx,
		     struct err *e)
{
	char hex[HASH_HEX], dir[STORE_PATH], path[STORE_PATH];
	struct dossier_id dossier;
	struct hash h;
	bool wanted = true;

	if (read_mark(str_of(name), &dossier, &h)) {
		if (!named(ctx, dossier, h, &wanted, e)) {
			return false;
		}
		file_hashed(s->dir, hash_hex(h, hex), dir, path);
		if (!wanted && unlink(path) != 0 && errno != ENOENT) {
			return file_failed(e, path);
		}
	}
	(void)snprintf(path, sizeof(path), "%s/files/in/%.80s", s->dir, name);
	return unlink(path) == 0 || errno == ENOENT || file_failed(e, path);
}

bool store_sealed_tidy(struct store *s, sealed_named_fn *named, void *ctx, struct err *e)
{
	struct arena a;
	const char **name;
	size_t n = 0;

	assert(s->mode == STORE_WRITER);
	arena_init(&a, 0);
	bool ok = copy_names(&a, str_cstr(&a, str_fmt(&a, "%s/files/in", s->dir)), &name, &n, e);

	for (size_t i = 0; ok && i < n; i++) {
		ok = tidy_one(s, name[i], named, ctx, e);
	}
	arena_done(&a);
	return ok;
}

/* ---- reading ---- */

static bool damaged(struct err *e, struct hash h)
{
	char hex[HASH_HEX];

	return err_set(e, ERR_CORRUPT, "file.damaged", "sha256", hash_hex(h, hex), NULL);
}

/* *got less than n: the file ends there. */
static bool read_at(int fd, void *to, size_t n, off_t at, size_t *got)
{
	char *p = to;

	*got = 0;
	while (*got < n) {
		ssize_t done = pread(fd, p + *got, n - *got, at + (off_t)*got);

		if (done < 0 && errno == EINTR) {
			continue;
		}
		if (done < 0) {
			return false;
		}
		if (done == 0) {
			break;
		}
		*got += (size_t)done;
	}
	return true;
}

/* How much was sealed follows from the file's length. */
static bool read_head(struct store *s, struct unsealing *x, struct sealed_for whose,
		      const char *path, struct err *e)
{
	uint8_t head[HEAD_SIZE];
	struct stat st;
	size_t got;

	if (fstat(x->fd, &st) != 0 || !read_at(x->fd, head, sizeof(head), 0, &got)) {
		return file_failed(e, path);
	}
	int64_t body = (int64_t)st.st_size - HEAD_SIZE;

	x->pieces = (body + SEALED_PIECE - 1) / SEALED_PIECE;
	x->size = body - x->pieces * SEAL_TAG;
	if (got < sizeof(head) || memcmp(head, magic, 8) != 0 || body <= SEAL_TAG ||
	    x->size <= (x->pieces - 1) * PIECE_SIZE) {
		return damaged(e, x->name);
	}
	return key_of(s, whose.owner, head + 8, x->key, e);
}

bool store_is_sealed(struct store *s, struct hash h)
{
	char hex[HASH_HEX], dir[STORE_PATH], path[STORE_PATH], first[8];
	size_t got = 0;

	file_hashed(s->dir, hash_hex(h, hex), dir, path);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool is = fd >= 0 && read_at(fd, first, sizeof(first), 0, &got) && got == sizeof(first) &&
		  memcmp(first, magic, sizeof(first)) == 0;

	if (fd >= 0) {
		(void)close(fd);	/* only read */
	}
	return is;
}

bool store_unsealing(struct store *s, struct arena *a, struct sealed_for whose, struct hash h,
		     struct unsealing **out, struct err *e)
{
	struct unsealing *x = arena_new(a, struct unsealing);
	char hex[HASH_HEX], dir[STORE_PATH], path[STORE_PATH];

	file_hashed(s->dir, hash_hex(h, hex), dir, path);
	x->name = h;
	x->held = -1;
	x->extra = extra_of(a, whose);
	x->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (x->fd < 0) {
		return errno == ENOENT ? err_set(e, ERR_NOT_FOUND, "file.unknown", "sha256", hex,
						 NULL)
				       : file_failed(e, path);
	}
	if (!read_head(s, x, whose, path, e)) {
		unsealing_close(x);
		return false;
	}
	*out = x;
	return true;
}

int64_t unsealing_size(const struct unsealing *x)
{
	return x->size;
}

static bool open_piece(struct unsealing *x, int64_t number, struct err *e)
{
	bool last = number == x->pieces - 1;
	size_t n = last ? (size_t)(x->size - number * PIECE_SIZE) + SEAL_TAG : SEALED_PIECE;
	size_t got;

	if (!read_at(x->fd, x->sealed, n, (off_t)(HEAD_SIZE + number * SEALED_PIECE), &got)) {
		return file_failed(e, "files");
	}
	x->held = -1;
	if (got < n || !piece_open(x->key, (uint64_t)number, last, (struct str){ x->sealed, n },
				   x->extra, x->plain)) {
		return damaged(e, x->name);
	}
	x->held = number;
	return true;
}

bool unsealing_at(struct unsealing *x, int64_t at, struct str *out, struct err *e)
{
	int64_t number = at / PIECE_SIZE;

	if (at < 0 || at >= x->size) {
		*out = (struct str){ 0 };
		return true;
	}
	if (number != x->held && !open_piece(x, number, e)) {
		return false;
	}
	int64_t rest = x->size - number * PIECE_SIZE;
	size_t n = (size_t)(rest < PIECE_SIZE ? rest : PIECE_SIZE);

	*out = str_sub((struct str){ (const char *)x->plain, n }, (size_t)(at % PIECE_SIZE), n);
	return true;
}

void unsealing_close(struct unsealing *x)
{
	if (x != NULL && x->fd >= 0) {
		(void)close(x->fd);	/* only read */
		x->fd = -1;
		wipe(x->key, sizeof(x->key));
		wipe(x->plain, sizeof(x->plain));
	}
}
