package com.example.courier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Networks;
import io.github.netsession.SessionHolder;
import io.github.netsession.testkit.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hard day for the courier, on real links with a real server behind them. */
@Tag("kernel")
@Tag("slow")
@Tag("every-jdk")
@Timeout(300)
class DayIT {

    /** Seconds, on a busy machine. What is expected is in the README. */
    private static final double BOUND = 30;
    private static final List<String> UPLINKS = List.of("link:up2", "link:up0", "link:up1");
    private static final int JOBS = 30;
    /** The last packets of connections that are closed already. */
    private static final double TOLERATED_BYTES = 2_000;
    /** On the link on which the courier was killed: the kernel still sends the jobs that were on their way, and repeats them. */
    private static final double TOLERATED_BYTES_OF_KILLED = 20_000;

    private final List<String> accepted = new ArrayList<>();
    private Uplinks uplinks;
    private RunningCourier courier;
    private Day day;
    private long[] atRestart;

    @TempDir
    private Path spool;

    @BeforeEach
    void morning() throws Exception {
        uplinks = new Uplinks();
        courier = new RunningCourier(spool, UPLINKS);
        day = new Day(courier);
        courier.await(0, "session open on up0");
    }

    @AfterEach
    void evening() {
        day.close();
        courier.close();
        uplinks.close();
    }

    @Test
    void noJobIsLostWhateverHappensToTheLinks() throws Exception {
        normal();
        slowLink();
        killed();
        aLinkThatLeadsNowhere();
        cablePulled();
        cableBack();
        deadUpstream();
        String summary = theEnd();
        System.out.println(day.table() + summary);
    }

    private void normal() throws Exception {
        Day.Part part = day.new Part();
        onlyBy(0, "normal");
        assertEquals(0, failures(part));
        part.end("nothing happens", "up0");
    }

    private void slowLink() throws Exception {
        Day.Part part = day.new Part();
        String how = uplinks.slow(0);
        day.jobs("slow", 2 * JOBS);
        assertTrue(part.end("slow link: " + how, "up0") < BOUND);
        uplinks.fast(0);
        assertEquals(0, failures(part));
    }

    /** With jobs in the queue, and on their way. */
    private void killed() throws Exception {
        assertEquals(List.of(courier.pid()), holders());
        uplinks.slow(0);
        int before = courier.lines().size();
        for (int number = 0; number < 20; number++) {
            courier.give("urgent", "killed");
        }
        Await.until(() -> courier.since(before, "accepted").count() == 20 && courier.since(before, "done").findAny().isPresent());
        Day.Part part = day.new Part();
        courier.kill();
        uplinks.fast(0);
        keepAccepted();
        assertEquals(List.of(), holders(), "a program that is killed holds nothing");
        int left = new Spool(spool).jobs().size();
        assertTrue(left > 0);
        atRestart = Day.bytes();
        courier = new RunningCourier(spool, UPLINKS);
        day.goOnWith(courier, left);
        part.restarted();
        courier.await(0, "session open on up0");
        onlyBy(0, "restarted");
        assertEquals(0, courier.since(0, "failed").count());
        assertTrue(part.end("kill -9 and restart", "up0") < BOUND);
    }

    private void aLinkThatLeadsNowhere() throws Exception {
        Day.Part part = day.new Part();
        day.label("nowhere");
        uplinks.plug(2);
        courier.await(part.line(), "candidate up2 rejected");
        courier.await(part.line(), "session CONNECTED on up0");
        assertTrue(part.end("a link that leads nowhere", "up0") < BOUND);
        assertEquals(0, failures(part));
        assertEquals(Set.of(Uplinks.address(0)), uplinks.from("nowhere"));
        uplinks.pull(2);
    }

    private void cablePulled() throws Exception {
        Day.Part part = day.new Part();
        day.label("pulled");
        uplinks.pull(0);
        courier.await(part.line(), "session CONNECTED on up1");
        onlyBy(1, "pulled-after");
        assertTrue(part.end("cable pulled", "up0 > up1") < BOUND);
        assertNothingFailedThatBeganOn("up1", part);
    }

