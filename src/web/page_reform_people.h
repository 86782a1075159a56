/* Who gets which post when units are reorganised: a table handed in, or made row by row. */
#ifndef DUNGHEN_WEB_PAGE_REFORM_PEOPLE_H
#define DUNGHEN_WEB_PAGE_REFORM_PEOPLE_H

#include "handler.h"

handler_fn reform_people_show, reform_people_take, reform_people_act, reform_people_csv;

#endif
