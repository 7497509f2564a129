package io.github.netsession.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's notices on links during {@link StartedSoakIT}, as ip-monitor(8) shows them: when a link was up and when it was down. */
final class SoakMonitor {

    private static final Pattern NOTICE = Pattern.compile("\\[([-\\dT:.]+)] (Deleted )?\\d+: ([^:@]+)(?:@[^:]*)?: <([^>]*)>");

    private final Process process;
    private final Path notices;

    private SoakMonitor(Process process, Path notices) {
        this.process = process;
        this.notices = notices;
    }

    static SoakMonitor start(Path notices) throws IOException {
        return new SoakMonitor(new ProcessBuilder("ip", "-rcvbuf", "8388608", "-ts", "-o", "monitor", "link").redirectErrorStream(true)
            .redirectOutput(notices.toFile()).start(), notices);
    }

    /** Ends the monitor. */
    void end() {
        process.destroyForcibly().onExit().join();
    }

    /** Returns for each link the times, in microseconds since 1970, from which on it was up or down. A notice comes after the change, never before. */
    Map<String, NavigableMap<Long, Boolean>> isUpFrom() throws IOException {
        Map<String, NavigableMap<Long, Boolean>> links = new HashMap<>();
        for (String line : Files.readAllLines(notices)) {
            Matcher notice = NOTICE.matcher(line);
            if (notice.find()) {
                Instant time = LocalDateTime.parse(notice.group(1)).atZone(ZoneId.systemDefault()).toInstant();
                links.computeIfAbsent(notice.group(3), absent -> new TreeMap<>()).put(ChronoUnit.MICROS.between(Instant.EPOCH, time),
                    notice.group(2) == null && (',' + notice.group(4) + ',').contains(",UP,"));
            }
        }
        return links;
    }
}
