/*
 * Ledger entries, a line each: any bytes are refused or read, what is read is
 * written the same twice, and whatever a damaged ledger tells of dossiers, units
 * and persons is refused with a reason or leaves the invariants whole.
 */
#include "core/dossier.h"
#include "core/entry.h"
#include "core/law.h"
#include "core/org.h"

#include "base/embed.h"
#include "base/limits.h"

#include <assert.h>

enum { FILES = 256 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct law *the_law(void)
{
	static struct arena a;
	static struct law law;
	static bool read;
	struct law_source files[FILES];
	struct err e;
	if (!read) {
		assert(embed_count() <= FILES);
		arena_init(&a, 0);
		for (size_t i = 0; i < embed_count(); i++) {
			files[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
		}
		read = law_read(&a, files, embed_count(), &law, &e);
		assert(read);
	}
	return &law;
}

static void check_bytes(struct arena *a, const struct entry *en)
{
	struct buf once, twice;
	struct entry back;
	struct err e;
	buf_init(&once, LIMIT_ENTRY * 8);
	buf_init(&twice, LIMIT_ENTRY * 8);
	if (entry_bytes(&once, a, en, &e)) {
		bool same = entry_read(a, buf_view(&once), &back, &e) &&
			    entry_bytes(&twice, a, &back, &e) &&
			    str_eq(buf_view(&once), buf_view(&twice));
		assert(same);
	}
	buf_done(&once);
	buf_done(&twice);
}

struct life {
	struct dossier d;
	struct org org;
	int64_t at;
	bool begun, broken, org_broken;
};

static void apply(struct arena *a, struct life *life, const struct entry *en)
{
	struct err e;
	if (en->at < life->at) {
		return;		/* the store sees to it that time never goes back */
	}
	life->at = en->at;
	if (en->stream.kind == STREAM_UNIT || en->stream.kind == STREAM_PERSON) {
		life->org_broken = life->org_broken || !org_apply(&life->org, en, &e);
		return;
	}
	if (en->stream.kind != STREAM_DOSSIER) {
		return;
	}
	if (!life->begun) {
		life->begun = true;
		dossier_init(&life->d, a, (struct dossier_id){ en->stream.id });
	}
	if (life->broken || en->stream.id != life->d.id.v) {
		return;
	}
	/* As verify does: what no decision would have written, the invariants name. */
	life->broken = !dossier_apply(the_law(), &life->d, en, &e) ||
		       !dossier_check(&life->d, &e);
	assert(!life->broken || e.code != ERR_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct life life = { .at = INT64_MIN };
	struct str rest = { (const char *)data, size };
	struct str line;
	struct entry en;
	struct err e;
	arena_init(&a, 0);
	org_init(&life.org, &a);
	while (rest.n > 0) {
		struct str tail = { 0 };
		if (!str_cut(rest, '\n', &line, &tail)) {
			line = rest;
		}
		rest = tail;
		if (entry_read(&a, line, &en, &e)) {
			check_bytes(&a, &en);
			apply(&a, &life, &en);
		}
	}
	arena_done(&a);
	return 0;
}
