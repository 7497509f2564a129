/* What the parts of SystemConfiguration share. */
#ifndef NETSESSION_SC_H
#define NETSESSION_SC_H

#include "darwin.h"
#include "world.h"

/* Sets what SCError answers on this thread; true for kSCStatusOK. */
bool sc_result(int status);

/* What SetDispatchQueue of a store and of a connection agree about; the session tells which callbacks are still wanted. */
struct listening { struct queue *queue; long session; };
int listening_set(struct listening *listening, void *queue, int already, const char *function);
void listening_end(struct listening *listening);

#endif
