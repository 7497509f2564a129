package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ProgramResult;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sandbox refuses the calls by which the bus is reached: the profiles are there, or there is the reason why not. */
@Tag("manager")
@Timeout(300)
class ManagerRefusedCallsIT extends ManagerStory {

    private static Set<String> free() {
        ProgramResult free = RefusedCallsIT.run("none", 0);
        Set<String> facts = RefusedCallsIT.facts(free);
        assertTrue(facts.stream().anyMatch(fact -> fact.contains(OFFICE_ID.value())), free::output);
        return facts;
    }

    @Test
    void withoutLocalSocketsThereIsAReason() {
        RefusedCallsIT.refuse(List.of("socket:1", "sendmsg"), List.of(RefusedCallsIT.EPERM), free());
    }

    @Test
    @Tag("slow")
    void whatAnyRefusalChangesHasAReason() {
        RefusedCallsIT.refuse(List.of("socket:1", "connect", "getsockopt", "setsockopt", "getsockname", "sendmsg", "recvmsg", "poll", "ppoll", "inotify_init1", "eventfd2"),
            List.of(RefusedCallsIT.EPERM, RefusedCallsIT.ENOSYS), free());
    }
}
