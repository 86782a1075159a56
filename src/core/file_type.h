/* Types of attached files, told by their first bytes (file_types.def). */
#ifndef DUNGHEN_CORE_FILE_TYPE_H
#define DUNGHEN_CORE_FILE_TYPE_H

#include "base/str.h"

enum file_type {
	FILE_TYPE_NONE,
#define FILE_TYPE(ident, name, media, first) FILE_TYPE_##ident,
#include "file_types.def"
#undef FILE_TYPE
};

enum { FILE_TYPE_BYTES = 8 };		/* so many first bytes always tell */

/* NONE: none that may be attached. */
enum file_type file_type_of(struct str first);
enum file_type file_type_named(struct str name);
const char *file_type_name(enum file_type t);		/* "pdf" */
const char *file_type_media(enum file_type t);		/* "application/pdf" */

#endif
