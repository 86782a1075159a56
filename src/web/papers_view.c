/* Papers in words. */
#include "papers_view.h"

#include "form.h"
#include "page_forms.h"
#include "top.h"

#include "base/limits.h"

#include <string.h>

static struct str detail(const struct exchange *x, const struct paper_view *p)
{
	struct str wanted = words_counts(x, p->wanted_originals, p->wanted_certified,
					 p->wanted_copies);
	if (p->source.n > 0) {
		return words1(x, "dossier.paper.source", "source",
			      p->source_name.n > 0 ? p->source_name : p->source);
	}
	if (p->brought) {
		return words_counts(x, p->originals, p->certified, p->copies);
	}
	if (wanted.n == 0) {
		return words0(x, p->optional ? "dossier.paper.optional" : "dossier.paper.missing");
	}
	return words1(x, p->optional ? "dossier.paper.optional.wanted"
				     : "dossier.paper.missing.wanted", "wanted", wanted);
}

/* ---- files ---- */

/* "48 kB", "3,2 MB". */
static struct str size_words(const struct exchange *x, int64_t bytes)
{
	int64_t tenths = (bytes * 10 + (1 << 19)) >> 20;
	if (bytes < 1 << 20) {
		return str_fmt(x->a, "%lld kB", (long long)((bytes + 1023) >> 10));
	}
	return str_fmt(x->a, "%lld%c%lld MB", (long long)(tenths / 10),
		       x->lang == TEXT_VI ? ',' : '.', (long long)(tenths % 10));
}

struct shelf {				/* where files are shown */
	const struct dossier_view *d;
	struct str at;
	bool citizen;			/* tells nobody's name (rule 40) */
};

static struct file_line_view file_line(const struct exchange *x, const struct shelf *s,
				       const struct file_view *f)
{
	const char *key = s->citizen ? "proved.file" : "dossier.file";
	struct text_arg args[] = {
		{ "type", words_of(x, "file.type", str_of(file_type_name(f->type))) },
		{ "size", size_words(x, f->size) },
		{ "who", s->citizen ? STR("") : words_person(x, f->by) },
		{ "when", words_stamp(x, f->at) },
	};
	struct file_line_view v = {
		.name = f->erased ? words_erased(x, f->erased_at) : f->name,
		.detail = words(x, f->withdrawn ? str_fmt(x->a, "%s.withdrawn", key).p : key, args,
				ARRAY_LEN(args)),
		.image = f->type != FILE_TYPE_PDF,
	};
	if (v.name.n == 0) {
		v.name = words1(x, "dossier.file.number", "n",
				str_fmt(x->a, "%d", (int)f->number));
	}
	if (!f->withdrawn && !f->erased) {
		v.href = str_fmt(x->a, "%.*s/files/%d", STR_ARG(s->at), (int)f->number);
	}
	return v;
}

static bool known_paper(const struct dossier_view *d, struct str id)
{
	for (size_t i = 0; i < d->papers; i++) {
		if (str_eq(d->paper[i].id, id)) {
			return true;
		}
	}
	return false;
}

/* Those put in as this; of papers those of one paper, or (empty) of none that the
 * procedure asks for. */
static struct files_view files_as(const struct exchange *x, const struct shelf *s,
				  enum attached_as as, struct str paper)
{
	const struct dossier_view *d = s->d;
	struct file_line_view *out = arena_array(x->a, struct file_line_view, d->files);
	size_t n = 0;
	for (size_t i = 0; i < d->files; i++) {
		const struct file_view *f = &d->file[i];
		bool of_it = paper.n > 0 ? str_eq(f->paper, paper) : !known_paper(d, f->paper);
		if (f->as == as && of_it) {
			out[n++] = file_line(x, s, f);
		}
	}
	return (struct files_view){ { out, n } };
}

static struct shelf own_shelf(const struct exchange *x, const struct dossier_view *d)
{
	return (struct shelf){ d, str_fmt(x->a, "/dossiers/%.*s",
					  STR_ARG(http_encode(x->a, d->code))), false };
}

