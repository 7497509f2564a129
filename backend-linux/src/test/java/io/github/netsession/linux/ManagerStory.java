package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.OpenNetworks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A story around a real NetworkManager with two profiles, {@code office} on {@code ap0} and {@code phone} on {@code ap1}, and the library. */
abstract class ManagerStory {

    static final String OFFICE = "0ff1ce00-0000-4000-8000-000000000001";
    static final String PHONE = "0ff1ce00-0000-4000-8000-000000000002";
    static final ConfigurationId OFFICE_ID = ConfigurationId.of("nm", OFFICE);
    static final ConfigurationId PHONE_ID = ConfigurationId.of("nm", PHONE);
    static final String BY_HAND = "autoconnect=false\n";

    ManagerBed bed;
    Networks networks;

    @BeforeEach
    void prepare() {
        bed = ManagerBed.withManager();
        bed.profile(OFFICE, "office", "ap0", BY_HAND + address("ap0", 100));
        bed.profile(PHONE, "phone", "ap1", BY_HAND + "metered=1\n" + address("ap1", 200));
        Await.until(() -> bed.nmcli("-f", "DEVICE,STATE", "device").contains("ap1:disconnected"));
        networks = Networks.open();
    }

    @AfterEach
    void tidy() {
        networks.close();
        bed.close();
    }

    /** A fixed address and a default route. */
    static String address(String link, int metric) {
        String network = Netns.accessPoint(link).network();
        return "[ipv4]\nmethod=manual\naddress1=" + network + ".2/24\ngateway=" + network + ".1\nroute-metric=" + metric + "\n[ipv6]\nmethod=disabled\n";
    }

    NetworkConfiguration configuration(ConfigurationId id) {
        eventually(() -> networks.configuration(id).isPresent(), id + " is listed");
        return networks.configuration(id).orElseThrow();
    }

    /** Waits until it is listed. */
    NetworkSession session(ConfigurationId id) {
        return networks.session(configuration(id));
    }

    NetworkSession opened(ConfigurationId id) {
        NetworkSession session = session(id);
        session.open();
        eventually(session::isOpen, id + " is open");
        return session;
    }

    void up(String uuid) {
        bed.nmcli("connection", "up", uuid);
        eventually(() -> networks.configuration(ConfigurationId.of("nm", uuid)).filter(NetworkConfiguration::isActive).isPresent(), uuid + " is active");
    }

    static void eventually(BooleanSupplier condition, String what) {
        assertTrue(Await.comesTrue(condition), () -> "did not come true within a minute: " + what);
    }

    /** Does something behind the library's back, and demands that it is seen within a second. */
    void isSeenWithinASecond(String change, Runnable what, ConfigurationId id, Predicate<NetworkConfiguration> seen) {
        what.run();
        long begin = System.nanoTime();
        eventually(() -> networks.configuration(id).map(seen::test).orElse(false), change + " is seen");
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        assertTrue(millis < 1_000, () -> change + " was seen " + millis + " ms after nmcli had done it");
    }

    SessionFailure failureOf(CompletableFuture<?> future) {
        return OpenNetworks.failureOf(future);
    }
}
