/* Reading a line of the world: each function moves the rest on. */
#ifndef NETSESSION_LINES_H
#define NETSESSION_LINES_H

#include "world.h"

/* The rest of the line without the blanks before it; NULL if there is none. */
char *rest_of(char **rest);
bool next_number(char **rest, int64_t *number);
/* So many numbers, and nothing after them. */
bool numbers(char **rest, int64_t *out, int count);

bool link_line(char *rest);
bool address_line(char *rest);
bool embedded_line(char *rest);
bool counters_line(char *rest);
bool traffic_line(char *rest);
bool route_line(char *rest);
bool strangers_line(char *rest);
/* The path monitor looks again when a default route, or one that begins like it, comes or goes. */
bool route_gone(const char *to);

#endif
