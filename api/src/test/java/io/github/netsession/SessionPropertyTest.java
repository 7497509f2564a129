package io.github.netsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SessionPropertyTest {

    @Test
    void isEqualByItsNameAndType() {
        SessionProperty<String> key = SessionProperty.of("job", String.class);
        assertEquals(key, SessionProperty.of("job", String.class));
        assertEquals(key.hashCode(), SessionProperty.of("job", String.class).hashCode());
        assertNotEquals(key, SessionProperty.of("task", String.class));
        assertNotEquals(key, SessionProperty.of("job", Integer.class));
        assertNotEquals(key, "job");
        assertNotEquals(key, null);
    }

    @Test
    void saysBoth() {
        SessionProperty<String> key = SessionProperty.of("job", String.class);
        assertEquals("job", key.name());
        assertEquals(String.class, key.type());
        assertEquals("SessionProperty[name=job, type=java.lang.String]", key.toString());
    }

    @Test
    void isMadeInOneWayOnlyAndThatKeepsTheNamesOfTheLibrary() {
        assertEquals(0, SessionProperty.class.getConstructors().length);
        assertThrows(IllegalArgumentException.class, () -> SessionProperty.of("netsession.active-configuration", ConfigurationId.class));
        assertThrows(IllegalArgumentException.class, () -> SessionProperty.of(" ", String.class));
        assertThrows(NullPointerException.class, () -> SessionProperty.of("job", null));
        assertEquals("'job': the type must be a class that has values, such as Integer for int, not int",
            assertThrows(IllegalArgumentException.class, () -> SessionProperty.of("job", int.class)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> SessionProperty.of("job", void.class));
    }
}
