/* The citizen's two questions: which procedure? where is my dossier? */
#ifndef DUNGHEN_WEB_VIEW_HOME_H
#define DUNGHEN_WEB_VIEW_HOME_H

#include "view_figures.h"

struct home_view {
	struct top_view top;
	bool measured;
	struct figures_view figures;
};

#endif
