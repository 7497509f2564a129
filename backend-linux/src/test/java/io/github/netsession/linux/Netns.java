package io.github.netsession.linux;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ProgramResult;
import io.github.netsession.testkit.VethPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private network namespace that the kernel tier runs in, arranged and witnessed by iproute2. */
final class Netns {

    private static final Pattern NAME = Pattern.compile("^\\d+: (.+?)(@[^:]*)?: <", Pattern.MULTILINE);

    /**
     * Plain names in one go, as a group, because the kernel waits some milliseconds for its readers at each deletion; then the others one by
     * one. The peer of a veth is gone with it, so not every deletion works.
     */
    private static final String DELETE_LINKS = "names() { ip -o link | sed -e 's/^[0-9]*: //' -e 's/[@:].*//' | grep -avx lo; }; export LC_ALL=C; "
        + "names | grep -ax '[A-Za-z0-9-]*' | sed 's/.*/link set dev & group 9/' | ip -force -batch - >/dev/null 2>&1; ip link del group 9 2>/dev/null; "
        + "names | while IFS= read -r name; do ip link del \"$name\"; done; [ $(ip -o link | wc -l) -eq 1 ]";

    /** More than the 90 s that nmcli itself waits. Source: nmcli(1), --wait. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Netns() {
    }

    /** Fails unless this JVM was started by netns/bin/java; then removes all links but lo, and all rules and routes of a test before. */
    static void clean() {
        requirePrivate();
        ip("link set lo up");
        sh(DELETE_LINKS);
        for (String family : List.of("-4", "-6")) {
            run("ip", family, "rule", "flush");
            run("ip", family, "route", "flush", "table", "100");
            for (String type : List.of("unicast", "blackhole", "unreachable")) {
                run("ip", family, "route", "flush", "table", "main", "type", type);
            }
            ip(family + " rule add from all lookup main priority 32766");
            run("ip", family, "rule", "add", "from", "all", "lookup", "default", "priority", "32767");
        }
    }

    static void requirePrivate() {
        String outer = System.getenv("NETSESSION_NETNS");
        String own = namespace("self");
        if (outer == null || outer.equals(own)) {
            throw new IllegalStateException("the kernel tier must run inside a private network namespace: start the test JVM by "
                + "src/test/netns/bin/java (NETSESSION_NETNS=" + outer + ", own namespace " + own + ")");
        }
    }

    static String namespace(String process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", process, "ns/net")).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs ip with arguments separated by blanks, and fails if it fails. */
    static String ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        return must(command);
    }

    /** Runs a shell command, and fails if it fails. */
    static String sh(String script) {
        return must(List.of("sh", "-c", script));
    }

    /** Runs many ip commands in one process. */
    static void ipBatch(List<String> lines) {
        try {
            Path file = Files.createTempFile("netsession", ".batch");
            try {
                Files.write(file, lines);
                must(List.of("ip", "-batch", file.toString()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the two pairs whose near end is an access point: {@code ap0} with {@code net0}, {@code ap1} with {@code net1}. */
    static VethPair accessPoint(int number) {
        return new VethPair(Netns::ip, "ap" + number, "net" + number, number == 0 ? "192.0.2" : "198.51.100");
    }

    /** The same by the name of the near end. */
    static VethPair accessPoint(String link) {
        return accessPoint(link.equals("ap0") ? 0 : 1);
    }

    /** A veth pair, both ends up, without IPv6 and its unasked-for packets and notices. */
    static void vethPair(String one, String other) {
        ip("link add " + one + " type veth peer name " + other);
        for (String end : List.of(one, other)) {
            ip("link set " + end + " addrgenmode none");
            ip("link set " + end + " up");
        }
        Await.until(() -> ip("-o link show " + one).contains("state UP") && ip("-o link show " + other).contains("state UP"));
    }

    /** A process in another network namespace; end it with {@code destroy()}. */
    static Process otherNamespace() throws IOException {
        Process process = new ProcessBuilder("unshare", "-n", "sleep", "60").start();
        String own = namespace("self");
        Await.until(() -> !namespace(Long.toString(process.pid())).equals(own));
        return process;
    }

    static List<String> linkNames() {
        Matcher matcher = NAME.matcher(run("ip", "-o", "link").output());
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    static ProgramResult run(String... command) {
        return ProgramResult.of(new ProcessBuilder(command), StandardCharsets.ISO_8859_1, LIMIT);
    }

    private static String must(List<String> command) {
        ProgramResult result = run(command.toArray(String[]::new));
        if (result.exit() != 0) {
            throw new IllegalStateException(command + " ended with " + result.exit() + ": " + result.output());
        }
        return result.output();
    }
}
