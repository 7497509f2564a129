package io.github.netsession.cli.scenario;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.SessionFailure;
import io.github.netsession.internal.Excerpt;
import io.github.netsession.sim.SimAccessPoint;
import io.github.netsession.sim.SimDevice;
import io.github.netsession.sim.SimPosition;
import io.github.netsession.sim.SimWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads a scenario's text, in the grammar that cli/SCENARIOS.md documents. Tries every value at once, on a world of its own. */
final class ScenarioText {

    private static final String STATEMENTS = "about, seed, device, access-point, service-network, application, at, lasts";
    private static final String FACTS = "up, down, in-range, out-of-range, removed, at, power, signal, metered, reaches, address, no-address,"
        + " traffic, bandwidth, starts-in, stops-in, may-take, fails, works, domain";
    private static final String EVENTS = "say, device, daemon, hints, suspended, starting, or an access point";
    private static final Map<String, Connectivity> REACHES = Map.of("internet", Connectivity.INTERNET, "portal", Connectivity.CAPTIVE_PORTAL,
        "limited", Connectivity.LIMITED, "local", Connectivity.LOCAL, "none", Connectivity.NONE, "unknown", Connectivity.UNKNOWN);

    private final String name;
    private final ScenarioDraft draft;
    /** Shows at once whether a value is valid. */
    private final SimWorld trial = new SimWorld();
    private final Map<String, SimDevice> devices = new HashMap<>();
    private final List<String> networks = new ArrayList<>();

    ScenarioText(String name) {
        this.name = name;
        this.draft = new ScenarioDraft(name);
    }

