/* Law out of archives. */
#include "law_unpack.h"

#include "core/law_pack.h"
#include "edge/unpack.h"

#include "base/limits.h"

bool law_unpack(struct arena *a, struct str name, struct str bytes, struct law_source **out,
		size_t *n, struct err *e)
{
	/* Folders, and what systems put beside the files, are in the list too. */
	struct archive_most most = { LIMIT_LAW_FILES * 2, LIMIT_LAW };
	struct zipped *zip;
	size_t files;

	if (archive_looks(bytes)) {
		return archive_files(a, bytes, most, &zip, &files, e) &&
		       law_pack_files(a, zip, files, out, n, e);
	}
	*out = arena_new(a, struct law_source);
	*n = 1;
	return law_pack_alone(a, name, bytes, *out, e);
}
