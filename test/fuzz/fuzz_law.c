/*
 * A file of the law that is compiled in with any bytes put into it: faults are
 * named or it is read, never worse. The first byte of the input says which file,
 * then come edits: position (two bytes), how much goes (mod 32), how much comes
 * (mod 24), what.
 *
 * Only that file is read again: a procedure beside the sound rest, a list
 * or table alone, units with the few files they need.
 */
#include "core/law_build.h"
#include "core/org_import.h"

#include "base/embed.h"
#include "base/limits.h"

#include <assert.h>
#include <string.h>

enum { FILES = 128, FAULTS = 50, EDIT = 4, FEW = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct law_source whole[FILES];	/* as compiled in; units only a few */
static size_t files;
static struct law sound;
static struct unit_plan sound_units;

static int64_t mint(void *ctx)
{
	int64_t *last = ctx;
	return ++*last;
}

/* ---- once ---- */

/* One commune is read as 95 are. */
static struct str few_lines(struct str s)
{
	struct str line, rest = s;
	for (int i = 0; i < FEW && str_cut(rest, '\n', &line, &rest); i++) {
	}
	return str_sub(s, 0, s.n - rest.n);
}

static void set_up(void)
{
	static struct arena forever;
	static struct law_fault fault;
	struct faults f = { .arena = &forever, .fault = &fault, .max = 1 };
	struct err e;
	arena_init(&forever, 0);
	files = embed_count();
	assert(files > 0 && files <= FILES);
	for (size_t i = 0; i < files; i++) {
		whole[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	bool good = law_read(&forever, whole, files, &sound, &e);
	unit_plan_read(&f, whole, files, &sound_units);
	assert(good && f.n == 0);
	for (size_t i = 0; i < files; i++) {
		if (str_starts(whole[i].path, STR("units/")) &&
		    str_ends(whole[i].path, STR(".csv"))) {
			whole[i].text = few_lines(whole[i].text);
		}
	}
}

/* ---- one input ---- */

/* Gives how many bytes of the input it used. */
static size_t edit(struct arena *a, struct law_source *file, const uint8_t *data, size_t size)
{
	size_t at = ((size_t)data[0] << 8 | data[1]) % (file->text.n + 1);
	size_t gone = data[2] % 32;
	size_t come = data[3] % 24;
	come = come < size - EDIT ? come : size - EDIT;
	struct str head = str_sub(file->text, 0, at);
	struct str tail = str_sub(file->text, at + gone, file->text.n);
	char *p = arena_alloc(a, head.n + come + tail.n, 1);
	memcpy(p, head.p, head.n);
	memcpy(p + head.n, data + EDIT, come);
	if (tail.n > 0) {
		memcpy(p + head.n + come, tail.p, tail.n);
	}
	file->text = (struct str){ .p = p, .n = head.n + come + tail.n };
	return EDIT + come;
}

static void read_procedure(struct faults *f, const struct law_source *file)
{
	struct procedure *p;
	struct place root;
	procedure_read(f, file, &p);
	if (p != NULL && f->n == 0 && file_object(f, file, &root)) {
		procedure_check(f, &sound, &sound_units, &root, p);
	}
}

static void read_units(struct faults *f, const struct law_source *file)
{
	struct law_source part[FILES];
	struct org_entry *entry;
	struct unit_plan plan;
	struct err e;
	size_t n = 0, count;
	int64_t last = 0;
	for (size_t i = 0; i < files; i++) {
		if (str_starts(whole[i].path, STR("units/"))) {
			part[n++] = str_eq(whole[i].path, file->path) ? *file : whole[i];
		}
	}
	unit_plan_read(f, part, n, &plan);
	assert(f->n > 0 || org_import(f->arena, part, n, mint, &last, &entry, &count, &e));
}

static void read_hours(struct arena *a, const struct law_source *file)
{
	struct profile *profile;
	struct calendar c;
	struct err e;
	size_t n;
	if (!profiles_read(a, file->text, &profile, &n, &e)) {
		return;
	}
	for (size_t i = 0; i < n && i < FEW; i++) {
		if (!calendar_build(a, &sound.calendar[0].table, &profile[i], WEEK_LAW, &c, &e)) {
			return;
		}
	}
}

/* The list of calendars is read with all but procedures and units. */
static void read_with_rest(struct faults *f, const struct law_source *file)
{
	struct law_source part[FILES];
	struct law l;
	struct err e;
	size_t n = 0;
	for (size_t i = 0; i < files; i++) {
		if (!str_starts(whole[i].path, STR("units/")) &&
		    !str_starts(whole[i].path, STR("procedures/"))) {
			part[n++] = str_eq(whole[i].path, file->path) ? *file : whole[i];
		}
	}
	size_t faults = law_check(f->arena, part, n, f->fault, FAULTS);
	assert(law_read(f->arena, part, n, &l, &e) == (faults == 0));
}

static void read_one(struct arena *a, const struct law_source *file)
{
	struct law_fault fault[FAULTS];
	struct faults f = { .arena = a, .fault = fault, .max = FAULTS };
	struct law l = { .arena = a };
	if (str_starts(file->path, STR("procedures/"))) {
		read_procedure(&f, file);
	} else if (str_is(file->path, "codes.json")) {
		codes_read(&f, file, &l);
	} else if (str_is(file->path, "posts.json")) {
		posts_read(&f, file, &l);
	} else if (str_is(file->path, "rule-sets.json")) {
		rule_sets_read(&f, file, &l);
	} else if (str_is(file->path, "profiles.json")) {
		read_hours(a, file);
	} else if (str_starts(file->path, STR("units/"))) {
		read_units(&f, file);
	} else if (str_starts(file->path, STR("calendar/"))) {
		struct holiday_table table;
		struct err e;
		f.n += !holidays_read(a, file->text, &table, &e);
	} else {
		read_with_rest(&f, file);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena a;
	if (files == 0) {
		set_up();
		arena_init(&a, 0);
	}
	if (size == 0) {
		return 0;
	}
	struct law_source file = whole[data[0] % files];
	data++;
	size--;
	while (size > EDIT) {
		size_t used = edit(&a, &file, data, size);
		data += used;
		size -= used;
	}
	read_one(&a, &file);
	arena_reset(&a);
	return 0;
}
