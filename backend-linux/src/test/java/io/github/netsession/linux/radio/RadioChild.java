package io.github.netsession.linux.radio;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import java.io.IOException;
import java.time.Duration;

/** A program of {@link RadioProfileIT}: opens a session on a network that it brings, says how that went, and waits to be ended. */
final class RadioChild {

    private RadioChild() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Networks networks = Networks.open()) {
            String ssid = arguments[0];
            ConfigurationId own = networks.defineAccessPoint(NetworkProfile.wlan("the child's", ssid).passphrase(Air.passphrase(ssid)).build()).join().id();
            Guest.comesTrue(Duration.ofSeconds(10), () -> networks.configuration(own).filter(each -> each.state().isAtLeast(ConfigurationState.DISCOVERED))
                .isPresent());
            NetworkSession session = networks.session(own);
            session.open();
            session.awaitOpened();
            System.out.println(session.state());
            System.in.read();
        }
    }
}
