/* What `dunghen reform` says: what is touched, the list for the minutes, the way back. */
#ifndef DUNGHEN_CLI_REFORM_OUT_H
#define DUNGHEN_CLI_REFORM_OUT_H

#include "cli.h"

#include "app/reform.h"
#include "app/reform_paper.h"

/* Every dossier as a line of a table: from whom to whom, its due. Errors: file.write. */
bool reform_write_list(struct cli *c, const struct reform *r, struct app *app, struct str path,
		       struct err *e) MUST_USE;
/* What would take it back, as lines for `dunghen act`: units that go on after all, posts
 * given again, dossiers back where they were, posts that `places`
 * gave ended. The number of the minutes and the key of whoever
 * does it are for people to put in. Errors: file.write. */
bool reform_write_undo(struct cli *c, const struct reform *r, struct app *app,
		       const struct reform_places *places, struct str path,
		       struct err *e) MUST_USE;
/* The minutes of each pair of units as a PDF in that folder, which is made if it is not there.
 * Errors: file.write, those of the sheet. */
bool reform_write_papers(struct cli *c, const struct reform *r, struct app *app,
			 struct str minutes, struct str dir, struct err *e) MUST_USE;
/* One of them, to that file; the folder for them, which is made if it is not there. */
bool reform_write_paper(struct cli *c, const struct reform *r, struct app *app,
			const struct reform_pair *pair, struct str minutes, struct str path,
			struct err *e) MUST_USE;
bool reform_make_folder(struct cli *c, struct str dir, struct err *e) MUST_USE;
/* `job` NULL: nothing was done. */
void reform_tell(struct cli *c, struct app *app, const struct reform *r,
		 const struct reform_places *places, const struct reform_job *job);

#endif
