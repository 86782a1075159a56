/* Papers in words. */
#include "papers_view.h"

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

struct papers_view papers_view(const struct exchange *x, const struct dossier_view *d)
{
	struct paper_line_view *out = arena_array(x->a, struct paper_line_view, d->papers);
	for (size_t i = 0; i < d->papers; i++) {
		const struct paper_view *p = &d->paper[i];
		out[i] = (struct paper_line_view){ p->id, p->name, detail(x, p), p->brought };
	}
	return (struct papers_view){ .code = d->code, .papers = { out, d->papers } };
}
