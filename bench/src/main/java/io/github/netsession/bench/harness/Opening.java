package io.github.netsession.bench.harness;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a session takes to open a link that is down, has its address, and whose other end is up: it needs IFF_UP alone. Beside it, when the
 * kernel's notice says that the link is operational.
 */
final class Opening {

    static final String LINK = "ap1";
    private static final int OPERATIONAL = 6; // IF_OPER_UP
    /** As long as a user takes, at least: the readings of one opening do not delay the next. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private Opening() {
    }

    /**
     * Runs a pass in the network namespace of this process.
     *
     * @param arguments the name of the row
     * @throws Exception if something cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        ConfigurationId id = ConfigurationId.of("link", LINK);
        List<Long> began = new ArrayList<>();
        List<Double> took = new ArrayList<>();
        RealTime.raise();
        try (Networks networks = Networks.open(); Child listener = Child.ready(List.of(Pass.yardstick("listen"), LINK))) {
            int warm = Pass.count(2, 1);
            for (int i = 0; i < warm + Pass.count(9, 1); i++) {
                Pass.pause(PAUSE);
                try (NetworkSession session = networks.session(id)) {
                    long now = System.nanoTime();
                    session.open().join();
                    if (i >= warm) {
                        took.add((System.nanoTime() - now) / 1e6);
                        began.add(now);
                    }
                }
                Pass.await("the link is down", () -> !networks.configuration(id).map(NetworkConfiguration::isActive).orElse(false));
            }
            // For the last notice, which may be a second late.
            Pass.pause(Duration.ofMillis(1100));
            List<Notice> notices = Notice.of(listener.finish());
            List<Double> told = began.stream().flatMap(at -> Notice.first(notices, at, notice -> notice.operstate() == OPERATIONAL).stream()).toList();
            Pass.report(arguments[0], Samples.median(took), told.isEmpty() ? "kernel's notice: none" : "kernel's notice " + Pass.milliseconds(Samples.median(told)),
                Pass.milliseconds(Samples.median(took)), "-");
        }
        System.exit(0);
    }
}
