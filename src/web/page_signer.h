/* What waits for a signature, and the signer's page of one dossier: the proposal beside the
 * papers, sign or send back. */
#ifndef DUNGHEN_WEB_PAGE_SIGNER_H
#define DUNGHEN_WEB_PAGE_SIGNER_H

#include "handler.h"

handler_fn signer_list, signer_show, signer_act;

#endif
