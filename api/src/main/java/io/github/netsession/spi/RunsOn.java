package io.github.netsession.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the operating system of a {@link BackendProvider}. On other systems the provider is not even instantiated; a provider without this
 * annotation is used on all systems.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RunsOn {

    /**
     * Returns the beginning of the system property {@code os.name} on that system.
     *
     * @return the beginning, in upper or lower case, for instance {@code Linux}
     */
    String value();
}
