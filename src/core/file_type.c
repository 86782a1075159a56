/* What first bytes say. */
#include "file_type.h"

static const struct {
	const char *name, *media;
	struct str first;
} types[] = {
	[FILE_TYPE_NONE] = { "", "application/octet-stream", { 0 } },
#define FILE_TYPE(ident, name, media, first) \
	[FILE_TYPE_##ident] = { name, media, { first, sizeof(first) - 1 } },
#include "file_types.def"
#undef FILE_TYPE
};

enum file_type file_type_of(struct str first)
{
	for (size_t i = 1; i < ARRAY_LEN(types); i++) {
		if (str_starts(first, types[i].first)) {
			return (enum file_type)i;
		}
	}
	return FILE_TYPE_NONE;
}

enum file_type file_type_named(struct str name)
{
	for (size_t i = 1; i < ARRAY_LEN(types); i++) {
		if (str_is(name, types[i].name)) {
			return (enum file_type)i;
		}
	}
	return FILE_TYPE_NONE;
}

const char *file_type_name(enum file_type t)
{
	return types[t].name;
}

const char *file_type_media(enum file_type t)
{
	return types[t].media;
}
