package io.github.netsession.linux;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import java.io.IOException;

/** A program of {@link ManagerProfileIT}: opens a session on a profile that it brings, says which, and waits to be ended. */
final class ProfileChild {

    private ProfileChild() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Networks networks = Networks.open()) {
            NetworkConfiguration own = networks.defineAccessPoint(NetworkProfile.ethernet("the child's").build()).join();
            NetworkSession session = networks.session(own);
            session.open();
            session.awaitOpened();
            System.out.println(own.id());
            while (System.in.read() >= 0) {
                System.out.println(session.state());
            }
        }
    }
}