    private void cableBack() throws Exception {
        Day.Part part = day.new Part();
        day.label("back");
        uplinks.plug(0);
        courier.await(part.line(), "candidate up0 accepted");
        courier.await(part.line(), "session CONNECTED on up0");
        onlyBy(0, "back-after");
        assertTrue(part.end("cable back", "up1 > up0") < BOUND);
        assertEquals(0, failures(part));
    }

    private void deadUpstream() throws Exception {
        Day.Part part = day.new Part();
        day.label("dead");
        uplinks.deaden(0);
        courier.await(part.line(), "session CONNECTED on up1");
        day.label("dead-after");
        courier.await(part.line(), "candidate up0 rejected");
        // Not by bytes: the kernel repeats what the dead link never acknowledged, also for connections that are closed.
        assertEquals(Set.of(Uplinks.address(1)), uplinks.from("dead-after"), "the server saw");
        assertTrue(part.end("dead upstream", "up0 > up1") < BOUND);
        assertNothingFailedThatBeganOn("up1", part);
    }

    private String theEnd() {
        keepAccepted();
        assertEquals(0, courier.end());
        assertEquals(0, courier.since(0, "lost").count());
        assertBytesAreAccountedFor();
        Set<String> missing = new HashSet<>(accepted);
        missing.removeAll(Set.of(uplinks.server().ask("ids").split(" ")));
        assertEquals(Set.of(), missing, "jobs that the server has not seen");
        assertEquals(List.of(), holders());
        return String.join("\n", courier.lines().stream().map(RunningCourier.Line::text)
            .filter(line -> line.startsWith("jobs done") || line.startsWith("link ")).toList());
    }

    /** Jobs that begin now come by one link alone: the server says so, and the other links count no byte. */
    private void onlyBy(int link, String label) throws Exception {
        // The connections of the other link say good-bye.
        day.jobs(label + "-settling", JOBS / 2);
        long[] before = Day.bytes();
        day.jobs(label, JOBS);
        long[] sent = new long[before.length];
        long[] after = Day.bytes();
        Arrays.setAll(sent, each -> each == link ? 0 : after[each] - before[each]);
        assertArrayEquals(new long[before.length], sent, "bytes by other links");
        assertTrue(after[link] > before[link]);
        Await.until(() -> !uplinks.from(label).isEmpty());
        assertEquals(Set.of(Uplinks.address(link)), uplinks.from(label), "the server saw");
    }

    private long failures(Day.Part part) {
        return courier.since(part.line(), "failed").count();
    }

    /** What began over the old link may fail, but nothing begins over it once the session is CONNECTED on the new one. */
    private void assertNothingFailedThatBeganOn(String link, Day.Part part) {
        long connected = courier.await(part.line(), "session CONNECTED on " + link).atNanos();
        assertEquals(List.of(), courier.since(part.line(), "failed")
            .filter(line -> line.text().contains("over " + link) || line.beganNanos() > connected).toList());
    }

    /** The courier's own account, from its counters, is that of the kernel's files, but for the last packets of the run before. */
    private void assertBytesAreAccountedFor() {
        for (int link = 0; link < atRestart.length; link++) {
            String line = courier.await(0, "link up" + link).text();
            long told = Pattern.compile("(\\d+) (bytes sent|received)").matcher(line).results().mapToLong(part -> Long.parseLong(part.group(1))).sum();
            assertEquals((double) (Uplinks.bytes(link) - atRestart[link]), told,
                link == 0 ? TOLERATED_BYTES_OF_KILLED : TOLERATED_BYTES, line);
        }
    }

    private void keepAccepted() {
        courier.since(0, "accepted").forEach(line -> accepted.add(line.text().split(" ")[1]));
    }

    private static List<Long> holders() {
        try (Networks networks = Networks.open()) {
            return networks.holders().stream().map(SessionHolder::pid).toList();
        }
    }
}
