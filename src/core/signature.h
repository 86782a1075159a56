/*
 * Who signs as what: the lines above a signature by Decree 30/2020/NĐ-CP art. 13 and
 * its appendix I.
 *
 *   the head                       CHỦ TỊCH
 *   a deputy for the head          KT. CHỦ TỊCH / PHÓ CHỦ TỊCH
 *   by the head's order, the head
 *   of a unit of the agency        TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG
 *   … or a deputy of that unit     TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG
 *   with the head's authority      TUQ. CHỦ TỊCH / TRƯỞNG PHÒNG
 *
 * A deputy signs for the head by the post, whether or not a delegation was recorded too.
 * Whoever acts by a delegation of somebody else's signs with that authority (TUQ.). Titles
 * are law data (posts.json, "block").
 */
#ifndef DUNGHEN_CORE_SIGNATURE_H
#define DUNGHEN_CORE_SIGNATURE_H

#include "law.h"
#include "org.h"

enum signing_form {
	SIGNING_NONE,
	SIGNING_OWN,		/* by the post itself */
	SIGNING_KT,		/* ký thay: for the head */
	SIGNING_TL,		/* thừa lệnh: by order of the head */
	SIGNING_TUQ,		/* thừa ủy quyền: with authority given in writing */
};

struct signing {
	struct unit_id agency;		/* whose paper it is */
	struct unit_id unit;		/* of the signing step: the agency or one of its units */
	struct post post;		/* of the signing step */
	struct person_id person;	/* who signs */
	struct signed_by by;		/* by which procedure, of which field */
	int64_t at;
};

enum { SIGNATURE_LINES = 3 };
struct signature {
	enum signing_form form;
	struct signature_line {
		const char *mark;	/* "KT.", "TL.", "TUQ." or "" */
		struct named title;	/* "CHỦ TỊCH" */
	} line[SIGNATURE_LINES];	/* from the top */
	size_t lines;
	struct person_id on_behalf;	/* who gave the authority, or v 0 */
	struct seat seat;		/* whose post signs: the own one, or of on_behalf */
};

/* False: nothing lets this person sign there (no post, no delegation); *out is then as it
 * was. Leave and scope are not looked at: that is deciding's. */
bool signature_of(const struct law *law, const struct org *org, const struct signing *s,
		  struct signature *out);

/* Is it within what the head has left that post to sign (struct signing_scope)? Whoever
 * answers for the unit while its head is away signs all of it, or else the work of that
 * field would lie; so does a deputy for what the head has delegated besides. */
bool signature_in_scope(const struct org *org, const struct signing *s,
			const struct signature *v);

/* "kt", "tl", "tuq"; "" for the others. */
const char *signing_form_name(enum signing_form f);
enum signing_form signing_form_of(struct str s);

#endif
