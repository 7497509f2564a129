package io.github.netsession.linux.jna;

import io.github.netsession.linux.Errno;

/** Results of sd-bus calls. */
final class BusResult {

    private BusResult() {
    }

    /** Throws if the result of a call is a negative error number; returns it otherwise. */
    static int check(String call, int result) {
        if (result < 0) {
            throw Errno.refused(call, -result, "");
        }
        return result;
    }
}
