/* What the two stand-in DLLs have in common towards the tests: counted calls, scripted failures, counted memory. */
#ifndef NETSESSION_STANDIN_H
#define NETSESSION_STANDIN_H

#include "world.h"

/* Counts a call of that export, of one that cannot fail. */
void called(const char *function);

/* Counts it. Returns the code of a "fail FUNCTION CODE" line of the world, or 0. */
DWORD entered(const char *function);

/* The same where the world may say FUNCTION:NUMBER: for one opcode, or for masks that have those bits. */
DWORD entered_with(const char *function, DWORD number, BOOL number_is_mask);

/* Zeroed memory for a caller. block_free says FALSE for what did not come from block_new (or was freed already). */
void *block_new(size_t size);
BOOL block_free(void *block);

int StandInBlocks(void);
int StandInCalls(const char *function);

#endif
