/*
 * "Điểm nghẽn": where time goes in the dossiers that a leader's board is about, mined from the
 * ledger (app/own_log.h): bottlenecks, why dossiers wait, ways, hand-overs, load, a model of
 * their ways, and how they stand beside the steps of their law. What is
 * pointed at narrows the page down by its address, or opens into its dossiers. Rights and
 * units are those of the board; rule 44 says who is named.
 */
#ifndef DUNGHEN_WEB_PAGE_FLOW_H
#define DUNGHEN_WEB_PAGE_FLOW_H

#include "handler.h"

handler_fn flow_show, flow_dossiers, flow_bpmn;

#endif
