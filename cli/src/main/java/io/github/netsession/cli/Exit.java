package io.github.netsession.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of the program. {@code run} passes its command's own code on instead. */
enum Exit {
    /** It worked. */
    OK(0, "it worked"),
    /** Something unexpected. */
    FAILURE(1, "unexpected failure (NETSESSION_DEBUG=1 shows where), or the output could not be written"),
    /** Wrong arguments. */
    USAGE(2, "wrong arguments"),
    /** No backend can be used. */
    NO_BACKEND(3, "no backend can be used"),
    /** The configuration is not known, or its name is not unique. */
    NO_CONFIGURATION(4, "no such configuration"),
    /** The session did not open. */
    NOT_OPENED(5, "the session could not be opened"),
    /** The command is there and cannot be executed; the shells' number. */
    NOT_EXECUTABLE(126, "run: the command cannot be executed"),
    /** There is no such command; the shells' number. */
    NOT_FOUND(127, "run: there is no such command");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** The list that {@code --help} prints. */
    static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        for (Exit exit : values()) {
            list.put(" " + exit.code, exit.meaning);
        }
        list.put(" 130, 143", "ended by an interrupt (Ctrl-C), by a termination signal");
        list.put(" other", "run: the command's own exit code");
        return list;
    }
}
