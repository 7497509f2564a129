package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A function that every C library has, mapped and unmapped. */
@Tag("unit")
@Tag("every-jdk")
class DirectMappingTest {

    /** As if the class could be unloaded. */
    private static final DirectMapping MAPPING = new DirectMapping(CLibrary.class, DirectMappingTest::library, false);

    private static final class CLibrary {

        static native int abs(int number);
    }

    private static final class LastingCLibrary {

        static native int abs(int number);
    }

    private static NativeLibrary library() {
        return NativeLibrary.getInstance(Platform.isWindows() ? "msvcrt" : Platform.C_LIBRARY_NAME);
    }

    private static int called() {
        return CLibrary.abs(-5);
    }

    private static void assertUnmapped() {
        assertThrows(UnsatisfiedLinkError.class, DirectMappingTest::called);
    }

    @Test
    void theMethodsAreMappedAsLongAsOneUsesThem() {
        assertUnmapped();
        DirectMapping.Use first = MAPPING.use();
        assertEquals(5, called());
        DirectMapping.Use second = MAPPING.use();
        first.close();
        first.close();
        assertEquals(5, called(), "closing twice ends one use");
        second.close();
        assertUnmapped();
        assertEquals(5, MAPPING.with(DirectMappingTest::called), "they are mapped again");
        assertUnmapped();
    }

    @Test
    void theMethodsStayMappedAsLongAsOneKeepsThem() {
        DirectMapping.Use outer = DirectMapping.keep();
        DirectMapping.Use inner = DirectMapping.keep();
        assertUnmapped();
        MAPPING.with(DirectMappingTest::called);
        inner.close();
        inner.close();
        assertEquals(5, called());
        DirectMapping.Use late = MAPPING.use();
        outer.close();
        assertEquals(5, called(), "it is still in use");
        late.close();
        assertUnmapped();
    }

    /** JNA does not free what it unmaps. This class is the system class loader's. */
    @Test
    void theMethodsOfAClassThatIsNeverUnloadedStayMapped() {
        DirectMapping lasting = new DirectMapping(LastingCLibrary.class, DirectMappingTest::library);
        assertEquals(5, lasting.with(() -> LastingCLibrary.abs(-5)));
        assertEquals(5, LastingCLibrary.abs(-5), "nobody uses it");
        assertEquals(5, lasting.with(() -> LastingCLibrary.abs(-5)));
    }

    @Test
    void aCallThatFailsEndsItsUse() {
        IllegalStateException failure = new IllegalStateException();
        assertSame(failure, assertThrows(IllegalStateException.class, () -> MAPPING.with(() -> {
            throw failure;
        })));
        assertUnmapped();
    }

    @Test
    void aLibraryThatIsMissingIsReportedEachTime() {
        DirectMapping missing = new DirectMapping(CLibrary.class, () -> NativeLibrary.getInstance("no-such-library"));
        assertThrows(UnsatisfiedLinkError.class, missing::use);
        assertThrows(UnsatisfiedLinkError.class, missing::use);
        assertUnmapped();
    }

    /** JNA would keep the class, and its loader, by these. */
    @Test
    void jnaKeepsNoOptionsOfTheClass() {
        MAPPING.with(() -> {
            assertNull(Native.getLibraryOptions(CLibrary.class).get("enclosing-library"));
            assertEquals(0, Native.getLibraryOptions(CLibrary.class).size());
            return true;
        });
    }

    /** A method that is unmapped while a thread calls it ends the JVM. */
    @Test
    void manyThreadsMayUseThemAtOnce() throws InterruptedException {
        int threads = 4;
        CountDownLatch right = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                int sum = 0;
                for (int round = 0; round < 200; round++) {
                    sum += MAPPING.with(DirectMappingTest::called);
                }
                if (sum == 1000) {
                    right.countDown();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        assertTrue(right.await(60, TimeUnit.SECONDS));
        assertUnmapped();
    }

    /** The interrupt is the caller's. */
    @Test
    void anInterruptIsKept() {
        Thread.currentThread().interrupt();
        assertEquals(5, MAPPING.with(DirectMappingTest::called));
        assertTrue(Thread.interrupted());
    }
}
