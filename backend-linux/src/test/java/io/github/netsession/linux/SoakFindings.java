package io.github.netsession.linux;

import io.github.netsession.linux.SoakJournal.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the journals of {@link StartedSoakIT} show. */
final class SoakFindings {

    /** A kind of what is told as stopped. */
    static final String OVERLAPS_NOTHING = "the opening overlapped nothing that the stopper did";

    private static final Pattern STOPPER = Pattern.compile("in process (\\d+)");

    private final Map<Long, List<Event>> programs;

    private final Map<String, NavigableMap<Long, Boolean>> isUpFrom;

    /** Takes the events, and the times from which on each link was up or down. */
    SoakFindings(List<Event> events, Map<String, NavigableMap<Long, Boolean>> isUpFrom) {
        this.isUpFrom = isUpFrom;
        programs = events.stream().sorted(Comparator.comparingLong(Event::micros)).collect(Collectors.groupingBy(Event::pid));
    }

    private List<Event> those(Predicate<Event> predicate) {
        return programs.values().stream().flatMap(List::stream).filter(predicate).toList();
    }

    /** Returns the openings that were granted on links that the administrator leaves alone. */
    List<Event> granted() {
        return those(event -> event.what().startsWith("opened") && !SoakLinks.VOLATILE.contains(event.link()));
    }

    /** Returns those of them after which the link was down, at the first look. */
    List<Event> downAtTheLook() {
        return granted().stream().filter(event -> event.what().equals("opened-down")).toList();
    }

    /** Returns those of them that were granted when the link was down already. It may also go down between the opening and the look. */
    List<Event> grantedOnWhatIsDown() {
        return downAtTheLook().stream().filter(this::wasDownBefore).toList();
    }

    private boolean wasDownBefore(Event opened) {
        long granted = opened.micros() - Long.parseLong(opened.detail().split(" ")[0]);
        Map.Entry<Long, Boolean> notice = isUpFrom.getOrDefault(opened.link(), new TreeMap<>()).floorEntry(granted);
        return notice == null || !notice.getValue();
    }

    /** Returns what was told as stopped without a reason, on links that the administrator leaves alone. */
    List<Event> stoppedForNoReason() {
        return stopped().getOrDefault(OVERLAPS_NOTHING, List.of()).stream().filter(event -> !SoakLinks.VOLATILE.contains(event.link())).toList();
    }

    /** Returns what was told as lost though no one but sessions takes it down. */
    List<Event> lost() {
        return those(event -> event.what().equals("failed") && event.detail().startsWith("LOST") && !SoakLinks.VOLATILE.contains(event.link()));
    }

    List<Event> hung() {
        return those(event -> event.what().equals("hung"));
    }

    /** Returns how often each kind of event was, with the reason if it has one. */
    Map<String, Long> counts() {
        return those(event -> true).stream().collect(Collectors.groupingBy(event -> (SoakLinks.VOLATILE.contains(event.link()) ? "volatile " : "")
            + event.what() + (event.what().matches("failed|refused") ? " " + event.detail().split(" ")[0] : ""), TreeMap::new, Collectors.counting()));
    }

    /** Returns what was told as stopped by a session, by kind. */
    Map<String, List<Event>> stopped() {
        return those(event -> event.what().equals("failed") && event.detail().startsWith("STOPPED")).stream()
            .collect(Collectors.groupingBy(this::kind, TreeMap::new, Collectors.toList()));
    }

    /**
     * An opening may overlap the stop for the last holder in another process, or for one that was killed; then the session may be told later that
     * it was stopped. Nobody else stops anything.
     */
    private String kind(Event stopped) {
        Matcher stopper = STOPPER.matcher(stopped.detail());
        if (!stopper.find()) {
            return "by a session of the same process";
        }
        List<Event> before = programs.get(stopped.pid()).stream().filter(event -> event.session().equals(stopped.session())
            && event.micros() <= stopped.micros()).toList();
        long opening = last(before, "opening").map(Event::micros).orElse(Long.MAX_VALUE);
        long opened = last(before, "opened", "opened-down", "opened-and-ended").map(Event::micros).filter(micros -> micros >= opening)
            .orElse(stopped.micros());
        List<Step> steps = steps(Long.parseLong(stopper.group(1))).stream().filter(step -> step.begin <= opened && step.end >= opening).toList();
        if (steps.stream().anyMatch(step -> !step.isOpening && List.of(stopped.link(), SoakJournal.PROGRAM).contains(step.link))) {
            return "the opening overlapped a close of it by the stopper";
        }
        return steps.isEmpty() ? OVERLAPS_NOTHING : "the opening overlapped something else that the stopper did, and that found what was left";
    }

    private static Optional<Event> last(List<Event> events, String... whats) {
        return events.stream().filter(event -> List.of(whats).contains(event.what())).reduce((first, second) -> second);
    }

    /** An opening or a close by one program; the close of a program that ends is one of all links. */
    private record Step(String link, boolean isOpening, long begin, long end) {
    }

    /** Returns the steps of one program. One that has no end in the journal lasts until the next one of its session, or for ever. */
    private List<Step> steps(long pid) {
        Map<String, Event> latest = new TreeMap<>();
        List<Step> steps = new ArrayList<>();
        for (Event event : programs.getOrDefault(pid, List.of())) {
            boolean isBegin = event.what().matches("opening|closing|ending");
            if (isBegin || event.what().matches("opened.*|refused|settled|hung")) {
                Optional.ofNullable(latest.remove(event.session())).ifPresent(begin -> steps.add(step(begin, event.micros())));
            }
            if (isBegin) {
                latest.put(event.session(), event);
            }
        }
        latest.values().forEach(begin -> steps.add(step(begin, Long.MAX_VALUE)));
        return steps;
    }

    private static Step step(Event begin, long end) {
        return new Step(begin.link(), begin.what().equals("opening"), begin.micros(), end);
    }
}