struct files_view citizen_files(const struct exchange *x, const struct dossier_view *d,
				struct str at, enum attached_as as, struct str paper)
{
	struct shelf s = { d, at, true };
	return files_as(x, &s, as, paper);
}

struct paper_line_view paper_line(const struct exchange *x, const struct paper_view *p)
{
	return (struct paper_line_view){ .id = p->id, .name = p->name, .detail = detail(x, p),
					 .brought = p->brought };
}

struct files_view paper_files(const struct exchange *x, const struct dossier_view *d,
			      const struct paper_view *p)
{
	struct shelf s = own_shelf(x, d);
	return files_as(x, &s, ATTACHED_PAPER, p->id);
}

struct papers_view papers_view(const struct exchange *x, const struct dossier_view *d)
{
	struct paper_line_view *out = arena_array(x->a, struct paper_line_view, d->papers);
	struct shelf s = own_shelf(x, d);
	for (size_t i = 0; i < d->papers; i++) {
		const struct paper_view *p = &d->paper[i];
		out[i] = paper_line(x, p);
		out[i].files = paper_files(x, d, p);
	}
	return (struct papers_view){
		.code = d->code, .papers = { out, d->papers },
		.forms = form_links(x, "/dossiers", d->code, &d->forms, false),
		.drafts = files_as(x, &s, ATTACHED_DRAFT, STR("")),
		.results = files_as(x, &s, ATTACHED_RESULT, STR("")),
		.others = files_as(x, &s, ATTACHED_PAPER, STR("")),
	};
}

/* ---- the form ---- */

static const struct possible *possible_named(const struct dossier_view *d, const char *action)
{
	for (size_t i = 0; i < d->possible.n; i++) {
		if (strcmp(d->possible.action[i].action, action) == 0) {
			return &d->possible.action[i];
		}
	}
	return NULL;
}

/* What one who can put in a draft or the result most likely has at hand is that. */
static struct field_view what_field(const struct exchange *x, const struct possible *p,
				    struct str kept)
{
	struct option_view *list = arena_array(x->a, struct option_view, p->choices);
	for (size_t i = 0; i < p->choices; i++) {
		struct str id = p->choice[i].id;
		list[i] = (struct option_view){ id, words_of(x, "what", id),
						kept.n > 0 ? str_eq(id, kept)
							   : i + 1 == p->choices };
	}
	return (struct field_view){ .name = STR("what"), .label = words0(x, "upload.what"),
				    .options = { list, p->choices } };
}

static struct field_view paper_field(const struct exchange *x, const struct dossier_view *d,
				     struct str kept)
{
	struct option_view *list = arena_array(x->a, struct option_view, d->papers + 1);
	list[0] = (struct option_view){ STR(""), words0(x, "upload.paper.other"), kept.n == 0 };
	for (size_t i = 0; i < d->papers; i++) {
		list[i + 1] = (struct option_view){ d->paper[i].id, d->paper[i].name,
						    str_eq(d->paper[i].id, kept) };
	}
	return (struct field_view){ .name = STR("paper"), .label = words0(x, "upload.paper"),
				    .options = { list, d->papers + 1 } };
}

struct upload_view upload_view(const struct exchange *x, const struct dossier_view *d,
			       struct str back, const struct refused *refused)
{
	const struct possible *p = possible_named(d, "attach");
	bool wrong = refused && str_is(refused->verb, "attach");
	struct upload_view v = { .may = p != NULL, .open = wrong, .back = back,
				 .max_bytes = LIMIT_FILE };
	if (!p) {
		return v;
	}
	v.path = str_fmt(x->a, "/dossiers/%.*s/files", STR_ARG(http_encode(x->a, d->code)));
	v.token = top_token(x);
	v.form.key = top_form_key(x);
	v.what = what_field(x, p, wrong ? form_get(x->form, "what") : STR(""));
	v.paper = paper_field(x, d, wrong ? form_get(x->form, "paper") : STR(""));
	if (wrong) {
		v.form.wrong = words_err(x, &refused->err);
		v.form.hint = words_hint(x, &refused->err);
	}
	return v;
}
