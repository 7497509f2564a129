package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An offer that the application keeps does not keep the session. */
@Tag("sim")
class KeptOfferTest {

    @Test
    void aKeptOfferKeepsNoSession() throws Exception {
        SimWorld world = new SimWorld();
        SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN).traffic(1000, 100);
        SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).traffic(500, 50);
        try (Networks networks = world.open()) {
            NetworkConfiguration internet = networks.defineServiceNetwork("internet", List.of(wifi.id(), phone.id()));
            List<RoamingOffer> offers = new ArrayList<>();
            List<WeakReference<Object>> refs = new ArrayList<>();
            use(world, networks, internet, wifi, offers, refs);
            assertEquals(1, offers.size());
            world.advance(Duration.ofSeconds(5));
            for (int i = 0; i < 20 && !refs.stream().allMatch(ref -> ref.refersTo(null)); i++) {
                System.gc();
                world.advance(Duration.ofMillis(200));
            }
            assertEquals(List.of(), refs.stream().map(Reference::get).filter(Objects::nonNull)
                .map(each -> each.getClass().getName()).toList());
            Reference.reachabilityFence(offers);
        }
    }

    private static void use(SimWorld world, Networks networks, NetworkConfiguration internet, SimAccessPoint wifi, List<RoamingOffer> offers,
        List<WeakReference<Object>> refs) throws Exception {
        NetworkSession session = networks.session(internet);
        session.onRoaming(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                offers.add(offer);
            }

            @Override
            public void activated(RoamingOffer offer) {
            }
        });
        wifi.outOfRange();
        world.advance(Duration.ofMillis(200));
        session.open();
        world.advance(Duration.ofSeconds(2));
        wifi.inRange();
        world.advance(Duration.ofSeconds(11));
        session.close();
        world.advance(Duration.ofSeconds(5));
        refs.add(new WeakReference<>(session));
        for (Field field : session.getClass().getDeclaredFields()) {
            if (field.getType().getSimpleName().equals("Session")) {
                field.setAccessible(true);
                refs.add(new WeakReference<>(field.get(session)));
            }
        }
    }
}
