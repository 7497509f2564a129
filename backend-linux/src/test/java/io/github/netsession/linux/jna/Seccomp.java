package io.github.netsession.linux.jna;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Has the kernel refuse a system call to this process, as a sandbox does. Source: seccomp(2), linux/filter.h, linux/audit.h, asm/unistd.h. */
public final class Seccomp {

    private static final boolean IS_ARM = System.getProperty("os.arch").equals("aarch64");
    private static final int ARCHITECTURE = IS_ARM ? 0xC00000B7 : 0xC000003E;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;
    private static final int SECCOMP_RET_ALLOW = 0x7fff0000;
    private static final int SECCOMP_RET_ERRNO = 0x00050000;
    private static final int LOAD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    /** Offsets in struct seccomp_data. */
    private static final int NUMBER = 0;
    private static final int ARCH = 4;
    private static final int FIRST_ARGUMENT = 16;

    /** The numbers on x86-64 and on AArch64; -1 where there is none. */
    private static final Map<String, List<Integer>> NUMBERS = Map.ofEntries(Map.entry("socket", List.of(41, 198)), Map.entry("connect", List.of(42, 203)),
        Map.entry("sendto", List.of(44, 206)), Map.entry("recvfrom", List.of(45, 207)), Map.entry("sendmsg", List.of(46, 211)),
        Map.entry("recvmsg", List.of(47, 212)), Map.entry("bind", List.of(49, 200)), Map.entry("getsockname", List.of(51, 204)),
        Map.entry("setsockopt", List.of(54, 208)), Map.entry("getsockopt", List.of(55, 209)), Map.entry("poll", List.of(7, -1)),
        Map.entry("ppoll", List.of(271, 73)), Map.entry("eventfd2", List.of(290, 19)), Map.entry("inotify_init1", List.of(294, 26)),
        Map.entry("ioctl", List.of(16, 29)), Map.entry("clock_gettime", List.of(228, 113)), Map.entry("flock", List.of(73, 32)),
        Map.entry("readlinkat", List.of(267, 78)), Map.entry("statx", List.of(332, 291)), Map.entry("seccomp", List.of(317, 277)),
        Map.entry("none", List.of(-1, -1)));

    private Seccomp() {
    }

    /**
     * Refuses a call from now on, to all threads.
     *
     * @param call the name of the call, and behind a colon its first argument if only those calls are refused, for instance {@code socket:16}
     * @param errno what it fails with
     */
    public static void refuse(String call, int errno) {
        String[] parts = call.split(":");
        int number = number(parts[0]);
        if (number < 0) {
            return;
        }
        boolean isNarrow = parts.length > 1;
        int[][] program = {{LOAD, 0, 0, ARCH}, {JUMP_IF_EQUAL, 0, isNarrow ? 5 : 3, ARCHITECTURE}, {LOAD, 0, 0, NUMBER},
            {JUMP_IF_EQUAL, 0, isNarrow ? 3 : 1, number}, {LOAD, 0, 0, FIRST_ARGUMENT}, {JUMP_IF_EQUAL, 0, 1, isNarrow ? Integer.parseInt(parts[1]) : 0},
            {RETURN, 0, 0, SECCOMP_RET_ERRNO | errno}, {RETURN, 0, 0, SECCOMP_RET_ALLOW}};
        install(Arrays.stream(program).filter(each -> isNarrow || each != program[4] && each != program[5]).toArray(int[][]::new));
    }

    private static int number(String name) {
        return NUMBERS.get(name).get(IS_ARM ? 1 : 0);
    }

    private static void install(int[][] program) {
        try (Memory filter = new Memory(8L * program.length); Memory header = new Memory(16)) {
            for (int i = 0; i < program.length; i++) {
                filter.setShort(8L * i, (short) program[i][0]);
                filter.setByte(8L * i + 2, (byte) program[i][1]);
                filter.setByte(8L * i + 3, (byte) program[i][2]);
                filter.setInt(8L * i + 4, program[i][3]);
            }
            header.clear();
            header.setShort(0, (short) program.length);
            header.setPointer(8, filter);
            NativeLibrary process = NativeLibrary.getProcess();
            check("prctl", process.getFunction("prctl"), PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L);
            check("seccomp", process.getFunction("syscall"), (long) number("seccomp"), (long) SECCOMP_SET_MODE_FILTER, (long) SECCOMP_FILTER_FLAG_TSYNC, header);
        }
    }

    private static void check(String name, Function function, Object... arguments) {
        if (function.invokeInt(arguments) != 0) {
            throw new IllegalStateException(String.format(Locale.ROOT, "%s is refused, errno %d", name, Native.getLastError()));
        }
    }
}
