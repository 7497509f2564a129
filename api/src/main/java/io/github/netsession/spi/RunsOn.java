package io.github.netsession.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On which operating system a {@link BackendProvider} can work. A provider for another one is not even instantiated; without this annotation it is for all. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RunsOn {

    /**
     * How the system property {@code os.name} begins.
     *
     * @return the beginning, in any case, for instance {@code Linux}
     */
    String value();
}
