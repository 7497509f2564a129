package com.example.courier;

import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import java.io.IOException;
import java.util.concurrent.Executor;
import okhttp3.HttpUrl;

/** Moves the session to a better access point, but only if the server answers over that one. The jobs go on over the old one meanwhile. */
final class Mover implements RoamingHandler {

    private final HttpUrl server;
    private final Executor tests;
    private final Report report;

    /** The executor runs the tests: they wait for the network, and must not keep the thread of the listeners. */
    Mover(HttpUrl server, Executor tests, Report report) {
        this.server = server;
        this.tests = tests;
        this.report = report;
    }

    @Override
    public void preferred(RoamingOffer offer) {
        offer.migrate();
    }

    @Override
    public void activated(RoamingOffer offer) {
        if (offer.reason() == RoamingOffer.Reason.REPLACEMENT) {
            // The old one is lost. A test could only take time: rejecting would end the session.
            offer.accept();
        } else {
            tests.execute(() -> test(offer));
        }
    }

    private void test(RoamingOffer offer) {
        Uplink candidate = new Uplink(offer.candidate(), offer.sockets(), server);
        try {
            candidate.test();
            report.say("candidate " + offer.candidate().name() + " accepted");
            offer.accept();
        } catch (IOException leadsNowhere) {
            report.say("candidate " + offer.candidate().name() + " rejected: " + leadsNowhere.getMessage());
            offer.reject();
        } finally {
            candidate.retire();
        }
    }
}
