/* The calls of Pango and Cairo, found by name. */
#include "pdf_lib.h"

#include <assert.h>
#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The ABIs of the headers. The first brings Pango, Cairo and Fontconfig along. */
static const char *const libraries[] = {
	"libpangocairo-1.0.so.0", "libpangoft2-1.0.so.0",
};

/* fonts-liberation2; later Debians have one package of that form only. */
static const char *const folders[] = {
	"/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation",
};

static const struct {
	const char *name;
	size_t at;
} calls[] = {
#define PDF_CALL(name) { #name, offsetof(struct pdf_lib, name) },
	PDF_CALLS(PDF_CALL)
#undef PDF_CALL
};

/* POSIX has a function's address in a pointer to an object. */
static_assert(sizeof(void (*)(void)) == sizeof(void *), "dlsym");

static bool no_library(const char *name, struct err *e)
{
	const char *why = dlerror();
	return err_set(e, ERR_IO, "sheet.library", "name", name, "why", why ? why : "?", NULL);
}

enum { LIBRARIES = sizeof(libraries) / sizeof(libraries[0]) };

static bool take_calls(struct pdf_lib *lib, void *const library[LIBRARIES], struct err *e)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		void *call = NULL;
		for (size_t k = 0; k < LIBRARIES && !call; k++) {
			call = dlsym(library[k], calls[i].name);
		}
		if (!call) {
			return no_library(calls[i].name, e);
		}
		memcpy((char *)lib + calls[i].at, &call, sizeof(call));
	}
	return true;
}

/* Each paper asks anew for what was not there: nothing of a vain try may stay open. */
static bool find_calls(struct pdf_lib *lib, struct err *e)
{
	void *library[LIBRARIES] = { NULL };
	bool ok = true;
	for (size_t i = 0; i < LIBRARIES && ok; i++) {
		library[i] = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
		ok = library[i] || no_library(libraries[i], e);
	}
	ok = ok && take_calls(lib, library, e);
	for (size_t i = 0; i < LIBRARIES && !ok; i++) {
		if (library[i]) {
			(void)dlclose(library[i]);
		}
	}
	return ok;
}

/* File by file: a folder would want a cache of its own. */
static bool find_font(struct pdf_lib *lib, struct err *e)
{
	static const char *const files[] = { "Regular", "Bold", "Italic" };
	const char *folder = folders[access(folders[0], R_OK) == 0 ? 0 : 1];
	FcConfig *config = lib->FcConfigCreate();
	bool ok = config != NULL;
	for (size_t i = 0; ok && i < sizeof(files) / sizeof(files[0]); i++) {
		char path[128];
		(void)snprintf(path, sizeof(path), "%s/LiberationSerif-%s.ttf", folder, files[i]);
		ok = lib->FcConfigAppFontAddFile(config, (const FcChar8 *)(const void *)path);
	}
	if (ok) {
		lib->fonts = lib->pango_cairo_font_map_new();
		lib->pango_fc_font_map_set_config((PangoFcFontMap *)(void *)lib->fonts, config);
	}
	if (config) {
		lib->FcConfigDestroy(config);	/* the map has one of its own */
	}
	return ok || err_set(e, ERR_IO, "sheet.font", "name", folder, NULL);
}

#ifdef __SANITIZE_ADDRESS__
/* Fontconfig links its patterns by offsets, not by pointers: what the font map still
 * holds looks lost to whoever follows pointers. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig.so";
}
#endif

bool pdf_load(const struct pdf_lib **out, struct err *e)
{
	static struct pdf_lib lib;
	if (!lib.fonts && (!find_calls(&lib, e) || !find_font(&lib, e))) {
		return false;
	}
	*out = &lib;
	return true;
}
