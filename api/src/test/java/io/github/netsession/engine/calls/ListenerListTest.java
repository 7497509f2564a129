package io.github.netsession.engine.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Listeners are told in their order, also while others come and go. */
@Tag("unit")
class ListenerListTest {

    private final List<String> told = new ArrayList<>();
    private final CallbackQueue callbacks = new CallbackQueue(Runnable::run, later -> { });
    private final ListenerList<String> list = new ListenerList<>();

    private ListenerEntry<String> entry(int number) {
        return new ListenerEntry<>(event -> told.add(number + event), callbacks);
    }

    private ListenerEntry<String> added(int number) {
        ListenerEntry<String> entry = entry(number);
        list.add(entry);
        return entry;
    }

    private void end(ListenerEntry<String> entry) {
        entry.end();
        list.remove(entry);
    }

    @Test
    void eachIsToldInTheOrderOfRegistration() {
        added(1);
        added(2);
        list.tell("a");
        assertEquals(List.of("1a", "2a"), told);
    }

    @Test
    void whoHasEndedIsNotToldAndAnEmptyListIsEmpty() {
        ListenerEntry<String> one = added(1);
        ListenerEntry<String> two = added(2);
        end(one);
        list.tell("a");
        assertEquals(List.of("2a"), told);
        assertFalse(list.isEmpty());
        end(two);
        end(two);
        assertTrue(list.isEmpty());
        end(entry(3));
        assertTrue(list.isEmpty(), "it was never added");
    }

    @Test
    void manyComeAndGoInAnyOrder() {
        List<ListenerEntry<String>> entries = IntStream.range(0, 100).mapToObj(this::added).toList();
        for (int i = 0; i < 100; i += 2) {
            end(entries.get(i));
        }
        end(entries.get(0));
        added(100);
        list.tell("");
        assertEquals(IntStream.rangeClosed(0, 100).filter(i -> i % 2 == 1 || i == 100).mapToObj(String::valueOf).toList(), told);
        IntStream.range(0, 100).filter(i -> i % 2 == 1).forEach(i -> end(entries.get(i)));
        assertFalse(list.isEmpty());
    }
}
