/* Parts of a version of a procedure in plain words. */
#ifndef DUNGHEN_WEB_WORD_VERSION_H
#define DUNGHEN_WEB_WORD_VERSION_H

#include "words.h"

#include "core/law.h"

/* "1 bản chính; nếu có", "100.000 đ một hồ sơ", "Chuyên viên · …; 1 ngày 4 giờ; …" */
struct str words_paper(const struct exchange *x, const struct paper *p);
struct str words_fee(const struct exchange *x, const struct fee *f);
struct str words_step(const struct exchange *x, const struct procedure_version *v,
		      const struct step *s);

/* Post and unit of a step, of whatever agency: "Chuyên viên · phòng “kt” của cơ quan". */
struct str words_step_where(const struct exchange *x, const struct step *s);
/* The way an outcome leads: "Chuyển: Lãnh đạo ký". */
struct str words_way(const struct exchange *x, const struct procedure_version *v,
		     const struct outcome *o);

#endif