    ScenarioDraft read(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            ScenarioWords words = new ScenarioWords(name + ", line " + ++number, line);
            if (!words.isAtEnd()) {
                try {
                    statement(words);
                } catch (IllegalArgumentException mistake) {
                    throw mistake.getMessage().startsWith(name + ", line ") ? mistake : words.mistake(mistake.getMessage());
                }
                if (!words.isAtEnd()) {
                    throw words.unknown(words.next("nothing"), "the end of the line");
                }
            }
        }
        return draft;
    }

    private void statement(ScenarioWords words) {
        String statement = words.next("a statement");
        switch (statement) {
            case "about" -> draft.addAbout(String.join(" ", words.rest("a sentence")));
            case "seed" -> draft.setSeed(words.whole());
            case "device" -> device(words.next("a name"), words.oneOf(Bearer.class));
            case "access-point" -> accessPoint(words);
            case "service-network" -> serviceNetwork(words);
            case "application" -> draft.setApplication(known(words, words.next("a service network or an access point")));
            case "at" -> event(words);
            case "lasts" -> draft.setLength(words.time());
            default -> throw words.unknown(statement, STATEMENTS);
        }
    }

    private void device(String device, Bearer bearer) {
        devices.put(device, trial.device(device, bearer));
        draft.addSetUp(world -> world.device(device, bearer));
    }

    private void accessPoint(ScenarioWords words) {
        String accessPoint = words.next("a name");
        String kind = words.next("a bearer, or 'on' and a device");
        if (kind.equals("on")) {
            String device = words.next("a device");
            if (!devices.containsKey(device)) {
                throw words.unknown(device, "a device that was named before" + (devices.isEmpty() ? "" : ": " + Excerpt.of(devices.keySet())));
            }
            trial.accessPoint(accessPoint, devices.get(device));
            draft.addSetUp(world -> world.accessPoint(accessPoint, world.device(device).orElseThrow()));
        } else {
            words.back();
            Bearer bearer = words.oneOf(Bearer.class);
            trial.accessPoint(accessPoint, bearer);
            draft.addSetUp(world -> world.accessPoint(accessPoint, bearer));
        }
        List<Consumer<SimAccessPoint>> facts = facts(words, accessPoint);
        draft.addSetUp(world -> tell(world, accessPoint, facts));
    }

    private List<Consumer<SimAccessPoint>> facts(ScenarioWords words, String accessPoint) {
        List<Consumer<SimAccessPoint>> facts = new ArrayList<>();
        while (!words.isAtEnd()) {
            Consumer<SimAccessPoint> fact = fact(words);
            fact.accept(trial.accessPoint(accessPoint).orElseThrow(() -> words.mistake(accessPoint + " has been removed")));
            facts.add(fact);
        }
        return facts;
    }

    /** Ignores an access point that has been removed. */
    private static void tell(SimWorld world, String accessPoint, List<Consumer<SimAccessPoint>> facts) {
        world.accessPoint(accessPoint).ifPresent(found -> facts.forEach(fact -> fact.accept(found)));
    }

    private void serviceNetwork(ScenarioWords words) {
        String network = words.next("a name");
        List<String> children = words.rest("an access point");
        children.forEach(child -> known(words, child));
        networks.add(network);
        draft.addServiceNetwork(network, children);
    }

    private String known(ScenarioWords words, String used) {
        if (!networks.contains(used) && trial.accessPoint(used).isEmpty()) {
            throw words.unknown(used, "the name of something that was made before");
        }
        return used;
    }

    private void event(ScenarioWords words) {
        Duration time = words.time();
        String what = words.next(EVENTS);
        String said = words.toString().replaceFirst("at \\S+ ", "");
        switch (what) {
            case "say" -> draft.addEvent(time, String.join(" ", words.rest("a sentence")), world -> { });
            case "device" -> draft.addEvent(time, said, journey(words));
            case "daemon" -> draft.addEvent(time, "the system service is " + said.substring(7), words.oneOf(Map.<String, Consumer<SimWorld>>of(
                "gone", world -> world.faults().crashService(), "back", world -> world.faults().restoreService())));
            case "hints" -> draft.addEvent(time, said, hints(words));
            case "suspended" -> {
                Duration duration = words.time();
                draft.addEvent(time, "the machine is suspended for " + duration.toSeconds() + " s", world -> world.suspend(duration));
            }
            case "starting" -> {
                Consumer<SimWorld> change = words.oneOf(Map.<String, Consumer<SimWorld>>of(
                    "permitted", SimWorld::restoreStarts, "forbidden", SimWorld::denyStarts));
                draft.addEvent(time, said, change);
            }
            default -> {
                if (trial.accessPoint(what).isEmpty()) {
                    throw words.unknown(what, EVENTS);
                }
                words.next(FACTS);
                words.back();
                List<Consumer<SimAccessPoint>> facts = facts(words, what);
                draft.addEvent(time, said, world -> tell(world, what, facts));
            }
        }
    }

    private Consumer<SimWorld> journey(ScenarioWords words) {
        boolean atOnce = words.oneOf(Map.of("at", true, "travels", false));
        SimPosition to = new SimPosition(words.number(), words.number());
        if (atOnce) {
            return world -> world.moveTo(to.xMetres(), to.yMetres());
        }
        words.word("in");
        Duration time = words.time();
        trial.travel(to.xMetres(), to.yMetres(), time);
        return world -> world.travel(to.xMetres(), to.yMetres(), time);
    }

    private static Consumer<SimWorld> hints(ScenarioWords words) {
        String how = words.next("lost, back, twice or late");
        return switch (how) {
            case "lost" -> world -> world.faults().loseHints();
            case "back" -> world -> world.faults().restoreHints();
            case "twice" -> world -> world.faults().doubleHints();
            case "late" -> {
                Duration most = words.time();
                yield world -> world.faults().jitterHints(most);
            }
            default -> throw words.unknown(how, "lost, back, twice, late");
        };
    }

    private static Consumer<SimAccessPoint> fact(ScenarioWords words) {
        String fact = words.next(FACTS);
        return switch (fact) {
            case "up" -> SimAccessPoint::up;
            case "down" -> SimAccessPoint::down;
            case "in-range" -> SimAccessPoint::inRange;
            case "out-of-range" -> SimAccessPoint::outOfRange;
            case "removed" -> SimAccessPoint::remove;
            case "no-address" -> SimAccessPoint::withholdAddress;
            case "works" -> SimAccessPoint::restoreStarts;
            case "at" -> place(words.number(), words.number());
            case "power" -> with(words.number(), SimAccessPoint::power);
            case "signal" -> with(words.whole(), (accessPoint, percent) -> accessPoint.signal(percent.intValue()));
            case "metered" -> with(words.oneOf(Metered.class), SimAccessPoint::metered);
            case "reaches" -> with(words.oneOf(REACHES), SimAccessPoint::connectivity);
            case "address" -> with(words.next("an address"), SimAccessPoint::address);
            case "traffic" -> rates(words.whole(), words.whole(), false);
            case "bandwidth" -> rates(words.whole(), words.whole(), true);
            case "starts-in" -> with(words.time(), SimAccessPoint::startDelay);
            case "stops-in" -> with(words.time(), SimAccessPoint::stopDelay);
            case "may-take" -> with(words.time(), SimAccessPoint::connectTimeout);
            case "domain" -> with(words.next("a name"), SimAccessPoint::mobilityDomain);
            case "fails" -> with(words.next("a reason"), (accessPoint, reason) ->
                accessPoint.failStarts(SessionFailure.Reason.UNKNOWN, reason));
            default -> throw words.unknown(fact, FACTS);
        };
    }

    private static <T> Consumer<SimAccessPoint> with(T value, BiConsumer<SimAccessPoint, T> setter) {
        return accessPoint -> setter.accept(accessPoint, value);
    }

    private static Consumer<SimAccessPoint> place(double x, double y) {
        return accessPoint -> accessPoint.at(x, y);
    }

    private static Consumer<SimAccessPoint> rates(long down, long up, boolean bandwidth) {
        return accessPoint -> {
            if (bandwidth) {
                accessPoint.bandwidth(down, up);
            } else {
                accessPoint.traffic(down, up);
            }
        };
    }
}
