package io.github.netsession.linux.jna;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;

/** A sandbox for the thread that makes it: the kernel refuses it netlink. */
public final class NetlinkRefusal {

    private static final int PR_SET_SECCOMP = 22;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_MODE_FILTER = 2;

    private NetlinkRefusal() {
    }

    /**
     * Makes the kernel refuse socket(AF_NETLINK) to this thread, as a sandbox does: load the call, is it socket? load its first argument, is it
     * AF_NETLINK? Source: seccomp(2); linux/filter.h, struct sock_filter; linux/seccomp.h, struct seccomp_data.
     *
     * @param errno what socket(2) fails with
     */
    public static void of(int errno) {
        int call = System.getProperty("os.arch").equals("aarch64") ? 198 : 41;
        int[][] program = {{0x20, 0, 0}, {0x15, 3, call}, {0x20, 0, 16}, {0x15, 1, 16}, {0x06, 0, 0x50000 | errno}, {0x06, 0, 0x7fff0000}};
        Memory filter = new Memory(8L * program.length);
        for (int i = 0; i < program.length; i++) {
            filter.setShort(8L * i, (short) program[i][0]);
            filter.setByte(8L * i + 2, (byte) 0);
            filter.setByte(8L * i + 3, (byte) program[i][1]);
            filter.setInt(8L * i + 4, program[i][2]);
        }
        Memory header = new Memory(16);
        header.setShort(0, (short) program.length);
        header.setPointer(8, filter);
        var prctl = NativeLibrary.getProcess().getFunction("prctl");
        if (prctl.invokeInt(new Object[] {PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L}) != 0
            || prctl.invokeInt(new Object[] {PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header, 0L, 0L}) != 0) {
            throw new IllegalStateException("no seccomp here");
        }
    }
}
